"""Risk assessment in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import RiskAction, RiskMethod

NAMES = StageNames(
    parts={
        facts.RiskPoint: of(
            description="风险情形｜What may happen",
            likelihood="可能性（1至5）｜Likelihood, 1 least to 5",
            impact="影响程度（1至5）｜Impact, 1 least to 5",
            measure="防范措施｜The measure against it",
            response="处置预案｜The response plan",
        ),
        facts.DepartmentView: of(
            unit="部门｜The department",
            view="意见｜What it said",
        ),
        facts.RiskReport: of(
            departments="听取意见的部门｜The departments heard, as one text",
            heard="各部门意见｜The departments heard, one by one",
            level="风险等级｜The level, a key of the profile's vocabulary risk_levels",
            text="报告内容｜Circumstances, basis and reasons",
            points="风险点｜The risk points",
        ),
        facts.RiskReuse: of(
            title="已有评估的名称｜The assessment already made",
            scope="评估的事项和范围｜The matter it is of, and how far it went",
            made="评估完成日期｜The day it was made",
            provision="开展该评估的依据｜The provision under which it was made",
            number="文号｜Its document number",
            covers="涵盖本版草案风险的理由｜Why it is an assessment of the risk of this version",
        ),
        facts.RiskFinding: of(
            controllable="是否可控｜Whether the organ finds the risk controllable",
            decided_by="认定人｜Who found so",
            reason="理由｜Why",
        ),
        facts.RiskFollow: of(
            actions="落实方式｜How the unit acted on the conclusion",
            text="落实情况｜What was done",
        ),
        facts.RiskAssessment: of(
            version="草案版本号｜The version assessed",
            procedure="评估程序｜The procedure, a key of the profile's vocabulary risk_procedures",
            methods="评估方法｜How it was assessed",
            assessor="评估单位｜Who assessed",
            third_party="是否委托第三方｜Whether a third party was commissioned",
            again="再次评估的理由｜Why a text that was assessed already is assessed once more",
            reused="采用的已有评估｜The assessment already made that is used",
            report="风险评估报告｜The report",
            finding="风险可控性认定｜The organ's finding",
            follow="评估结论落实｜How the unit acted on the conclusion",
        ),
    },
    kinds=texts(
        {
            "risk_assessment": ("风险评估", "Risk assessment"),
            "risk_report": ("风险评估报告", "Risk assessment report"),
            "risk_finding": ("风险可控性认定", "Finding on the risk"),
            "risk_follow": ("评估结论落实情况", "How the conclusion was acted on"),
        }
    ),
    fields=texts(
        {
            "assessor": ("评估单位", "Assessor"),
            "third_party": ("委托第三方", "Third party"),
            "procedure": ("评估程序", "Procedure"),
            "again": ("再次评估的理由", "Why it is assessed again"),
            "reused": ("采用的已有评估", "Assessment reused"),
            "covers": ("涵盖本版草案风险的理由", "Why it covers the risk of this version"),
            "made": ("评估完成日期", "Made on"),
            "provision": ("评估依据", "Made under"),
            "departments": ("听取意见的部门", "Departments heard"),
            "heard": ("各部门意见", "Departments one by one"),
            "view": ("意见内容", "What was said"),
            "level": ("风险等级", "Risk level"),
            "points": ("风险点", "Risk points"),
            "description": ("风险描述", "Description"),
            "likelihood": ("可能性（1—5）", "Likelihood (1–5)"),
            "impact": ("影响程度（1—5）", "Impact (1–5)"),
            "measure": ("防范措施", "Measure"),
            "response": ("处置预案", "Response plan"),
            "controllable": ("风险可控", "Controllable"),
            "decided_by": ("认定人", "Found by"),
            "actions": ("落实方式", "How it was acted on"),
        }
    ),
    special=texts(
        {
            "risk_assessment.report.points": ("风险点（个）", "Risk points"),
            "heard.unit": ("部门", "Department"),
            "reused.title": ("已有评估的名称", "Assessment"),
            "reused.scope": ("评估的事项和范围", "Matter and scope"),
            "reused.number": ("文号", "Document number"),
        }
    ),
    words={
        "risk_assessment.methods": RiskMethod,
        "risk_assessment.procedure": "risk_procedures",
        "actions": RiskAction,
        "level": "risk_levels",
        "risk_assessment.start.method": RiskMethod,
    },
)
