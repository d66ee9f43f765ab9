"""What goes into the package of a decision: read from the record up to one entry of the log, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from workflow.domain.attribution import document_number
from workflow.domain.facts import ArchiveItem, FileRef
from workflow.domain.facts.base import SHANGHAI
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.papers.official.kinds import Available
from workflow.services.asof import NoSuchEntry
from workflow.services.checkpoints import DamagedCheckpoint
from workflow.services.decisionrows import by_number
from workflow.services.files import clean_name
from workflow.services.matterproof import matter_entries
from workflow.services.papers import House, Making
from workflow.services.seals import NotProved
from workflow.services.unit import Session

# records of the in-file list whose papers are called otherwise
_CALLED = {"suggestions": "suggestion"}


class NotPackaged(Exception):
    """There can be no package; `reason` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


_NOT_ARCHIVED = Text(
    "尚未归档，没有卷内目录：先办理“归档”。", "It is not archived yet, and has no in-file list: archive it first."
)
_CHANGED = Text(
    "日志或者记录与签署时不符，不能制作档案包：先运行 shenjue audit verify 查明。",
    "The log or the record is not what was signed; no package is made: run shenjue audit verify first.",
)


@dataclass(frozen=True)
class Stored:
    """A file that was uploaded: what it is, where it lies in the package, the record it belongs to."""

    ref: FileRef
    path: str
    of: str


@dataclass(frozen=True)
class Listed:
    """A line of the in-file list or of a further one, and the papers and files of the package it stands for."""

    list_: str
    place: int
    item: ArchiveItem
    paths: tuple[str, ...]


class Contents:
    """The record of an archived decision as its package holds it."""

    def __init__(self, session: Session, number: str, house: House, seq: int | None = None) -> None:
        """Read the record up to `seq`, or up to its newest entry. Raises NoDecision, NotPackaged, BadTemplate."""
        decision_id = by_number(session, number)
        try:
            self.making = Making(session, decision_id, house, seq)
            self.seq = self.making.seq
            self.log = matter_entries(session, number, self.seq)
        except NoSuchEntry:
            raise NotPackaged(
                Text(
                    f"第{seq}条不是本日志中已经办成的记录，或者其时尚未归档。",
                    f"Entry {seq} is none of this log that tells of something done, or it was not archived yet then.",
                )
            ) from None
        except (NotProved, DamagedCheckpoint):
            raise NotPackaged(_CHANGED) from None
        self.dossier, self.at = self.making.original, self.making.at
        if self.dossier.archive is None:
            raise NotPackaged(_NOT_ARCHIVED)
        self.number, self.archive = number, self.dossier.archive
        self.title = session.scalars(select(Decision.title).where(Decision.id == decision_id)).one()
        words = self.making.rulebook.labels.get("retention", {})
        self.retention = words.get(self.archive.retention, Text(self.archive.retention, self.archive.retention))
        self.papers = [(each, _paper_path(n, each)) for n, each in enumerate(self.making.papers(), 1)]
        self.files = list(self._files())
        self.listed = list(self._listed())

    def _files(self) -> Iterator[Stored]:
        d = self.dossier
        named = [(f"research-{n}", each.files) for n, each in enumerate(d.research, 1)]
        named += [(f"draft-{each.version}", each.files) for each in d.drafts]
        for of, refs in named:
            yield from (Stored(ref, f"files/{ref.digest}/{ref.name}", of) for ref in refs)

    def _listed(self) -> Iterator[Listed]:
        lists = [("archive", self.archive.items)]
        lists += [(f"supplement-{n}", each.items) for n, each in enumerate(self.dossier.archive_supplements, 1)]
        for name, items in lists:
            for place, item in enumerate(items, 1):
                yield Listed(name, place, item, tuple(self._paths(item.key)))

    def _paths(self, key: str) -> Iterator[str]:
        for found, path in self.papers:
            if found.key == key or found.kind.key == _CALLED.get(key):
                yield from (f"{path}.pdf", f"{path}.docx")
        yield from (each.path for each in self.files if each.of == key)

    def info(self) -> list[tuple[str, str]]:
        """The lines of bag-info.txt."""
        return [
            ("Source-Organization", self.dossier.organ),
            ("External-Identifier", self.number),
            ("External-Description", self.title),
            ("Bagging-Date", self.at.astimezone(SHANGHAI).date().isoformat()),
            ("Retention-Period", self.retention.zh),
            ("Log-Origin", self.log.origin),
            ("Log-Entry", str(self.seq)),
            ("Log-Checkpoint", str(self.log.point.size) if self.log.point else ""),
        ]

    def index(self) -> dict[str, Any]:
        """Which papers and files each line of the in-file list stands for, for the system of the archives."""
        d = self.dossier
        return {
            "number": self.number,
            "title": self.title,
            "organ": d.organ,
            "retention": {"key": self.archive.retention, **self.retention._asdict()},
            "archived_on": self.archive.on.isoformat(),
            "received_by": self.archive.received_by,
            "items": [
                {
                    "list": each.list_,
                    "place": each.place,
                    "document_number": document_number(d, each.item.key),
                    **each.item.model_dump(mode="json"),
                    "files": list(each.paths),
                }
                for each in self.listed
            ],
            "papers": [
                {"key": each.key, "title": each.kind.name.zh, "on": each.on.isoformat(), "path": path}
                for each, path in self.papers
            ],
            "files": [{**each.ref.model_dump(), "of": each.of, "path": each.path} for each in self.files],
        }


def _paper_path(number: int, found: Available) -> str:
    """Where a paper lies in the package, without its ending; the names of a government's own papers are its own."""
    place = f"（{'-'.join(map(str, found.place))}）" if found.place else ""
    return f"papers/{clean_name(f'{number:03d}-{found.kind.name.zh}{place}')}"
