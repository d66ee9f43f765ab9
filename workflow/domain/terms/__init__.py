"""The closed vocabularies of the procedure, a module a stage; whoever needs one takes it from here."""

from __future__ import annotations

from workflow.domain.terms.base import Term
from workflow.domain.terms.deliberation import Position, Vote
from workflow.domain.terms.drafting import OptionalStage, Trait
from workflow.domain.terms.expert_review import ExpertConclusion, ReviewMethod
from workflow.domain.terms.initiation import Category, Exclusion, ReplyMeans, Source
from workflow.domain.terms.legality_review import Aspect, CounselKind, Material
from workflow.domain.terms.participation import Disposition, NoticeChannel, ReplyWay
from workflow.domain.terms.preparation import UnitReply
from workflow.domain.terms.publication import PartyReportKind, PublishChannel
from workflow.domain.terms.risk_assessment import RiskMethod
from workflow.domain.terms.roles import Role

__all__ = [
    "Aspect",
    "Category",
    "CounselKind",
    "Disposition",
    "Exclusion",
    "ExpertConclusion",
    "Material",
    "NoticeChannel",
    "OptionalStage",
    "PartyReportKind",
    "Position",
    "PublishChannel",
    "ReplyMeans",
    "ReplyWay",
    "ReviewMethod",
    "RiskMethod",
    "Role",
    "Source",
    "Term",
    "Trait",
    "UnitReply",
    "Vote",
]
