"""Expert review: the panel, each expert's opinion, the feedback, the conclusion."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Disposition, ExpertConclusion, ReviewMethod
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import DecisionFact, FactRow


class ExpertReview(DecisionFact, Base):
    """An expert review of one draft version."""

    __tablename__ = "expert_review"
    __table_args__ = (CheckConstraint(one_of("method", ReviewMethod), name="method"),)

    method: Mapped[str]
    version: Mapped[int]
    questions: Mapped[str]

    experts: Mapped[list[Expert]] = relationship(order_by="Expert.number")
    result: Mapped[ExpertResult | None] = relationship()


class Expert(Keyed, Base):
    """An expert of the panel."""

    __tablename__ = "expert"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    review_id: Mapped[int] = mapped_column(ForeignKey("expert_review.id", ondelete="RESTRICT"))
    number: Mapped[int]
    name: Mapped[str]
    field: Mapped[str]
    unit: Mapped[str]
    no_interest: Mapped[bool]

    opinions: Mapped[list[ExpertOpinion]] = relationship(order_by="ExpertOpinion.id")
    feedbacks: Mapped[list[ExpertFeedback]] = relationship(order_by="ExpertFeedback.id")

    @property
    def opinion(self) -> ExpertOpinion | None:
        """The newest opinion."""
        return self.opinions[-1] if self.opinions else None

    @property
    def feedback(self) -> ExpertFeedback | None:
        """The newest feedback."""
        return self.feedbacks[-1] if self.feedbacks else None


class ExpertOpinion(FactRow, Base):
    """An expert's written opinion."""

    __tablename__ = "expert_opinion"
    __table_args__ = (CheckConstraint(one_of("conclusion", ExpertConclusion), name="conclusion"),)

    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id", ondelete="RESTRICT"), index=True)
    legality: Mapped[str]
    necessity: Mapped[str]
    feasibility: Mapped[str]
    soundness: Mapped[str]
    risk: Mapped[str]
    conclusion: Mapped[str]
    signed: Mapped[bool]


class ExpertFeedback(FactRow, Base):
    """What was done with an expert's opinion, as told back."""

    __tablename__ = "expert_feedback"
    __table_args__ = (CheckConstraint(one_of("disposition", Disposition), name="disposition"),)

    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id", ondelete="RESTRICT"), index=True)
    disposition: Mapped[str]
    reason: Mapped[str]


class ExpertResult(FactRow, Base):
    """The conclusion of an expert review."""

    __tablename__ = "expert_result"
    __table_args__ = (UniqueConstraint("review_id"),)

    review_id: Mapped[int] = mapped_column(ForeignKey("expert_review.id", ondelete="RESTRICT"))
    summary: Mapped[str]
