"""Execution: tasks, reports, problems, checks, orders; suggestions and complaints with their senders; the end."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, cast, func, literal_column, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from workflow.domain.terms import (
    AdjustmentFinding,
    ExecutionReportKind,
    Handling,
    OrderKind,
    ProblemAdvice,
    ReplyWay,
    Situation,
)
from workflow.models.base import Base, Keyed, one_of
from workflow.models.decisions import Decision
from workflow.models.facts import DecisionFact, FactRow
from workflow.models.people import Unit


class Assignment(DecisionFact, Base):
    """A list of tasks for executing units."""

    __tablename__ = "assignment"

    tasks: Mapped[list[ExecutionTask]] = relationship(order_by="ExecutionTask.number")


class ExecutionTask(Keyed, Base):
    """What one executing unit has to do."""

    __tablename__ = "execution_task"
    __table_args__ = (UniqueConstraint("assignment_id", "number"),)

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column(comment="counted over all lists of the decision")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    work: Mapped[str]
    due: Mapped[date | None]

    of_unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)

    @property
    def unit(self) -> str:
        """The executing unit's name."""
        return self.of_unit.name


class ExecutionReport(DecisionFact, Base):
    """A report of an executing unit, or an inspection by the organ."""

    __tablename__ = "execution_report"
    __table_args__ = (CheckConstraint(one_of("kind", ExecutionReportKind), name="kind"),)

    kind: Mapped[str]
    unit: Mapped[str]
    task: Mapped[int | None]
    text: Mapped[str]
    done: Mapped[bool]
    on_behalf: Mapped[bool] = mapped_column(comment="the office entered it for the unit")


class ProblemReport(DecisionFact, Base):
    """A problem met in execution."""

    __tablename__ = "problem_report"
    __table_args__ = (
        CheckConstraint(one_of("situation", Situation), name="situation"),
        CheckConstraint(one_of("advice", ProblemAdvice), name="advice"),
    )

    unit: Mapped[str]
    situation: Mapped[str]
    text: Mapped[str]
    advice: Mapped[str]
    on_behalf: Mapped[bool] = mapped_column(comment="the office entered it for the unit")


class AdjustmentCheck(DecisionFact, Base):
    """What the legality reviewer found of an adjustment before it was ordered, signed."""

    __tablename__ = "adjustment_check"
    __table_args__ = (
        CheckConstraint(one_of("finding", AdjustmentFinding), name="finding"),
        CheckConstraint("change <> ''", name="change"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("reviewer_id <> ''", name="reviewer"),
    )

    change: Mapped[str]
    finding: Mapped[str]
    reason: Mapped[str]
    reviewer: Mapped[str]
    reviewer_id: Mapped[str]


class ExecutionOrder(DecisionFact, Base):
    """What the chief ordered while the decision was carried out."""

    __tablename__ = "execution_order"
    __table_args__ = (
        CheckConstraint(one_of("kind", OrderKind), name="kind"),
        CheckConstraint(f"situation IS NULL OR {one_of('situation', Situation)}", name="situation"),
    )

    kind: Mapped[str]
    situation: Mapped[str | None]
    urgent: Mapped[bool]
    reason: Mapped[str]
    change: Mapped[str]
    measures: Mapped[str]
    decided_by: Mapped[str]
    decided_by_id: Mapped[str]
    meeting: Mapped[str] = mapped_column(
        default="", comment="the meeting that deliberated it, where a place asks for one"
    )
    meeting_on: Mapped[date | None]
    meeting_known: Mapped[bool] = mapped_column(default=False, comment="the record of that meeting is kept here")
    entitled: Mapped[int | None] = mapped_column(comment="how many were entitled to attend it")
    in_favour: Mapped[str] = mapped_column(default="", comment="who was for it, by name")
    opposed: Mapped[str] = mapped_column(default="", comment="who was against it, by name")
    abstained: Mapped[str] = mapped_column(default="", comment="who abstained, by name")
    majority_reason: Mapped[str] = mapped_column(
        default="", comment="what the chief said in it to order what not more than half were for"
    )
    not_major: Mapped[str] = mapped_column(default="", comment="why an adjustment in detail is none in substance")
    core_kept: Mapped[bool] = mapped_column(default=False, comment="title, aims and main measures stay as they are")


class Suggestion(DecisionFact, Base):
    """A suggestion or complaint on a decision in execution."""

    __tablename__ = "suggestion"
    __table_args__ = (
        UniqueConstraint("decision_id", "number"),
        UniqueConstraint("receipt_sha256"),
        CheckConstraint(one_of("channel", ReplyWay), name="channel"),
    )

    number: Mapped[int]
    channel: Mapped[str]
    text: Mapped[str]
    receipt_sha256: Mapped[str] = mapped_column(comment="digest of the code the sender can look the answer up with")

    sender: Mapped[SuggestionSender | None] = relationship(back_populates="suggestion")
    answers: Mapped[list[SuggestionAnswer]] = relationship(order_by="SuggestionAnswer.revision")

    @property
    def answer(self) -> SuggestionAnswer | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None


class SuggestionSender(Keyed, Base):
    """Who sent a suggestion, as far as they said: personal data, kept apart from what is published or logged."""

    __tablename__ = "suggestion_sender"
    __table_args__ = (UniqueConstraint("suggestion_id"),)

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id", ondelete="RESTRICT"))
    name: Mapped[str]
    contact: Mapped[str]
    salt: Mapped[bytes] = mapped_column(comment="opens the commitment in the entry; empty once it was erased")
    created_at: Mapped[datetime]

    suggestion: Mapped[Suggestion] = relationship(back_populates="sender")


class SuggestionAnswer(FactRow, Base):
    """What became of a suggestion. A second answer is a new revision; two of one revision cannot be."""

    __tablename__ = "suggestion_answer"
    __table_args__ = (
        UniqueConstraint("suggestion_id", "revision"),
        CheckConstraint(one_of("handling", Handling), name="handling"),
    )

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id", ondelete="RESTRICT"))
    revision: Mapped[int]
    handling: Mapped[str]
    reason: Mapped[str]


class ExecutionResult(DecisionFact, Base):
    """The end of execution."""

    __tablename__ = "execution_result"
    __table_args__ = (UniqueConstraint("decision_id"),)

    summary: Mapped[str]
    settled: Mapped[str] = mapped_column(comment="what became of problems reported on which nothing was ordered")
    unfinished: Mapped[str] = mapped_column(comment="how it is with the tasks that nobody reported done")


_LISTS, _TASKS = Assignment.__table__, ExecutionTask.__table__
# asked of every decision that is read, as who undertakes it is: who may act on it
Decision.executing_numbers = column_property(
    select(func.aggregate_strings(cast(_TASKS.c.unit_id, String), literal_column("' '")))  # type: ignore[arg-type]
    .where(_TASKS.c.assignment_id == _LISTS.c.id, _LISTS.c.decision_id == Decision.__table__.c.id)
    .correlate_except(_TASKS, _LISTS)
    .scalar_subquery()
)
