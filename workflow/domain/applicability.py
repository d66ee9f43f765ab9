"""What a matter may go without: conditional stages, and steps that are only there for matters of another kind."""

from __future__ import annotations

from workflow.domain.dossier import Dossier
from workflow.domain.guards.drafting import StageParams
from workflow.domain.procedure import Step
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import OptionalStage


def _conditions(rulebook: Rulebook) -> dict[OptionalStage, StageParams]:
    return {
        OptionalStage.of(rule.rule.stage): rule.params
        for rule in rulebook.rules
        if isinstance(rule.params, StageParams)
    }


def optional_stages(rulebook: Rulebook) -> frozenset[OptionalStage]:
    """The stages some matter may go without; a stage that no rule asks for may always be left out."""
    asked = _conditions(rulebook)
    return frozenset(stage for stage in OptionalStage if stage not in asked or asked[stage].when or asked[stage].unless)


def left_out(rulebook: Rulebook, dossier: Dossier) -> frozenset[OptionalStage]:
    """The stages this matter lawfully goes without, each with its ground on record."""
    asked = _conditions(rulebook)
    return frozenset(
        stage
        for stage in OptionalStage
        if dossier.skip(stage) and (stage not in asked or asked[stage].left_out(dossier, stage))
    )


def offered(step: Step, dossier: Dossier) -> bool:
    """Whether a step is there for this matter at all, by who proposed it and what it touches."""
    source = dossier.proposal.source if dossier.proposal else None
    return (not step.sources or source in step.sources) and (not step.when or not dossier.traits.isdisjoint(step.when))
