"""Keeping a matter from the public, in words: its fact, the fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import WithholdGround

NAMES = StageNames(
    parts={
        facts.NonDisclosure: of(
            version="草案版本号｜The version of the draft that asks for it",
            agreed="是否同意｜Whether it was agreed to",
            ground="不予公开的情形｜On which ground of law",
            citation="所依据的法律、行政法规｜The law or administrative regulation it rests on",
            scope="不予公开的范围｜What is not made public",
            opinion="审定意见｜What the decider said",
            decided_by="审定人｜Who decided",
            decided_by_id="审定人账号｜The decider's account; left out for papers",
        ),
        facts.Withholding: of(
            lifted="是否解除不予公开｜Whether it may be made public from now on; then only with a reason",
            ground="不予公开的情形｜On which ground of law",
            reason="理由｜Why",
            decided_by="决定人｜Who decided so",
            late_review="再次审查较晚的理由｜Why it is looked at again late",
            review_on="再次审查日期｜The day on which it is looked at again",
            citation="所依据的法律、行政法规｜The law or administrative regulation it rests on",
            scope="不予公开的范围｜What is not made public",
            decided_by_id="决定人账号｜The decider's account; left out for papers",
        ),
    },
    kinds=texts(
        {
            "non_disclosure": ("不予公开审定", "Decision on keeping the matter from the public"),
            "withholding": ("不予公开审查决定", "Decision on withholding"),
        }
    ),
    fields=texts(
        {
            "citation": ("所依据的法律、行政法规", "Law it rests on"),
            "scope": ("不予公开的范围", "What is not made public"),
            "decided_by_id": ("决定人编号", "Decider's id"),
            "lifted": ("解除不予公开", "No longer withheld"),
            "late_review": ("再次审查较晚的理由", "Why it is looked at again late"),
            "review_on": ("再次审查日期", "To be looked at again on"),
        }
    ),
    special=texts(
        {
            "non_disclosure.agreed": ("是否同意", "Agreed"),
            "non_disclosure.opinion": ("审定意见", "Opinion"),
            "non_disclosure.ground": ("不予公开的情形", "Ground"),
            "non_disclosure.decided_by": ("审定人", "Decided by"),
            "withholding.ground": ("不予公开的情形", "Ground"),
            "withholding.decided_by": ("决定人", "Decided by"),
            "publication.withhold.ground": ("不予公开的情形", "Ground"),
            "participation.withhold.agreed": ("是否同意", "Agreed"),
            "participation.withhold.ground": ("不予公开的情形", "Ground"),
        }
    ),
    words=dict.fromkeys(
        (
            *("non_disclosure.ground", "participation.withhold.ground"),
            *("withholding.ground", "publication.withhold.ground"),
        ),
        WithholdGround,
    ),
)
