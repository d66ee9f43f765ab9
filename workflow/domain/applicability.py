"""Which stages and steps a matter has, and which of the conditional stages it lawfully goes without."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.domain.dossier import Dossier
from workflow.domain.guards.drafting import StageParams
from workflow.domain.guards.hearings import AnswerParams
from workflow.domain.procedure import Procedure, Step
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import OptionalStage, Trait
from workflow.domain.terms.drafting import LOCAL


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


def takes_requests(rulebook: Rulebook) -> bool:
    """Whether some rule wants requests for a hearing answered, so that there is something to enter them for."""
    return any(isinstance(rule.params, AnswerParams) for rule in rulebook.rules)


def declarable(rulebook: Rulebook) -> tuple[Trait, ...]:
    """The situations a draft may declare: those of the State's law, and of the others those that something here is tied to."""
    asked = {trait for rule in rulebook.rules for trait in rule.rule.when}
    return tuple(trait for trait in Trait if trait not in LOCAL or trait in asked)


def concerned(procedure: Procedure, states: Mapping[str, str], dossier: Dossier) -> frozenset[str]:
    """The stages that are stages of this matter; one that has begun stays, whatever a later draft says."""
    return frozenset(
        stage.key
        for stage in procedure.stages
        if not stage.when
        or not dossier.traits.isdisjoint(stage.when)
        or states[stage.key] != procedure.track_by_key[stage.key].initial
    )


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
