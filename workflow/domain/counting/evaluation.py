"""Evaluation after the decision."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import MATTERS, TIMES
from workflow.domain.terms import EvaluationAdvice
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    tally.put_count("evaluations", Text("组织决策后评估", "Evaluations begun"), TIMES, tally.did("evaluation.start"))
    reports = tally.did("evaluation.report")
    total = tally.put_count("evaluation_reports", Text("形成评估报告", "Evaluation reports"), TIMES, reports)
    names = {str(advice): advice.label for advice in EvaluationAdvice}
    parts = tally.put_parts("evaluation_reports", names, TIMES, reports, lambda entry: entry["d.advice"])
    tally.check("评估报告＝各建议之和", "Reports = sum over what they advise", total, parts)
    tally.put_count("evaluations_used", Text("运用评估结果", "Results used"), MATTERS, tally.did("evaluation.use"))
