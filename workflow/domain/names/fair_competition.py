"""Fair competition review in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import CompetitionConclusion, CompetitionItem, CompetitionParty, ExceptionGround

NAMES = StageNames(
    parts={
        facts.CompetitionCheck: of(
            item="审查项目｜The item of arts. 8 to 11",
            touched="是否涉及｜Whether the draft touches it",
            text="情况说明｜How it does",
        ),
        facts.CompetitionView: of(
            party="听取对象｜Who was heard",
            name="名称｜Name of the operator or association",
            view="意见｜What was said",
        ),
        facts.CompetitionException: of(
            ground="适用情形｜The ground of the exception",
            necessity="理由｜Why the ground is given",
            alternative="没有影响更小替代方案的说明｜Why no alternative affects competition less",
            until="实施期限｜The day on which it ends",
            condition="终止条件｜The condition on which it ends",
        ),
        facts.CompetitionOpinion: of(
            reviewer="审查单位｜The reviewing body",
            regulator="是否市场监督管理部门｜Whether it is the department in charge of market regulation",
            number="文号｜Document number",
            conclusion="审查结论｜The conclusion",
            text="结论说明｜The reasons of the conclusion",
        ),
        facts.CompetitionReview: of(
            version="草案版本号｜The version reviewed",
            examined_by="初审人｜Who made the unit's own review",
            checks="逐项审查情况｜The findings, item by item",
            views="听取意见情况｜Who was heard, and what was said",
            conclusion="初审意见｜The unit's own conclusion",
            text="对公平竞争影响的评估｜The assessment of the effect on competition",
            exception="例外规定适用情况｜The exception relied on",
            opinion="审查结论｜The conclusion of the review",
        ),
    },
    kinds=texts(
        {
            "competition_review": ("公平竞争初审意见", "Initial fair competition review"),
            "competition_opinion": ("公平竞争审查结论", "Conclusion of fair competition review"),
        }
    ),
    fields=texts(
        {
            "examined_by": ("初审人", "Reviewed first by"),
            "checks": ("逐项审查情况", "Findings item by item"),
            "item": ("审查项目", "Item"),
            "touched": ("涉及", "Touched"),
            "views": ("听取意见情况", "Views heard"),
            "party": ("听取对象", "Heard"),
            "exception": ("例外规定适用情况", "Exception"),
            "alternative": ("没有影响更小的替代方案的说明", "Why there is no lesser alternative"),
            "until": ("实施期限", "Ends on"),
            "condition": ("终止条件", "Ends when"),
            "regulator": ("市场监督管理部门审查", "By the market regulator"),
        }
    ),
    special=texts(
        {
            "exception.ground": ("适用情形", "Ground"),
            "exception.necessity": ("理由", "Reasons"),
            "competition_opinion.reviewer": ("审查单位", "Reviewing body"),
            "competition_opinion.number": ("文号", "Document number"),
            "fair_competition.examine.touched": ("涉及的审查项目（项）", "Items touched"),
        }
    ),
    words={
        "item": CompetitionItem,
        "party": CompetitionParty,
        "competition_review.exception.ground": ExceptionGround,
        "competition_review.conclusion": CompetitionConclusion,
        "competition_opinion.conclusion": CompetitionConclusion,
        "fair_competition.examine.conclusion": CompetitionConclusion,
        "fair_competition.conclude.conclusion": CompetitionConclusion,
    },
)
