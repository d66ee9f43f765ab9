"""Keeping the work ledger: an entry is recorded, corrected, withdrawn; nothing of it is ever deleted.

Its figures stand in the log's entry as decimals, so that a report is counted from there; what it says in words is evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.text import Text
from workflow.domain.worklog import KEYS, problems
from workflow.models.people import Unit
from workflow.models.work import WorkEntry, WorkFile, WorkVersion, WorkWithdrawal
from workflow.services import ledger, refusals
from workflow.services.files import register
from workflow.services.kept import Read, alike, as_read, numbering, there, why
from workflow.services.ledger import Proof
from workflow.services.recording import BadInput, ahead, stamp
from workflow.services.refusals import Forbidden
from workflow.services.unit import Session, writing
from workflow.services.work import MAY_ENTER, Entry, entry, may_correct, may_enter, of_days, prefix

ONLY_UNITS = Text(
    "工作台账由各单位工作人员、负责人和党政办公室登记，并且账号应当属于某个单位。",
    "The ledger is kept by the staff and the heads of units and by the office, from an account that belongs to a unit.",
)
ONLY_OWN = Text(
    "只能更正、撤回本单位登记的条目；其他单位的，请与党政办公室联系。",
    "A unit corrects and withdraws its own entries alone; for another unit's ask the office.",
)
_ENTRY = Text("条目", "entry")
_CONTENT = ("on", "began", "title", "text", "participants", "files", "no_files", *KEYS)
"""What of an entry can be corrected."""


def record(session: Session, *, actor: Actor, now: datetime, today: date, fact: facts.WorkRecord) -> str:
    """Enter what was done; number, version and unit of the fact are given here. Returns the number. Raises BadInput."""
    with refusals.entered(session, "work.recorded", "", actor=actor, now=now):
        if not may_enter(actor):
            raise Forbidden({"on": ONLY_UNITS})
    with writing(session):
        fact = fact.model_copy(update={"unit": actor.unit})
        _check(session, fact, today)
        number = numbering(session, WorkEntry, prefix)(fact.on.year)
        return _enter_new(session, actor, now, actor.unit_id, fact, number)


def record_all(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    given: Sequence[facts.WorkRecord],
    progress: Callable[[int, int], None] = lambda *_: None,
) -> list[str]:
    """Enter what was done by units that are named, all of it found sound within the unit of work that is open."""
    units = {row.name: row.id for row in session.execute(select(Unit.name, Unit.id))}
    numbers, next_of = [], numbering(session, WorkEntry, prefix)
    for done, fact in enumerate(given, 1):
        numbers.append(_enter_new(session, actor, now, units[fact.unit], fact, next_of(fact.on.year)))
        progress(done, len(given))
    return numbers


def _enter_new(
    session: Session, actor: Actor, now: datetime, unit_id: int | None, fact: facts.WorkRecord, number: str
) -> str:
    fact = fact.model_copy(update={"number": number, "version": 1})
    row = WorkEntry(number=fact.number, kind=fact.kind.value, unit_id=unit_id)
    session.add(row)
    session.flush()
    _add(session, "work.recorded", actor, now, row.id, fact)
    return fact.number


def correct(
    session: Session, *, actor: Actor, now: datetime, today: date, fact: facts.WorkRecord, mark: str = ""
) -> None:
    """Put an entry right: a new version, with the reason. `fact.version` is that which was seen, and `mark` its
    mark where that is known. Raises BadInput."""
    with refusals.entered(session, "work.corrected", object_of(fact.number), actor=actor, now=now), writing(session):
        row_id, known = _present(session, actor, fact.number, Read(fact.version, mark))
        fixed = {"kind": known.newest.kind, "unit": known.newest.unit, "version": fact.version + 1}
        fact = fact.model_copy(update=fixed)
        if all(getattr(fact, key) == getattr(known.newest, key) for key in _CONTENT):
            raise BadInput({"title": Text("内容没有变化。", "Nothing is changed.")})
        wrong = why(fact.reason, Text("请写明更正的理由。", "Say why the entry is corrected."))
        if fact.on.year != known.newest.on.year:
            said = Text(
                "日期不能改到另一年度；确属另一年度的，请撤回本条后重新登记。",
                "The day cannot be moved to another year: withdraw the entry and enter it anew.",
            )
            wrong["on"] = said
        _check(session, fact, today, wrong)
        _add(session, "work.corrected", actor, now, row_id, fact)


def withdraw(
    session: Session, *, actor: Actor, now: datetime, today: date, number: str, read: Read, fact: facts.WorkWithdrawal
) -> None:
    """Withdraw an entry as it was `read`: it stays in the ledger and counts no longer. Raises BadInput."""
    with refusals.entered(session, "work.withdrawn", object_of(number), actor=actor, now=now), writing(session):
        row_id, known = _present(session, actor, number, read)
        if wrong := ahead(fact.on, today) | why(
            fact.reason, Text("请写明撤回的理由。", "Say why the entry is withdrawn.")
        ):
            raise BadInput(wrong)
        session.add(WorkWithdrawal(entry_id=row_id, reason=fact.reason, **stamp(actor, now, fact.on)))
        details = {"kind": known.newest.kind.value, "number": number, "version": str(read.version)}
        _enter(session, "work.withdrawn", actor, now, fact.on, details, Proof("work_withdrawal", fact, number))


def object_of(number: str) -> str:
    """How the trail names an entry of the ledger."""
    return f"work/{number}"


def _present(session: Session, actor: Actor, number: str, read: Read) -> tuple[int, Entry]:
    """The entry as it stands, which the actor may put right and has read as it is. Raises BadInput."""
    known = there(entry(session, number), _ENTRY)
    if not may_correct(actor, known):
        raise Forbidden({"on": ONLY_OWN})
    as_read(known, read, _ENTRY)
    return session.scalars(select(WorkEntry.id).where(WorkEntry.number == number)).one(), known


def standing_alike(known: Iterable[Entry], fact: facts.WorkRecord) -> dict[str, Text]:
    """What to say of an entry that is among those known already: of the same unit, kind, day and name."""
    of_unit = (each for each in known if (each.newest.kind, each.newest.unit) == (fact.kind, fact.unit))
    if number := alike(of_unit, fact):
        said = Text(
            "本单位同一天已有同名条目（{number}），请勿重复登记；确是另一次的，请在名称中写明区别。",
            "The unit has an entry of that name and day ({number}): if this is another, say so in its name.",
        )
        return {"title": said.fmt(number=number)}
    return {}


def _check(session: Session, fact: facts.WorkRecord, today: date, wrong: dict[str, Text] | None = None) -> None:
    """What is wrong with the entry itself, and that it is none that is there already. Raises BadInput."""
    found = problems(fact) | ahead(fact.on, today) | (wrong or {}) | standing_alike(of_days(session, [fact.on]), fact)
    if found:
        raise BadInput(found)


def _add(session: Session, act: str, actor: Actor, now: datetime, row_id: int, fact: facts.WorkRecord) -> None:
    for file in fact.files:
        register(session, file, now)
    given = {key: getattr(fact, key) for key in (*_CONTENT, "version", "reason") if key not in ("on", "files")}
    files = [WorkFile(name=each.name, digest=each.digest) for each in fact.files]
    session.add(WorkVersion(entry_id=row_id, files=files, **given, **stamp(actor, now, fact.on)))
    details = {
        "kind": fact.kind.value,
        "number": fact.number,
        "version": str(fact.version),
        "files": ";".join(each.digest for each in fact.files),
        **{key: "" if getattr(fact, key) is None else str(getattr(fact, key)) for key in KEYS},
    }
    _enter(session, act, actor, now, fact.on, details, Proof("work_record", fact, fact.number))


def _enter(
    session: Session,
    act: str,
    actor: Actor,
    now: datetime,
    on: date,
    details: dict[str, str],
    *proofs: Proof,
) -> None:
    ledger.append(
        session,
        act,
        actor=actor,
        now=now,
        details=details,
        obj=object_of(details["number"]),
        role=next(role.value for role in MAY_ENTER if actor.has(role)),
        effective=on,
        proofs=proofs,
    )
