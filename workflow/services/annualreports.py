"""Keeping the yearly report: drafted, kept in versions, handed to the next level up, published."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.annual import YearReport, missing
from workflow.domain.rulebook import Rulebook
from workflow.domain.substance import says_something
from workflow.domain.terms import Role
from workflow.domain.text import Text, joined
from workflow.domain.typed import is_address
from workflow.models.annual import AnnualPublication, AnnualSubmission, AnnualText
from workflow.models.trail import LogHead
from workflow.services import ledger, refusals
from workflow.services.annual import annual, composed
from workflow.services.catalogue import rulebook_of
from workflow.services.kept import mark_of
from workflow.services.ledger import Proof
from workflow.services.logreading import read_log
from workflow.services.numbers import Giver, Wanted, number_for, unused
from workflow.services.recording import BadInput, not_ahead, stamp
from workflow.services.refusals import Forbidden
from workflow.services.unit import Session, writing

MAY_KEEP = (Role.OFFICE,)
ONLY_OFFICE = Text(
    "只有党政办公室可以起草、上报年度报告。", "Only the government office drafts and submits the yearly report."
)
_MOVED = Text(
    "报告已由他人另存新稿，您填写的内容仍在本页；请打开最新一稿核对后再存。",
    "Somebody else has kept a newer version. What you typed is still on this page: look at the newest version, then save.",
)


def keep(session: Session, *, actor: Actor, now: datetime, today: date, text: facts.AnnualText, mark: str = "") -> None:
    """Keep a version of the text; `mark`: that of the version it was written on, where it is known. Raises BadInput."""
    with refusals.entered(session, "report.drafted", object_of(text.year), actor=actor, now=now), writing(session):
        _allowed(actor)
        not_ahead(text.on, today)
        _check_text(text, annual(session, text.year), mark, today)
        if text.size > (session.scalar(select(LogHead.size).order_by(LogHead.organ_id)) or 0):
            raise BadInput({"frozen": Text("日志没有这么多条目。", "The log has not so many entries.")})
        values = text.model_dump(mode="json", include={"year", "version", "size", "sections"})
        session.add(AnnualText(until=text.until, **values, **stamp(actor, now, text.on)))
        details = {"version": str(text.version), "size": str(text.size)}
        _enter(session, "report.drafted", actor, now, text.year, Proof("annual_text", text, str(text.year)), **details)


def _check_text(text: facts.AnnualText, found: YearReport | None, mark: str, today: date) -> None:
    problems = {}
    if text.version != (found.text.version + 1 if found else 1) or (found and _another(found, mark)):
        problems["stale"] = _MOVED
    elif found and _said(found.text) == _said(text):
        problems["stale"] = Text("内容没有变化，不必另存。", "Nothing is changed: there is nothing to keep.")
    if text.until > today or text.until.year != text.year:
        problems["until"] = Text(
            "截止日期应当在报告年度之内，不晚于今天。",
            "The last day lies in the year reported on, and not after today.",
        )
    if problems:
        raise BadInput(problems)


def _said(text: facts.AnnualText) -> tuple[object, ...]:
    return text.until, text.size, text.sections


def submit(
    session: Session, *, actor: Actor, now: datetime, today: date, fact: facts.AnnualSubmission, mark: str = ""
) -> None:
    """Record that the newest version was handed upward; the log its figures are of is sealed with it.

    Size and root of the fact are given here; `mark`: that of the version, where it is known. Raises BadInput, Forbidden,
    BadLog.
    """
    with refusals.entered(session, "report.submitted", object_of(fact.year), actor=actor, now=now):
        _allowed(actor)
        known = _newest(session, fact, mark)
        # read before the turn of writing: what is entered meanwhile is not in the figures
        log = read_log(session, known.text.size)
        wrong = composed(log, known.text).wrong_sums
        sums = fact.sums.strip() if wrong else ""
        fact = fact.model_copy(update={"size": log.size, "root": log.root, "sums": sums})
        with writing(session):
            found = _newest(session, fact, mark)
            if not says_something(fact.approved_by):
                said = Text(
                    "请填写签发人：上行文应当标注签发人姓名。", "Name who signed it: a paper to a superior says so."
                )
                raise BadInput({"approved_by": said})
            if found.submission and found.submission.version == fact.version:
                raise BadInput({"stale": Text("该稿已经登记上报。", "That version is submitted already.")})
            _day_possible(fact, today, found.text)
            _check_contents(found.text, rulebook_of(session, today))
            _check_year_over(fact, found.text, rulebook_of(session, today))
            if found.submission and not says_something(fact.reason):
                raise BadInput({"reason": _WHY_AGAIN.fmt(day=found.submission.on)})
            if wrong and not says_something(fact.sums):
                raise BadInput({"sums": _WRONG_SUMS.fmt(sums=joined([each.said for each in wrong]))})
            if fact.document:
                title = f"{fact.year}年度法治政府建设情况报告"
                number = number_for(Giver(session, actor, now), fact.document, Wanted(fact.on, title), "document")
                fact = fact.model_copy(update={"document": unused(session, number, "document")})
            values = fact.model_dump(mode="json", exclude={"on", "entered"})
            session.add(AnnualSubmission(**values, **stamp(actor, now, fact.on)))
            details = {"version": str(fact.version), "size": str(fact.size), "root": fact.root}
            proof = Proof("annual_submission", fact, str(fact.year))
            _enter(session, "report.submitted", actor, now, fact.year, proof, **details)


def _check_contents(text: facts.AnnualText, rulebook: Rulebook) -> None:
    lacking = missing(text.sections, rulebook)
    if lacking:
        rules = [rule.id for rule, _ in rulebook.annual_rules if rule.contents]
        raise Forbidden({"on": lacking[0]}, *rules)


def _check_year_over(fact: facts.AnnualSubmission, text: facts.AnnualText, rulebook: Rulebook) -> None:
    """What is reported on is the past year: it is over, and all of it is counted."""
    last = date(text.year, 12, 31)
    said = None
    if text.until < last:
        said = _NOT_WHOLE.fmt(until=text.until, last=last)
    elif fact.on <= last:
        said = _NOT_OVER.fmt(year=text.year)
    if said:
        rules = [rule.id for rule, _ in rulebook.annual_rules if rule.act == "submit" and rule.until]
        raise Forbidden({"on": said}, *rules)


_NOT_WHOLE = Text(
    "报告的是上一年度的工作，该稿只统计到{until}：请将统计截止日期改为{last}，另存新稿后再上报。",
    "The report is on the past year, and this version counts until {until} only: keep one that counts until {last}, then submit it.",
)
_NOT_OVER = Text(
    "报告的是上一年度的工作，{year}年结束后方可上报。",
    "The report is on the past year: it is submitted once {year} is over.",
)
_WRONG_SUMS = Text(
    "正文中加总不符：{sums}。请更正正文，确属无误的在此说明理由。",
    "Sums in the text do not add up: {sums}. Put the text right, or say here why they are as they are.",
)
_WHY_AGAIN = Text(
    "本年度报告已于{day}上报，请写明重新上报的理由：更正了什么，为什么更正。",
    "The report of this year was submitted on {day}: say why it is submitted again, what is corrected and for what reason.",
)
_WHOLE_ADDRESS = Text(
    "请填写完整的网址，以“http://”或者“https://”开头，中间没有空格。",
    "Give the whole address of the page, beginning with http:// or https:// and without a blank.",
)


def publish(
    session: Session, *, actor: Actor, now: datetime, today: date, fact: facts.AnnualPublication, mark: str = ""
) -> None:
    """Record that what was handed upward was published; `mark`: that of the version, where it is known. Raises BadInput."""
    refusing = refusals.entered(session, "report.published", object_of(fact.year), actor=actor, now=now)
    with refusing, writing(session):
        _allowed(actor)
        found = _present(session, fact.year)
        if found.submission is None or found.submission.version != fact.version or _another(found, mark):
            said = Text("公布的应当是已经上报的一稿。", "What is published is the version that was submitted.")
            raise BadInput({"stale": said})
        if found.publication:
            raise BadInput({"stale": Text("该稿已经登记公布。", "That version is published already.")})
        _day_possible(fact, today, found.text)
        if fact.address and not is_address(fact.address):
            raise BadInput({"address": _WHOLE_ADDRESS})
        values = fact.model_dump(mode="json", exclude={"on", "entered"})
        session.add(AnnualPublication(**values, **stamp(actor, now, fact.on)))
        details = {"version": str(fact.version), "channels": ";".join(fact.channels)}
        proof = Proof("annual_publication", fact, str(fact.year))
        _enter(session, "report.published", actor, now, fact.year, proof, **details)


def object_of(year: int) -> str:
    """How the trail names the report of a year."""
    return f"report/{year}"


def _allowed(actor: Actor) -> None:
    if not actor.has(*MAY_KEEP):
        raise Forbidden({"on": ONLY_OFFICE})


def _day_possible(fact: facts.Fact, today: date, text: facts.AnnualText) -> None:
    not_ahead(fact.on, today)
    if fact.on < text.until:
        said = Text("日期早于统计截止日期（{day}）。", "The day is before the last day counted ({day}).")
        raise BadInput({"on": said.fmt(day=text.until)})
    if fact.on < text.on:
        said = Text("日期早于该稿的定稿日期（{day}）。", "The day is before that of the version ({day}).")
        raise BadInput({"on": said.fmt(day=text.on)})


def _newest(session: Session, fact: facts.AnnualSubmission, mark: str) -> YearReport:
    """The report, if what is handed up is its newest version. Raises BadInput."""
    found = _present(session, fact.year)
    if fact.version != found.text.version or _another(found, mark):
        raise BadInput({"stale": _MOVED})
    return found


def _another(found: YearReport, mark: str) -> bool:
    """Whether the text that was seen, of this number, is lost and another one has it."""
    return mark != "" and mark != mark_of(found.text)


def _present(session: Session, year: int) -> YearReport:
    found = annual(session, year)
    if found is None:
        raise BadInput({"on": Text("该年度报告尚未起草。", "The report of that year has not been drafted.")})
    return found


def _enter(
    session: Session,
    act: str,
    actor: Actor,
    now: datetime,
    year: int,
    proof: Proof,
    **details: str,
) -> None:
    ledger.append(
        session,
        act,
        actor=actor,
        now=now,
        details={"year": str(year), **details},
        obj=object_of(year),
        role=MAY_KEEP[0].value,
        effective=proof.fact.on if isinstance(proof.fact, facts.Fact) else None,
        proofs=[proof],
    )
