"""Which stages and steps a matter has, and which of the conditional stages it lawfully goes without."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.domain.dossier import Dossier
from workflow.domain.guards.drafting import StageParams
from workflow.domain.guards.hearings import AnswerParams
from workflow.domain.procedure import Procedure, Step
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import OptionalStage, Trait


def _conditions(rulebook: Rulebook) -> dict[OptionalStage, StageParams]:
    return {
        OptionalStage.of(rule.rule.stage): rule.params
        for rule in rulebook.rules
        if isinstance(rule.params, StageParams)
    }


def optional_stages(rulebook: Rulebook) -> frozenset[OptionalStage]:
    """The stages of the procedure some matter may go without; one that no rule asks for may always be left out."""
    asked, there = _conditions(rulebook), {stage.key for stage in rulebook.procedure.stages}
    return frozenset(
        stage
        for stage in OptionalStage
        if stage in there and (stage not in asked or asked[stage].when or asked[stage].unless)
    )


_OF_STAGES = {Trait.NOT_PUBLIC: "participation"}
"""What a stage asks of whatever the rules say: whether it may open to the public."""


def traits_of(rulebook: Rulebook, dossier: Dossier) -> frozenset[Trait]:
    """The situations something of the rulebook is tied to, and those the newest draft declares anyhow."""
    tied = {trait for stage in rulebook.procedure.stages for trait in stage.when}
    tied |= {trait for step in rulebook.procedure.steps for trait in step.when}
    tied |= {trait for rule in rulebook.rules for trait in rule.rule.when}
    stages = {stage.key for stage in rulebook.procedure.stages}
    tied |= {trait for each in _conditions(rulebook).values() for trait in (each.when, each.unless) if trait}
    tied |= {trait for trait, stage in _OF_STAGES.items() if stage in stages}
    if "proceed_with_risk" in rulebook.effects.get("conclusions", {}).values():
        tied.add(Trait.REFORM)
    return frozenset(tied) | dossier.traits


def takes_requests(rulebook: Rulebook) -> bool:
    """Whether some rule wants requests for a hearing answered, so that there is something to enter them for."""
    return any(isinstance(rule.params, AnswerParams) for rule in rulebook.rules)


def concerned(procedure: Procedure, states: Mapping[str, str], dossier: Dossier) -> frozenset[str]:
    """The stages that are stages of this matter; one that has begun stays, whatever a later draft says."""
    return frozenset(
        stage.key
        for stage in procedure.stages
        if not stage.when
        or not dossier.touched.isdisjoint(stage.when)
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
    return (not step.sources or source in step.sources) and (not step.when or not dossier.touched.isdisjoint(step.when))
