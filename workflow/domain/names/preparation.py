"""Preparing the draft in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import UnitReply

NAMES = StageNames(
    parts={
        facts.Research: of(
            title="报告名称｜Title of the research report",
            researchers="调研单位（人员）｜Who did the research",
            text="主要内容｜What it found",
            files="附件｜Files attached",
        ),
        facts.Consultation: of(
            anew="重新录入的理由｜Why it takes back what an earlier record said",
            version="征求意见的草案版本｜The version of the draft the units were sent",
            units="有关单位及其意见｜The units consulted and their views",
            dispute="未取得一致的争议｜What no agreement was reached on",
        ),
        facts.ConsultedUnit: of(
            unit="有关单位｜The unit consulted",
            sent_on="发函日期｜The day it was written to",
            replied_on="复函日期｜The day it replied",
            answered="意见类别｜Whether it agrees",
            text="复函意见｜What it said",
            dealt_with="协调处理情况｜What was done with its view",
            settled="是否取得一致｜Whether agreement was reached with it",
        ),
        facts.Dispute: of(
            issue="争议的主要问题｜The main issue in dispute",
            units_said="有关单位的意见｜The views of the units",
            own_view="承办单位的意见｜The view of the undertaking unit",
            reasoning="理由和依据｜Its reasons and basis",
        ),
        facts.Comparison: of(
            options="备选方案｜The options compared",
            preferred="推荐方案的序号｜The number of the preferred option",
            preferred_reason="推荐理由｜Why it is preferred",
            analysis="成本效益分析｜The analysis of costs and benefits",
        ),
        facts.Option: of(
            number="序号｜Its number",
            name="方案名称｜What it is called",
            content="方案内容｜What it consists in",
            merits="优点｜What speaks for it",
            drawbacks="不足｜What speaks against it",
        ),
        facts.CostBenefit: of(
            costs="成本｜Costs: people, money, materials, resources consumed, effects on the environment",
            economic="经济效益｜Economic benefits",
            social="社会效益｜Social benefits",
            environmental="环境效益｜Environmental benefits",
            quantified="量化结果｜The result in figures",
            unquantified="不能量化的说明｜What cannot be put in figures, and why",
        ),
    },
    kinds=texts(
        {
            "research": ("决策调研报告", "Research report"),
            "consultation": ("征求有关单位意见及协调情况", "Consultation of units"),
            "comparison": ("方案比选和成本效益分析", "Options, costs and benefits"),
        }
    ),
    fields=texts(
        {
            "researchers": ("调研单位（人员）", "Research by"),
            "sent_on": ("发函日期", "Written to on"),
            "replied_on": ("复函日期", "Replied on"),
            "answered": ("意见类别", "Their view"),
            "dealt_with": ("协调处理情况", "What was done with it"),
            "settled": ("已取得一致", "Agreement reached"),
            "disagreeing": ("不同意的单位数", "Units that disagree"),
            "dispute": ("未取得一致的争议", "Matters in dispute"),
            "issue": ("争议的主要问题", "Main issue"),
            "units_said": ("有关单位的意见", "Views of the units"),
            "own_view": ("承办单位的意见", "View of the undertaking unit"),
            "reasoning": ("理由和依据", "Reasons and basis"),
            "options": ("备选方案", "Options"),
            "content": ("内容", "Content"),
            "merits": ("优点", "For it"),
            "drawbacks": ("不足", "Against it"),
            "preferred": ("推荐方案", "Preferred option"),
            "preferred_reason": ("推荐理由", "Why it is preferred"),
            "analysis": ("成本效益分析", "Costs and benefits"),
            "costs": ("成本", "Costs"),
            "economic": ("经济效益", "Economic benefits"),
            "social": ("社会效益", "Social benefits"),
            "environmental": ("环境效益", "Environmental benefits"),
            "quantified": ("量化结果", "In figures"),
            "unquantified": ("不能量化的说明", "What cannot be put in figures"),
        }
    ),
    special=texts(
        {
            "research.title": ("报告名称", "Title of the report"),
            "research.text": ("主要内容", "Findings"),
            "consultation.units": ("有关单位", "Units consulted"),
            "units.unit": ("有关单位", "Unit consulted"),
            "units.text": ("复函意见", "What it said"),
            "options.name": ("方案名称", "Name of the option"),
            "options.content": ("方案内容", "What it consists in"),
            "drafting.research.files": ("附件摘要（SHA-256）", "SHA-256 of the files"),
            "drafting.consult.units": ("有关单位数", "Units consulted"),
            "drafting.compare.options": ("备选方案数", "Options"),
        }
    ),
    words={"answered": UnitReply},
)
