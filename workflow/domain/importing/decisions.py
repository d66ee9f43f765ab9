"""Past decisions as a table or as dossiers: what is understood of each, and what the rules of its day say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import Finding, check_dossier, setting_of
from workflow.domain.dossier import Dossier
from workflow.domain.facts import (
    Conclusion,
    ExpertResult,
    ExpertReview,
    LegalityReview,
    Meeting,
    Notice,
    ParticipationResult,
    PastDecision,
    PastFinding,
    Publication,
    Resolution,
    RiskAssessment,
    RiskFinding,
    RiskReport,
    Submission,
)
from workflow.domain.guards.voting import ADOPTING
from workflow.domain.importing.cells import Column, Columns, Raw, Reading, Row, columns, made
from workflow.domain.numbers import as_printed, tidied
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Category, PastStage, ReviewMethod
from workflow.domain.text import Text, joined

DAYS = ("published", "participation_from", *(each.value for each in PastStage))
"""The fields that are days, beside the day of the decision."""
COLUMNS: Columns = columns(
    Column("title", Text("决策事项名称", "Title"), 40, needed=True),
    Column("category", Text("事项类别", "Category"), 20),
    Column("on", Text("决定日期", "Decided on"), needed=True),
    Column("unit", Text("承办单位", "Unit"), 20),
    Column("meeting", Text("会议", "Meeting"), 24),
    Column("document", Text("文号", "Document number"), 20),
    Column("published", Text("公布日期", "Published on")),
    Column("published_where", Text("公布途径", "Published in"), 24),
    Column("participation_from", Text("征求意见开始日期", "Opinions asked for from")),
    Column("participation", Text("征求意见结束日期", "Opinions asked for until")),
    Column("expert_review", Text("专家论证日期", "Expert review")),
    Column("risk_assessment", Text("风险评估日期", "Risk assessment")),
    Column("legality_review", Text("合法性审查日期", "Legality review")),
    Column("deliberation", Text("集体讨论日期", "Collective deliberation")),
    Column("remark", Text("备注", "Remark"), 40),
)
"""The columns of the table, in its order."""
_LONG = {"remark": 5000}

_BY_DAYS = frozenset(
    {
        *("participation_held", "comment_period_met", "comment_period_over", "expert_review_held"),
        *("risk_assessment_held", "review_passed_on_same_draft", "deliberated_together", "decided_before"),
        "published_in_time",
    }
)
"""The guards that ask for nothing but days, and whether a stage was held."""


def row_of(raw: Raw) -> Row[PastDecision]:
    """What is understood of a row of the table."""
    reading = Reading(raw, COLUMNS)
    title = reading.words("title", 200, needed=True)
    told: dict[str, object] = {
        **{"title": title, "number": "", "version": 0, "on": reading.day("on", needed=True)},
        "category": reading.term("category", {each.value: each.label for each in Category}) or None,
        **{key: reading.day(key) for key in DAYS},
        **{key: reading.words(key, _LONG.get(key, 300)) for key in ("unit", "meeting", "published_where", "remark")},
        "document": _printed(reading.words("document", 300), reading.notes),
    }
    return made(PastDecision, reading, told, title)


def _printed(written: str, notes: list[Text]) -> str:
    """A document number as it is printed; that it was written otherwise is noted."""
    printed = as_printed(written)
    if printed != written:
        said = Text("文号“{written}”按规范改写为“{printed}”。", "The number “{written}” is taken as “{printed}”.")
        notes.append(said.fmt(written=written, printed=printed))
    return printed


UNASKED = Text("系统没有收录当时施行的规则，没有检查。", "The system has no rules of that time: nothing was checked.")


def _effect(outcome: str, rulebook: Rulebook | None) -> str:
    """What an outcome has as its effect; of rules that are not known it is named by its own key."""
    return rulebook.effects["outcomes"].get(outcome, "") if rulebook else outcome


def row_of_dossier(dossier: Dossier, rulebook: Rulebook | None, line: int) -> Row[PastDecision]:
    """What the register takes from a dossier; only what was decided can be taken."""
    meeting = dossier.closed_meeting
    if meeting is None or meeting.resolution is None or _effect(meeting.resolution.outcome, rulebook) not in ADOPTING:
        said = Text(
            "卷宗中没有会议通过的决定，不是已经作出的决策。",
            "No meeting adopted it by this dossier: it was not decided.",
        )
        return Row(line, None, (said,), dossier.title)
    labels: Mapping[str, Text] = rulebook.labels.get("meeting_kinds", {}) if rulebook else {}
    kind = labels.get(meeting.kind, Text(meeting.kind, meeting.kind)).zh
    notice, risk, publication = dossier.notice, dossier.risk, dossier.publication
    experts, review, begun = dossier.expert_review, dossier.review, dossier.initiation
    notes: list[Text] = []
    fact = PastDecision(
        **{"number": "", "version": 0, "on": meeting.resolution.on, "title": dossier.title},
        category=dossier.proposal.category if dossier.proposal else None,
        unit=begun.lead_unit if begun and begun.lead_unit else dossier.proposal.unit if dossier.proposal else "",
        meeting=f"{meeting.number}{kind}",
        document=_printed(publication.number, notes) if publication else "",
        published=publication.on if publication else None,
        published_where="、".join(each.label.zh for each in publication.channels) if publication else "",
        participation_from=notice.starts if notice else None,
        participation=notice.closes if notice else None,
        expert_review=(experts.result or experts).on if experts else None,
        risk_assessment=(risk.report or risk).on if risk else None,
        legality_review=review.conclusion.on if review and review.conclusion else None,
        deliberation=meeting.on,
    )
    return Row(line, fact, (), dossier.title, tuple(notes))


@dataclass(frozen=True)
class InUse:
    """What the system holds itself: the day its log began (None: not yet) and the document numbers of its papers, tidied, with
    the matter each was given to (empty: not known)."""

    since: date | None
    numbers: Mapping[str, str]


def problems(fact: PastDecision, today: date, own: InUse) -> dict[str, Text]:
    """What has to be put right in a record, by field: what cannot have been, or is none of this register: a decision of a day
    on which the system was in use, or one under the number of another paper. Not what should have been otherwise."""
    found: dict[str, Text] = {}
    if own.since and fact.on >= own.since:
        said = Text(
            "系统自{since}启用，此后作出的决策不是以往决策，应当在系统中办理；确属启用前作出的，请核对决定日期。",
            "The system is in use since {since}: what was decided since is no past decision and is taken in the system. Where "
            "it was decided before, look up the day.",
        )
        found["on"] = said.fmt(since=own.since)
    number = tidied(fact.document)
    if number in own.numbers:
        said = Text(
            "文号{number}已用于{matter}，请核对。",
            "The number {number} is that of {matter}: look it up in the document.",
        )
        matter = own.numbers[number]
        whose = Text(matter, matter) if matter else Text("系统中的其他文件", "another paper of the system")
        found["document"] = said.fmt(number=fact.document, matter=whose)
    for key in ("on", *DAYS):
        day = getattr(fact, key)
        if day and day > today:
            said = Text("日期不得晚于今天（{today}）。", "The day lies after today ({today}).")
            found[key] = said.fmt(today=today)
    if not fact.title.strip():
        found["title"] = Text("请填写决策事项名称。", "Give the title of the decision.")
    if fact.participation_from and fact.participation and fact.participation_from > fact.participation:
        said = Text("征求意见的结束日期早于开始日期。", "Opinions were asked for until a day before the first.")
        found["participation"] = said
    return found


def first_day(fact: PastDecision) -> date:
    """The first day the record knows of: the rules of that day are asked."""
    days: list[date] = [day for day in (fact.on, *(getattr(fact, key) for key in DAYS)) if day]
    return min(days)


def findings_by_days(fact: PastDecision, rulebook: Rulebook, today: date, calendar: WorkingCalendar) -> list[Finding]:
    """What the rules say as far as the days of the register tell: nothing of what a dossier alone would show."""
    asked = {rule.id for rule in rulebook.rules if rule.guard.name in _BY_DAYS}
    found = findings_of_dossier(_dossier(fact), rulebook, today, calendar)
    return [each for each in found if each.rule_id in asked or not each.articles]


def findings_of_dossier(dossier: Dossier, rulebook: Rulebook, today: date, calendar: WorkingCalendar) -> list[Finding]:
    """What `shenjue check` says of a dossier and no reason excuses."""
    return [
        each for each in check_dossier(rulebook, dossier, setting_of(rulebook, today, calendar)) if not each.excused
    ]


def kept(found: list[Finding]) -> tuple[PastFinding, ...]:
    """Findings as they are kept with the record."""
    return tuple(
        PastFinding(
            rule=each.rule_id,
            basis=joined(list(each.articles)).zh,
            basis_en=joined(list(each.articles)).en,
            detail=each.for_trail.zh,
            detail_en=each.for_trail.en,
        )
        for each in found
    )


def _dossier(fact: PastDecision) -> Dossier:
    """A dossier of nothing but the days of the register; words that no rule asked here looks at are left empty."""
    on, opinions, experts = fact.on, fact.participation, fact.expert_review
    risk, review, met, published = fact.risk_assessment, fact.legality_review, fact.deliberation, fact.published
    rounds = []
    if review:
        passed = Conclusion(on=review, conclusion="lawful")
        rounds = [LegalityReview(round=1, submission=Submission(on=review, version=1), conclusion=passed)]
    finding = RiskFinding(on=risk, controllable=True, decided_by="") if risk else None
    resolution = Resolution(on=on, outcome="adopted", text="")
    return Dossier(
        title=fact.title,
        state="published" if published else "decided",
        notice=Notice(on=fact.participation_from, version=1, starts=fact.participation_from, ends=opinions)
        if fact.participation_from and opinions
        else None,
        # no paper says when the result was settled: the day after the last on which opinions were taken is the earliest
        participation=ParticipationResult(on=min(opinions + timedelta(1), on), summary="") if opinions else None,
        expert_review=ExpertReview(on=experts, method=ReviewMethod.MEETING, result=ExpertResult(on=experts, summary=""))
        if experts
        else None,
        risk_assessments=(RiskAssessment(on=risk, report=RiskReport(on=risk, level=""), finding=finding),)
        if risk
        else (),
        reviews=tuple(rounds),
        meetings=(Meeting(on=met or on, version=1, kind="", resolution=resolution),),
        publication=Publication(on=published, number=fact.document) if published else None,
    )
