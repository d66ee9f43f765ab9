"""The closed vocabularies of the procedure, a module a stage; whoever needs one takes it from here."""

from __future__ import annotations

from workflow.domain.terms.annual import AnnualContent, AnnualStage
from workflow.domain.terms.base import Term
from workflow.domain.terms.catalogue import CatalogueStage, ItemChange, ItemStanding, PlannedStage, PlannedStanding
from workflow.domain.terms.deliberation import MeetingMaterial, PartyOrder, Position, Vote
from workflow.domain.terms.drafting import OptionalStage, Trait
from workflow.domain.terms.evaluation import EvaluationAdvice, EvaluationGround
from workflow.domain.terms.execution import (
    AdjustmentFinding,
    ExecutionReportKind,
    Handling,
    OrderKind,
    ProblemAdvice,
    Situation,
)
from workflow.domain.terms.expert_pool import Pool, PoolNoteKind, Standing
from workflow.domain.terms.expert_review import ExpertConclusion, ReviewMethod, Stance
from workflow.domain.terms.fair_competition import (
    CompetitionConclusion,
    CompetitionGroup,
    CompetitionItem,
    CompetitionParty,
    ExceptionGround,
)
from workflow.domain.terms.final_text import FinalFinding
from workflow.domain.terms.hearings import DeliveryWay, HearingView, ParticipantKind, RecordItem, ReportItem
from workflow.domain.terms.initiation import Category, Exclusion, ReplyMeans, Source
from workflow.domain.terms.legality_review import Aspect, CounselKind, Material
from workflow.domain.terms.numbers import NumberUse
from workflow.domain.terms.opinions_heard import Audience, ExplainingWay, HearingWay
from workflow.domain.terms.participation import Disposition, NoticeChannel, ReplyWay
from workflow.domain.terms.past import Imported, PastStage
from workflow.domain.terms.personal import PersonalData
from workflow.domain.terms.preparation import UnitReply
from workflow.domain.terms.publication import (
    CongressForm,
    PartyReportKind,
    PublishChannel,
    Reconsidered,
    WithholdGround,
)
from workflow.domain.terms.risk_assessment import RiskAction, RiskConsequence, RiskMethod
from workflow.domain.terms.roles import Role
from workflow.domain.terms.work import WorkKind

__all__ = [
    "AdjustmentFinding",
    "AnnualContent",
    "AnnualStage",
    "Aspect",
    "Audience",
    "CatalogueStage",
    "Category",
    "CompetitionConclusion",
    "CompetitionGroup",
    "CompetitionItem",
    "CompetitionParty",
    "CongressForm",
    "CounselKind",
    "DeliveryWay",
    "Disposition",
    "EvaluationAdvice",
    "EvaluationGround",
    "ExceptionGround",
    "Exclusion",
    "ExecutionReportKind",
    "ExpertConclusion",
    "ExplainingWay",
    "FinalFinding",
    "Handling",
    "HearingView",
    "HearingWay",
    "Imported",
    "ItemChange",
    "ItemStanding",
    "Material",
    "MeetingMaterial",
    "NoticeChannel",
    "NumberUse",
    "OptionalStage",
    "OrderKind",
    "ParticipantKind",
    "PartyOrder",
    "PartyReportKind",
    "PastStage",
    "PersonalData",
    "PlannedStage",
    "PlannedStanding",
    "Pool",
    "PoolNoteKind",
    "Position",
    "ProblemAdvice",
    "PublishChannel",
    "Reconsidered",
    "RecordItem",
    "ReplyMeans",
    "ReplyWay",
    "ReportItem",
    "ReviewMethod",
    "RiskAction",
    "RiskConsequence",
    "RiskMethod",
    "Role",
    "Situation",
    "Source",
    "Stance",
    "Standing",
    "Term",
    "Trait",
    "UnitReply",
    "Vote",
    "WithholdGround",
    "WorkKind",
]
