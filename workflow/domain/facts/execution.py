"""Execution: tasks, reports, problems, checks, orders, what people wrote about it (713 arts. 34, 35 and 37, 337 arts. 33, 34, 36)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pydantic import Field

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import (
    AdjustmentFinding,
    ExecutionReportKind,
    Handling,
    OrderKind,
    ProblemAdvice,
    ReplyWay,
    Situation,
)

_BETWEEN = re.compile(r"[\s、，,；;。]+")
_SPACED = re.compile(r"(?<![^\s、，,；;。])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?=[\s、，,；;。]|$)")
"""The blank in a name of two characters, which lists set as wide as one of three: 李　明."""


class Task(Part):
    """What one executing unit has to do, and by when (337 art. 33)."""

    number: int
    unit: Line
    work: Paragraphs = ""
    due: dt.date | None = None


class Assignment(Fact):
    """The work broken down to executing units (713 art. 34, 337 art. 33)."""

    tasks: tuple[Task, ...] = ()


class ExecutionReport(Fact):
    """How execution goes: the executing unit's report, or the organ's inspection (713 art. 34).

    `on_behalf`: the office entered it for the unit.
    """

    kind: ExecutionReportKind
    unit: Line
    task: int | None = None
    text: Paragraphs
    done: bool = False
    on_behalf: bool = False


class ProblemReport(Fact):
    """A problem met in execution, with what the unit suggests (713 art. 35(1), 337 art. 34).

    `on_behalf`: the office entered it for the unit.
    """

    unit: Line
    situation: Situation
    text: Paragraphs
    advice: ProblemAdvice = ProblemAdvice.NONE
    on_behalf: bool = False


class AdjustmentCheck(Fact):
    """What the legality reviewer finds of an adjustment, in the very words in which it is to be ordered."""

    change: Paragraphs
    finding: AdjustmentFinding
    reason: Paragraphs = ""
    reviewer: Line = ""
    reviewer_id: str = ""


class ExecutionOrder(Fact):
    """What the chief ordered: suspend, resume, adjust, terminate (713 art. 37, 337 art. 36).

    `meeting`: the meeting of the organ that deliberated it, where a place asks for one; `meeting_known`: its record is kept
    here. `entitled`: how many belonged to it; who took part is told by name, as they spoke: `in_favour`, `opposed`,
    `abstained`; `majority_reason` is what the chief said in it to order what not more than half were for. `not_major`: why an
    adjustment in detail is none in substance; `core_kept`: the chief confirms that it leaves title, aims and main measures as they are.
    """

    kind: OrderKind
    situation: Situation | None = None
    urgent: bool = False
    reason: Paragraphs
    change: Paragraphs = ""
    measures: Paragraphs = ""
    decided_by: Line = ""
    decided_by_id: str = ""
    meeting: Line = ""
    meeting_on: dt.date | None = None
    meeting_known: bool = False
    entitled: int | None = Field(default=None, ge=1)
    in_favour: Line = ""
    opposed: Line = ""
    abstained: Line = ""
    majority_reason: Paragraphs = ""
    not_major: Paragraphs = ""
    core_kept: bool = False

    @property
    def took_part(self) -> tuple[str, ...]:
        """Everybody named as having taken part, once for each time."""
        return (*told_apart(self.in_favour), *told_apart(self.opposed), *told_apart(self.abstained))


def told_apart(names: str) -> tuple[str, ...]:
    """The names in a list of them, each once; “无” is nobody."""
    return tuple(dict.fromkeys(each for each in _BETWEEN.split(_SPACED.sub(r"\1\2", names)) if each and each != "无"))


def standing(kinds: Iterable[OrderKind]) -> OrderKind | None:
    """What the orders leave a decision as, oldest first: stopped, suspended, adjusted; None where it stands as decided."""
    adjusted: OrderKind | None = None
    newest: OrderKind | None = None
    for newest in kinds:
        if newest in (OrderKind.ADJUST_MINOR, OrderKind.ADJUST_MAJOR):
            adjusted = newest
    return newest if newest in (OrderKind.SUSPEND, OrderKind.TERMINATE) else adjusted


class SuggestionAnswer(Fact):
    """What became of one suggestion or complaint, and why (337 art. 34)."""

    handling: Handling
    reason: Paragraphs = ""


class Suggestion(Fact):
    """A suggestion or complaint on a decision in execution (713 art. 35(2)). Who sent it is no part of the dossier."""

    number: int
    channel: ReplyWay
    text: Paragraphs
    answer: SuggestionAnswer | None = None


class ExecutionResult(Fact):
    """Execution has come to its end. `settled`: what became of problems reported on which nothing was ordered.

    `unfinished`: how it is with the tasks that nobody reported done.
    """

    summary: Paragraphs
    settled: Paragraphs = ""
    unfinished: Paragraphs = ""


class Successor(Part):
    """The decision that adjusts this one in substance, and the day it was published (713 art. 37).

    `settled_on`: the day it was decided to withhold it, published later or not, or, where its kind is not published, the
    day it was archived.
    """

    number: Line
    published_on: dt.date | None = None
    settled_on: dt.date | None = None

    @property
    def in_force_on(self) -> dt.date | None:
        """The day from which it takes the place of the one it adjusts."""
        return min((day for day in (self.published_on, self.settled_on) if day), default=None)


class Execution(Part):
    """Everything there is of a decision's execution, each kind in the order of entry."""

    assignments: tuple[Assignment, ...] = ()
    reports: tuple[ExecutionReport, ...] = ()
    problems: tuple[ProblemReport, ...] = ()
    checks: tuple[AdjustmentCheck, ...] = ()
    orders: tuple[ExecutionOrder, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    result: ExecutionResult | None = None

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, in the order of their numbers."""
        return tuple(task for each in self.assignments for task in each.tasks)

    @property
    def units(self) -> tuple[str, ...]:
        """The executing units, each once."""
        return tuple(dict.fromkeys(task.unit for task in self.tasks if task.unit.strip()))

    @property
    def unfinished(self) -> tuple[Task, ...]:
        """The tasks that nobody reported done."""
        done = {each.task for each in self.reports if each.done}
        return tuple(task for task in self.tasks if task.number not in done)

    @property
    def order(self) -> ExecutionOrder | None:
        """The newest order."""
        return self.orders[-1] if self.orders else None
