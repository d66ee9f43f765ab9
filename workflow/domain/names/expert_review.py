"""Expert review in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import ExpertConclusion, ReviewMethod, Stance

NAMES = StageNames(
    parts={
        facts.ExpertOpinion: of(
            anew="重新录入的理由｜Why it takes back what an earlier record said",
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
            pool_number="专家库编号｜Number in the expert pool; left out for an expert from outside the pool",
            stance="对论证问题的立场｜For, against or not stated, where views on the question differ widely",
            why_chosen="仍选取的理由｜Why somebody takes part whose neutrality the record speaks against, or who was not drawn",
            replaced="更换情况｜Why the expert was replaced, and by whom",
            no_interest="声明无直接利害关系｜Whether the expert declared no direct interest",
            opinion="书面论证意见｜The written opinion",
            feedback="反馈｜What the expert was told became of it",
        ),
        facts.ExpertReplacement: of(
            reason="更换理由｜Why the expert fell out",
            successor="接替专家编号｜Number of the expert who came in",
        ),
        facts.ExpertDraw: of(
            field="专业领域｜Field drawn from; left out: any",
            wanted="抽取人数｜How many were to be drawn",
            candidates="候选专家（专家库编号）｜Who qualified, by number in the pool",
            log_size="日志条目数｜How many entries the log had",
            log_root="日志树根｜The root over those entries, in hex",
            moment="抽取时刻｜The moment of the draw as its entry has it, in UTC",
            seed="随机种子｜The seed that follows from all of these",
            drawn="抽中专家（专家库编号）｜Who was drawn, by number in the pool, in their order",
        ),
        facts.PanelRecord: of(
            anew="重新录入的理由｜Why it takes back what an earlier record said",
            time="会议时间｜From when to when",
            place="会议地点｜Where",
            chair="主持人｜Who was in the chair",
            attended="到会专家编号｜Numbers of the experts who were there",
            discussion="提问和讨论情况｜Questions and discussion",
            signed="签名确认的专家编号｜Numbers of the experts who signed the record themselves",
        ),
        facts.ExpertResult: of(
            summary="论证结论｜The result",
        ),
        facts.ExpertReview: of(
            method="论证方式｜How it was held",
            version="草案版本号｜The version reviewed",
            questions="论证的问题｜What was asked",
            disputed="论证问题存在重大分歧｜Whether views on the question differ widely",
            materials="提供的论证材料｜The material given to the experts",
            materials_on="提供材料日期｜The day it was given",
            experts="专家｜The experts",
            not_called="抽中未选聘的理由｜Why somebody who was drawn does not take part",
            again="再次论证的理由｜Why a text that was argued already is argued once more",
            record="论证会会议记录｜The record of the panel meeting",
            result="办结情况｜The conclusion",
        ),
    },
    kinds=texts(
        {
            "expert_draw": ("专家随机抽取", "Draw of experts"),
            "panel": ("参加论证的专家", "Panel of experts"),
            "expert_replacement": ("更换专家", "Replacement of an expert"),
            "panel_record": ("专家论证会会议记录", "Record of the panel meeting"),
            "expert_opinion": ("专家论证意见", "Expert's opinion"),
            "expert_result": ("论证结果和反馈", "Result and feedback to the experts"),
        }
    ),
    fields=texts(
        {
            "why_chosen": ("仍选取的理由", "Why chosen all the same"),
            "method": ("方式", "Method"),
            "methods": ("评估方式", "Methods"),
            "questions": ("论证问题", "Questions put"),
            "experts": ("专家", "Experts"),
            "expert": ("专家编号", "Expert no."),
            "opinions": ("论证意见（份）", "Opinions given"),
            "field": ("专业领域", "Field"),
            "pool_number": ("专家库编号", "Number in the pool"),
            "stance": ("对论证问题的立场", "Stance"),
            "replaced": ("更换情况", "Replacement"),
            "successor": ("接替专家", "Successor"),
            "wanted": ("抽取人数", "Wanted"),
            "candidates": ("候选专家", "Candidates"),
            "drawn": ("抽中专家", "Drawn"),
            "log_size": ("日志条目数", "Entries of the log"),
            "log_root": ("日志树根", "Root of the log"),
            "moment": ("抽取时刻", "Moment of the draw"),
            "seed": ("随机种子", "Seed"),
            "disputed": ("论证问题存在重大分歧", "Views differ widely"),
            "materials_on": ("提供材料日期", "Material given on"),
            "anew": ("重新录入的理由", "Why entered anew"),
            "not_called": ("抽中未选聘的理由", "Why not called though drawn"),
            "record": ("会议记录", "Record"),
            "time": ("会议时间", "Time"),
            "attended": ("到会专家", "Experts present"),
            "discussion": ("提问和讨论情况", "Questions and discussion"),
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
            "panel.materials": ("提供的论证材料", "Material given"),
            "panel_record.signed": ("签名确认的专家", "Signed by"),
            "expert_review.convene.experts": ("专家（人）", "Experts"),
            "expert_review.draw.candidates": ("候选专家（人）", "Candidates"),
            "expert_review.replace.successor": ("接替专家编号", "Successor no."),
            "expert_review.record.attended": ("到会专家（人）", "Experts present"),
            "expert_review.record.signed": ("签名确认（人）", "Signed by"),
            "expert_review.conclude.experts": ("专家（人）", "Experts"),
        }
    ),
    words={
        "panel.method": ReviewMethod,
        "panel.experts.stance": Stance,
        "expert_replacement.successor.stance": Stance,
        "expert_opinion.conclusion": ExpertConclusion,
        "expert_review.convene.method": ReviewMethod,
        "expert_review.opine.conclusion": ExpertConclusion,
    },
)
