"""Preparing the draft: research, units consulted, options and costs (713 arts. 12 and 13, 337 arts. 14 and 19)."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.facts import ConsultedUnit, CostBenefit, FileRef, Line, Option, Paragraphs
from workflow.domain.terms import UnitReply
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models import preparation as tables
from workflow.services.files import register
from workflow.services.ledger import Proof
from workflow.services.recording import Act, BadInput, Recorded, Taking, records, why_anew

LEAST_OPTIONS = 2


class ResearchAct(Act):
    """A research report as entered."""

    title: Line
    researchers: Line = ""
    text: Paragraphs = ""
    files: tuple[FileRef, ...] = ()


@records("drafting.research", ResearchAct)
def research(taking: Taking, act: ResearchAct) -> Recorded:
    """Record a research report, in words or as files."""
    for file in act.files:
        register(taking.session, file, taking.now)
    row = taking.put(
        tables.Research,
        decision_id=taking.decision.id,
        title=act.title,
        researchers=act.researchers,
        text=act.text,
        files=[{"name": file.name, "digest": file.digest} for file in act.files],
        **taking.stamp(act),
    )
    details = {"files": ";".join(file.digest for file in act.files)}
    return Recorded(details, (Proof("research", facts.Research.model_validate(row)),))


class ConsultationAct(Act):
    """The units consulted as entered, all of them each time."""

    units: tuple[ConsultedUnit, ...] = ()
    dispute: facts.Dispute | None = None
    anew: Paragraphs = ""


@records("drafting.consult", ConsultationAct)
def consult(taking: Taking, act: ConsultationAct) -> Recorded:
    """Record where the consultation stands; it takes the place of the record before, which stays in the log."""
    draft = taking.dossier.draft
    if draft is None:
        raise BadInput({"units": Text("请先保存草案，再征求有关单位意见。", "Save a draft before consulting on it.")})
    if not act.units:
        raise BadInput({"units": Text("请至少填写一个有关单位。", "Enter at least one unit.")})
    for place, unit in enumerate(act.units):
        if problems := _unit_problems(taking, unit, f"units-{place}"):
            raise BadInput(problems)
    why_anew(act.anew, needed=_taken_back(taking.dossier.consultation, act))
    dispute = act.dispute if act.dispute and any(each.strip() for _, each in act.dispute) else None
    row = taking.put(
        tables.Consultation,
        decision_id=taking.decision.id,
        version=draft.version,
        anew=act.anew,
        units=[unit.model_dump() for unit in act.units],
        dispute=dispute.model_dump() if dispute else None,
        **taking.stamp(act),
    )
    disagreeing = sum(1 for unit in act.units if unit.answered is UnitReply.DISAGREES)
    details = {"version": str(draft.version), "units": str(len(act.units)), "disagreeing": str(disagreeing)}
    return Recorded(details, (Proof("consultation", facts.Consultation.model_validate(row)),))


def _taken_back(before: facts.Consultation | None, act: ConsultationAct) -> bool:
    """Whether a unit that disagreed is left out, or no longer disagrees."""
    opposed = {worded(each.unit) for each in before.units if each.answered is UnitReply.DISAGREES} if before else set()
    return not opposed <= {worded(each.unit) for each in act.units if each.answered is UnitReply.DISAGREES}


def _unit_problems(taking: Taking, unit: ConsultedUnit, at: str) -> dict[str, Text]:
    """What cannot be: a unit without a name, a reply without its day, one before the letter or after today."""
    silent = unit.answered is UnitReply.NONE
    if not unit.unit.strip():
        return {f"{at}-unit": Text("请填写单位名称。", "Name the unit.")}
    if not silent and unit.replied_on is None:
        return {f"{at}-replied_on": Text("请填写复函日期。", "Enter the day of the reply.")}
    if silent and unit.replied_on is not None:
        return {f"{at}-answered": Text("已经复函的，请选择意见类别。", "It has replied: choose what it said.")}
    for key, day in (("sent_on", unit.sent_on), ("replied_on", unit.replied_on)):
        if day and day > taking.today:
            return {f"{at}-{key}": Text("日期不得晚于今天。", "The day lies after today.")}
    if unit.sent_on and unit.replied_on and unit.replied_on < unit.sent_on:
        return {f"{at}-replied_on": Text("复函日期不得早于发函日期。", "The reply is dated before the letter.")}
    return {}


class ComparisonAct(Act):
    """Options, costs and benefits as entered; options are numbered in their order."""

    options: tuple[Option, ...] = ()
    preferred: int | None = None
    preferred_reason: Paragraphs = ""
    analysis: CostBenefit | None = None


@records("drafting.compare", ComparisonAct)
def compare(taking: Taking, act: ComparisonAct) -> Recorded:
    """Record options with the preferred one, an analysis of costs and benefits, or both."""
    analysis = act.analysis if act.analysis and any(each.strip() for _, each in act.analysis) else None
    if not act.options and analysis is None:
        problem = Text("请填写备选方案或者成本效益分析。", "Enter options, or an analysis of costs and benefits.")
        raise BadInput({"options": problem})
    if act.options and len(act.options) < LEAST_OPTIONS:
        raise BadInput({"options": Text("备选方案应当有两个以上。", "There are two options or more.")})
    if [option.number for option in act.options] != list(range(1, len(act.options) + 1)):
        raise BadInput({"options": Text("备选方案的序号应当连续。", "Options are numbered one after the other.")})
    if act.options and not 1 <= (act.preferred or 0) <= len(act.options):
        raise BadInput({"preferred": Text("请填写推荐方案的序号。", "Enter the number of the preferred option.")})
    row = taking.put(
        tables.Comparison,
        decision_id=taking.decision.id,
        preferred=act.preferred if act.options else None,
        preferred_reason=act.preferred_reason if act.options else "",
        options=[option.model_dump() for option in act.options],
        analysis=analysis.model_dump() if analysis else None,
        **taking.stamp(act),
    )
    details = {"options": str(len(act.options))}
    return Recorded(details, (Proof("comparison", facts.Comparison.model_validate(row)),))
