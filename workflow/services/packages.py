"""The package of a decision for the archives: papers, files, dossier, log entries with proofs, checked before it is made.

The same decision as of the same entry of the log, under the same checkpoint and templates, is the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from workflow.domain.actor import Actor
from workflow.domain.dossierfile import written_dossier
from workflow.domain.lawfiles import library
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.papers.bag import Bag
from workflow.papers.official.fonts import MissingGlyphs
from workflow.papers.official.kinds import Available
from workflow.papers.official.problems import BadTemplate
from workflow.papers.package_report import READ_ME, PackageReport, as_data, as_text
from workflow.services.asking import role_for
from workflow.services.decisionrows import by_number
from workflow.services.filechecks import acting, opened, opened_pdf, opened_word
from workflow.services.files import FileMissing, open_file
from workflow.services.matterproof import write_matter
from workflow.services.packagechecks import (
    dossier_check,
    due_check,
    file_checks,
    list_check,
    log_check,
    paper_check,
)
from workflow.services.packagecontents import Contents
from workflow.services.papers import House, made
from workflow.services.readers import handles
from workflow.services.unit import Session
from workflow.trail import offline

Progress = Callable[[Text, int, int], None]
"""Told what is being done, and how much of how much."""

PAPERS, FILES = Text("正在生成文书", "making papers"), Text("正在写入文件", "writing files")


def open_to(session: Session, actor: Actor, number: str) -> bool:
    """Whether the actor may have the package: whoever may archive the matter and reads what the public sent, and the auditors.

    Raises NoDecision.
    """
    row = session.get_one(Decision, by_number(session, number))
    rulebook = library().rulebook(row.rulebook)
    archives = role_for(rulebook.step("publication.archive"), actor, row) is not None
    return (archives and handles(row, rulebook, actor)) or actor.has(Role.AUDITOR.value)


def survey(session: Session, number: str, store: Path, house: House) -> PackageReport:
    """What can be said of the package before a paper is made. Raises NoDecision, NotPackaged, BadTemplate."""
    return _Packing(Contents(session, number, house), store, house, None).run()


@dataclass(frozen=True)
class Packed:
    """A package that was made: what was found, and what it is."""

    report: PackageReport
    digest: str
    size: int


def pack(
    session: Session,
    number: str,
    out: IO[bytes],
    store: Path,
    house: House,
    *,
    seq: int | None = None,
    progress: Progress = lambda *_: None,
) -> Packed:
    """Write the package of a decision, as of the entry `seq` or the newest, into `out`, which can be read too.

    Raises NoDecision, NotPackaged, BadTemplate, OSError. It is made whatever is found: whoever asked decides what becomes of it.
    """
    contents = Contents(session, number, house, seq)
    with Bag(out, f"shenjue-{number}") as bag:
        report = _Packing(contents, store, house, bag, progress).run()
    size = out.tell()
    out.seek(0)
    return Packed(report, hashlib.file_digest(out, "sha256").hexdigest(), size)  # type: ignore[arg-type]


def differing(session: Session, number: str, digest: str, seq: int, store: Path, house: House) -> Text | None:
    """What to say of a package, known by its digest, that is not the one made here as of the entry `seq`; None where it is.

    Raises NoDecision; NotPackaged where there can have been none.
    """
    try:
        with tempfile.TemporaryFile() as file:
            made = pack(session, number, file, store, house, seq=seq)
    except (BadTemplate, OSError) as failed:
        return _NOT_COMPARED.fmt(why=failed.said if isinstance(failed, BadTemplate) else failed)
    return None if made.digest == digest else _DIFFERS.fmt(seq=seq, made=made.digest)


_NOT_COMPARED = Text(
    "现在不能制作档案包，无法与所填的核对（{why}）。",
    "The package cannot be made now, and what was entered cannot be compared with it ({why}).",
)
_DIFFERS = Text(
    "系统按日志第{seq}条制作的档案包，SHA-256为{made}，与所填的不一致。请与所移交的文件核对后改正；所移交的确是此前由系统制作的，在下方写明不一致的原因。",
    "The package as of entry {seq} of the log has the SHA-256 {made}, which is not what was entered. Compare the file that is handed over and put it right; if that was made here before, say below why it differs.",
)


class _Packing:
    """One package being made, or looked into before: without a `bag` no paper is made and nothing is written."""

    def __init__(
        self, contents: Contents, store: Path, house: House, bag: Bag | None, progress: Progress = lambda *_: None
    ) -> None:
        self.contents, self.store, self.house, self.bag, self.progress = contents, store, house, bag, progress

    def run(self) -> PackageReport:
        """Look at everything, and write it into the bag if there is one."""
        c, dossier = self.contents, written_dossier(self.contents.dossier).encode()
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "log"
            # nobody misses a folder of files where the matter has none
            write_matter(c.log, folder, c.at, ["facts", "files"] if c.files else ["facts"])
            checks = (
                log_check(c.log, offline.verify(folder)),
                list_check(c),
                due_check(c),
                *file_checks(c, *self._files()),
                paper_check(c, self._papers(), done=self.bag is not None),
                dossier_check(c, dossier),
            )
            report = PackageReport(c.number, c.title, c.dossier.organ, c.retention, c.seq, c.at, checks)
            if self.bag is None:
                return report
            for file in sorted(each for each in folder.rglob("*") if each.is_file()):
                self.bag.add(file.relative_to(folder).as_posix(), file.read_bytes())
        self.bag.add("dossier.json", dossier)
        self.bag.add("index.json", _json(c.index()))
        self.bag.add("report.json", _json(as_data(report)))
        self.bag.add("report.txt", f"{as_text(report, 'zh')}\n\n{as_text(report, 'en')}".encode())
        self.bag.add("README.txt", READ_ME.format(title=c.title, number=c.number).encode())
        self.bag.close(c.info())
        return report

    def _files(self) -> tuple[list[Text], list[Text], list[Text]]:
        """Write the uploaded files, one at a time; what is missing, what does not open, what may act by itself."""
        whole: list[Text] = []
        opening: list[Text] = []
        active: list[Text] = []
        # a file that was kept from version to version is there once
        files = list({each.path: each for each in self.contents.files}.values())
        for done, each in enumerate(files, 1):
            self.progress(FILES, done, len(files))
            try:
                content = open_file(self.store, each.ref.digest)
            except FileMissing:
                name = f"{each.ref.name} (SHA-256 {each.ref.digest[:16]}…)"
                whole.append(Text(f"{name}缺失或者已经损坏。", f"{name} is missing or damaged."))
                continue
            opening += opened(each.ref, content)
            active += acting(each.ref, content)
            if self.bag:
                self.bag.add(each.path, content)
        return whole, opening, active

    def _papers(self) -> list[Text]:
        """Make the papers, open each, write it; what is wrong with them."""
        wrong: list[Text] = []
        for done, (found, path) in enumerate(self.contents.papers if self.bag else (), 1):
            self.progress(PAPERS, done, len(self.contents.papers))
            wrong += self._made(found, path)
        return wrong

    def _made(self, found: Available, path: str) -> Iterator[Text]:
        name = path.removeprefix("papers/")
        try:
            paper = self.contents.making.paper(found)
            for kind, look in (("pdf", opened_pdf), ("docx", opened_word)):
                content = made(paper, kind, self.house)  # type: ignore[arg-type]
                yield from look(f"{name}.{kind}", content)
                if self.bag:
                    self.bag.add(f"{path}.{kind}", content)
        except BadTemplate as bad:
            yield Text(
                f"{name}不能生成，模板有误：{bad.said.zh}。",
                f"{name} cannot be made, its template is wrong: {bad.said.en}.",
            )
        except MissingGlyphs as lacking:
            chars = "、".join(lacking.characters)
            yield Text(f"{name}.pdf不能生成：字体没有字符{chars}。", f"{name}.pdf cannot be made: no font has {chars}.")


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
