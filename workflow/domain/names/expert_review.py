"""Expert review in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import ExpertConclusion, ReviewMethod

NAMES = StageNames(
    parts={
        facts.ExpertOpinion: of(
            legality="合法性｜On legality",
            necessity="必要性｜On necessity",
            feasibility="可行性｜On feasibility",
            soundness="科学性｜On soundness",
            risk="风险可控性｜On controllability of risk",
            conclusion="结论｜Supports, supports with changes, or opposes",
            signed="是否署名、盖章｜Whether it is signed or sealed",
        ),
        facts.ExpertFeedback: of(
            disposition="处理情况｜What was done with it",
            reason="理由｜Why",
        ),
        facts.Expert: of(
            number="编号｜Number of the expert",
            name="姓名（名称）｜Name of the expert or body",
            field="专业领域｜Field",
            unit="单位｜Unit",
            no_interest="声明无直接利害关系｜Whether the expert declared no direct interest",
            opinion="书面论证意见｜The written opinion",
            feedback="反馈｜What the expert was told became of it",
        ),
        facts.ExpertResult: of(
            summary="论证结论｜The result",
        ),
        facts.ExpertReview: of(
            method="论证方式｜How it was held",
            version="草案版本号｜The version reviewed",
            questions="论证的问题｜What was asked",
            experts="专家｜The experts",
            result="办结情况｜The conclusion",
        ),
    },
    kinds=texts(
        {
            "panel": ("参加论证的专家", "Panel of experts"),
            "expert_opinion": ("专家论证意见", "Expert's opinion"),
            "expert_result": ("论证结果和反馈", "Result and feedback to the experts"),
        }
    ),
    fields=texts(
        {
            "method": ("方式", "Method"),
            "methods": ("评估方式", "Methods"),
            "questions": ("论证问题", "Questions put"),
            "experts": ("专家", "Experts"),
            "expert": ("专家编号", "Expert no."),
            "opinions": ("论证意见（份）", "Opinions given"),
            "field": ("专业领域", "Field"),
            "no_interest": ("声明无利害关系", "Declared no interest"),
            "feedback": ("反馈", "Feedback"),
            "feedbacks": ("反馈情况", "Feedback given"),
            "result": ("结果", "Result"),
            "legality": ("合法性", "Legality"),
            "soundness": ("科学性", "Soundness"),
            "risk": ("风险", "Risk"),
            "conclusion": ("结论", "Conclusion"),
            "signed": ("署名、盖章", "Signed and sealed"),
        }
    ),
    special=texts(
        {
            "expert_review.convene.experts": ("专家（人）", "Experts"),
            "expert_review.conclude.experts": ("专家（人）", "Experts"),
        }
    ),
    words={
        "panel.method": ReviewMethod,
        "expert_opinion.conclusion": ExpertConclusion,
        "expert_review.convene.method": ReviewMethod,
        "expert_review.opine.conclusion": ExpertConclusion,
    },
)
