"""What facts, their fields and their values are called when people read them; a module a stage.

A field may be called differently in two stages: the name its own stage gives it counts first. Everything else is named
once, or the program does not start.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from workflow.domain import facts
from workflow.domain.dossier import Dossier, Plan, PlanChange
from workflow.domain.names import (
    agenda,
    annual,
    catalogue,
    deliberation,
    drafting,
    evaluation,
    execution,
    expert_pool,
    expert_review,
    fair_competition,
    final_text,
    hearings,
    initiation,
    legality_review,
    numbers,
    opinions_heard,
    other_kinds,
    participation,
    past,
    preparation,
    publication,
    risk_assessment,
    withholding,
    work,
)
from workflow.domain.names.base import Named, of
from workflow.domain.names.house import CLOCKS, ENVELOPE_NAMES, HOUSE_ACTS, HOUSE_SPECIAL, HOUSE_WORDS, RESULTS, VIA
from workflow.domain.names.house import FIELDS as _HOUSE_FIELDS
from workflow.domain.terms import Term
from workflow.domain.text import Text

__all__ = [
    "CLOCKS",
    "ENVELOPE_NAMES",
    "FIELDS",
    "HOUSE_ACTS",
    "KINDS",
    "OWN",
    "PARTS",
    "RESULTS",
    "SPECIAL",
    "VIA",
    "WORDS",
]

_STAGES = tuple(
    module.NAMES
    for module in (
        initiation,
        drafting,
        preparation,
        participation,
        withholding,
        opinions_heard,
        hearings,
        expert_pool,
        expert_review,
        risk_assessment,
        fair_competition,
        legality_review,
        agenda,
        deliberation,
        final_text,
        publication,
        other_kinds,
        execution,
        evaluation,
        catalogue,
        numbers,
        annual,
        work,
        past,
    )
)

_K = TypeVar("_K")
_V = TypeVar("_V")


def _together(*tables: Mapping[_K, _V]) -> Mapping[_K, _V]:
    found: dict[_K, _V] = {}
    for table in tables:
        for key, value in table.items():
            if found.setdefault(key, value) != value:
                raise ValueError(f"{key} has two names")
    return MappingProxyType(found)


def _first(*tables: Mapping[_K, _V]) -> Mapping[_K, _V]:
    found: dict[_K, _V] = {}
    for table in tables:
        for key, value in table.items():
            found.setdefault(key, value)
    return MappingProxyType(found)


PARTS: Mapping[type[BaseModel], Mapping[str, Named]] = _together(
    {
        facts.Fact: of(
            on="日期｜The day it happened, as claimed, in Asia/Shanghai",
            entered="录入时间｜The moment it was entered into the system; left out for papers",
        ),
        Dossier: of(
            title="决策事项名称｜Title of the decision",
            organ="决策机关｜The decision-making organ",
            state="所处状态｜How far it has come, as a main state of the procedure; left out: as far as the facts go",
            seats="会议组成人员名册｜The register of the members of the bodies that met",
            plan="目录计划｜What the annual catalogue promised",
            plan_changes="年度目录此后取消列明的程序｜The stages that the catalogue planned and dropped since",
            proposal="决策事项建议｜The proposal",
            study="研究论证｜The study of the proposal",
            initiation="启动决定｜The decision to start the procedure",
            refusal="不予启动或者终止办理的决定｜The decision not to start, or to go no further",
            moves="转用新版规则各次｜The moves to a newer version of the rules, oldest first",
            reply="对建议人的答复｜The reply to the proposer",
            research="决策调研报告｜The research reports, oldest first",
            drafts="草案各版本｜The versions of the draft, oldest first",
            consultation="征求有关单位意见及协调情况｜The consultation of the units concerned",
            comparison="方案比选和成本效益分析｜The options compared, costs and benefits",
            notice="征求意见公告｜The public notice soliciting opinions",
            opinions="收到的意见｜The opinions received",
            non_disclosures="不予公开审定各次｜What was decided on keeping the matter from the public, oldest first",
            hearings="听证会｜The hearings, oldest first",
            participation="意见采纳情况｜The published result of public participation",
            earlier_rounds="以前各轮征求意见｜Earlier rounds of public participation, oldest first",
            heard="以其他方式听取的意见｜Opinions heard in other ways: symposium, visit, writing, questionnaire, poll",
            explanations="向公众的解释说明｜What was explained to the public",
            expert_draws="专家随机抽取各次｜The draws from the expert pool, oldest first",
            expert_review="专家论证｜The expert review",
            earlier_expert_reviews="以前各次专家论证｜Earlier expert reviews, oldest first",
            risk_assessments="风险评估各次｜The rounds of risk assessment, oldest first",
            competition_reviews="公平竞争审查各次｜The rounds of fair competition review, oldest first",
            reviews="合法性审查各次｜The rounds of legality review, oldest first",
            meeting_submissions="报送审议各次｜What was handed in for deliberation, oldest first",
            meeting_returns="退回承办单位各次｜What the office sent back, oldest first",
            party_discussions="党委先行研究各次｜What the Party committee said before, oldest first",
            agenda="列入会议议程各次｜The agendas the matter stood on, oldest first",
            meetings="讨论会议各次｜The meetings, oldest first",
            final_checks="原则通过后核对定稿各次｜The checks of the text changed after adoption in principle, oldest first",
            signing="合同签订｜The signing of a contract",
            filing="报送备案｜The filing of a policy document",
            party_reports="向同级党委请示报告各次｜The requests and reports to the Party committee, oldest first",
            congress_reports="提请人大讨论决定或者报告各次｜What was put before the people's congress, oldest first",
            reconsiderations="没有获得同意的处理各次｜What became of a decision not agreed to, oldest first",
            publication="决策公布｜The publication",
            withholdings="不予公开审查各次｜What was decided on keeping it from the public, oldest first",
            archive="归档｜The archiving",
            publication_amendments="公布内容的更正、补充｜What was put right or added since it was published, oldest first",
            archive_supplements="补充归档｜Further lists of what was formed in execution, oldest first",
            handovers="档案移交各次｜The packages handed over to the archives, oldest first",
            execution="决策执行｜Everything there is of its execution",
            successor="接续决策｜The decision that adjusts this one in substance",
            evaluations="决策后评估各次｜The evaluations after the decision, oldest first",
        ),
        Plan: of(
            listed="目录公布日期｜The day the catalogue was published",
            due="计划完成日期｜The day by which the decision is due",
            stages="列明的程序｜The stages it plans",
        ),
        PlanChange: of(
            on="调整后的目录公布日期｜The day the adjusted catalogue was published",
            dropped="不再列明的程序｜The stages it plans no longer",
            removed="是否移出目录｜Whether the item is on the list no longer",
            reason="调整的理由｜Why it was adjusted",
        ),
    },
    *(names.parts for names in _STAGES),
)
"""Part of a dossier → its fields in words."""

KINDS: Mapping[str, Text] = _together(*(names.kinds for names in _STAGES))
"""Kind of evidence → its name."""

FIELDS: Mapping[str, Text] = _first(*(names.fields for names in _STAGES), _HOUSE_FIELDS)
"""Field → its name where no stage has one of its own for it."""

OWN: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {kind: names.fields for names in _STAGES for kind in names.kinds}
)
"""Kind of evidence → the names its own stage gives to fields."""

SPECIAL: Mapping[str, Text] = _together(HOUSE_SPECIAL, *(names.special for names in _STAGES))
"""``kind.field`` or ``list.field`` → a name more exact than the common one."""

WORDS: Mapping[str, type[Term] | str] = _together(HOUSE_WORDS, *(names.words for names in _STAGES))
"""``kind.field`` or field → the terms of its value, or the name of the profile's vocabulary."""
