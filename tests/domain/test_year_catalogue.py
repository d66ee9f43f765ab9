"""The yearly catalogue by its facts: versions, what is public, the rules, progress."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from workflow.domain import facts
from workflow.domain.catalogue import YearCatalogue, code, overdue, refused, same_words, standing
from workflow.domain.lawfiles import library
from workflow.domain.terms import CatalogueStage, ItemStanding

DAY = dt.date(2022, 1, 10)
RULEBOOK = library().rulebook("cq-township-2020.1")


def item(number: int = 1, change: str = "added", **words: object) -> facts.CatalogueItem:
    usual = {"name": "饮水工程", "unit": "规划建设办", "basis": "条例。", "stages": ["hearing"], "due": DAY, "on": DAY}
    return facts.CatalogueItem.model_validate(usual | {"number": number, "change": change} | words)


def adopted(version: int, on: dt.date = DAY) -> facts.CatalogueAdoption:
    return facts.CatalogueAdoption(on=on, version=version, kind="joint", meeting="2022年第1次")


def consented(version: int, on: dt.date = DAY) -> facts.CatalogueConsent:
    return facts.CatalogueConsent(on=on, version=version, document="委复1号")


def published(version: int) -> facts.CataloguePublication:
    return facts.CataloguePublication(on=DAY, version=version, document="1号", channels=("board",))


BEGUN = YearCatalogue(facts.Catalogue(on=DAY, year=2022))
DRAFTED = replace(BEGUN, changes=(item(), item(2, name="道路工程")))
ADOPTED = replace(DRAFTED, adoptions=(adopted(2),))
CONSENTED = replace(ADOPTED, consents=(consented(2),))
PUBLISHED = replace(CONSENTED, publications=(published(2),))
ADJUSTED = replace(PUBLISHED, changes=(*PUBLISHED.changes, item(1, "removed", reason="缓建。")))


@pytest.mark.parametrize(
    ("found", "stage"),
    [
        (BEGUN, CatalogueStage.CALLED),
        (DRAFTED, CatalogueStage.DRAFTED),
        (ADOPTED, CatalogueStage.ADOPTED),
        (CONSENTED, CatalogueStage.CONSENTED),
        (PUBLISHED, CatalogueStage.PUBLISHED),
        (ADJUSTED, CatalogueStage.DRAFTED),
    ],
)
def test_how_far_it_has_come_is_how_far_its_newest_version_has(found, stage):
    assert found.stage is stage
    assert found.adjusting is (found is ADJUSTED)
    assert found.shown_stage is (CatalogueStage.PUBLISHED if found is ADJUSTED else stage)


def test_a_later_change_leaves_what_is_public_until_it_is_published_too():
    assert [each.number for each in ADJUSTED.items] == [2]
    assert [each.number for each in ADJUSTED.public_items] == [1, 2]
    assert [each.reason for each in ADJUSTED.adjustments] == ["缓建。"]
    assert ADJUSTED.public_adjustments == ()
    again = replace(ADJUSTED, publications=(*ADJUSTED.publications, published(3)))
    assert [each.number for each in again.public_items] == [2]
    assert again.public_adjustments == again.adjustments
    assert DRAFTED.adjustments == DRAFTED.public_items == ()


def test_its_course_goes_version_by_version():
    found = replace(PUBLISHED, adoptions=(adopted(2), adopted(3)), consents=(consented(2), consented(3)))
    assert [(type(each).__name__, each.version) for each in found.course] == [
        ("CatalogueAdoption", 2),
        ("CatalogueConsent", 2),
        ("CataloguePublication", 2),
        ("CatalogueAdoption", 3),
        ("CatalogueConsent", 3),
    ]


def test_a_changed_item_keeps_its_number():
    found = replace(DRAFTED, changes=(*DRAFTED.changes, item(1, "changed", name="供水工程")))
    assert [each.name for each in found.items] == ["供水工程", "道路工程"]
    assert found.item(1).name == "供水工程"
    assert found.item(3) is None


@pytest.mark.parametrize(
    ("found", "act", "on", "articles"),
    [
        (DRAFTED, "adopt", DAY, []),
        (DRAFTED, "consent", DAY, ["第三条第二款"]),
        (ADOPTED, "consent", DAY, []),
        # the boundary: consent on the day of the meeting, not on the day before
        (ADOPTED, "consent", DAY - dt.timedelta(days=1), ["第三条第二款"]),
        (ADOPTED, "publish", DAY, ["第三条第三款"]),
        (CONSENTED, "publish", DAY, []),
        (CONSENTED, "publish", DAY - dt.timedelta(days=1), ["第三条第三款"]),
        # what was adopted and consented to was another version
        (ADJUSTED, "consent", DAY, ["第三条第二款"]),
        (ADJUSTED, "publish", DAY, ["第三条第三款"]),
    ],
)
def test_what_the_rules_refuse(found, act, on, articles):
    said = list(refused(found, act, on, RULEBOOK))
    assert len(said) == len(articles)
    for each, article in zip(said, articles, strict=True):
        assert article in each.says.zh
        assert "《" in each.says.zh


def test_a_rule_binds_where_the_profile_has_its_instrument():
    only = library().rulebook("national-county-2019.1")
    assert list(refused(DRAFTED, "consent", DAY, only)) == []
    assert len(list(refused(DRAFTED, "publish", DAY, only))) == 1


BARE = replace(CONSENTED, changes=(item(basis=" "), item(2)))
UNREASONED = replace(
    ADJUSTED, changes=(*PUBLISHED.changes, item(1, "removed")), adoptions=(adopted(3),), consents=(consented(3),)
)


@pytest.mark.parametrize(
    ("label", "found", "articles"),
    [
        ("hlj-county-2021.1", DRAFTED, ["《黑龙江省重大行政决策程序暂行规定》第三条第三款"]),
        ("sh-district-2020.1", DRAFTED, ["《上海市重大行政决策程序规定》第六条"]),
        ("cz-county-2026.1", DRAFTED, ["《沧州市重大行政决策程序规定》第八条、第九条"]),
        ("cz-county-2026.1", BARE, []),
        ("cz-county-2026.1", replace(BARE, changes=(item(unit=" "),), consents=(consented(1),)), ["第九条"]),
        ("jn-district-2024.1", DRAFTED, ["《济南市重大行政决策程序若干规定》第五条至第八条关于目录公布的规定"]),
        ("jn-district-2024.1", CONSENTED, []),
        ("jn-district-2024.1", BARE, ["第五条至第八条关于目录内容的规定"]),
        ("jn-district-2024.1", UNREASONED, ["第五条至第八条关于目录调整的规定"]),
    ],
)
def test_what_other_places_refuse_to_publish(label, found, articles):
    said = [each.says for each in refused(found, "publish", DAY, library().rulebook(label))]
    assert len(said) == len(articles)
    for text, article in zip(said, articles, strict=True):
        assert article in text.zh
        # what Order 713 demands as well is said once
        assert ("《重大行政决策程序暂行条例》第三条第三款" in text.zh) == (found is DRAFTED)


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (None, ItemStanding.NOT_STARTED),
        ("drafting", ItemStanding.RUNNING),
        ("decided", ItemStanding.DECIDED),
        ("archived", ItemStanding.DECIDED),
        ("declined", ItemStanding.ENDED),
    ],
)
def test_an_item_stands_where_its_matter_does(state, stands):
    assert standing(state, ["declined"]) is stands
    open_ = stands in (ItemStanding.NOT_STARTED, ItemStanding.RUNNING)
    assert overdue(item(), stands, DAY + dt.timedelta(days=1)) is open_
    assert not overdue(item(), stands, DAY)


def test_items_are_named_by_year_and_number():
    assert code(2022, 3) == "2022-03"


def test_names_are_one_to_the_eye():
    for other in ("农村 公路", "农村公路。", "农村\u3164公路", "《农村公路》"):
        assert same_words("农村公路", other), other
    assert not same_words("公路3.5公里", "公路35公里")
    assert not same_words("农村公路", "农村道路")


def test_an_item_removed_and_entered_anew_under_another_number_is_the_same_item():
    stages = ["participation", "hearing"]
    removed = item(1, "removed", stages=stages, reason="事项名称合并调整。")
    again = item(3, name="饮水 工程", stages=["participation"], reason="事项名称合并调整。")
    other = item(4, name="环山公路", stages=["participation"], reason="新增。")
    changes = (item(stages=stages), item(2, name="道路工程"), removed, again, other)
    found = replace(PUBLISHED, changes=changes, publications=(published(2), published(5)))
    ((change,),) = [tuple(found.dropped(3))]
    assert (change.dropped, change.removed, change.reason) == (("hearing",), False, "事项名称合并调整。")
    assert [each.removed for each in found.dropped(1)] == [True]
    assert list(found.dropped(4)) == []
    assert found.anew(again) == (removed, ("hearing",))
    assert found.anew(other) is found.anew(removed) is None
