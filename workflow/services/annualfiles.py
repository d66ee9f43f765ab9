"""The yearly report as files: what people print and edit, what programs read, and the figures as a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select

from workflow.domain.annual import YearReport
from workflow.domain.annualtext import name_of
from workflow.domain.facts import AnnualText
from workflow.domain.reading import day_of, name_of_act
from workflow.models.trail import Evidence
from workflow.papers.official.filling import Templates
from workflow.papers.sheet import Cell, Column, Sheet, wall, workbook
from workflow.services import papers
from workflow.services.annual import Composed, annual, composed
from workflow.services.annualpaper import filling
from workflow.services.asof import moment_of
from workflow.services.catalogue import organ_name
from workflow.services.logreading import read_log
from workflow.services.papers import House
from workflow.services.report import as_data
from workflow.services.unit import Session

Paper = Literal["pdf", "docx", "html"]
Kind = Literal["pdf", "docx", "html", "json", "xlsx"]
_FIGURES = (("类别", 22), ("数字", 46), ("本年", 10), ("上年", 10), ("单位", 10), ("依据的日志条目", 60))
_TEXT = (("内容", 30), ("小标题", 24), ("正文", 120))
_BEHIND = (
    ("日志条目", 10),
    ("发生日期", 12),
    ("步骤", 30),
    ("对象", 20),
    ("经办人", 12),
    ("单位", 20),
    ("计入的数字", 80),
)


def key_of(text: AnnualText) -> str:
    """What the paper of a version is called in addresses."""
    return f"annual_report-{text.version}"


def kept_paper(session: Session, found: YearReport, kind: Paper, house: House) -> bytes:
    """The newest version that was kept, with the code that checks it. Raises BadTemplate, MissingGlyphs, BadLog."""
    paper = papers.paper(session, str(found.year), key_of(found.text), house)
    return papers.written(paper.sourced(house.address), kind, house, paper.organ, paper.at)


def made(session: Session, found: YearReport | None, composed: Composed, kind: Kind, house: House) -> bytes:
    """A text with its figures as a file, as nobody has kept it. Raises BadTemplate, MissingGlyphs."""
    if kind == "json":
        return (json.dumps(as_json(found, composed), ensure_ascii=False, indent=2) + "\n").encode()
    # the moment of the last entry the figures are of
    moment = moment_of(session, composed.report.size - 1, refused=True)
    if kind == "xlsx":
        return _workbook(composed, moment)
    document = Templates(house.templates).fill("annual_report", filling(session, composed))
    return papers.written(document, kind, house, organ_name(session).zh, moment)


def as_json(found: YearReport | None, composed: Composed) -> dict[str, Any]:
    """The report for programs: the figures with their entries, those of the year before, the text, what became of it."""
    before = composed.before
    return {
        **as_data(composed.report),
        "stage": found.stage.value if found else "",
        "version": composed.text.version,
        "sections": [each.model_dump(mode="json") for each in composed.sections],
        "before": {each.key: each.value for each in before.figures.figures} if before else None,
        "submissions": [each.model_dump(mode="json") for each in (found.submissions if found else ())],
        "publications": [each.model_dump(mode="json") for each in (found.publications if found else ())],
    }


def sealed(session: Session, year: int) -> dict[str, Any] | None:
    """The version that was handed upward last, as the verifier counts it again: figures, and the text as it was read.

    Its sections with their figures in them, the paragraph on lawful decisions with the keys of its figures, and the figures
    of the year before; the text with keys is a fact of the log. None where nothing was handed upward. Raises BadLog.
    """
    found = annual(session, year)
    handed = found.submission if found else None
    text = found.version(handed.version) if found and handed else None
    if handed is None or text is None:
        return None
    made = composed(read_log(session, handed.size), text)
    sections = [each.text for each in made.sections]
    before = as_data(made.before)["figures"] if made.before else None
    told = {"version": text.version, "paragraph": made.paragraph_by_keys, "sections": sections, "before": before}
    return as_data(made.report) | {"text": told}


def entered(session: Session, told: Mapping[str, Any]) -> dict[str, bytes]:
    """The text of a report as it was entered, with the salt of its commitment, by the names of their files in an export."""
    kept = select(Evidence).where(Evidence.kind == "annual_text", Evidence.thread == str(told["year"]))
    return {
        name: content
        for each in session.scalars(kept)
        if json.loads(each.body)["version"] == told["text"]["version"]
        for name, content in (
            (f"{each.seq}-annual_text.json", each.body),
            (f"{each.seq}-annual_text.salt.txt", f"{each.salt.hex()}\n".encode()),
        )
    }


def _workbook(composed: Composed, moment: datetime) -> bytes:
    sheets = (
        _sheet("报告正文", _TEXT, ([each.content.label.zh, each.heading, each.text] for each in composed.sections)),
        _sheet("数字", _FIGURES, _figures(composed)),
        _sheet("数字所依据的条目", _BEHIND, _behind(composed)),
    )
    return workbook(*sheets, made=wall(moment)).read()


def _sheet(name: str, columns: tuple[tuple[str, int], ...], rows: Iterator[list[Cell]]) -> Sheet:
    return Sheet(name, [Column(head, width) for head, width in columns], rows)


def _figures(composed: Composed) -> Iterator[list[Cell]]:
    for group, lines in composed.compared():
        for each in lines:
            figure, before = each.figure, each.before.value if each.before else ""
            entries = "、".join(map(str, figure.entries))
            yield [group.zh, figure.label.zh, figure.value, before, figure.unit.zh, _short(entries)]


def _short(entries: str) -> str:
    """What a cell of a workbook holds at most; all of them stand in a sheet of their own."""
    return entries if len(entries) <= 30_000 else f"{entries[:30_000]}……（见“数字所依据的条目”）"


def _behind(composed: Composed) -> Iterator[list[Cell]]:
    """Every entry behind a figure once, with the figures it counts in."""
    report = composed.report
    counted: dict[int, list[str]] = {}
    for figure in report.figures.figures:
        name = name_of(figure)
        for seq in figure.entries:
            counted.setdefault(seq, []).append(name)
    for seq, names in sorted(counted.items()):
        entry = report.entries[seq]
        act = name_of_act(entry["act"], report.figures.rulebook).zh
        yield [seq, day_of(entry), act, entry["obj"], entry["name"], entry["unit"], "、".join(names)]
