"""Evaluation after the decision, a round at a time (713 art. 36, 337 art. 35)."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Line, Paragraphs
from workflow.domain.terms import EvaluationAdvice, EvaluationGround


class EvaluationReport(Fact):
    """The report: who was heard, what was found, what is advised (713 art. 36(3))."""

    public: Paragraphs = ""
    participants: Paragraphs = ""
    text: Paragraphs = ""
    advice: EvaluationAdvice


class EvaluationUse(Fact):
    """What the organ makes of the result (713 art. 36(4))."""

    consequence: EvaluationAdvice
    text: Paragraphs = ""
    decided_by: Line = ""


class Evaluation(Fact):
    """One evaluation: on which grounds, by whom (713 art. 36(1) and (2)).

    `independent`: a third party declares to have done none of the main argumentation and assessment.
    """

    grounds: tuple[EvaluationGround, ...] = ()
    evaluator: Line
    third_party: bool = False
    independent: bool = False
    scope: Paragraphs = ""
    report: EvaluationReport | None = None
    use: EvaluationUse | None = None
