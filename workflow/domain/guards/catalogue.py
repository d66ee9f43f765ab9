"""What the yearly catalogue plans for a matter: its stages, and by when it is done (house rules 12 and 21)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.planned import dropped, planned
from workflow.domain.substance import says_something
from workflow.domain.terms import PlannedStage, PlannedStanding
from workflow.domain.text import Text, joined


class PlannedParams(Params):
    """Which of the stages that an item plans have to be behind the matter."""

    stages: tuple[PlannedStage, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """Whoever looks at more stages is stricter."""
        return (len(set(self.stages)),)

    def numbers(self, convention: Convention) -> Numbers:
        """The stages."""
        return ((Text("目录列明的程序", "Stages planned"), joined([each.label for each in self.stages])),)


@guard(PlannedParams)
def planned_stages_kept(dossier: Dossier, params: PlannedParams, setting: Setting) -> Iterator[Gap]:
    """Each stage the yearly catalogue plans for the matter was gone through, or it is said why not."""
    looked_at = [each for each in planned(dossier) if each.stage in params.stages]
    if missing := [each.stage.label for each in looked_at if each.standing is PlannedStanding.DUE]:
        said = Text(
            "年度目录列明的程序尚未办结，也没有说明不履行的理由：{stages}。",
            "Planned in the yearly catalogue, neither concluded nor left out with a reason: {stages}.",
        )
        yield Gap(said.fmt(stages=joined(missing)))
    for each in looked_at:
        if each.standing is PlannedStanding.OMITTED:
            said = Text(
                "年度目录列明本事项履行{stage}，已说明不履行的理由：{reason}",
                "The yearly catalogue plans this stage: {stage}. Why the matter goes without it: {reason}",
            )
            yield Gap(said.fmt(stage=each.stage.label, reason=each.reason), excused=True)
    for change in dropped(dossier):
        if gone := [each.label for each in change.dropped if each in params.stages]:
            reason = change.reason.strip() if says_something(change.reason) else ""
            said = Text(
                "年度目录原列明本事项履行{stages}，{on}公布的调整取消，没有写明理由。",
                "The yearly catalogue planned {stages}; an adjustment published on {on} drops it, and it is not said why.",
            )
            why = Text(
                "年度目录原列明本事项履行{stages}，{on}公布的调整取消，理由：{reason}",
                "The yearly catalogue planned {stages}; an adjustment published on {on} drops it. The reason given: {reason}",
            )
            told = (why if reason else said).fmt(stages=joined(gone), on=change.on, reason=reason)
            yield Gap(told, excused=bool(reason))


@guard(own_fact=True)
def planned_day_kept(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The matter is to be done by the day that the yearly catalogue plans, or it is said why later.

    Where no day is set, the start itself is not after it. What the catalogue came to say later binds no start before.
    """
    started, plan = dossier.initiation, dossier.plan
    if started is None or plan is None or plan.listed > started.on:
        return
    done = started.due or started.on
    if done > plan.due:
        reason = started.departure.strip() if says_something(started.departure) else ""
        said = Text(
            "计划完成时间（{done}）晚于年度目录确定的时间（{due}），没有说明理由。",
            "To be done by {done}, later than the yearly catalogue plans ({due}), and it is not said why.",
        )
        why = Text(
            "计划完成时间（{done}）晚于年度目录确定的时间（{due}），已说明理由：{reason}",
            "To be done by {done}, later than the yearly catalogue plans ({due}). The reason given: {reason}",
        )
        yield Gap((why if reason else said).fmt(done=done, due=plan.due, reason=reason), excused=bool(reason))
