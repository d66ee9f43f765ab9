"""What of the materials on a list the dossier holds: the same for legality review and for the meeting."""

from __future__ import annotations

from flask_babel import gettext as _

from workflow.domain.guards.legality_review import held
from workflow.domain.terms import Material, MeetingMaterial, Trait
from workflow.services.decisionview import DecisionView
from workflow.web.filters import language, say_text

_LEFT_BY = {"opinions": "participation", "experts": "expert_review", "risk": "risk_assessment"}


def offered(material: Material | MeetingMaterial, view: DecisionView) -> bool:
    """Whether the matter's procedure has the stage that leaves a material behind; of what few matters have, whether it was
    held, or has to be."""
    if material.value == Material.HEARING.value:
        return held(view.dossier, material)
    if material.value == Material.COMPETITION.value:
        return held(view.dossier, material) or (material is MeetingMaterial.COMPETITION and asked(view))
    return _LEFT_BY.get(material.value, "drafting") in {stage.key for stage in view.rulebook.procedure.stages}


def asked(view: DecisionView) -> bool:
    """Whether the meeting has to be told of fair competition review: the draft touches operators."""
    return Trait.OPERATORS in view.dossier.touched


def there(view: DecisionView) -> dict[str, str]:
    """Key of a material → what the dossier holds of it."""
    dossier, found = view.dossier, dict[str, str]()
    if dossier.draft:
        found["draft"] = _("草案第%(version)s版及起草说明", version=dossier.draft.version)
    if dossier.participation:
        found["opinions"] = _("公众意见%(count)s条，采纳情况已公布", count=len(dossier.opinions))
    elif dossier.heard:
        found["opinions"] = _("听取意见记录%(count)s份", count=len(dossier.heard))
    if reports := sum(1 for each in dossier.hearings if each.report):
        found["hearing"] = _("听证报告%(count)s份", count=reports)
    if given := sum(1 for panel in dossier.expert_reviews for each in panel.experts if each.opinion):
        found["experts"] = _("专家论证意见%(count)s份", count=given)
    if dossier.risk and dossier.risk.report:
        level = say_text(view.word("risk_levels", dossier.risk.report.level), language())
        found["risk"] = _("风险评估报告1份，风险等级：%(level)s", level=level)
    if dossier.competition_reviews:
        found["competition"] = _("公平竞争审查表%(count)s份", count=len(dossier.competition_reviews))
    if dossier.draft and dossier.draft.bases:
        found["bases"] = _("草案所列依据%(count)s件", count=len(dossier.draft.bases))
    return found
