"""A file that is no dossier: where it fails and what may stand there, in both languages; never a traceback."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.dossiers import having, lawful, rulebook
from workflow.domain.dossierfile import MOST_BYTES, Flaw, Unreadable, read_dossier, vocabulary_flaws, write_dossier


def flaws(data: bytes | dict[str, Any]) -> list[Flaw]:
    if isinstance(data, dict):
        data = json.dumps({"title": "甲"} | data, ensure_ascii=False).encode()
    with pytest.raises(Unreadable) as refused:
        read_dossier(data)
    for flaw in refused.value.flaws:
        for said in (*flaw.place, *flaw.text):
            assert said
        assert not any("一" <= char <= "鿿" for char in flaw.place.en.replace("“标题”", ""))
    return list(refused.value.flaws)


def said(data: bytes | dict[str, Any]) -> tuple[str, str]:
    (one,) = flaws(data)
    return one.place.zh, one.text.zh


NOTICE = {"on": "2022-08-01", "version": 1, "starts": "2022-08-01", "ends": "2022-08-31"}


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"", "文件", "文件是空的"),
        (b" \n", "文件", "文件是空的"),
        ('{\n"title": "规定"}'.encode("gb18030"), "第2行", "编码是 GB18030（GBK、GB2312），请用文本编辑器另存为 UTF-8"),
        ('{"title": "规定"}'.encode("utf-16"), "文件", "UTF-16"),
        (b'{\n\n"title": "\xff\x00"}', "第3行", "不是 UTF-8 文本"),
        (b"%PDF-1.7 ...", "文件", "这是PDF文件"),
        (b"PK\x03\x04....", "文件", "DOCX"),
        (b'{"title": "a",\n "organ": }', "第2行第11列", "此处应为一个值"),
        (b'{"title": "a"\n "organ": "b"}', "第2行第2列", "此处缺少逗号"),
        (b'{"title" "a"}', "第1行第10列", "此处缺少冒号"),
        (b'{"title": "a\nb"}', "第1行第13列", "换行"),
        (b'{"title": "a', "第1行第11列", "没有以双引号结束"),
        (b'{"title": "\\q"}', "第1行第12列", "反斜线"),
        (b'{"title": "a"} {}', "第1行第16列", "多余的内容"),
        (b"{title: 1}", "第1行第2列", "双引号"),
        (b'{"title": "a",}', "第1行", "逗号"),
        ('{"title"："甲"}'.encode(), "第1行第9列", "“：”是全角字符，请改为半角 :。"),
        ('{“title": "甲"}'.encode(), "第1行第2列", '请改为半角 "。'),
        (b'{"title": "a", "title": "b"}', "键“title”", "出现了两次"),
        (b"[" * 200_000, "文件", "嵌套层数过多"),
        (b'{"a": NaN}', "文件", "不是 JSON 的数字"),
        (b'{"a": -Infinity}', "文件", "不是 JSON 的数字"),
        (b'{"a": ' + b"9" * 5000 + b"}", "文件", "过长的数字"),
        (b"[]", "文件", "一个文件只放一个卷宗"),
        (b"3", "文件", "最外层应为对象"),
        (b'{"title": "\\ud800"}', "文件", "不符合 JSON 的写法"),
    ],
)
def test_what_is_not_json(data: bytes, place: str, words: str) -> None:
    where, text = said(data)
    assert where.startswith(place)
    assert words in text


@pytest.mark.parametrize(
    ("words", "place", "text"),
    [
        ({"drafs": []}, "drafs", "没有这个键。是否应为“drafts”？此处可用：title、organ、"),
        ({"notice": NOTICE | {"end": "x"}}, "notice.end（征求意见公告）", "是否应为“ends”？"),
        ({"title": None}, "title（决策事项名称）", "“null”不能用在这里；应为用双引号括起的文字，不超过300字"),
        ({"title": "长" * 301}, "title（决策事项名称）", "文字过长；应为用双引号括起的文字，不超过300字"),
        ({"notice": NOTICE | {"on": "2022-02-30"}}, "notice.on（征求意见公告·日期）", "应为日期，写作 2022-08-01"),
        ({"notice": NOTICE | {"on": "２０２２－０８－０１"}}, "notice.on", "全角字符，请改为半角“2022-08-01”"),
        ({"notice": NOTICE | {"on": "2022/8/1"}}, "notice.on", "“2022/8/1”不能用在这里"),
        ({"notice": NOTICE | {"on": "2022-08-01T00:00:00"}}, "notice.on", "应为日期"),
        ({"notice": NOTICE | {"on": 20220801}}, "notice.on", "应为日期"),
        ({"notice": NOTICE | {"on": "1659312000"}}, "notice.on", "“1659312000”不能用在这里；应为日期"),
        ({"notice": NOTICE | {"entered": "2022-08-01T00:00:00"}}, "notice.entered", "应为带时区的时间"),
        ({"notice": NOTICE | {"version": "1"}}, "notice.version", "应为整数（半角数字，不加引号）"),
        ({"notice": NOTICE | {"version": "１"}}, "notice.version", "请改为半角“1”"),
        ({"notice": NOTICE | {"version": 1.0}}, "notice.version", "应为整数"),
        ({"notice": NOTICE | {"channels": ["web"]}}, "notice.channels[0]", "应为下列之一：website（政府网站）、"),
        ({"notice": NOTICE | {"channels": "website"}}, "notice.channels", "应为列表 […]，其中每项应为下列之一"),
        ({"notice": []}, "notice（征求意见公告）", "应为对象 {…}，其中必有：on、version、starts、ends"),
        ({"notice": {k: v for k, v in NOTICE.items() if k != "ends"}}, "notice.ends", "缺少这一项；应为日期"),
        (
            {"study": {"on": "2022-07-01", "unit": "所", "necessary": "yes", "opinion": ""}},
            "study.necessary（研究论证·是否确有必要）",
            "应为 true 或者 false（不加引号）",
        ),
        (
            {
                "risk_assessments": [
                    {
                        "on": "2022-08-01",
                        "report": {
                            "on": "2022-08-01",
                            "level": "low",
                            "points": [{"description": "", "likelihood": 6, "impact": 1}],
                        },
                    }
                ]
            },
            "risk_assessments[0].report.points[0].likelihood",
            "应为1至5的整数",
        ),
    ],
)
def test_what_is_not_a_dossier(words: dict[str, Any], place: str, text: str) -> None:
    where, found = said(words)
    assert where.startswith(place)
    assert text in found


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ({"notice": NOTICE | {"on": "2022年8月1日"}}, "是否应为“2022-08-01”？"),
        ({"notice": NOTICE | {"on": "2022/8/1"}}, "是否应为“2022-08-01”？"),
        ({"notice": NOTICE | {"on": "2022.8.31"}}, "是否应为“2022-08-31”？"),
        ({"notice": NOTICE | {"on": "2022-02-30"}}, "没有这一天。"),
        ({"notice": NOTICE | {"channels": ["政府网站"]}}, "是否应为“website”？"),
        ({"notice": NOTICE | {"channels": ["Website"]}}, "是否应为“website”？"),
        ({"notice": NOTICE | {"ways": ["emial"]}}, "是否应为“email”？"),
    ],
)
def test_what_is_meant_is_asked(words: dict[str, Any], hint: str) -> None:
    assert said(words)[1].endswith(f"。{hint}")


def test_what_resembles_nothing_is_not_guessed() -> None:
    assert "是否" not in said({"notice": NOTICE | {"on": "昨天"}})[1]
    assert "是否" not in said({"notice": NOTICE | {"ways": ["飞鸽"]}})[1]


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"{'title': 'a'}", "不用单引号"), (b'{"title": "a", // b\n"organ": "c"}', "JSON 文件中不能写注释")],
)
def test_what_other_languages_know_and_json_does_not(data: bytes, words: str) -> None:
    assert words in said(data)[1]


def test_everything_wrong_is_said_at_once() -> None:
    found = flaws({"notice": {"on": "x", "version": "y"}, "unknown": 1, "organ": 3})
    assert {flaw.place.en.split(" ")[0] for flaw in found} == {
        "notice.on", "notice.version", "notice.starts", "notice.ends", "unknown", "organ",
    }  # fmt: skip


def test_a_byte_order_mark_is_no_matter() -> None:
    assert read_dossier(b'\xef\xbb\xbf{"title": "a"}').title == "a"


def test_huge_files_are_not_read() -> None:
    place, text = said(b" " * (MOST_BYTES + 1))
    assert place == "文件"
    assert "超过20MB" in text


def test_braces_and_percent_signs_are_shown_as_they_are() -> None:
    assert "“{0}%s{x}”" in said({"notice": NOTICE | {"on": "{0}%s{x}"}})[1]


def test_what_was_not_recorded_is_not_written() -> None:
    written = json.loads(write_dossier(lawful()))
    assert "refusal" not in written
    assert "plan" not in written
    assert read_dossier(write_dossier(lawful()).encode()) == lawful()


def test_the_word_meant_is_asked_by_its_label() -> None:
    change = {"reviews.0.conclusion.conclusion": "应当予以修改", "risk_assessments.0.report.level": "低"}
    level, conclusion = vocabulary_flaws(rulebook(), having(change))
    assert conclusion.text.zh.endswith("是否应为“amend”？")
    assert conclusion.text.en.endswith("Is “amend” meant?")
    assert level.place.zh.startswith("risk_assessments[0].report.level（")
    assert level.text.zh.endswith("high（高风险）。")


def test_words_no_rule_would_miss() -> None:
    assert vocabulary_flaws(rulebook(), lawful()) == []
    odd = having({"state": "limbo", "meetings.0.resolution.outcome": "maybe", "archive.retention": "forever"})
    found = vocabulary_flaws(rulebook(), odd)
    assert [flaw.place.en.split(" ")[0] for flaw in found] == [
        "state",
        "meetings[0].resolution.outcome",
        "archive.retention",
    ]
    assert "“limbo”不能用在这里；应为下列之一：new（尚未提出）" in found[0].text.zh
    assert "adopted（通过）" in found[1].text.zh
    assert "permanent (Permanent)" in found[2].text.en


@given(st.binary(max_size=200))
def test_no_bytes_are_a_traceback(data: bytes) -> None:
    with suppress(Unreadable):
        read_dossier(data)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=8)
        | st.just("2022-08-01")
        | st.dates().map(date.isoformat),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["title", "on", "notice", "reviews", "drafts", "version", "x"]), inner, max_size=5
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_is_a_traceback(words: Any) -> None:
    with suppress(Unreadable):
        read_dossier(json.dumps(words).encode())


def test_a_word_of_a_vocabulary_the_profile_lacks_is_told_to_be_left_out() -> None:
    (found,) = vocabulary_flaws(rulebook(), having({"risk_assessments.0.procedure": "simple"}))
    assert found.place.en.startswith("risk_assessments[0].procedure")
    assert "应当不填" in found.text.zh
