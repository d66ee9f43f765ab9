"""What in a dossier cannot have been so: days out of their order, days still to come, numbers given twice.

No article forbids any of it; a record that contradicts itself is a record to look at again. Where an article does state
an order (the opinion before the meeting, the decision before publication) a rule asks for it, and nothing is said here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pydantic import BaseModel

from workflow.domain.dossier import Dossier
from workflow.domain.dossierways import Way, at, spread, ways
from workflow.domain.facts import Notice
from workflow.domain.fieldwords import place_of
from workflow.domain.stageparts import STAGES
from workflow.domain.terms import MeetingMaterial
from workflow.domain.text import Text, joined

_ORDER = """
proposal.on                               study.on
proposal.on                               initiation.on
proposal.on                               refusal.on
initiation.on                             drafts.0.on
initiation.on                             notice.on
consultation.units.*.sent_on              consultation.units.*.replied_on
notice.on                                 opinions.*.on
opinions.*.on                             opinions.*.answer.on
opinions.*.answer.on                      participation.on
earlier_rounds.*.notice.on                earlier_rounds.*.result.on
earlier_rounds.*.result.on                earlier_rounds.*.reopening.on
hearings.*.on                             hearings.*.registrations.*.on
hearings.*.on                             hearings.*.roll.on
hearings.*.on                             hearings.*.postponements.*.on
hearings.*.sitting.on                     hearings.*.report.on
expert_review.on                          expert_review.experts.*.opinion.on
expert_review.on                          expert_review.record.on
expert_review.materials_on                expert_review.experts.*.opinion.on
expert_review.experts.*.opinion.on        expert_review.experts.*.feedback.on
expert_review.experts.*.opinion.on        expert_review.result.on
earlier_expert_reviews.*.on               earlier_expert_reviews.*.result.on
risk_assessments.*.on                     risk_assessments.*.report.on
risk_assessments.*.report.on              risk_assessments.*.finding.on
risk_assessments.*.report.on              risk_assessments.*.follow.on
competition_reviews.*.on                  competition_reviews.*.opinion.on
reviews.*.submission.on                   reviews.*.acceptance.on
reviews.*.submission.on                   reviews.*.returned.on
reviews.*.submission.on                   reviews.*.conclusion.on
reviews.*.acceptance.on                   reviews.*.conclusion.on
reviews.*.submission.on                   reviews.*.supplements.*.on
reviews.*.supplements.*.on                reviews.*.supplements.*.supply.on
agenda.*.on                               agenda.*.meets
agenda.*.materials_on                     agenda.*.meets
meetings.*.on                             meetings.*.members.*.statement.on
meetings.*.on                             meetings.*.resolution.on
publication.formed_on                     publication.on
publication.on                            publication_amendments.*.on
archive.on                                archive_supplements.*.on
archive.on                                handovers.*.on
execution.suggestions.*.on                execution.suggestions.*.answer.on
evaluations.*.on                          evaluations.*.report.on
evaluations.*.report.on                   evaluations.*.use.on
"""

_FOLLOWING = ("drafts", "reviews", "meetings", "risk_assessments", "publication_amendments")
"""What is numbered in the order in which it happened."""

_ON_A_VERSION = (
    *("consultation", "expert_review", "earlier_expert_reviews.*"),
    *("reviews.*.submission", "meeting_submissions.*", "meetings.*"),
)
"""What is done with a version of the draft, which was there by then; of notice, hearing and risk a rule asks for it."""

_AFTER_THE_DECISION = (
    "publication.formed_on",
    "execution.assignments.*.on",
    "execution.reports.*.on",
    "execution.checks.*.on",
    "execution.orders.*.on",
    "execution.result.on",
    "evaluations.*.on",
)

_FOLLOWED = {"publication_amendments": "publication", "archive_supplements": "archive", "handovers": "archive"}
"""What there is only where there is the other, and no rule asks for that."""

_HAPPENED = ("on", "deputy_on", "reply_on", "material_on", "formed_on", "materials_on", "sent_on", "replied_on")
"""The days on which something happened; those of a plan and the end of a period may lie ahead."""

_DEMANDS = {
    "record.dates": Text("卷宗记录已经发生的事实。", "A dossier records what has happened."),
    "record.order": Text("卷宗记录的日期应当前后相符。", "The days of a dossier agree with one another."),
    "record.numbers": Text("同类材料的编号不得重复。", "No two papers of a kind have the same number."),
    "record.missing": Text("卷宗记录的材料应当前后衔接。", "What a dossier records has what it follows."),
}
_REMEDIES = {
    "record.dates": Text("核对日期；确在其后的，到期后再检查。", "Check the date, or check again when it has come."),
    "record.order": Text(
        "对照原件核对这两个日期，更正录入有误的一个。", "Check both days against the papers, correct the wrong one."
    ),
    "record.numbers": Text(
        "对照原件核对编号，更正录入有误的一个。", "Check the numbers against the papers, correct the wrong one."
    ),
    "record.missing": Text(
        "补充缺少的记录，或者删去没有依据的一项。", "Add the record that is missing, or leave out what follows it."
    ),
}


@dataclass(frozen=True)
class Note:
    """Something in a record that cannot have been so; `kind` says what sort of thing it is."""

    kind: str
    stage: str
    detail: Text

    @property
    def demand(self) -> Text:
        """What a record is held to."""
        return _DEMANDS[self.kind]

    @property
    def remedy(self) -> Text:
        """What to do."""
        return _REMEDIES[self.kind]


def inconsistencies(dossier: Dossier, today: dt.date) -> Iterator[Note]:
    """Everything in a dossier that cannot have been so as of `today`."""
    yield from _out_of_order(dossier)
    yield from _given_twice(dossier)
    yield from _without(dossier)
    yield from _not_yet(dossier, today)


def _note(kind: str, way: Way, detail: Text) -> Note:
    return Note(kind, STAGES.get(str(way[0]), "initiation"), detail)


# ------------------------------------------------------------------------------------------------------- order
def _out_of_order(dossier: Dossier) -> Iterator[Note]:
    """One note on each day that is too early, beside the latest of the days it cannot be earlier than."""
    found: dict[Way, tuple[dt.date, dt.date, Way]] = {}
    for earlier, later in _pairs(dossier):
        before, after = at(dossier, earlier), at(dossier, later)
        if isinstance(before, dt.date) and isinstance(after, dt.date) and after < before:
            found[later] = max(
                found.get(later, (before, after, earlier)), (before, after, earlier), key=lambda each: each[0]
            )
    alike: dict[tuple[dt.date, dt.date, Way], list[Way]] = {}
    for later, days in found.items():
        alike.setdefault(days, []).append(later)
    said = Text("{later}为{after}，早于{earlier}的{before}。", "{later} is {after}, earlier than {earlier}, {before}.")
    for (before, after, earlier), places in alike.items():
        where = {"later": _first_of(places), "earlier": place_of(earlier).text}
        yield _note("record.order", places[0], said.fmt(**where, after=after, before=before))


def _first_of(places: list[Way]) -> Text:
    """A place, and how many others there are like it."""
    first = place_of(places[0]).text
    if len(places) == 1:
        return first
    return Text("{first}等{count}处", "{first} and {others} more").fmt(
        first=first, count=len(places), others=len(places) - 1
    )


def _pairs(dossier: Dossier) -> Iterator[tuple[Way, Way]]:
    """Every two places of which the first cannot be later than the second."""
    for line in _ORDER.strip().splitlines():
        yield from spread(dossier, *line.split())
    for key in _FOLLOWING:
        yield from pairwise(_begun(key, number) for number in range(len(getattr(dossier, key))))
    for number in range(len(dossier.reviews) - 1):
        for ended in ("returned", "conclusion"):
            yield ("reviews", number, ended, "on"), ("reviews", number + 1, "submission", "on")
    yield from _amended(dossier)
    yield from _versions(dossier)
    yield from _opinion_before_materials(dossier)
    decided = next((n for n, each in enumerate(dossier.meetings) if each is dossier.closed_meeting), None)
    if decided is not None:
        for pattern in _AFTER_THE_DECISION:
            for way in ways(dossier, pattern):
                yield ("meetings", decided, "resolution", "on"), way


def _begun(key: str, number: int) -> Way:
    return (key, number, "submission", "on") if key == "reviews" else (key, number, "on")


def _amended(dossier: Dossier) -> Iterator[tuple[Way, Way]]:
    """A notice is put right and extended after it appeared and before it is over, never shortened."""
    for way in (*ways(dossier, "notice"), *ways(dossier, "earlier_rounds.*.notice")):
        notice = at(dossier, way)
        if isinstance(notice, Notice):
            stood = [way, *((*way, "amendments", number) for number in range(len(notice.amendments)))]
            for before, after in pairwise(stood):
                yield (*before, "on"), (*after, "on")
                yield (*before, "ends"), (*after, "ends")
                yield (*after, "on"), (*before, "ends")


def _versions(dossier: Dossier) -> Iterator[tuple[Way, Way]]:
    places = {draft.version: place for place, draft in enumerate(dossier.drafts)}
    for pattern in _ON_A_VERSION:
        for way in ways(dossier, f"{pattern}.version"):
            version = at(dossier, way)
            if isinstance(version, int) and version in places:
                yield ("drafts", places[version], "on"), (*way[:-1], "on")
    if dossier.drafts and dossier.expert_review and dossier.expert_review.version is None:
        for way in ways(dossier, "expert_review.experts.*.opinion.on"):
            yield ("drafts", 0, "on"), way


def _opinion_before_materials(dossier: Dossier) -> Iterator[tuple[Way, Way]]:
    """Materials that list the legality opinion on a version come after an opinion on it."""
    for place, submission in enumerate(dossier.meeting_submissions):
        opinions = [
            n
            for n, each in enumerate(dossier.reviews)
            if each.conclusion and each.submission.version == submission.version
        ]
        if MeetingMaterial.LEGALITY in submission.materials and opinions:
            yield ("reviews", opinions[0], "conclusion", "on"), ("meeting_submissions", place, "on")


# ----------------------------------------------------------------------------------------------------- numbers
def _given_twice(dossier: Dossier) -> Iterator[Note]:
    """Numbers and versions by which one thing is told from another, and that two of them have."""
    for pattern in ("reviews.*.conclusion.number", "drafts.*.version", "reviews.*.round", "opinions.*.number"):
        places = list(ways(dossier, pattern))
        counts = Counter(at(dossier, way) for way in places)
        for value, count in counts.items():
            same = [way for way in places if at(dossier, way) == value]
            if count > 1 and str(value).strip():
                said = Text("{places}相同，均为“{value}”。", "{places} are the same, “{value}”.")
                where = joined([place_of(way).text for way in same])
                yield _note("record.numbers", same[-1], said.fmt(places=where, value=value))


def _without(dossier: Dossier) -> Iterator[Note]:
    """What follows something that is not there."""
    said = Text("有{later}，没有{earlier}。", "{later} is recorded, and {earlier} is not.")
    for key, before in _FOLLOWED.items():
        if getattr(dossier, key) and getattr(dossier, before) is None:
            yield _note(
                "record.missing", (key,), said.fmt(later=place_of((key,)).text, earlier=place_of((before,)).text)
            )


# -------------------------------------------------------------------------------------------------- not yet
def _not_yet(dossier: Dossier, today: dt.date) -> Iterator[Note]:
    """Facts dated after the day of the check: they have simply not happened."""
    for way, day in _dates(dossier, ()):
        if day > today:
            said = Text(
                "{where}：{day}晚于检查日{today}。", "{where}: {day} is later than the day of the check, {today}."
            )
            yield _note("record.dates", way, said.fmt(where=place_of(way).text, day=day, today=today))


def _dates(part: object, way: Way) -> Iterator[tuple[Way, dt.date]]:
    """The days on which facts happened, with the way to each."""
    if isinstance(part, BaseModel):
        for key in type(part).model_fields:
            value = getattr(part, key)
            if key in _HAPPENED and isinstance(value, dt.date):
                yield (*way, key), value
            else:
                yield from _dates(value, (*way, key))
    elif isinstance(part, tuple):
        for number, each in enumerate(part):
            yield from _dates(each, (*way, number))
