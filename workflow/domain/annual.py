"""The yearly report as its facts make it: how far it has come, what its rules still ask for, by when.

It is handed to the next level up and then published; both bind to a version of the text and to the size of the log its
figures are of, so that the same report can be computed again (法治政府建设与责任落实督察工作规定).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.domain.calendar import CalendarUnknown, WorkingCalendar
from workflow.domain.facts import AnnualPublication, AnnualSection, AnnualSubmission, AnnualText
from workflow.domain.facts.base import Fact, known_at
from workflow.domain.lawparts import AnnualRule
from workflow.domain.rulebook import Rulebook
from workflow.domain.substance import says_something
from workflow.domain.terms import AnnualContent, AnnualStage
from workflow.domain.text import Text


@dataclass(frozen=True)
class YearReport:
    """The report of a year with everything entered of it, oldest first; there is at least one text."""

    texts: tuple[AnnualText, ...]
    submissions: tuple[AnnualSubmission, ...] = ()
    publications: tuple[AnnualPublication, ...] = ()

    @property
    def text(self) -> AnnualText:
        """The newest version."""
        return self.texts[-1]

    @property
    def year(self) -> int:
        """The year it is of."""
        return self.text.year

    @property
    def submission(self) -> AnnualSubmission | None:
        """What was handed upward last."""
        return self.submissions[-1] if self.submissions else None

    @property
    def publication(self) -> AnnualPublication | None:
        """The publication of what was handed upward last."""
        last = self.submission
        return next((each for each in self.publications if last and each.version == last.version), None)

    @property
    def published(self) -> AnnualSubmission | None:
        """The submission that the public reads: the last one that was published."""
        known = {each.version for each in self.publications}
        return next((each for each in reversed(self.submissions) if each.version in known), None)

    @property
    def corrections(self) -> list[tuple[AnnualSubmission, AnnualSubmission]]:
        """The submissions up to the one the public reads that replaced an earlier one: which one, and what replaced it."""
        last = self.published
        pairs = zip(self.submissions, self.submissions[1:], strict=False)
        return [(old, new) for old, new in pairs if last and new.version <= last.version]

    @property
    def changing(self) -> bool:
        """Whether the text was changed after it was handed upward."""
        return bool(self.submission and self.submission.version < self.text.version)

    @property
    def stage(self) -> AnnualStage:
        """How far the newest version has come."""
        if self.submission is None or self.changing:
            return AnnualStage.DRAFTED
        return AnnualStage.PUBLISHED if self.publication else AnnualStage.SUBMITTED

    @property
    def size(self) -> int:
        """Of how many entries of the log the figures of the newest version are; 0: of all there are."""
        handed = self.submission
        return handed.size if handed and handed.version == self.text.version else self.text.size

    def version(self, number: int) -> AnnualText | None:
        """A version of the text."""
        return next((each for each in self.texts if each.version == number), None)

    def until(self, moment: dt.datetime) -> YearReport:
        """The report as it stood at a moment: what was entered later is left out."""
        return YearReport(
            known_at(self.texts, moment), known_at(self.submissions, moment), known_at(self.publications, moment)
        )


@dataclass(frozen=True)
class Deadline:
    """By when something is to be done with the report, and when it was: `late` once the day has passed without it.

    `entered_late`: it was done in time as it says, and entered here on that later day.
    """

    rule: AnnualRule
    source: Text
    day: dt.date
    done: dt.date | None
    late: bool
    entered_late: dt.date | None = None


def deadlines(
    year: int, submitted: Fact | None, published: Fact | None, today: dt.date, rulebook: Rulebook
) -> Iterator[Deadline]:
    """The days the rules in force set, in the year after the one reported on."""
    done = {"submit": submitted, "publish": published}
    for rule, citation in rulebook.annual_rules:
        if rule.until:
            day = dt.date(year + 1, rule.until.month, rule.until.day)
            fact = done[rule.act]
            late = (fact.on if fact else today) > day
            entered = fact.entered_on if fact and not late else None
            passed = entered if entered and entered > day else None
            yield Deadline(rule, citation.text, day, fact.on if fact else None, late, passed)


def whole_year(year: int, since: dt.date) -> bool:
    """Whether what is in use `since` a day was so on every working day of a year; of a year whose working days are not known, on every day."""
    try:
        return since <= WorkingCalendar().add_working_days(dt.date(year - 1, 12, 31), 1)
    except CalendarUnknown:
        return since <= dt.date(year, 1, 1)


def missing(sections: Sequence[AnnualSection], rulebook: Rulebook) -> list[Text]:
    """What the rules in force want said in the report and is not there, each with the article."""
    there = {each.content for each in sections if says_something(each.text)}
    found = []
    for rule, citation in rulebook.annual_rules:
        lacking = [each for each in AnnualContent if each in rule.contents and each not in there]
        if lacking:
            said = Text(
                "{demand}（{article}）：还没有写“{lacking}”。", "{demand} ({article}): “{lacking}” is not written yet."
            )
            names = Text("”“".join(each.label.zh for each in lacking), "”, “".join(each.label.en for each in lacking))
            found.append(said.fmt(demand=rule.demand.text, article=citation.text, lacking=names))
    return found


_GIVES_CAUSES = re.compile("原因|由于|因为|源于|在于|主要是")


def without_causes(sections: Sequence[AnnualSection]) -> bool:
    """Whether shortcomings are named and no words say why there are any."""
    said = "".join(each.text for each in sections if each.content is AnnualContent.SHORTCOMINGS)
    return bool(said.strip()) and not _GIVES_CAUSES.search(said)


def heading(content: AnnualContent, year: int) -> str:
    """How the part of the report is headed; the arrangements are those for the next year."""
    if content is AnnualContent.OTHER:
        return content.label.zh
    return f"{year + (content is AnnualContent.ARRANGEMENTS)}年{content.label.zh}"


def told(sections: Sequence[AnnualSection], year: int) -> list[tuple[str, list[AnnualSection]]]:
    """The sections under the headings of the report, in its order; what nothing was written of is left out."""
    return [
        (heading(content, year), mine)
        for content in AnnualContent
        if (mine := [each for each in sections if each.content is content and each.text.strip()])
    ]
