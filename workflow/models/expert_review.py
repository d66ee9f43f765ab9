"""Expert review: draws, the panel, replacements, the record, each expert's opinion, the feedback, the conclusion."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Disposition, ExpertConclusion, ReviewMethod, Stance
from workflow.models.base import Base, Keyed, one_of
from workflow.models.expert_pool import number_of
from workflow.models.facts import DecisionFact, FactRow


class ExpertDraw(DecisionFact, Base):
    """A draw from the expert pool, with everything its result follows from."""

    __tablename__ = "expert_draw"
    __table_args__ = (CheckConstraint("wanted >= 1", name="wanted"), CheckConstraint("log_size >= 1", name="log_size"))

    field: Mapped[str] = mapped_column(comment="empty: any")
    wanted: Mapped[int]
    candidates: Mapped[list[str]] = mapped_column(JSON, comment="numbers in the pool")
    log_size: Mapped[int]
    log_root: Mapped[str]
    moment: Mapped[str] = mapped_column(comment="as the entry has it")
    seed: Mapped[str]
    drawn: Mapped[list[str]] = mapped_column(JSON, comment="numbers in the pool, in their order")


class ExpertReview(DecisionFact, Base):
    """An expert review of one draft version."""

    __tablename__ = "expert_review"
    __table_args__ = (CheckConstraint(one_of("method", ReviewMethod), name="method"),)

    method: Mapped[str]
    version: Mapped[int]
    questions: Mapped[str]
    disputed: Mapped[bool]
    materials: Mapped[str]
    materials_on: Mapped[date | None]
    not_called: Mapped[str] = mapped_column(comment="why somebody who was drawn does not take part")
    again: Mapped[str] = mapped_column(default="", comment="why a text that was argued already is argued once more")

    experts: Mapped[list[Expert]] = relationship(order_by="Expert.number")
    records: Mapped[list[PanelRecord]] = relationship(order_by="PanelRecord.id")
    result: Mapped[ExpertResult | None] = relationship()

    @property
    def record(self) -> PanelRecord | None:
        """The newest record of the panel meeting."""
        return self.records[-1] if self.records else None


class Expert(Keyed, Base):
    """An expert of the panel."""

    __tablename__ = "expert"
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        CheckConstraint(one_of("stance", Stance), name="stance"),
    )

    review_id: Mapped[int] = mapped_column(ForeignKey("expert_review.id", ondelete="RESTRICT"))
    number: Mapped[int]
    name: Mapped[str]
    field: Mapped[str]
    unit: Mapped[str]
    pool_id: Mapped[int | None] = mapped_column(ForeignKey("pool_expert.id", ondelete="RESTRICT"), index=True)
    no_interest: Mapped[bool]
    stance: Mapped[str]
    why_chosen: Mapped[str] = mapped_column(
        comment="why somebody takes part whose neutrality the record speaks against"
    )

    replaced: Mapped[ExpertReplacement | None] = relationship()
    opinions: Mapped[list[ExpertOpinion]] = relationship(order_by="ExpertOpinion.id")
    feedbacks: Mapped[list[ExpertFeedback]] = relationship(order_by="ExpertFeedback.id")

    @property
    def pool_number(self) -> str:
        """The number in the expert pool."""
        return number_of(self.pool_id)

    @property
    def opinion(self) -> ExpertOpinion | None:
        """The newest opinion."""
        return self.opinions[-1] if self.opinions else None

    @property
    def feedback(self) -> ExpertFeedback | None:
        """The newest feedback."""
        return self.feedbacks[-1] if self.feedbacks else None


class ExpertReplacement(FactRow, Base):
    """Why an expert fell out, and the number of the one who came in."""

    __tablename__ = "expert_replacement"
    __table_args__ = (UniqueConstraint("expert_id"), CheckConstraint("reason <> ''", name="reasoned"))

    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id", ondelete="RESTRICT"))
    reason: Mapped[str]
    successor: Mapped[int] = mapped_column(comment="number in the panel")


class PanelRecord(FactRow, Base):
    """The record of a panel meeting; a later one supersedes it."""

    __tablename__ = "panel_record"

    review_id: Mapped[int] = mapped_column(ForeignKey("expert_review.id", ondelete="RESTRICT"), index=True)
    time: Mapped[str]
    place: Mapped[str]
    chair: Mapped[str]
    attended: Mapped[list[int]] = mapped_column(JSON, comment="numbers in the panel")
    discussion: Mapped[str]
    signed: Mapped[list[int]] = mapped_column(JSON, comment="numbers in the panel")
    anew: Mapped[str] = mapped_column(comment="why it takes back what an earlier record said")


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
    anew: Mapped[str] = mapped_column(comment="why it takes back what an earlier record said")


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
