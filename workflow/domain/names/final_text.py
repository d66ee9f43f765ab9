"""The check of the final text in words: its fact, the fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import FinalFinding

NAMES = StageNames(
    parts={
        facts.FinalCheck: of(
            version="核对的草案版本号｜The version checked",
            digest="核对的草案的摘要｜Digest of the version as it stood; left out for papers",
            changes="与会议讨论的版本相比修改的内容｜What was changed since the meeting",
            finding="核对意见｜Whether it carries out the meeting's opinion and keeps to it",
            reason="理由｜Why it does not do as it is",
            not_anew="不再重新征求意见、论证、评估的理由｜Why those who saw another text are not asked anew",
            reviewer="核对人｜The reviewer",
            reviewer_id="核对人账号｜The reviewer's account; left out for papers",
        ),
    },
    kinds=texts({"final_check": ("定稿核对意见", "Check of the final text")}),
    fields=texts(
        {
            "changes": ("修改的内容", "What was changed"),
            "finding": ("核对意见", "Finding"),
        }
    ),
    special=texts(
        {
            "final_check.digest": ("草案的摘要", "Digest of the draft"),
            "final_check.reviewer": ("核对人", "Checked by"),
            "legality_review.check.digest": ("草案的摘要", "Digest of the draft"),
        }
    ),
    words={
        "final_check.finding": FinalFinding,
        "legality_review.check.finding": FinalFinding,
    },
)
