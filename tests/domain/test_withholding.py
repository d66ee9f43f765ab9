"""What is to be said of something that is not made public."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.dossiers import having, rulebook, setting
from tests.domain.rule_cases.withholding import KEPT_BACK, LIFTED, WITHHELD
from workflow.domain.checking import check_dossier
from workflow.domain.terms import WithholdGround
from workflow.domain.withholding import CITED, OFFERED, bare, of_the_whole, problems

REASON = "附图载有坝体薄弱部位，公开后可能被利用。"


EMPTY = (
    "",
    " ",
    "保密",
    "依法不予公开。",
    "无",
    "其他原因",
    "不宜公开，特此说明",
    "按规定不公开。理由充分",
    "工作需要不公开",
)
EMPTY += ("内容敏感，不便公开", "上级要求不公开", "N/A", "领导不同意公开")


@pytest.mark.parametrize("reason", [*EMPTY, *(ground.label.zh for ground in WithholdGround)])
def test_the_name_of_a_ground_is_no_reason(reason: str) -> None:
    assert bare(reason)


@pytest.mark.parametrize(
    "reason", [REASON, "涉及应急物资储备点位。", "公开后第三方合法权益受损。", "涉军。", "Shows where the dam is weak."]
)
def test_what_says_which_content_it_is_is_one(reason: str) -> None:
    assert not bare(reason)


def test_internal_business_is_not_offered_and_another_law_is_named() -> None:
    assert WithholdGround.INTERNAL not in OFFERED
    for ground in OFFERED:
        assert set(problems(ground, "", "附图", REASON)) == ({"citation"} if ground in CITED else set())
        assert set(problems(ground, "无", "附图", REASON)) == ({"citation"} if ground in CITED else set())
        assert problems(ground, "《军事设施保护法》第三条", "附图", REASON) == {}
    assert set(problems(WithholdGround.SECRET, "", "\u3164", "\u3164")) == {"scope", "reason"}
    assert set(problems(WithholdGround.SECRET, "", "无", "\ue000\u200b")) == {"scope", "reason"}
    assert set(problems(WithholdGround.INTERNAL, "", "", "保密")) == {"ground", "scope", "reason"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"withholdings": WITHHELD, "publication": None}, False),
        ({"withholdings": WITHHELD}, True),
        ({"withholdings": WITHHELD, "publication.on": "2022-10-20"}, True),
        (KEPT_BACK | {"publication": None}, False),
        (KEPT_BACK | {"publication": None, "notice.on": "2022-09-02"}, True),
    ],
)
def test_a_record_is_at_fault_only_where_something_was_published_after_it_was_withheld(
    change: dict[str, Any], found: bool
) -> None:
    findings = check_dossier(rulebook(), having(change), setting())
    assert any(each.rule_id == LIFTED for each in findings) is found


@pytest.mark.parametrize(
    ("scope", "whole"),
    [
        *(
            (each, True)
            for each in ("草案", "草案全文", "决策草案和起草说明", "本决策事项的草案、起草说明及附件", "所有内容")
        ),
        *(
            (each, True)
            for each in (
                "全部内容",
                "《光缆迁改方案》",
                "军用光缆迁改方案全文",
                "本事项整体",
                "整个方案",
                "the whole draft",
                "草案全文及附图",
                "草案、起草说明和全部附件",
            )
        ),
        *(
            (each, False)
            for each in ("第二部分全文", "附件全文", "全部涉密内容", "草案中涉密段落全文", "附件二第3行坐标")
        ),
        *(
            (each, False)
            for each in (
                "第三条",
                "附图",
                "储备点位",
                "方案全文的第三条",
                "part of the draft",
                "附件",
                "草案附图",
                "本方案的附件",
            )
        ),
    ],
)
def test_the_whole_is_told_from_a_part(scope, whole):
    assert of_the_whole(scope) is whole
