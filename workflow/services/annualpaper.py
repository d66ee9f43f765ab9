"""The yearly report as a paper: a version of its text with the figures it has at an entry of the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflow.domain.annual import YearReport
from workflow.domain.facts import AnnualSubmission, AnnualText
from workflow.papers.official.values import BarLine, FigureLine, report_values
from workflow.services import annualreports
from workflow.services.annual import Compared, Composed, annual, composed
from workflow.services.asof import NoSuchEntry, moment_of, newest, newest_of
from workflow.services.catalogue import organ_name
from workflow.services.logreading import Told, read_log
from workflow.services.unit import Session


def newest_for(session: Session, year: int) -> int:
    """The entry that the paper of a report is made of: its own newest where its figures are fixed, else the log's newest."""
    found = annual(session, year)
    own = newest_of(session, annualreports.object_of(year))
    return own if found and found.size else newest(session)


def report_at(session: Session, year: int, seq: int) -> tuple[YearReport, datetime]:
    """The report of a year as it stood at the entry `seq` of the log, and the moment of that entry. Raises NoSuchEntry."""
    moment = moment_of(session, seq)
    found = annual(session, year)
    known = found.until(moment) if found else None
    if known is None or not known.texts:
        raise NoSuchEntry(seq)
    return known, moment


def composed_at(session: Session, found: YearReport, text: AnnualText, seq: int, told: Told) -> Composed:
    """A version with its figures: those it was handed upward with, else those of the entries up to `seq`. Raises BadLog."""
    handed = next((each.size for each in found.submissions if each.version == text.version), 0)
    return composed(read_log(session, handed or text.size or seq + 1, told), text)


def values_at(session: Session, found: YearReport, text: AnnualText, seq: int, told: Told) -> Mapping[str, Any]:
    """What the template of the report is filled with. Raises BadLog."""
    handed = next((each for each in found.submissions if each.version == text.version), None)
    return filling(session, composed_at(session, found, text, seq, told), handed)


def filling(session: Session, made: Composed, handed: AnnualSubmission | None = None) -> Mapping[str, Any]:
    """The same of a text with its figures, wherever it comes from."""
    tables = [(name.zh, [_line(each) for each in lines]) for name, lines in made.compared()]
    drawn = [
        (each.title.zh, [BarLine(bar.name.zh, each.share(bar), bar.said.zh) for bar in each.bars])
        for each in made.charts
    ]
    sealed = {"size": made.report.size, "root": made.report.root, "scope": made.scope.zh, "typed": made.typed}
    return report_values(made.text, made.sections, handed, organ_name(session).zh, tables, drawn, sealed)


def _line(each: Compared) -> FigureLine:
    figure, before = each.figure, each.before
    return FigureLine(
        figure.label.zh, f"{figure.value}{figure.unit.zh}", f"{before.value}{before.unit.zh}" if before else "—"
    )
