"""What the yearly catalogue plans for a matter: which stages are done, left out with a reason, or still due.

No article says what becomes of a planned stage: the organ holds itself to its own catalogue (house rule 12).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.domain.dossier import Dossier, PlanChange
from workflow.domain.substance import says_something
from workflow.domain.terms import OptionalStage, PlannedStage, PlannedStanding


@dataclass(frozen=True)
class Planned:
    """A stage of the item with how it stands. `reason`: why the matter goes without it."""

    stage: PlannedStage
    standing: PlannedStanding
    reason: str = ""


_SKIPS = {
    PlannedStage.PARTICIPATION: OptionalStage.PARTICIPATION,
    PlannedStage.HEARING: OptionalStage.PARTICIPATION,  # one of the ways in which the public is heard
    PlannedStage.EXPERT_REVIEW: OptionalStage.EXPERT_REVIEW,
    PlannedStage.RISK_ASSESSMENT: OptionalStage.RISK_ASSESSMENT,
}


def planned(dossier: Dossier) -> Iterator[Planned]:
    """The stages of the item, in the order of the way; none where the matter carries out no item."""
    stages = dossier.plan.stages if dossier.plan else ()
    for stage in PlannedStage:
        if stage not in stages:
            continue
        reason = _reason(dossier, stage)
        if _done(dossier, stage):
            yield Planned(stage, PlannedStanding.DONE)
        else:
            yield Planned(stage, PlannedStanding.OMITTED if reason else PlannedStanding.DUE, reason)


def due(dossier: Dossier, stage: PlannedStage) -> bool:
    """Whether the item plans a stage that is neither done nor left out with a reason."""
    return any(each.stage is stage and each.standing is PlannedStanding.DUE for each in planned(dossier))


def dropped(dossier: Dossier) -> Iterator[PlanChange]:
    """What the catalogue planned when the matter was proposed, plans no longer, and was not done all the same.

    An adjustment that went the whole way (337 art. 3) is lawful and binds the matter too; it is told, for with it goes a
    demand that nobody gave a reason for in the matter itself.
    """
    stages = dossier.plan.stages if dossier.plan else ()
    for each in dossier.plan_changes:
        gone = tuple(stage for stage in each.dropped if stage not in stages and not _done(dossier, stage))
        if gone and not (dossier.proposal and each.on < dossier.proposal.on):
            yield each.model_copy(update={"dropped": gone})


def _reason(dossier: Dossier, stage: PlannedStage) -> str:
    """Why the matter goes without a stage, as the newest draft says."""
    skip = dossier.skip(_SKIPS[stage]) if stage in _SKIPS else None
    omissions = dossier.draft.omissions if dossier.draft else ()
    said = (each.reason.strip() for each in omissions if each.stage is stage and says_something(each.reason))
    return next(said, "") or (skip.ground.strip() if skip else "")


def _done(dossier: Dossier, stage: PlannedStage) -> bool:
    match stage:
        case PlannedStage.PARTICIPATION:
            return dossier.participation is not None
        case PlannedStage.HEARING:
            return dossier.hearing is not None and dossier.hearing.report is not None
        case PlannedStage.EXPERT_REVIEW:
            return dossier.expert_review is not None and dossier.expert_review.result is not None
        case PlannedStage.RISK_ASSESSMENT:
            return dossier.risk is not None and dossier.risk.finding is not None
        case PlannedStage.FAIR_COMPETITION:
            return dossier.competition is not None and dossier.competition.opinion is not None
        case PlannedStage.LEGALITY_REVIEW:
            return dossier.review is not None and dossier.review.conclusion is not None
        case PlannedStage.DELIBERATION:
            return dossier.closed_meeting is not None and dossier.sent_back is None
