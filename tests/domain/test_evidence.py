"""Facts and their changes, said in words."""

from __future__ import annotations

import pytest

from workflow.domain import facts
from workflow.domain.evidence import describe, differences, field_name, kind_name, value_words
from workflow.domain.facts import Part
from workflow.domain.lawfiles import library
from workflow.domain.names import ENVELOPE_NAMES, FIELDS, KINDS
from workflow.domain.reading import details as read_details
from workflow.trail.entry import ENVELOPE
from workflow.trail.vocabulary import DENIED, DETAILS

LABELS = library().rulebook("cq-township-2020.1").labels
PARTS = [part for part in vars(facts).values() if isinstance(part, type) and issubclass(part, Part)]


def test_every_field_and_key_has_a_name():
    fields = {name for part in PARTS for name in part.model_fields} - {"entered", "present"}
    details = {key for keys in DETAILS.values() for key in keys} | DENIED
    parents = {
        "experts",
        "opinion",
        "answer",
        "acceptance",
        "returned",
        "supplements",
        "counsel",
        "submission",
        "notice",
        "reopening",
    }
    parents |= {"assignments", "reports", "problems", "orders", "suggestions", "result", "use"}
    parents |= {"extensions", "responses"}
    assert (fields | details) - FIELDS.keys() - parents - {
        "participation",
        "report",
        "finding",
        "follow",
        "supply",
        "resolution",
    } == set()
    assert set(ENVELOPE_NAMES) == set(ENVELOPE)
    assert all(name.zh and name.en for name in (*FIELDS.values(), *KINDS.values(), *ENVELOPE_NAMES.values()))


def test_a_field_is_called_what_it_is_where_it_stands():
    assert field_name("number", "publication").zh == "发文字号"
    assert field_name("number", "draft").zh == "编号"
    assert field_name("title", "bases").en == "Title"
    assert (field_name("unheard-of").zh, kind_name("unheard-of").en) == ("unheard-of", "unheard-of")


@pytest.mark.parametrize(
    ("kind", "key", "value", "zh", "en"),
    [
        ("notice", "starts", "2022-03-01", "2022年3月1日", "1 March 2022"),
        ("notice", "contact", "2022-13-01", "2022-13-01", "2022-13-01"),
        ("notice", "channels", ["website", "board"], "政府网站、乡、村公开栏", "Government website, Township and village notice boards"),
        ("publication", "channels", ["gazette"], "政府公报", "Government gazette"),
        ("study", "necessary", False, "否", "No"),
        ("risk_report", "level", "medium", "中风险", "Medium"),
        ("risk_report", "level", "extreme", "extreme", "extreme"),
        ("expert_opinion", "conclusion", "oppose", "不赞成", "Opposes"),
        ("review_opinion", "conclusion", "amend", "应当予以修改", "To be amended"),
        ("archive", "retention", "30", "30年", "30 years"),
        ("draft", "bases", [], "", ""),
        ("draft", "bases", [{"title": "水法", "article": ""}], "1. 依据名称：水法", "1. Title: 水法"),
        ("archive", "items", [{"key": "a", "title": "b", "pages": 3}], "1. 名称：b；页数：3", "1. Title: b; Pages: 3"),
        ("answer", "duplicate_of", 0, "0", "0"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_people_read_it(kind, key, value, zh, en):
    assert value_words(kind, key, value, LABELS) == (zh, en)


@pytest.mark.parametrize(
    ("act", "details", "said"),
    [
        ("participation.open", {"days": "30", "ends": "2022-02-28", "starts": "2022-01-29", "version": "1"}, "草案版本 起始日期 截止日期 期限（日）"),
        ("deliberation.convene", {"entitled": "5", "item": "1", "meeting": "head_office"}, "议题序号 会议类型 应到（人）"),
        ("deliberation.schedule", {"item": "1"}, "议题序号"),
        ("catalogue.begun", {"until": "2022-12-15", "year": "2023"}, "报送建议截止日期 年份"),
        ("catalogue.item", {"change": "added", "version": "2", "year": "2023"}, "目录版本 调整类型 年份"),
        ("catalogue.adopted", {"kind": "head_office", "version": "5"}, "目录版本 会议种类"),
        ("execution.answer", {"handling": "adopted"}, "处理结果"),
        ("execution.assign", {"units": "财政办公室"}, "执行单位"),
        ("report.drafted", {"size": "641", "version": "1"}, "稿次 数字所依据的日志条目数"),
    ],
)  # fmt: skip
def test_what_an_entry_tells_is_called_as_in_its_own_stage_and_in_the_order_of_the_procedure(act, details, said):
    entry = {"act": act, "res": "ok", "rule": ""} | {f"d.{key}": value for key, value in details.items()}
    assert " ".join(label.zh for label, _ in read_details(entry, "cq-township")) == said


def test_no_word_of_the_program_is_left_in_what_an_entry_tells():
    entry = {"act": "catalogue.published", "res": "ok", "rule": "", "d.channels": "website;board"}
    assert [value.zh for _, value in read_details(entry, "cq-township")] == ["政府网站、乡、村公开栏"]
    entry = {"act": "person.created", "res": "ok", "rule": "", "d.roles": "chief;recorder"}
    assert [value.zh for _, value in read_details(entry, "cq-township")] == ["行政首长、会议记录人"]
    entry = {"act": "person.changed", "res": "ok", "rule": "", "d.what": "name;unit", "d.name": "张三"}
    assert [(label.zh, value.zh) for label, value in read_details(entry, "cq-township")] == [
        ("姓名", "张三"),
        ("变更内容", "姓名、单位"),
    ]


def test_what_is_empty_is_not_described():
    fact = {"title": "某事项", "on": "2022-03-01", "problem": "", "basis": None, "category": "plan"}
    said = [(label.zh, value.zh) for label, value in describe("proposal", fact, LABELS)]
    assert said == [("日期", "2022年3月1日"), ("名称", "某事项"), ("事项类别", "重要规划")]


def test_nothing_that_stayed_the_same_is_a_change():
    before = {"title": "甲", "note": "", "change": None, "files": []}
    after = {"title": "甲", "note": None, "change": "", "files": [], "kept": []}
    assert differences("draft", before, after, LABELS) == []


def test_what_came_and_what_went_are_changes():
    (gone, come) = differences("draft", {"note": "旧"}, {"body": "新"}, LABELS)
    assert (gone.label.zh, gone.before.zh, gone.after.zh) == ("正文", "", "新")
    assert (come.label.zh, come.before.zh, come.after.zh) == ("起草说明", "旧", "")


def test_of_long_texts_only_the_lines_that_changed_are_told():
    before = "\n".join(f"第{n}条" for n in range(1, 41))
    after = before.replace("第7条", "第七条（修改）").replace("第30条\n", "")
    (change,) = differences("draft", {"body": before}, {"body": after}, LABELS)
    assert change.excerpt
    assert change.before.zh.splitlines() == ["第7条", "第30条"]
    assert change.after.zh.splitlines() == ["第七条（修改）"]
    # where there was nothing to compare with, all of it is told
    (whole,) = differences("draft", {"body": ""}, {"body": after}, LABELS)
    assert not whole.excerpt
    assert whole.after.zh == after


def test_short_texts_are_told_whole():
    (change,) = differences("draft", {"body": "一\n二"}, {"body": "一\n三"}, LABELS)
    assert (change.before.zh, change.after.zh, change.excerpt) == ("一\n二", "一\n三", False)


@pytest.mark.parametrize("overrides", ["", f"; overrides sha256:{'ab12cd34' * 8}"])
def test_a_calendar_is_called_as_people_call_it_and_is_one_value(overrides):
    version = f"chinesecalendar 1.11.0{overrides}"
    entry = {"act": "legality_review.accept", "rule": "", "res": "ok", "d.calendar": version}
    ((_, said),) = read_details(entry, "cq-township")
    assert said == value_words("review_acceptance", "calendar", version, LABELS)
    assert said.zh.startswith("国务院办公厅放假安排")
    assert "chinesecalendar" not in said.zh + said.en


def test_an_item_of_the_catalogue_is_called_as_people_call_it():
    assert value_words("proposal", "catalogue_item", "2022-06", {}).zh == "2022年度目录第6项"
