"""Risk assessment."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import TIMES
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    found = tally.did("risk_assessment.find")
    total = tally.put_count("risks", Text("完成风险评估", "Risk assessments completed"), TIMES, found)
    levels = tally.put_parts(
        "risk", tally.rulebook.labels.get("risk_levels", {}), TIMES, found, lambda entry: entry["d.level"]
    )
    tally.check("风险评估＝各等级之和", "Assessments = sum over levels", total, levels)
    names = {
        "yes": Text("认定风险可控", "Found controllable"),
        "no": Text("认定风险不可控", "Found not controllable"),
    }
    findings = tally.put_parts("controllable", names, TIMES, found, lambda entry: entry["d.controllable"])
    label = Text("采用已有评价、评估", "Assessments made before and reused")
    tally.put_count("risks_reused", label, TIMES, tally.did("risk_assessment.reuse"))
    tally.check("风险评估＝可控＋不可控", "Assessments = controllable + not", total, findings)
