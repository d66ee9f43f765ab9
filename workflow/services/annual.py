"""The yearly report as it is read: its text with the figures in it, what is to be seen to, and the year before beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select

from workflow.domain import facts
from workflow.domain.annual import YearReport, missing, told, whole_year, without_causes
from workflow.domain.annualcharts import Chart, charts
from workflow.domain.annualdraft import TOLD, Material, first_draft
from workflow.domain.annualtext import Names, Sum, by_keys, keys_in, plain, typed_numbers, wrong_sums
from workflow.domain.catalogue import code
from workflow.domain.facts import AnnualSection
from workflow.domain.facts.annual import FIRST_YEAR, LAST_YEAR
from workflow.domain.figures import GROUPS, Figure
from workflow.domain.paragraph import HEADING, paragraph
from workflow.domain.substance import says_something
from workflow.domain.terms import WorkKind
from workflow.domain.text import Text
from workflow.models.annual import AnnualPublication, AnnualSubmission, AnnualText
from workflow.services import catalogue, work
from workflow.services.logreading import Log
from workflow.services.report import Report, last_day_of, report_of, times_taken
from workflow.services.unit import Session


def annual(session: Session, year: int) -> YearReport | None:
    """The report of a year, if it was begun."""
    return annuals(session, year).get(year) if FIRST_YEAR <= year <= LAST_YEAR else None


def annuals(session: Session, *years: int) -> dict[int, YearReport]:
    """The reports that were begun, by year, the newest first: all, or those of these years."""
    found = [
        _by_year(session, table, model, years)
        for table, model in (
            (AnnualText, facts.AnnualText),
            (AnnualSubmission, facts.AnnualSubmission),
            (AnnualPublication, facts.AnnualPublication),
        )
    ]
    return {year: YearReport(*(tuple(each.get(year, ())) for each in found)) for year in sorted(found[0], reverse=True)}


def _by_year(session: Session, table: Any, model: Any, years: tuple[int, ...]) -> dict[int, list[Any]]:
    rows = select(table).order_by(table.version).execution_options(populate_existing=True)
    by_year: dict[int, list[Any]] = {}
    for row in session.scalars(rows.where(table.year.in_(years)) if years else rows):
        by_year.setdefault(row.year, []).append(model.model_validate(row))
    return by_year


@dataclass(frozen=True)
class Compared:
    """A figure beside that of the year before; None where that year does not know it. `alike`: whether both count the same."""

    figure: Figure
    before: Figure | None
    alike: bool = True

    @property
    def difference(self) -> int | None:
        """By how much it grew; None where that cannot be said."""
        both = self.figure.value, self.before.value if self.before else None
        return both[0] - both[1] if self.alike and isinstance(both[0], int) and isinstance(both[1], int) else None


@dataclass(frozen=True)
class Composed:
    """A version of the text with the figures as of the log it is computed from; `before`: the figures of the year before."""

    text: facts.AnnualText
    report: Report
    before: Report | None
    log: Log

    @property
    def in_use(self) -> bool:
        """Whether the program was in use in the year before; otherwise only what was recorded of that year later is known."""
        return self.log.in_use(self.text.year - 1)

    @property
    def whole_before(self) -> bool:
        """Whether it was in use all through the year before, so that both years count the same."""
        return self.log.since is not None and whole_year(self.text.year - 1, self.log.since)

    @property
    def scope(self) -> Text:
        """What of the figures tells of a part of a year only, or was recorded later; empty where all count the same."""
        since, said = self.log.since, list[Text]()
        if self.before and not self.report.figures.whole:
            said.append(_NOT_OVER.fmt(until=self.text.until))
        if self.before and not self.in_use:
            said.append(_RECORDED_LATER)
        for year, which in ((self.text.year, _THIS_YEAR), (self.text.year - 1, _LAST_YEAR)):
            if since and since.year == year and not whole_year(year, since) and (self.before or which is _THIS_YEAR):
                said.append(_SINCE.fmt(since=since, which=which))
        return Text("".join(each.zh for each in said), " ".join(each.en for each in said))

    @cached_property
    def charts(self) -> list[Chart]:
        """The figures a leader looks at first, as bars."""
        return charts(self.report.figures, times_taken(self.log, self.report))

    @cached_property
    def names(self) -> Names:
        """The figures by name."""
        told = self.report.paragraph
        said = Text(told.zh.removeprefix(HEADING.zh), told.en.removeprefix(HEADING.en))
        return Names(self.report.figures, said, self.before.figures if self.before else None)

    @cached_property
    def sections(self) -> tuple[AnnualSection, ...]:
        """The sections with their figures in them."""
        return tuple(each.model_copy(update={"text": self.names.filled(each.text)}) for each in self.text.sections)

    @property
    def paragraph_by_keys(self) -> str:
        """The paragraph with the keys of its figures in the place of their values."""
        return paragraph(by_keys(self.report.figures)).zh.removeprefix(HEADING.zh)

    @property
    def told(self) -> list[tuple[str, list[AnnualSection]]]:
        """The sections under the headings of the report."""
        return told(self.sections, self.text.year)

    @property
    def without_causes(self) -> bool:
        """Whether shortcomings are named and no causes."""
        return without_causes(self.text.sections)

    @property
    def gone(self) -> list[str]:
        """The keys in the text that no figure has (any more)."""
        keys = dict.fromkeys(key for each in self.text.sections for key in keys_in(each.text))
        return [key for key in keys if not self.names.value(key)]

    @property
    def typed(self) -> list[tuple[str, list[str]]]:
        """The numbers typed by hand, by the heading they stand under: nothing of the log stands behind them."""
        found = ((each.heading or each.content.label.zh, typed_numbers(each.text)) for each in self.text.sections)
        return [(heading, numbers) for heading, numbers in found if numbers]

    @property
    def wrong_sums(self) -> list[Sum]:
        """Sentences whose parts do not add up to their total."""
        return [wrong for each in self.sections for wrong in wrong_sums(each.text)]

    @property
    def missing(self) -> list[Text]:
        """What the rules want said and is not."""
        return missing(self.text.sections, self.report.figures.rulebook)

    def compared(self) -> Iterator[tuple[Text, list[Compared]]]:
        """Every figure beside that of the year before, by groups; what is zero in both years is left out."""
        before = dict(self.before.by_group) if self.before else {}
        now = dict(self.report.by_group)
        for key, name in GROUPS.items():
            known = {each.key: each for each in before.get(key, ())} if self.in_use or key in _RECORDED else {}
            # what was decided before the program was in use is of one year alone
            alike = self.whole_before and key != "past" and self.report.figures.whole
            both = [Compared(each, known.pop(each.key, None), alike) for each in now.get(key, ())]
            # what the year before alone has is zero now
            both += [Compared(replace(each, value=0, entries=()), each, alike) for each in known.values()]
            shown = [each for each in both if each.figure.value or (each.before and each.before.value)]
            if shown:
                yield name, shown


_RECORDED_LATER = Text(
    "上年系统尚未启用，上年的数字只有事后补录的以往决策和工作台账，补录不一定完整，不比较增减。",
    "The system was not in use in the year before: its figures are those of past decisions and ledger entries recorded later, "
    "which need not be complete; no difference is given.",
)
_NOT_OVER = Text(
    "本年统计截至{until}，上年为全年，不比较增减。",
    "This year is counted until {until} and the year before is whole: no difference is given. ",
)
_THIS_YEAR, _LAST_YEAR = Text("本年", "of this year"), Text("上年", "of the year before")
_SINCE = Text(
    "系统自{since}启用，{which}的数字只含此后办理的，不比较增减；启用前作出的决策另列为“以往决策”，不在其内。",
    "The system is in use since {since}: the figures {which} tell of what was done since, and no difference is given. Decisions "
    "taken before are listed apart as past decisions and are not among them.",
)
_RECORDED = ("work", "past")
"""The groups of figures that what was recorded of a year before the program was in use counts in."""


def composed(log: Log, text: facts.AnnualText) -> Composed:
    """A version with the figures of the log: all of it, or as much of it as the text says."""
    return Composed(text, report_of(log, text.year, text.until), _before(log, text.year, text.until), log)


def _before(log: Log, year: int, until: date) -> Report | None:
    """The figures of the year before, where the log tells of it."""
    return report_of(log, year - 1, date(year - 1, 12, 31)) if year - 1 in log.years(until) else None


def begun(session: Session, log: Log, year: int, today: date, until: date | None = None) -> facts.AnnualText:
    """What a report begins with, up to and including the day `until`: drafted from the log and from the catalogues;
    version 0, as nobody has kept it yet. Raises OutsideYear."""
    until = until or last_day_of(year, today)
    report = report_of(log, year, until)
    before = _before(log, year, until)
    material = replace(
        _material(session, log, report), before=before.figures if before else None, since=log.since or date.min
    )
    sections = first_draft(report.figures, material)
    return facts.AnnualText.model_construct(year=year, version=0, until=until, size=0, sections=sections, on=today)


def _material(session: Session, log: Log, report: Report) -> Material:
    year, until = report.figures.year, report.figures.as_of
    following = catalogue.catalogue(session, year + 1)
    titles: dict[WorkKind, list[str]] = {}
    told: dict[WorkKind, list[str]] = {}
    for entry in sorted(work.entries(session, year), key=lambda each: each.newest.on):
        if not entry.withdrawal and entry.newest.on <= until:
            done = entry.newest
            titles.setdefault(done.kind, []).append(done.title)
            if done.kind in TOLD and says_something(done.text):
                told.setdefault(done.kind, []).append(f"{done.title}：{plain(done.text)}")
    next_year = [each.name for each in following.public_items] if following else []
    return Material(titles, told, _unfinished(session, log, report), next_year)


def _unfinished(session: Session, log: Log, report: Report) -> list[str]:
    """The items of the year's catalogue, as published last, that the figures tell to be under way or not begun."""
    year = report.figures.year
    found = catalogue.catalogue(session, year)
    if found is None:
        return []
    behind = [figure.entries for key in _OPEN if (figure := report.figures.of(key))]
    named = {each["obj"]: each[_ITEM] for each in log.entries if each["res"] == "ok" and _ITEM in each}
    codes = set()
    for entry in (log.entries[seq] for entries in behind for seq in entries):
        # of what was not begun, the entry that lists it; of the rest, the last one of its matter
        codes.add(entry.get(_ITEM) or named.get(entry["obj"], ""))
    return [each.name for each in found.public_items if code(year, each.number) in codes]


_ITEM, _OPEN = "d.catalogue_item", ("catalogue.running", "catalogue.not_started")
