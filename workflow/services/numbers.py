"""Document numbers are given here: the next of a code's yearly series, in the unit of work of what it is for.

Whoever writes has the turn of writing (`unit`), so the last number read is the last there is; UNIQUE (code, year, serial)
stands behind that. A transaction that fails takes its number back with it: no gap, no duplicate. Each number has an entry
of its own, ``number.taken`` with code, year and serial in plain words, made in the same transaction as the step's entry and
before it: so one look at the entries of one act proves a series from the log alone, whichever step the number was for and
whatever that step's own entry says; in the steps' entries it would be spread over six acts, and the papers of no decision
would have none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.numbers import DocumentNumber, as_printed, document_number, tidied
from workflow.domain.substance import says_something
from workflow.domain.text import Text
from workflow.domain.wording import quoted
from workflow.models.decisions import Decision
from workflow.models.numbers import GivenNumber, NumberCode, NumberVoiding
from workflow.services import refusals
from workflow.services.ledger import Proof
from workflow.services.numbercodes import allowed, bad, code_row, enter, keepers_only, last_serial, reasoned
from workflow.services.numberregister import bearing, code_of, object_of
from workflow.services.recording import BadInput, ahead, stamp
from workflow.services.unit import Session, writing


@dataclass(frozen=True)
class Wanted:
    """What a number is asked for: the day of the paper (成文日期), its title, the decision and which of its papers, if any."""

    on: date
    title: str
    decision_id: int | None = None
    matter: str = ""
    paper: str = ""


@dataclass(frozen=True)
class Giver:
    """Who gives a number, when, in which open unit of work."""

    session: Session
    actor: Actor
    now: datetime


def number_for(giver: Giver, written: str, wanted: Wanted, field: str = "number") -> str:
    """The number of a paper as it is printed, from what was entered in its step. Raises BadInput at `field`.

    A code of the organ alone asks for the next of its series. A whole number that belongs to such a code is one of the
    register's that was given to this paper before, or is the next, and given now. Any other number is another organ's, or
    that of an older paper, and is only put into the right form.
    """
    plain = tidied(written)
    if code := code_row(giver.session, plain):
        return str(_give(giver, code, wanted, None, field))
    typed = document_number(written)
    own = code_row(giver.session, typed.code) if typed else None
    if typed is None or own is None:
        return as_printed(written)
    known = _known(giver.session, own, typed)
    if known is None:
        return str(_give(giver, own, wanted, typed, field))
    if known.voiding:
        raise bad(field, "{number}已作废，不能再用；请另行给号。", "{number} was voided: take another.", number=typed)
    if known.year != wanted.on.year:
        raise _other_year(field, typed, wanted.on)
    if known.decision_id != wanted.decision_id or known.paper not in ("", wanted.paper):
        raise _taken(field, typed, known.title)
    return str(typed)


def unused(session: Session, number: str, field: str = "number") -> str:
    """The number, where it is on no other paper of the record: of whichever kind, and of whichever matter. Raises BadInput."""
    if document_number(number) and number in bearing(session, number):
        raise bad(field, "发文字号已被使用，请核对。", "This document number is in use; check it.")
    return number


def take(
    session: Session, *, actor: Actor, now: datetime, today: date, written: str, wanted: Wanted, matter: str = ""
) -> str:
    """Give a number outside a step: `written` is the code, for the next of its series, or a number given on paper before.

    `matter` is the number of the decision it belongs to. Raises BadInput at `code`, `on`, `title` or `matter`.
    """
    with refusals.entered(session, "number.taken", object_of(tidied(written)), actor=actor, now=now):
        keepers_only(actor)
    with writing(session):
        found = _look_up(session, today=today, written=written, wanted=wanted, matter=matter)
        if found.problems or found.row is None or found.number is None:
            raise BadInput(found.problems)
        # a paper is one of a matter, or it is written elsewhere
        wanted = replace(wanted, decision_id=found.decision_id, matter=matter, paper=matter and wanted.paper)
        return str(_enter(Giver(session, actor, now), found.row, wanted, found.number))


def wrong(session: Session, *, today: date, written: str, wanted: Wanted, matter: str) -> dict[str, Text]:
    """All that stands against giving the number, by field, as `take` raises it."""
    return _look_up(session, today=today, written=written, wanted=wanted, matter=matter).problems


@dataclass
class _Found:
    """What the register has of a number that is asked for: the code, the number that can be given, what stands against it."""

    problems: dict[str, Text]
    decision_id: int | None
    row: NumberCode | None
    number: DocumentNumber | None = None


def _look_up(session: Session, *, today: date, written: str, wanted: Wanted, matter: str) -> _Found:
    typed = document_number(written)
    row = code_row(session, typed.code if typed else tidied(written))
    decision = session.scalar(select(Decision.id).where(Decision.number == matter)) if matter else None
    found = _Found(ahead(wanted.on, today), decision, row)
    if not says_something(wanted.title):
        found.problems["title"] = Text("请写明文件标题。", "Say what the paper is called.")
    if matter and decision is None:
        found.problems["matter"] = Text("没有编号为{matter}的事项。", "There is no matter {matter}.").fmt(matter=matter)
    if row is None:
        found.problems["code"] = Text("请从已登记的机关代字中选择。", "Choose one of the codes that are entered.")
        return found
    try:
        known = _known(session, row, typed) if typed else None
        if typed and known:
            raise _taken("code", typed, known.title)
        if "on" not in found.problems:
            found.number = _following(session, row, wanted, typed, "code")
    except BadInput as bad_code:
        found.problems |= bad_code.problems
    return found


def void(
    session: Session, *, actor: Actor, now: datetime, today: date, number_id: int, fact: facts.VoidedNumber
) -> str:
    """Record that a number is not used; it stays in the register and goes to no other paper. Raises BadInput at `reason`."""
    with refusals.entered(session, "number.voided", "", actor=actor, now=now):
        allowed(actor, fact.on, today)
    reasoned(fact.reason)
    with writing(session):
        row = session.get(GivenNumber, number_id, populate_existing=True)
        if row is None or row.voiding:
            raise bad("reason", "该号已经作废。", "It is voided already.")
        printed = row.printed
        if printed in bearing(session, printed):
            raise bad(
                "reason",
                "{number}已用于记录中的文件{title}，不能作废。",
                "{number} stands on a paper of the record, {title}: it cannot be voided.",
                number=printed,
                title=quoted(row.title),
            )
        session.add(NumberVoiding(number_id=row.id, reason=fact.reason, **stamp(actor, now, fact.on)))
        details = {"code": row.code.code, "year": str(row.year), "serial": str(row.serial)}
        proof = Proof("voided_number", fact, printed)
        enter(session, "number.voided", actor, now, printed, fact.on, proof, **details)
        return printed


def _following(
    session: Session, row: NumberCode, wanted: Wanted, typed: DocumentNumber | None, field: str
) -> DocumentNumber:
    """The next number of the series of the paper's year, or the one typed where that can be it. Raises BadInput at `field`."""
    year, code = wanted.on.year, code_of(row)
    if not code.open_on(wanted.on):
        raise bad(
            field,
            "机关代字“{code}”在成文日期（{on}）没有启用或者已经停用，请另选。",
            "The code {code} is not in use on the day of the paper ({on}): choose another.",
            code=row.code,
            on=wanted.on,
        )
    if not code.counted(year):
        raise bad(
            field,
            "“{code}”{year}年度的号是在纸质登记簿上给出的：请先由党政办公室在文号登记中写明该年度从几号开始由系统给号。",
            "Numbers of {code} of {year} were given on paper: have the office state in the register with which number that "
            "year goes on here.",
            code=row.code,
            year=str(year),
        )
    following = code.following(year, last_serial(session, row, year))
    number = typed or following
    if number.year != year:
        raise _other_year(field, number, wanted.on)
    if number != following and number.serial >= code.first(year):
        raise bad(
            field,
            "“{code}”是本机关的代字，下一号是{next}。中间的号如果已经用于其他文件，请先由党政办公室在文号登记中逐件登记；"
            "没有用过的，不填文号，选择由系统给号。",
            "{code} is the organ's own; the next number is {next}. If the numbers between are on other papers, have the "
            "office enter those in the register first; if not, type nothing and let the program give the number.",
            code=row.code,
            next=following,
        )
    return number


def _give(giver: Giver, row: NumberCode, wanted: Wanted, typed: DocumentNumber | None, field: str) -> DocumentNumber:
    """Enter the number that follows, or the one typed where that can be it. Raises BadInput at `field`."""
    return _enter(giver, row, wanted, _following(giver.session, row, wanted, typed, field))


def _enter(giver: Giver, row: NumberCode, wanted: Wanted, number: DocumentNumber) -> DocumentNumber:
    session, year = giver.session, wanted.on.year
    session.add(
        GivenNumber(
            code_id=row.id,
            year=year,
            serial=number.serial,
            title=wanted.title[:300],
            decision_id=wanted.decision_id,
            paper=wanted.paper,
            **stamp(giver.actor, giver.now, wanted.on),
        )
    )
    fact = facts.GivenNumber(
        on=wanted.on,
        year=year,
        serial=number.serial,
        title=wanted.title[:300],
        matter=wanted.matter,
        paper=wanted.paper,
    )
    details = {"code": row.code, "year": str(year), "serial": str(number.serial), "matter": wanted.matter}
    proof = Proof("given_number", fact, str(number))
    enter(session, "number.taken", giver.actor, giver.now, str(number), wanted.on, proof, **details)
    return number


def _known(session: Session, row: NumberCode, number: DocumentNumber) -> GivenNumber | None:
    which = GivenNumber.year == number.year, GivenNumber.serial == number.serial
    return session.scalar(select(GivenNumber).where(GivenNumber.code_id == row.id, *which))


def _other_year(field: str, number: DocumentNumber, on: date) -> BadInput:
    zh, en = (
        "{number}的年份与成文日期（{on}）不符。",
        "The year of {number} is not that of the day of the paper ({on}).",
    )
    return bad(field, zh, en, number=number, on=on)


def _taken(field: str, number: DocumentNumber, title: str) -> BadInput:
    return bad(
        field,
        "{number}已给{title}，请核对；不填文号，可以由系统给号。",
        "{number} was given to {title}; check it, or type nothing and let the program give the number.",
        number=number,
        title=quoted(title),
    )
