"""Execution."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import MATTERS, OPINIONS, TASKS, TIMES
from workflow.domain.terms import ExecutionReportKind, Handling
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    assigned = tally.did("execution.assign")
    tally.put_sum("tasks", Text("分解的任务", "Tasks assigned"), TASKS, assigned, "tasks", part=False)
    reports = tally.did("execution.report")
    total = tally.put_count(
        "execution_reports", Text("执行情况报告和督促检查", "Reports and inspections"), TIMES, reports
    )
    kinds = {str(kind): kind.label for kind in ExecutionReportKind}
    parts = tally.put_parts("execution_reports", kinds, TIMES, reports, lambda entry: entry["d.kind"])
    tally.check("报告和检查＝报告＋检查", "Reports and inspections = sum of both", total, parts)
    tally.put_count("problems", Text("执行问题报告", "Problems reported"), TIMES, tally.did("execution.problem"))
    label = Text("收到对执行的意见建议", "Suggestions on execution received")
    tally.put_count("suggestions", label, OPINIONS, tally.did("execution.suggest"))
    newest = {(entry["obj"], entry["d.suggestion"]): entry for entry in tally.did("execution.answer")}
    names = {str(handling): handling.label for handling in Handling}
    tally.put_parts("suggestions", names, OPINIONS, list(newest.values()), lambda entry: entry["d.handling"])
    for key, act, label in (
        ("suspensions", "execution.suspend", Text("中止执行", "Suspended")),
        ("adjustments", "execution.adjust", Text("调整决策", "Adjusted")),
        ("terminations", "execution.terminate", Text("停止执行", "Terminated")),
        ("executed", "execution.conclude", Text("执行办结", "Carried out")),
    ):
        tally.put_count(key, label, MATTERS if key == "executed" else TIMES, tally.did(act))
