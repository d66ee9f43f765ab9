"""Importing what was kept elsewhere: a preview of every row that writes nothing, then all good rows in one unit of work."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.dossier import Dossier
from workflow.domain.dossierfile import Unreadable as NoDossier
from workflow.domain.dossierfile import read_dossier, vocabulary_flaws
from workflow.domain.importing import decisions as past_rows
from workflow.domain.importing import work as work_rows
from workflow.domain.importing.cells import Row
from workflow.domain.terms import Imported, Role
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.trail import Entry
from workflow.services import files, ledger, organ, past, pastlog, refusals, work, worklog
from workflow.services.kept import by_day
from workflow.services.organ import OrganInfo
from workflow.services.recording import ahead
from workflow.services.refusals import Forbidden
from workflow.services.sheetrows import MOST_ROWS, listed, of_workbook, parsed
from workflow.services.unit import Session, writing

MAY_IMPORT = (Role.OFFICE,)
ONLY_OFFICE = Text("导入由党政办公室办理。", "Files are imported by the office.")
KINDS = {".xlsx": files.KINDS[".xlsx"], ".json": files.Kind("application/json", files.is_text)}
_TAKEN = Text("可以导入 Excel 工作簿（xlsx）和 JSON 文件。", "Workbooks (xlsx) and JSON files are imported.")
_OWN_KEYS = past_rows.COLUMNS.keys() - Dossier.model_fields.keys()
"""The keys of a row that no dossier has."""
_DOSSIER_KEYS = Dossier.model_fields.keys() - past_rows.COLUMNS.keys()
"""The keys of a dossier that no row has."""
_TWICE = Text("与本文件第{line}行重复。", "The same as row {line} of this file.")
_NONE_LEFT = Text("没有可以导入的行。", "There is no row that can be taken.")
_LEAVE_OUT = Text(
    "有{n}行不能导入。请改正文件后重新上传；或者勾选“不导入有问题的行”，只导入其余各行。",
    "Rows that cannot be taken: {n}. Put the file right and upload it again, or tick that they are left out.",
)


class NotImported(Exception):
    """Nothing was imported; `reason` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


@dataclass(frozen=True)
class Preview:
    """What a file holds: every row as understood, heads nobody knows, and when the same file was imported before."""

    kind: Imported
    rows: tuple[Row[Any], ...]
    strange: tuple[str, ...] = ()
    before: tuple[datetime, int] | None = None

    @property
    def good(self) -> list[Row[Any]]:
        """The rows that can be taken."""
        return [each for each in self.rows if each.good]

    @property
    def bad(self) -> list[Row[Any]]:
        """The rows that cannot."""
        return [each for each in self.rows if not each.good]


def may_import(actor: Actor) -> bool:
    """Whether the actor imports."""
    return actor.has(*MAY_IMPORT)


def keep(store: Path, name: str, stream: BinaryIO, limit: int) -> facts.FileRef:
    """Put a file to be imported into the store. Raises FileRefused."""
    return files.save(store, name, stream, limit, kinds=KINDS, allowed=_TAKEN)


def preview(
    session: Session, kind: Imported, ref: facts.FileRef, content: bytes, today: date, calendar: WorkingCalendar
) -> Preview:
    """Every row of a file with what was understood and found; nothing is written. Raises Unreadable."""
    if kind is Imported.WORK:
        rows, strange = _work(session, ref, content, today)
    else:
        rows, strange = _decisions(session, ref, content, today, calendar)
    return Preview(kind, tuple(rows), tuple(strange), imported_before(session, kind, ref.digest))


def imported_before(session: Session, kind: Imported, digest: str) -> tuple[datetime, int] | None:
    """When the same file was imported last, and by which entry; None where it never was."""
    asked = select(Entry.at, Entry.seq).where(Entry.obj == object_of(kind, digest), Entry.result == "ok")
    found = session.execute(asked.order_by(Entry.seq.desc()).limit(1)).first()
    return (found.at, found.seq) if found else None


def object_of(kind: Imported, digest: str) -> str:
    """How the trail names what was imported."""
    return f"import/{kind}/{digest}"


def _work(session: Session, ref: facts.FileRef, content: bytes, today: date) -> tuple[list[Row[Any]], list[str]]:
    units = [each.name for each in organ.units(session, with_closed=True)]
    known = work_rows.IN_LIST if _is_json(ref) else work_rows.IN_SHEET
    raws, strange = (listed(parsed(content), known), []) if _is_json(ref) else of_workbook(content, known)
    rows: list[Row[facts.WorkRecord]] = []
    seen: dict[tuple[object, ...], int] = {}
    read = [work_rows.row_of(raw, known, units) for raw in raws]
    there = by_day(work.of_days(session, _days(read)))
    for row in read:
        if row.fact and not row.problems:
            fact = row.fact
            alike = worklog.standing_alike(there.get(fact.on, ()), fact)
            row = row.with_problems((ahead(fact.on, today) | alike).values())
            row = _once(row, seen, (fact.kind, fact.unit, fact.on, worded(fact.title)))
        rows.append(row)
    return list(rows), strange


def _days(rows: Iterable[Row[Any]]) -> set[date]:
    """The days the rows tell of: what is there of them is looked up once for all rows."""
    return {row.fact.on for row in rows if row.fact}


def _once(row: Row[Any], seen: dict[tuple[object, ...], int], key: tuple[object, ...]) -> Row[Any]:
    """The row, with a problem if the file had the same before."""
    first = seen.setdefault(key, row.line)
    return row if first == row.line else row.with_problems([_TWICE.fmt(line=first)])


def _decisions(
    session: Session, ref: facts.FileRef, content: bytes, today: date, calendar: WorkingCalendar
) -> tuple[list[Row[Any]], list[str]]:
    strange: list[str] = []
    info = organ.organ(session)
    if not _is_json(ref):
        raws, strange = of_workbook(content, past_rows.COLUMNS)
        read = [_judged(info, past_rows.row_of(raw), today, calendar) for raw in raws]
    else:
        value = parsed(content)
        items = value if isinstance(value, list) else [value]
        keys = {key for each in items if isinstance(each, dict) for key in each}
        # rows of the register by their own keys; what has neither those nor a dossier's is told which keys rows have
        if keys & _OWN_KEYS or not keys & _DOSSIER_KEYS:
            raws = listed(items, past_rows.COLUMNS)
            read = [_judged(info, past_rows.row_of(raw), today, calendar) for raw in raws]
        else:
            read = [_of_dossier(info, each, place, today, calendar) for place, each in enumerate(items[:MOST_ROWS], 1)]
    rows, seen, own = [], dict[tuple[object, ...], int](), pastlog.in_use(session)
    there = by_day(past.of_days(session, _days(read)))
    for row in read:
        if row.fact and not row.problems:
            wrong = past_rows.problems(row.fact, today, own) | pastlog.standing_alike(
                there.get(row.fact.on, ()), row.fact
            )
            row = _once(row.with_problems(wrong.values()), seen, (row.fact.on, worded(row.fact.title)))
        rows.append(row)
    return rows, strange


def _judged(
    info: OrganInfo | None, row: Row[facts.PastDecision], today: date, calendar: WorkingCalendar
) -> Row[facts.PastDecision]:
    if row.fact is None:
        return row
    notes = row.notes if pastlog.rulebook_then(info, row.fact) else (*row.notes, past_rows.UNASKED)
    return replace(row, fact=pastlog.judged(info, row.fact, today, calendar), notes=notes)


def _of_dossier(
    info: OrganInfo | None, value: object, line: int, today: date, calendar: WorkingCalendar
) -> Row[facts.PastDecision]:
    try:
        dossier = read_dossier(json.dumps(value, ensure_ascii=False).encode())
    except NoDossier as error:
        return Row(
            line,
            None,
            tuple(each.said for each in error.flaws[:5]),
        )
    row = past_rows.row_of_dossier(dossier, None, line)
    rulebook = pastlog.rulebook_then(info, row.fact) if row.fact else None
    if row.fact is None or rulebook is None:
        return replace(row, notes=(*row.notes, past_rows.UNASKED)) if row.fact else row
    if flaws := vocabulary_flaws(rulebook, dossier):
        return row.with_problems(each.said for each in flaws)
    row = past_rows.row_of_dossier(dossier, rulebook, line)
    found = past_rows.kept(past_rows.findings_of_dossier(dossier, rulebook, today, calendar))
    return replace(row, fact=row.fact.model_copy(update={"findings": found})) if row.fact else row


def _is_json(ref: facts.FileRef) -> bool:
    return ref.media_type == KINDS[".json"].media_type


_WRITERS: dict[Imported, Callable[..., list[str]]] = {
    Imported.WORK: worklog.record_all,
    Imported.DECISIONS: pastlog.record_all,
}


def take(
    session: Session,
    kind: Imported,
    ref: facts.FileRef,
    content: bytes,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    calendar: WorkingCalendar,
    leave_out: bool,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> list[str]:
    """Enter all good rows, each with an entry of its own, and the digest of the file; returns their numbers.

    `progress` is told how many rows of how many are entered.

    Rows that cannot be taken are left out only if that was asked for. Raises NotImported, Unreadable, Forbidden.
    """
    obj = object_of(kind, ref.digest)
    with refusals.entered(session, "import.taken", obj, actor=actor, now=now):
        if not may_import(actor):
            raise Forbidden({"on": ONLY_OFFICE})
    through = replace(actor, via="import")
    with writing(session):
        # read again: what stood there when the preview was shown may have changed
        found = preview(session, kind, ref, content, today, calendar)
        if not found.good:
            raise NotImported(_NONE_LEFT)
        if found.bad and not leave_out:
            raise NotImported(_LEAVE_OUT.fmt(n=len(found.bad)))
        files.register(session, ref, now)
        given = [each.fact for each in found.good]
        numbers = _WRITERS[kind](session, actor=through, now=now, given=given, progress=progress)
        details = {
            "imported": kind.value,
            "file": ref.digest,
            "rows": str(len(found.rows)),
            "taken": str(len(numbers)),
        }
        ledger.append(
            session,
            "import.taken",
            actor=through,
            now=now,
            details=details,
            obj=obj,
            role=Role.OFFICE.value,
            effective=today,
        )
    return numbers
