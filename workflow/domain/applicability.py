"""Which of the conditional stages a rulebook lets a matter go without, and which a matter does go without."""

from __future__ import annotations

from workflow.domain.dossier import Dossier
from workflow.domain.guards.drafting import StageParams
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
