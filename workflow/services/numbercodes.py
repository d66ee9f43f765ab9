"""The agency codes (机关代字) of the organ: entered, with the first number given here in a year, and closed; never deleted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.numbers import may_be_code
from workflow.domain.substance import says_something
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.numbers import GivenNumber, NumberCode, NumberCodeClosing, SeriesStart
from workflow.services import ledger, refusals
from workflow.services.ledger import Proof
from workflow.services.numberregister import object_of
from workflow.services.recording import BadInput, not_ahead, stamp
from workflow.services.refusals import Forbidden
from workflow.services.unit import Session, writing

MAY_KEEP = (Role.OFFICE,)
ONLY_OFFICE = Text("只有党政办公室可以登记发文字号。", "Only the government office keeps the register of numbers.")


def add_code(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    fact: facts.NumberCode,
    start: facts.SeriesStart | None = None,
) -> None:
    """Enter an agency code, and with it where its series of a year begins. Raises BadInput."""
    with refusals.entered(session, "number.code", object_of(fact.code), actor=actor, now=now):
        allowed(actor, fact.on, today)
    not_ahead(fact.since, today, "since")
    if not may_be_code(fact.code):
        said = Text(
            "机关代字只写“〔年份〕”以前的文字，例如“清泉府发”，不写数字、括号和空格。",
            "A code is what stands before 〔year〕, such as 清泉府发: no digit, bracket or blank.",
        )
        raise BadInput({"code": said})
    with writing(session):
        if code_row(session, fact.code):
            raise bad("code", "机关代字“{code}”已经登记。", "The code {code} is entered already.", code=fact.code)
        row = NumberCode(code=fact.code, use=fact.use.value, since=fact.since, **stamp(actor, now, fact.on))
        session.add(row)
        proof = Proof("number_code", fact, fact.code)
        enter(session, "number.code", actor, now, fact.code, fact.on, proof, code=fact.code, use=fact.use.value)
        if start:
            _begin(session, row, start, actor, now)


def close_code(
    session: Session, *, actor: Actor, now: datetime, today: date, code: str, fact: facts.NumberCodeClosing
) -> None:
    """State the last day of papers that get a number of the code. Raises BadInput."""
    with refusals.entered(session, "number.closed", object_of(code), actor=actor, now=now):
        allowed(actor, fact.on, today)
    reasoned(fact.reason)
    with writing(session):
        row = _open_code(session, code)
        last = session.scalar(select(func.max(GivenNumber.on)).where(GivenNumber.code_id == row.id))
        if fact.on < max(last or row.since, row.since):
            said = Text(
                "停用日期不得早于启用日期和已给号文件的成文日期（{last}）。",
                "A code is not closed before it began, nor before the last paper that has a number of it ({last}).",
            )
            raise BadInput({"on": said.fmt(last=max(last or row.since, row.since))})
        session.add(NumberCodeClosing(code_id=row.id, reason=fact.reason, **stamp(actor, now, fact.on)))
        enter(session, "number.closed", actor, now, code, fact.on, Proof("number_closing", fact, code), code=code)


def begin_series(
    session: Session, *, actor: Actor, now: datetime, today: date, code: str, fact: facts.SeriesStart
) -> None:
    """State the first number that is given here in a year, those before having been given on paper. Raises BadInput."""
    with refusals.entered(session, "number.begun", object_of(code), actor=actor, now=now):
        allowed(actor, fact.on, today)
    with writing(session):
        row = _open_code(session, code)
        if any(each.year == fact.year for each in row.starts):
            raise bad("year", "该年度的起始号已经写明，不能更改。", "The beginning of that year is stated: it stays.")
        if last_serial(session, row, fact.year):
            raise bad(
                "year", "该年度已经给过号，不能再写明起始号。", "Numbers of that year were given: it has begun already."
            )
        _begin(session, row, fact, actor, now)


def _begin(session: Session, row: NumberCode, fact: facts.SeriesStart, actor: Actor, now: datetime) -> None:
    session.add(SeriesStart(code_id=row.id, year=fact.year, first=fact.first, **stamp(actor, now, fact.on)))
    details = {"code": row.code, "year": str(fact.year), "first": str(fact.first)}
    proof = Proof("series_start", fact, f"{row.code}〔{fact.year}〕")
    enter(session, "number.begun", actor, now, row.code, fact.on, proof, **details)


def code_row(session: Session, code: str) -> NumberCode | None:
    """The row of a code; None for one that is not the organ's."""
    return session.scalar(select(NumberCode).where(NumberCode.code == code))


def _open_code(session: Session, code: str) -> NumberCode:
    row = code_row(session, code)
    if row is None or row.closing:
        raise bad("code", "机关代字没有登记或者已经停用。", "That code is not entered, or closed already.")
    return row


def last_serial(session: Session, row: NumberCode, year: int) -> int:
    """The last serial number of a series; 0 before the first."""
    newest = select(func.max(GivenNumber.serial)).where(GivenNumber.code_id == row.id, GivenNumber.year == year)
    return session.scalar(newest) or 0


def bad(field: str, zh: str, en: str, **values: Any) -> BadInput:
    """What to do about a field, in both languages."""
    return BadInput({field: Text(zh, en).fmt(**values)})


def keepers_only(actor: Actor) -> None:
    """Raise Forbidden for whoever does not keep the register."""
    if not actor.has(*MAY_KEEP):
        raise Forbidden({"on": ONLY_OFFICE})


def allowed(actor: Actor, on: date, today: date) -> None:
    """Raise Forbidden for whoever does not keep the register, BadInput for a day to come."""
    keepers_only(actor)
    not_ahead(on, today)


def reasoned(reason: str) -> None:
    """Raise BadInput for a reason that gives none."""
    if not says_something(reason):
        raise bad("reason", "请写明具体理由。", "Say why.")


def enter(
    session: Session, act: str, actor: Actor, now: datetime, named: str, on: date, proof: Proof, **details: str
) -> None:
    """Enter an act of the register about a number or a code."""
    role = next((each.value for each in MAY_KEEP if actor.has(each)), ",".join(sorted(actor.roles)))
    obj = object_of(named)
    ledger.append(
        session, act, actor=actor, now=now, details=details, obj=obj, role=role, effective=on, proofs=(proof,)
    )
