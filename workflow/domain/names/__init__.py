"""What facts, their fields and their values are called when people read them; a module a stage.

A name is given once: two stages that call one key differently are an error when the program starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from workflow.domain import facts
from workflow.domain.dossier import Dossier, Plan
from workflow.domain.names import (
    deliberation,
    drafting,
    expert_review,
    initiation,
    legality_review,
    participation,
    preparation,
    publication,
    risk_assessment,
)
from workflow.domain.names.base import Named, of
from workflow.domain.names.house import CLOCKS, ENVELOPE_NAMES, HOUSE_ACTS, RESULTS, VIA
from workflow.domain.names.house import FIELDS as _HOUSE_FIELDS
from workflow.domain.terms import Term
from workflow.domain.text import Text

__all__ = ["CLOCKS", "ENVELOPE_NAMES", "FIELDS", "HOUSE_ACTS", "KINDS", "PARTS", "RESULTS", "SPECIAL", "VIA", "WORDS"]

_STAGES = tuple(
    module.NAMES
    for module in (
        initiation,
        drafting,
        preparation,
        participation,
        expert_review,
        risk_assessment,
        legality_review,
        deliberation,
        publication,
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
            plan="目录计划｜What the annual catalogue promised",
            proposal="决策事项建议｜The proposal",
            study="研究论证｜The study of the proposal",
            initiation="启动决定｜The decision to start the procedure",
            refusal="不予启动决定｜The decision not to start",
            reply="对建议人的答复｜The reply to the proposer",
            research="决策调研报告｜The research reports, oldest first",
            drafts="决策草案各版本｜The versions of the draft, oldest first",
            consultation="征求有关单位意见及协调情况｜The consultation of the units concerned",
            comparison="方案比选和成本效益分析｜The options compared, costs and benefits",
            notice="征求意见公告｜The public notice soliciting opinions",
            opinions="收到的意见｜The opinions received",
            participation="意见采纳情况｜The published result of public participation",
            expert_review="专家论证｜The expert review",
            risk_assessments="风险评估各次｜The rounds of risk assessment, oldest first",
            reviews="合法性审查各次｜The rounds of legality review, oldest first",
            meetings="讨论会议各次｜The meetings, oldest first",
            party_report="向同级党委请示报告｜The request or report to the Party committee",
            publication="决策公布｜The publication",
            archive="归档｜The archiving",
        ),
        Plan: of(
            listed="目录公布日期｜The day the catalogue was published",
            due="计划完成日期｜The day by which the decision is due",
        ),
    },
    *(names.parts for names in _STAGES),
)
"""Part of a dossier → its fields in words."""

KINDS: Mapping[str, Text] = _together(*(names.kinds for names in _STAGES))
"""Kind of evidence → its name."""

FIELDS: Mapping[str, Text] = _together(*(names.fields for names in _STAGES), _HOUSE_FIELDS)
"""Field → its name, wherever it stands."""

SPECIAL: Mapping[str, Text] = _together(*(names.special for names in _STAGES))
"""``kind.field`` or ``list.field`` → a name more exact than the common one."""

WORDS: Mapping[str, type[Term] | str] = _together(*(names.words for names in _STAGES))
"""``kind.field`` or field → the terms of its value, or the name of the profile's vocabulary."""
