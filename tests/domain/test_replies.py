"""Whether a reply answers, and whether its words refuse or put off."""

from __future__ import annotations

import pytest

from workflow.domain.replies import answers_request, refusal_in


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("不同意，请重新研究水价。", "不同意"),
        ("经研究，党委会议没有同意。", "没有同意"),
        ("不予同意。", "不予同意"),
        ("未同意", "未同意"),
        ("已收到，待研究。", "待研究"),
        ("暂缓公布。", "暂缓"),
        ("缓议。", "缓议"),
        ("退回。", "退回"),
        ("请重新研究后再报。", "重新研究"),
        ("下次会议再议。", "再议"),
        ("请进一步论证后另行报批。", "论证后另行报"),
        ("修改完善后再报。", "修改完善后再报"),
        ("表决未获通过。", "未获通过"),
        ("原则同意，但请重新研究水价后再报。", "重新研究"),
        ("原则同意。暂缓公布。", "暂缓"),
        ("同意退回。", "退回"),
        ("现阶段不宜出台。", "不宜出台"),
        ("The committee has not agreed.", "not agreed"),
    ],
)
def test_a_reply_that_refuses_or_puts_off(reply: str, words: str) -> None:
    assert refusal_in(reply) == words


@pytest.mark.parametrize(
    "reply",
    [
        *("同意。", "原则同意，请按程序公布。", "同意，不再另行研究。", "没有不同意见。", "同意。没有不同意见", ""),
        *("乡党委会议研究，同意上报。", "无人反对，同意。", "同意，无需再议。", "同意。对不同意见应当如实记录。"),
        *("原则同意，请修改完善后印发。", "同意，请按批复意见组织实施。"),
        *("同意。涉及补偿的问题退回财政所另行研究。", "请按程序公布。", "已阅。", "同意，不得推迟。", "Agreed."),
        *("乡党委12月2日会议研究，同意开展试点，试点期满前将评估情况报告乡党委。", "会议研究通过。"),
    ],
)
def test_a_reply_that_does_neither(reply: str) -> None:
    assert not refusal_in(reply)


@pytest.mark.parametrize(
    ("reply", "answers"),
    [
        *((each, False) for each in ("", "。", "无", "暂无。", "已收到。", "请示收悉。", "已阅。")),
        *((each, True) for each in ("同意。", "已阅，同意。", "请按程序公布。", "答复。", "不同意。")),
    ],
)
def test_what_answers_a_request(reply: str, answers: bool) -> None:
    assert answers_request(reply) is answers
