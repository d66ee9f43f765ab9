"""Opinions heard in other ways, and explanations to the public, in words."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import Audience, ExplainingWay, HearingWay

NAMES = StageNames(
    parts={
        facts.View: of(
            text="意见内容｜What it says",
            disposition="处理结果｜Adopted, partly adopted or not",
            reason="理由｜The reason",
        ),
        facts.OpinionsHeard: of(
            anew="重新录入的理由｜Why it takes back what an earlier record said",
            number="序号｜Its number",
            way="方式｜How opinions were heard",
            version="听取意见的草案版本｜The version of the draft that was put forward",
            place="地点｜Where",
            audience="听取对象｜Whose opinions were heard",
            whom="参加的单位、组织和人员范围｜Which units, organisations and circles of people; no citizen is named",
            people="人数｜How many people",
            material_on="材料送达日期｜The day the material was sent",
            views="主要意见及处理情况｜The main opinions, each with what became of it",
        ),
        facts.Explanation: of(
            way="方式｜How it was explained",
            subject="解释说明的问题｜The question that was explained",
            text="主要内容｜What was said",
        ),
    },
    kinds=texts(
        {
            "heard": ("听取意见记录", "Record of opinions heard"),
            "explanation": ("解释说明", "Explanation to the public"),
        }
    ),
    fields=texts(
        {
            "way": ("方式", "Way"),
            "audience": ("听取对象", "Whose opinions were heard"),
            "whom": ("参加的单位、组织和人员范围", "Units, organisations and circles of people"),
            "people": ("人数（人）", "People"),
            "material_on": ("材料送达日期", "Material sent on"),
            "views": ("主要意见（条）", "Main opinions"),
            "subject": ("解释说明的问题", "Question explained"),
        }
    ),
    special=texts(
        {
            "heard.views": ("主要意见及处理情况", "Main opinions and what became of them"),
            "heard.number": ("序号", "No."),
            "participation.hear.number": ("序号", "No."),
        }
    ),
    words={
        "heard.way": HearingWay,
        "participation.hear.way": HearingWay,
        "explanation.way": ExplainingWay,
        "participation.explain.way": ExplainingWay,
        "audience": Audience,
    },
)
