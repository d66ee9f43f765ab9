"""Which words say no, and nothing else: a yes is never taken for a no."""

from __future__ import annotations

import pytest

from workflow.domain.saidno import advises_against, argues_against, finds_unlawful, objects, turns_down


@pytest.mark.parametrize(
    "words", ["我不同意该方案，资金没有落实。", "不同意。", "不赞成实施，资金没有着落。", "我反对。"]
)
def test_objects(words: str) -> None:
    assert objects(words)


@pytest.mark.parametrize(
    "words",
    [
        "同意。有群众不同意占地，要做好工作。",
        "没有不同意见。",
        "我反对拖延，抓紧实施。",
        "部分群众反对。要做好工作。",
        "同意，但不同意第三条。",
        "不反对。",
        "无人反对。",
        "对不同意见要如实记录，其他没有意见。",
    ],
)
def test_not_objects(words: str) -> None:
    assert not objects(words)


@pytest.mark.parametrize(
    "words",
    [
        "会议决定不予通过。",
        "会议讨论后决定暂缓，待资金落实后再议。",
        "不同意实施。",
        "不同意该方案。",
        "暂缓实施。",
        "会议没有通过该方案。",
    ],
)
def test_turns_down(words: str) -> None:
    assert turns_down(words)


@pytest.mark.parametrize(
    "words",
    [
        "会议决定：一、实施管网工程；二、收费问题暂缓，另行研究。",
        "原则通过，修改完善后再报。",
        "否决第二备选方案，同意第一方案。",
        "会议讨论通过。",
        "同意实施。写明养护责任。",
        "不再收取开户费，其余照办。",
        "补偿标准不得低于县里规定。",
    ],
)
def test_not_turns_down(words: str) -> None:
    assert not turns_down(words)


@pytest.mark.parametrize("words", ["经审查，该草案超越法定权限，不合法。", "不符合上位法规定。", "第三条违反水法。"])
def test_finds_unlawful(words: str) -> None:
    assert finds_unlawful(words)


@pytest.mark.parametrize(
    "words",
    [
        "未见违法情形。",
        "没有超越法定权限。",
        "不违反上位法。",
        "不与现行法律、法规抵触。",
        "与上位法不相抵触。",
        "不存在与上位法相抵触的内容。",
        "草案合法，第三条的表述应当规范。",
        "第三条不符合水法，已按意见修改。",
        "经审查，合法。",
    ],
)
def test_not_finds_unlawful(words: str) -> None:
    assert not finds_unlawful(words)


@pytest.mark.parametrize("words", ["经研究，没有必要启动，建议不予启动。", "暂不启动。"])
def test_advises_against(words: str) -> None:
    assert advises_against(words)


@pytest.mark.parametrize("words", ["确有必要，建议启动。", "不必要的环节可以省去，同意启动。"])
def test_not_advises_against(words: str) -> None:
    assert not advises_against(words)


def test_an_expert_s_aspects_are_read_one_by_one() -> None:
    assert argues_against(["必要性充分。", "水源不足，不可行。"])
    assert not argues_against(["没有必要设两处泵站，其余合理。", "不可控风险较小，总体可控。", "没有不可控的风险。"])
