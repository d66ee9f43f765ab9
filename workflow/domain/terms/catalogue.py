"""Terms of the yearly catalogue of decision matters."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class PlannedStage(Term):
    """What an item of the catalogue is to go through."""

    PARTICIPATION = "participation", "公众参与", "Public participation"
    HEARING = "hearing", "听证", "Hearing"
    EXPERT_REVIEW = "expert_review", "专家论证", "Expert review"
    RISK_ASSESSMENT = "risk_assessment", "风险评估", "Risk assessment"
    FAIR_COMPETITION = "fair_competition", "公平竞争审查", "Fair competition review"
    LEGALITY_REVIEW = "legality_review", "合法性审查", "Legality review"
    DELIBERATION = "deliberation", "集体讨论决定", "Collective deliberation"


class PlannedStanding(Term):
    """How a stage that an item plans stands with the matter."""

    DUE = "due", "尚未办结", "Not concluded"
    DONE = "done", "已办结", "Concluded"
    OMITTED = "omitted", "已说明不履行的理由", "Left out, with a reason"


class ItemChange(Term):
    """What became of an item of the catalogue. What a unit sent in is none until the office has put it on the list."""

    SENT = "sent", "报送建议", "Sent in"
    ADDED = "added", "增列", "Added"
    CHANGED = "changed", "变更", "Changed"
    REMOVED = "removed", "调出", "Removed"


class CatalogueStage(Term):
    """How far the newest version of a year's catalogue has come (713 art. 3(3), 337 art. 3(2) and (3))."""

    CALLED = "called", "征集建议", "Proposals called for"
    DRAFTED = "drafted", "已拟订", "Drafted"
    ADOPTED = "adopted", "已审议通过", "Adopted"
    CONSENTED = "consented", "党委已同意", "Consented to"
    PUBLISHED = "published", "已公布", "Published"


class ItemStanding(Term):
    """How far the matter of an item of the catalogue has come."""

    NOT_STARTED = "not_started", "未启动", "Not started"
    RUNNING = "running", "办理中", "Under way"
    DECIDED = "decided", "已决定", "Decided"
    ENDED = "ended", "未予启动或者终止", "Not started or ended"
