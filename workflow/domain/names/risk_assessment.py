"""Risk assessment in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import RiskMethod

NAMES = StageNames(
    parts={
        facts.RiskPoint: of(
            description="风险情形｜What may happen",
            likelihood="可能性（1至5）｜Likelihood, 1 least to 5",
            impact="影响程度（1至5）｜Impact, 1 least to 5",
            measure="防范措施｜The measure against it",
            response="处置预案｜The response plan",
        ),
        facts.RiskReport: of(
            departments="听取意见的部门｜The departments heard",
            level="风险等级｜The level, a key of the profile's vocabulary risk_levels",
            text="报告内容｜Circumstances, basis and reasons",
            points="风险点｜The risk points",
        ),
        facts.RiskFinding: of(
            controllable="是否可控｜Whether the organ finds the risk controllable",
            decided_by="认定人｜Who found so",
            reason="理由｜Why",
        ),
        facts.RiskAssessment: of(
            version="草案版本号｜The version assessed",
            methods="评估方法｜How it was assessed",
            assessor="评估单位｜Who assessed",
            third_party="是否委托第三方｜Whether a third party was commissioned",
            report="风险评估报告｜The report",
            finding="风险可控性认定｜The organ's finding",
        ),
    },
    kinds=texts(
        {
            "risk_assessment": ("风险评估", "Risk assessment"),
            "risk_report": ("风险评估报告", "Risk assessment report"),
            "risk_finding": ("风险可控性认定", "Finding on the risk"),
        }
    ),
    fields=texts(
        {
            "assessor": ("评估单位", "Assessor"),
            "third_party": ("委托第三方", "Third party"),
            "departments": ("听取意见的部门", "Departments heard"),
            "level": ("风险等级", "Risk level"),
            "points": ("风险点", "Risk points"),
            "description": ("风险描述", "Description"),
            "likelihood": ("可能性（1—5）", "Likelihood (1–5)"),
            "impact": ("影响程度（1—5）", "Impact (1–5)"),
            "measure": ("防范措施", "Measure"),
            "response": ("处置预案", "Response plan"),
            "controllable": ("风险可控", "Controllable"),
            "decided_by": ("认定人", "Found by"),
        }
    ),
    special=texts(
        {
            "risk_assessment.report.points": ("风险点（个）", "Risk points"),
        }
    ),
    words={
        "risk_assessment.methods": RiskMethod,
        "level": "risk_levels",
        "risk_assessment.start.method": RiskMethod,
    },
)
