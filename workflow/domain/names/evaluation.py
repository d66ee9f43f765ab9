"""Evaluation after the decision in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import EvaluationAdvice, EvaluationGround

NAMES = StageNames(
    parts={
        facts.EvaluationReport: of(
            public="听取公众意见情况｜How the public was heard",
            participants="参与评估的代表和组织｜Deputies and organisations that took part",
            text="评估报告内容｜Effect, problems and what to do",
            advice="评估建议｜What the report advises",
        ),
        facts.EvaluationUse: of(
            consequence="运用结果｜What the organ makes of it",
            text="运用情况｜How the result is used, and why so",
            decided_by="决定人｜Who decided so",
        ),
        facts.Evaluation: of(
            grounds="评估情形｜Why the decision is evaluated",
            evaluator="评估单位｜Who evaluates",
            third_party="是否委托第三方｜Whether a third party was commissioned",
            independent="是否未承担主要论证评估工作｜Whether the third party did none of the main argumentation and assessment",
            scope="评估内容和要求｜What is evaluated, and how",
            report="评估报告｜The report",
            use="结果运用｜What was made of the result",
        ),
    },
    kinds=texts(
        {
            "evaluation": ("决策后评估", "Evaluation after the decision"),
            "evaluation_report": ("决策后评估报告", "Evaluation report"),
            "evaluation_use": ("评估结果运用", "Use of the evaluation"),
        }
    ),
    fields=texts(
        {
            "grounds": ("评估情形", "Grounds"),
            "evaluator": ("决策后评估单位", "Evaluator"),
            "independent": ("未承担主要论证评估工作", "Did none of the main assessment"),
            "scope": ("评估内容和要求", "Scope"),
            "public": ("听取公众意见情况", "How the public was heard"),
            "participants": ("参与评估的代表和组织", "Who took part"),
            "consequence": ("运用结果", "Consequence"),
        }
    ),
    special=texts(
        {
            "evaluation_report.advice": ("评估建议", "Advice"),
            "evaluation.report.advice": ("评估建议", "Advice"),
            "evaluation_use.decided_by": ("决定人", "Decided by"),
        }
    ),
    words={
        "grounds": EvaluationGround,
        "evaluation_report.advice": EvaluationAdvice,
        "evaluation.report.advice": EvaluationAdvice,
        "consequence": EvaluationAdvice,
    },
)
