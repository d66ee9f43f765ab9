"""What is a reason, and what only says no again."""

from __future__ import annotations

import pytest

from workflow.domain.substance import says_something


@pytest.mark.parametrize(
    "words", ["", "无", "略。", "不采纳", "经研究，全部不予采纳。", "意见1、2：未采纳", "理由如下：", "N/A", "rejected"]
)
def test_words_that_give_no_reason(words: str) -> None:
    assert not says_something(words)


@pytest.mark.parametrize(
    "words", ["法律已有规定。", "上级文件另有规定。", "超出预算，不予采纳。", "期限。", "The law provides for it."]
)
def test_words_that_give_one(words: str) -> None:
    assert says_something(words)
