"""Keeping the register of past decisions: recorded from papers, corrected, withdrawn; nothing of it is ever deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.importing.decisions import InUse, findings_by_days, first_day, kept, problems
from workflow.domain.lawfiles import library
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import PastStage, Role
from workflow.domain.text import Text
from workflow.models.past import PastDecision, PastFile, PastVersion, PastWithdrawal
from workflow.models.trail import Entry
from workflow.services import holidays, ledger, refusals
from workflow.services.clock import today as day_of
from workflow.services.files import register
from workflow.services.kept import Read, alike, as_read, numbering, there, why
from workflow.services.ledger import Proof
from workflow.services.numberregister import used
from workflow.services.organ import OrganInfo, organ
from workflow.services.past import Past, decision, may_keep, of_days, prefix
from workflow.services.recording import BadInput, ahead, stamp
from workflow.services.refusals import Forbidden
from workflow.services.unit import Session, writing

ONLY_OFFICE = Text("以往决策由党政办公室登记。", "Past decisions are recorded by the office.")
_RECORD = Text("登记", "record")
_OWN = ("version", "title", "category", "unit", "meeting", "document", "remark", "reason")
_CONTENT = ("published", "published_where", "participation_from", *PastStage)


def rulebook_then(info: OrganInfo | None, fact: facts.PastDecision) -> Rulebook | None:
    """The rulebook in force for the organ when the first stage of a past decision began; None where none of ours was."""
    try:
        return library().rulebook(library().in_force(info.profile_id, first_day(fact)).label) if info else None
    except KeyError:
        return None


def asks(session: Session) -> Callable[[facts.PastDecision], bool]:
    """Whether rules of ours were in force for a past decision, so that some were asked."""
    info = organ(session)
    return lambda fact: rulebook_then(info, fact) is not None


def judged(
    info: OrganInfo | None, fact: facts.PastDecision, today: date, calendar: WorkingCalendar
) -> facts.PastDecision:
    """The record with what the rules of its time say of its days."""
    rulebook = rulebook_then(info, fact)
    found = findings_by_days(fact, rulebook, today, calendar) if rulebook else []
    return fact.model_copy(update={"findings": kept(found)})


def record(session: Session, *, actor: Actor, now: datetime, today: date, fact: facts.PastDecision) -> str:
    """Enter a past decision; number, version and findings are given here. Returns the number. Raises BadInput."""
    with refusals.entered(session, "past.recorded", "", actor=actor, now=now):
        keepers_only(actor)
    with writing(session):
        fact = judged(organ(session), fact, today, holidays.working_calendar(session))
        _check(session, fact, today)
        return record_all(session, actor=actor, now=now, given=[fact])[0]


def record_all(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    given: Sequence[facts.PastDecision],
    progress: Callable[[int, int], None] = lambda *_: None,
) -> list[str]:
    """Enter past decisions with their findings as given, all of them found sound within the unit of work that is open."""
    numbers, next_of = [], numbering(session, PastDecision, prefix)
    for done, fact in enumerate(given, 1):
        fact = fact.model_copy(update={"number": next_of(fact.on.year), "version": 1, "reason": ""})
        row = PastDecision(number=fact.number)
        session.add(row)
        session.flush()
        _add(session, "past.recorded", actor, now, row.id, fact)
        numbers.append(fact.number)
        progress(done, len(given))
    return numbers


def correct(
    session: Session, *, actor: Actor, now: datetime, today: date, fact: facts.PastDecision, mark: str = ""
) -> None:
    """Put a record right: a new version, with the reason. `fact.version` is that which was seen, and `mark` its
    mark where that is known. Raises BadInput."""
    with refusals.entered(session, "past.corrected", object_of(fact.number), actor=actor, now=now), writing(session):
        row_id, known = _present(session, actor, fact.number, Read(fact.version, mark))
        newest = known.newest
        if all(getattr(fact, key) == getattr(newest, key) for key in ("on", "files", *_OWN[1:-1], *_CONTENT)):
            raise BadInput({"title": Text("内容没有变化。", "Nothing is changed.")})
        wrong = why(fact.reason, Text("请写明更正的理由。", "Say why the record is corrected."))
        if fact.on.year != newest.on.year:
            said = Text(
                "决定日期不能改到另一年度；确属另一年度的，请撤回后重新登记。",
                "The day cannot be moved to another year: withdraw the record and enter it anew.",
            )
            wrong["on"] = said
        fact = fact.model_copy(update={"version": fact.version + 1})
        _check(session, fact, today, wrong)
        fact = judged(organ(session), fact, today, holidays.working_calendar(session))
        _add(session, "past.corrected", actor, now, row_id, fact)


def withdraw(
    session: Session, *, actor: Actor, now: datetime, today: date, number: str, read: Read, fact: facts.PastWithdrawal
) -> None:
    """Withdraw a record as it was `read`: it stays in the register and counts no longer. Raises BadInput."""
    with refusals.entered(session, "past.withdrawn", object_of(number), actor=actor, now=now), writing(session):
        row_id, _known = _present(session, actor, number, read)
        if wrong := ahead(fact.on, today) | why(
            fact.reason, Text("请写明撤回的理由。", "Say why the record is withdrawn.")
        ):
            raise BadInput(wrong)
        session.add(PastWithdrawal(decision_id=row_id, reason=fact.reason, **stamp(actor, now, fact.on)))
        _enter(
            session,
            "past.withdrawn",
            actor,
            now,
            fact.on,
            {"number": number, "version": str(read.version)},
            Proof("past_withdrawal", fact, number),
        )


def object_of(number: str) -> str:
    """How the trail names a past decision."""
    return f"past/{number}"


def keepers_only(actor: Actor) -> None:
    """Who keeps the register. Raises Forbidden."""
    if not may_keep(actor):
        raise Forbidden({"on": ONLY_OFFICE})


def in_use(session: Session) -> InUse:
    """What the system holds itself: since when, and which numbers its papers bear."""
    begun = session.scalar(select(Entry.at).order_by(Entry.seq).limit(1))
    return InUse(day_of(begun) if begun else None, used(session))


def standing_alike(known: Iterable[Past], fact: facts.PastDecision) -> dict[str, Text]:
    """What to say of a past decision that is among those known already: of the same day and name."""
    if number := alike(known, fact):
        said = Text("同日同名的决策已经登记（{number}）。", "A decision of that name and day is there ({number}).")
        return {"title": said.fmt(number=number)}
    return {}


def _present(session: Session, actor: Actor, number: str, read: Read) -> tuple[int, Past]:
    """The record as it stands, which the actor has read as it is. Raises BadInput."""
    keepers_only(actor)
    known = there(decision(session, number), _RECORD)
    as_read(known, read, _RECORD)
    return session.scalars(select(PastDecision.id).where(PastDecision.number == number)).one(), known


def _check(session: Session, fact: facts.PastDecision, today: date, wrong: dict[str, Text] | None = None) -> None:
    """What cannot have been, and that it is none that is there already. Raises BadInput."""
    found = problems(fact, today, in_use(session)) | (wrong or {}) | standing_alike(of_days(session, [fact.on]), fact)
    if found:
        raise BadInput(found)


def _add(session: Session, act: str, actor: Actor, now: datetime, row_id: int, fact: facts.PastDecision) -> None:
    for file in fact.files:
        register(session, file, now)
    given = {key: getattr(fact, key) for key in (*_OWN, *_CONTENT)}
    files = [PastFile(name=each.name, digest=each.digest) for each in fact.files]
    findings = [each.model_dump() for each in fact.findings]
    session.add(PastVersion(decision_id=row_id, files=files, findings=findings, **given, **stamp(actor, now, fact.on)))
    days = {key: getattr(fact, key) for key in ("published", *PastStage)}
    details = {
        "number": fact.number,
        "version": str(fact.version),
        "title": fact.title,
        "category": fact.category or "",
        "files": ";".join(each.digest for each in fact.files),
        **{str(key): day.isoformat() if day else "" for key, day in days.items()},
    }
    _enter(session, act, actor, now, fact.on, details, Proof("past_decision", fact, fact.number))


def _enter(
    session: Session, act: str, actor: Actor, now: datetime, on: date, details: dict[str, str], proof: Proof
) -> None:
    ledger.append(
        session,
        act,
        actor=actor,
        now=now,
        details=details,
        obj=object_of(details["number"]),
        role=Role.OFFICE.value,
        effective=on,
        proofs=(proof,),
    )
