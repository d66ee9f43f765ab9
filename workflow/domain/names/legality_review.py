"""Legality review in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import Aspect, CounselKind, Material

NAMES = StageNames(
    parts={
        facts.Submission: of(
            version="送审版本号｜The version submitted",
            materials="送审材料｜The materials handed in",
            preliminary="承办单位合法性审查意见｜The unit's own legality opinion",
            preliminary_by="该意见的审查人｜Who gave it",
            not_anew="不再重新征求意见、论证、评估的理由｜Why those who saw another text are not asked anew",
            submitted_by="送审人｜Who submitted",
            submitted_by_id="送审人的账号标识｜The public id of whoever submitted",
            sent_to="审查单位｜The unit of those who review",
        ),
        facts.Acceptance: of(
            reviewer="审查人｜The reviewer",
            reviewer_id="审查人账号｜The reviewer's account; left out for papers",
            unit="审查单位｜The reviewer's unit",
            guaranteed_until="审查时间保证至｜The day to which the time is guaranteed, as computed then",
            calendar="工作日历版本｜The calendar it was computed by",
        ),
        facts.ReturnOfMaterials: of(
            reason="退回理由｜Why the materials were returned",
            unit="审查单位｜The reviewer's unit",
        ),
        facts.Supply: of(
            text="补充情况｜What was supplied",
            guaranteed_until="审查时间保证至｜The day to which the time is guaranteed, as computed then",
            calendar="工作日历版本｜The calendar it was computed by",
        ),
        facts.Supplement: of(
            request="要求补充的材料｜What was asked for",
            supply="补充｜The answer",
        ),
        facts.ReviewExtension: of(
            working_days="延长的工作日｜How many working days more",
            reason="延长的理由｜Why",
            granted_by="批准人｜Who granted it",
        ),
        facts.CounselOpinion: of(
            kind="意见人类别｜Legal counsel or public-service lawyer",
            name="姓名｜Name",
            text="法律意见｜The opinion",
        ),
        facts.AspectFinding: of(
            aspect="审查事项｜The aspect reviewed",
            conforms="是否符合｜Whether it conforms to law",
            text="审查意见｜The reviewer's words",
        ),
        facts.Conclusion: of(
            number="文号｜Document number",
            findings="逐项审查意见｜The findings, aspect by aspect",
            conclusion="审查结论｜The conclusion, a key of the profile's vocabulary conclusions",
            text="意见书正文｜Text of the opinion",
            advice="建议｜Advice",
            risk="明示的法律风险｜The legal risk stated (exploratory reform)",
            short_time_reason="审查时间较短的理由｜Why less time was enough",
            reviewer="审查人｜The reviewer",
            reviewer_id="审查人账号｜The reviewer's account; left out for papers",
            unit="审查单位｜The reviewer's unit",
            working_days="所用工作日｜Working days from complete materials to the opinion",
        ),
        facts.OpinionResponse: of(
            adjusted="已作的调整或者补充｜What was adjusted or supplemented",
            not_followed="未采纳的意见｜What was not followed",
            reason="未采纳的理由｜Why it was not followed",
            answered_by="说明人｜Who says so",
        ),
        facts.LegalityReview: of(
            round="次数｜Number of the round",
            submission="送审｜The submission",
            acceptance="受理｜The acceptance",
            returned="退回｜The return of the materials",
            supplements="补充材料｜The requests for supplements",
            extensions="审查期限延长｜The extensions of the time for review",
            counsel="法律顾问、公职律师意见｜The opinions of counsel",
            conclusion="合法性审查意见书｜The written opinion",
            responses="审查意见的处理｜What was done with the opinion, the newest last",
        ),
    },
    kinds=texts(
        {
            "submission": ("合法性审查送审材料", "Submission for legality review"),
            "acceptance": ("送审材料受理", "Acceptance of the materials"),
            "return": ("退回", "Return of the materials"),
            "supplement": ("补充材料要求", "Request for supplements"),
            "supply": ("补充材料", "Supplements"),
            "counsel": ("法律顾问、公职律师意见", "Counsel's opinion"),
            "review_opinion": ("合法性审查意见书", "Legality opinion"),
            "review_extension": ("审查期限延长", "Extension of the time for review"),
            "opinion_response": ("合法性审查意见处理情况", "What was done with the legality opinion"),
        }
    ),
    fields=texts(
        {
            "materials": ("送审材料", "Materials"),
            "preliminary": ("承办单位合法性审查意见", "The unit's own legality opinion"),
            "preliminary_by": ("承办单位审查人", "Given by"),
            "not_anew": ("不再重新征求意见、论证、评估的理由", "Why it is not done again"),
            "submitted_by": ("送审人", "Submitted by"),
            "submitted_by_id": ("送审人编号", "Submitter's id"),
            "sent_to": ("审查单位", "Reviewing unit"),
            "reviewer": ("审查人", "Reviewer"),
            "reviewer_id": ("审查人编号", "Reviewer's id"),
            "guaranteed_until": ("审查时间保障至", "Review time guaranteed until"),
            "calendar": ("工作日历版本", "Version of the calendar"),
            "request": ("要求补充的内容", "What is asked for"),
            "round": ("送审轮次", "Round"),
            "kind": ("类型", "Kind"),
            "findings": ("审查内容", "Findings"),
            "aspect": ("审查方面", "Aspect"),
            "conforms": ("符合", "Conforms"),
            "advice": ("修改建议", "Advice"),
            "short_time_reason": ("审查时间不足的理由", "Reason for the shorter time"),
            "working_days": ("审查用时（工作日）", "Working days taken"),
            "granted_by": ("批准人", "Granted by"),
            "adjusted": ("已作的调整或者补充", "Adjusted or supplemented"),
            "not_followed": ("未采纳的意见", "Not followed"),
            "answered_by": ("说明人", "Said by"),
        }
    ),
    special=texts(
        {
            "review_opinion.number": ("意见书编号", "Opinion number"),
            "review_opinion.risk": ("法律风险提示", "Legal risk stated"),
            "review_extension.working_days": ("延长的工作日", "Working days more"),
            "opinion_response.reason": ("未采纳的理由", "Why it was not followed"),
            "legality_review.extend.working_days": ("延长的工作日", "Working days more"),
        }
    ),
    words={
        "review_opinion.conclusion": "conclusions",
        "materials": Material,
        "counsel.kind": CounselKind,
        "aspect": Aspect,
        "legality_review.conclude.conclusion": "conclusions",
        "legality_review.counsel.kind": CounselKind,
    },
)
