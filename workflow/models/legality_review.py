"""Legality review: rounds bound to a draft version, acceptance, supplements, counsel, the written opinion."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Aspect, CounselKind
from workflow.models.base import Base, Keyed, one_of
from workflow.models.facts import DecisionFact, FactRow


class LegalityReview(DecisionFact, Base):
    """One round: the submission itself, and what came of it."""

    __tablename__ = "legality_review"
    __table_args__ = (UniqueConstraint("decision_id", "round"),)

    round: Mapped[int]
    version: Mapped[int]
    materials: Mapped[list[str]] = mapped_column(JSON)
    preliminary: Mapped[str]
    preliminary_by: Mapped[str]
    not_anew: Mapped[str] = mapped_column(default="", comment="why what was done with another text is not done again")
    submitted_by: Mapped[str]
    submitted_by_id: Mapped[str]
    sent_to: Mapped[str] = mapped_column(default="", comment="the unit of the reviewers, where they are of one")

    acceptance: Mapped[ReviewAcceptance | None] = relationship()
    returned: Mapped[ReviewReturn | None] = relationship()
    supplements: Mapped[list[ReviewSupplement]] = relationship(order_by="ReviewSupplement.id")
    extensions: Mapped[list[ReviewExtension]] = relationship(order_by="ReviewExtension.id")
    counsel: Mapped[list[CounselOpinion]] = relationship(order_by="CounselOpinion.id")
    conclusion: Mapped[ReviewConclusion | None] = relationship()
    responses: Mapped[list[OpinionResponse]] = relationship(order_by="OpinionResponse.id")

    @property
    def submission(self) -> LegalityReview:
        """The columns of the submission, under the name the rules know them by."""
        return self


class OfReview(FactRow):
    """A fact of a round of review."""

    review_id: Mapped[int] = mapped_column(ForeignKey("legality_review.id", ondelete="RESTRICT"), index=True)


class ReviewAcceptance(OfReview, Base):
    """The reviewer took the materials on."""

    __tablename__ = "review_acceptance"
    __table_args__ = (UniqueConstraint("review_id"),)

    reviewer: Mapped[str]
    reviewer_id: Mapped[str]
    unit: Mapped[str] = mapped_column(default="", comment="of the reviewer")
    guaranteed_until: Mapped[date | None]
    calendar: Mapped[str] = mapped_column(comment="version of the working-day calendar it was computed by")


class ReviewReturn(OfReview, Base):
    """The materials went back."""

    __tablename__ = "review_return"
    __table_args__ = (UniqueConstraint("review_id"),)

    reason: Mapped[str]
    unit: Mapped[str] = mapped_column(default="", comment="of the reviewer")


class ReviewSupplement(OfReview, Base):
    """A request for supplements."""

    __tablename__ = "review_supplement"

    request: Mapped[str]

    supply: Mapped[ReviewSupply | None] = relationship()


class ReviewSupply(FactRow, Base):
    """What the unit supplied."""

    __tablename__ = "review_supply"
    __table_args__ = (UniqueConstraint("supplement_id"),)

    supplement_id: Mapped[int] = mapped_column(ForeignKey("review_supplement.id", ondelete="RESTRICT"))
    text: Mapped[str]
    guaranteed_until: Mapped[date | None]
    calendar: Mapped[str]


class ReviewExtension(OfReview, Base):
    """More time for the review, granted by a leader."""

    __tablename__ = "review_extension"
    __table_args__ = (CheckConstraint("working_days >= 1", name="working_days"),)

    working_days: Mapped[int]
    reason: Mapped[str]
    granted_by: Mapped[str]


class CounselOpinion(OfReview, Base):
    """A legal counsel's or public-service lawyer's opinion."""

    __tablename__ = "counsel_opinion"
    __table_args__ = (CheckConstraint(one_of("kind", CounselKind), name="kind"),)

    kind: Mapped[str]
    name: Mapped[str]
    text: Mapped[str]


class ReviewConclusion(OfReview, Base):
    """The written opinion, signed off by the reviewer."""

    __tablename__ = "review_conclusion"
    __table_args__ = (UniqueConstraint("review_id"), CheckConstraint("reviewer_id <> ''", name="reviewer"))

    number: Mapped[str]
    conclusion: Mapped[str]
    text: Mapped[str]
    advice: Mapped[str]
    risk: Mapped[str]
    short_time_reason: Mapped[str]
    reviewer: Mapped[str]
    reviewer_id: Mapped[str]
    unit: Mapped[str] = mapped_column(default="", comment="of the reviewer")
    working_days: Mapped[int | None]

    findings: Mapped[list[ReviewFinding]] = relationship(order_by="ReviewFinding.id")


class ReviewFinding(Keyed, Base):
    """The finding on one aspect."""

    __tablename__ = "review_finding"
    __table_args__ = (
        UniqueConstraint("conclusion_id", "aspect"),
        CheckConstraint(one_of("aspect", Aspect), name="aspect"),
    )

    conclusion_id: Mapped[int] = mapped_column(ForeignKey("review_conclusion.id", ondelete="RESTRICT"))
    aspect: Mapped[str]
    conforms: Mapped[bool]
    text: Mapped[str]


class OpinionResponse(OfReview, Base):
    """What the unit did with the opinion; one said later takes the place of those before it."""

    __tablename__ = "opinion_response"
    __table_args__ = (CheckConstraint("not_followed = '' OR reason <> ''", name="reason"),)

    adjusted: Mapped[str]
    not_followed: Mapped[str]
    reason: Mapped[str]
    answered_by: Mapped[str]
