"""Initiation in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import Category, Exclusion, ReplyMeans, Source

NAMES = StageNames(
    parts={
        facts.Proposal: of(
            title="建议名称｜Title of the proposal",
            category="事项类别｜Kind of matter (Order 713 art. 3)",
            source="建议来源｜Who brought it forward (Order 713 art. 10)",
            kinds="事项种类｜What the matter is, keys of the profile's kinds; left out: a major decision",
            unit="提出单位｜The proposing unit",
            proposer="提出人｜Who proposes",
            motion="建议、提案编号｜Number of the motion of deputies or CPPCC members",
            problem="拟解决的主要问题｜The main problem to solve",
            basis="建议理由和依据｜Reasons and basis",
            plan="初步方案｜The preliminary plan",
            necessity="必要性｜Why it is necessary",
            feasibility="可行性｜Why it is feasible",
            predecessor="调整的原决策编号｜Number of the decision it adjusts in substance",
            exclusion="不适用重大行政决策程序的情形｜Why the procedure does not apply to the matter (Order 713 art. 3(2))",
            governed_by="应当依照的规定｜The law or regulation that governs the matter instead",
            catalogue_item="对应的目录事项｜The item of the yearly catalogue it carries out, by year and number: 2022-03",
            departure="与目录不一致的说明｜Why it departs from the yearly catalogue",
            not_major_decision="不作重大行政决策的理由｜Why it is proposed as another kind only, not as a major decision",
            earlier="此前的同名或者内容相同的事项｜Numbers of matters of the same name or text that were not decided or not carried out",
            differs="与此前事项的不同｜In what it differs from them",
        ),
        facts.Study: of(
            unit="研究论证单位｜The unit that studied it",
            necessary="是否确有必要｜Whether it found the matter necessary",
            opinion="研究论证意见｜What it found",
        ),
        facts.Initiation: of(
            approved_by="签发的行政首长｜The chief who signed",
            deputy="审核的分管负责人｜The deputy in charge who checked",
            deputy_on="审核日期｜The day of that check",
            units="承办单位｜The undertaking units",
            lead_unit="牵头单位｜The lead unit; needed where there are several",
            due="要求完成日期｜The day by which it is to be done",
            departure="与目录不一致的说明｜Why it departs from the yearly catalogue",
            against_study="没有必要仍启动的理由｜Why it is started though its study found no need",
        ),
        facts.RulebookMove: of(
            before="原规则版本｜The version it was bound to",
            after="新规则版本｜The version it is bound to from now on",
            reason="理由｜The reason",
        ),
        facts.Refusal: of(
            approved_by="决定人｜Who decided",
            reason="理由｜The reason",
        ),
        facts.Reply: of(
            means="答复方式｜How the proposer was answered",
            text="答复内容｜What the proposer was told",
        ),
    },
    kinds=texts(
        {
            "proposal": ("决策事项建议", "Proposal"),
            "study": ("研究论证意见", "Study of the proposal"),
            "initiation": ("启动决定", "Decision to start"),
            "move": ("转用新版规则", "Move to the new rules"),
            "refusal": ("不予启动或者终止办理的决定", "Decision not to start, or to go no further"),
            "reply": ("对建议人的答复", "Reply to the proposer"),
        }
    ),
    fields=texts(
        {
            "on": ("日期", "Date"),
            "number": ("编号", "Number"),
            "name": ("姓名（名称）", "Name"),
            "order": ("发言次序", "Order of speaking"),
            "title": ("名称", "Title"),
            "category": ("事项类别", "Category"),
            "source": ("建议来源", "Source"),
            "kinds": ("事项种类", "Kinds of matter"),
            "unit": ("单位", "Unit"),
            "proposer": ("建议人（单位）", "Proposed by"),
            "motion": ("建议、提案编号", "Number of the motion"),
            "problem": ("拟解决的主要问题", "Problem to be solved"),
            "basis": ("建议理由和依据", "Reasons and basis"),
            "plan": ("初步方案", "Preliminary plan"),
            "necessity": ("必要性", "Necessity"),
            "feasibility": ("可行性", "Feasibility"),
            "predecessor": ("原决策编号", "Decision it adjusts"),
            "exclusion": ("不适用重大行政决策程序的情形", "Why the procedure does not apply"),
            "governed_by": ("应当依照的规定", "Governed by"),
            "against_study": ("没有必要仍启动的理由", "Why it is started against the study"),
            "departure": ("与目录不一致的说明", "Why it departs from the catalogue"),
            "not_major_decision": ("不作为重大行政决策的理由", "Why it is no major decision"),
            "earlier": ("此前的同名或者内容相同的事项", "Earlier matters of the same name or text"),
            "differs": ("与此前事项的不同", "In what it differs from them"),
            "necessary": ("确有必要", "Found necessary"),
            "opinion": ("意见", "Opinion"),
            "approved_by": ("批准人", "Approved by"),
            "deputy": ("审核的分管负责人", "Deputy who checked it"),
            "deputy_on": ("分管负责人审核日期", "Checked by the deputy on"),
            "units": ("决策承办单位", "Undertaking units"),
            "unit_ids": ("决策承办单位", "Undertaking units"),
            "lead_unit": ("牵头单位", "Lead unit"),
            "due": ("计划完成时间", "Due"),
            "means": ("方式", "Means"),
            "rulebook": ("适用规则", "Rulebook"),
        }
    ),
    special=texts(
        {
            "move.before": ("原规则版本", "Version before"),
            "move.after": ("新规则版本", "New version"),
            "initiation.move.before": ("原规则版本", "Version before"),
            "initiation.move.after": ("新规则版本", "New version"),
            "study.unit": ("研究论证单位", "Studied by"),
            "reply.means": ("答复方式", "Answered by way of"),
            "reply.text": ("答复内容", "Reply"),
        }
    ),
    words={
        "category": Category,
        "source": Source,
        "exclusion": Exclusion,
        "reply.means": ReplyMeans,
        "initiation.reply.means": ReplyMeans,
        "kinds": "kinds",
        **dict.fromkeys(
            ("rulebook", "move.before", "move.after", "initiation.move.before", "initiation.move.after"), "rulebooks"
        ),
    },
)
