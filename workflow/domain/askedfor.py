"""Optional steps that a matter asks for all the same: they are put before whoever takes them."""

from __future__ import annotations

import datetime as dt

from workflow.domain.adjusting import ADJUST, EXAMINE, to_order
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Execution, Fact, ProblemReport
from workflow.domain.planned import due
from workflow.domain.terms import PlannedStage, ProblemAdvice, Trait

ANNOUNCE = "hearing.announce"
WITHHOLD = "publication.withhold"
PROBLEM = (EXAMINE, "execution.suspend", ADJUST, "execution.terminate")
OFFERED = (ANNOUNCE, WITHHOLD, *PROBLEM)
"""The steps some matters ask for."""

_ADVISED = {
    ProblemAdvice.STOP: "execution.terminate",
    ProblemAdvice.SUSPEND: "execution.suspend",
    ProblemAdvice.AMEND: ADJUST,
    ProblemAdvice.NONE: "execution.suspend",
}
"""What a unit suggests with a problem → the step by which the head of the organ would follow it."""


def open_problems(execution: Execution | None) -> tuple[ProblemReport, ...]:
    """The problems reported to the organ (713 art. 35(1)) after which it ordered nothing.

    Where the unit suggested nothing, what is reported later stands for it too.
    """
    return tuple(each for each in execution.problems if not _followed(execution, each)) if execution else ()


def _followed(execution: Execution, problem: ProblemReport) -> bool:
    further = execution.reports if problem.advice is ProblemAdvice.NONE else ()
    return any(_moment(each) >= _moment(problem) for each in (*execution.orders, *further))


def problem_reported(dossier: Dossier) -> ProblemReport | None:
    """The newest problem that waits for the organ; none once execution is concluded."""
    waiting = open_problems(dossier.execution)
    return waiting[-1] if waiting and dossier.execution and not dossier.execution.result else None


def amendment_advised(dossier: Dossier) -> bool:
    """Whether a unit advised to amend the decision, and no wording of it was checked since."""
    problem = problem_reported(dossier)
    if problem is None or dossier.execution is None or problem.advice is not ProblemAdvice.AMEND:
        return False
    return all(_moment(each) < _moment(problem) for each in dossier.execution.checks)


def _moment(fact: Fact) -> tuple[dt.date, dt.datetime]:
    # what is entered late was not known before; papers only say the day
    return fact.entered_on or fact.on, fact.entered or dt.datetime.min.replace(tzinfo=dt.UTC)


def asked_for(step_id: str, dossier: Dossier) -> bool:
    """Whether the matter asks for an optional step: a hearing due by rule, a decision on what was kept from the public
    while it was drafted, what an executing unit suggested with a problem, the check of what is to change, or the order
    of what was checked."""
    if step_id == ANNOUNCE:
        return hearing_due(dossier)
    if step_id == WITHHOLD:
        return dossier.kept_back is not None
    if step_id == EXAMINE:
        return amendment_advised(dossier)
    if step_id == ADJUST and to_order(dossier.execution):
        return True
    problem = problem_reported(dossier)
    return problem is not None and _ADVISED[problem.advice] == step_id


def hearing_due(dossier: Dossier) -> bool:
    """Whether the draft declares a hearing due by rule, or the yearly catalogue plans one, and none is announced."""
    asked = Trait.HEARING_DUE in dossier.traits or due(dossier, PlannedStage.HEARING)
    return asked and dossier.hearing is None
