"""Whether two versions of a draft say the same: a mark more, or a character nobody sees, is no other text."""

from __future__ import annotations

from typing import Any

import pytest

from workflow.domain.drafttext import draft_digest, same_text
from workflow.domain.facts import Draft

FILE = {"name": "附件.pdf", "digest": "ab" * 32, "size": 10, "media_type": "application/pdf"}
LAW = {"title": "中华人民共和国公路法", "article": "第五条"}
BODY = "第一条　整修12条村道，投资3.5万元（含税），增长5%。\n第二条　第3、4组先行；ABC标段由乡政府发包。"


def version(**more: Any) -> Draft:
    usual = {"version": 1, "on": "2022-09-01", "title": "村道整修方案", "body": BODY, "bases": [LAW], "files": [FILE]}
    return Draft.model_validate(usual | more)


@pytest.mark.parametrize(
    "more",
    [
        {"body": BODY.replace("，", "；", 1)},
        {"body": BODY.replace("，", "")},
        {"body": BODY.replace("。\n", "。\n\n\t ")},
        {"body": BODY.replace("村道", "村\u200b道").replace("乡", "\ufeff乡\u00ad\u2060")},
        {"body": BODY.replace("村道", "村\ufe00道\u034f\u3164\u115f\u2800")},
        {"body": BODY.replace("12", "１２").replace("（", "(").replace("ABC", "ＡＢＣ")},
        {"body": BODY.replace("ABC", "abc")},
        {"body": BODY.replace("3、4", "3，4")},
        {"body": BODY.replace("3、4", "3、，4")},
        {"body": f"“{BODY}”——"},
        {"body": BODY + "\u2065\ufff0\U0001d159\ufffc\ue000◦"},
        {"title": "《村道整修方案》"},
        {"bases": [{"title": "《中华人民共和国公路法》", "article": "第五条。"}]},
        {"bases": [LAW, {"title": " "}]},
        {"traits": ["risk"]},
        {"skips": [{"stage": "expert_review", "ground": "不涉及专业技术问题。"}]},
        {"note": "另作说明。", "change": "按审查意见修改。"},
        {"files": [FILE | {"name": "另名.pdf"}]},
        {"version": 2, "on": "2022-09-30", "author": "周文"},
    ],
)
def test_what_says_the_same_is_the_same_text(more: dict[str, Any]) -> None:
    assert same_text(version(), version(**more))
    assert same_text(version(**more), version())


@pytest.mark.parametrize(
    "more",
    [
        {"body": BODY.replace("12", "11")},
        {"body": BODY.replace("整修", "修整")},
        {"body": BODY.replace("先行", "不先行")},
        {"body": BODY.replace("3.5", "35")},
        {"body": BODY + "\U00031350"},
        {"body": BODY.replace("3、4", "34")},
        {"body": BODY.replace("5%", "5")},
        {"body": BODY.replace("5%", "5‰")},
        {"body": BODY.replace("3.5万元", "¥3.5万元")},
        {"body": BODY.replace("12条", "≥12条")},
        {"title": "村道整修办法"},
        {"bases": []},
        {"bases": [LAW | {"article": "第六条"}]},
        {"bases": [LAW, {"title": "公路安全保护条例"}]},
        {"files": []},
        {"files": [FILE | {"digest": "cd" * 32}]},
    ],
)
def test_one_character_more_or_another_file_is_another_text(more: dict[str, Any]) -> None:
    assert not same_text(version(), version(**more))
    assert not same_text(version(**more), version())


def test_thousands_are_written_with_a_comma_or_without() -> None:
    assert same_text(version(body="投资1,200,000元"), version(body="投资１２０００００元"))
    assert not same_text(version(body="第1,2条"), version(body="第12条"))


def test_a_check_binds_to_the_version_to_the_letter_with_what_it_declares() -> None:
    for more in ({"body": BODY + "。"}, {"traits": ["risk"]}, {"note": "说明"}, {"version": 2}):
        assert draft_digest(version()) != draft_digest(version(**more))
