"""What the yearly catalogue plans for a matter (house rule 12)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.planned import planned
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
