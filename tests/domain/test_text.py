"""A sentence in two languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from workflow.domain.text import Text
from workflow.domain.unseen import same_name


def test_values_are_said_in_the_language_around_them() -> None:
    sentence = Text("由{who}负责，{n}天", "{who} does it, {n} days").fmt(who=Text("承办单位", "The unit"), n=30)
    assert sentence == Text("由承办单位负责，30天", "The unit does it, 30 days")


def test_a_day_is_said_as_on_paper() -> None:
    sentence = Text("于{day}公布", "published on {day}").fmt(day=date(2022, 10, 4))
    assert sentence == Text("于2022年10月4日公布", "published on 4 October 2022")


def test_a_moment_is_no_day() -> None:
    assert Text("{at}", "{at}").fmt(at=datetime(2022, 10, 4, 9, tzinfo=UTC)).zh == "2022-10-04 09:00:00+00:00"


def test_braces_in_a_value_stay_text() -> None:
    assert Text("《{t}》", "“{t}”").fmt(t="{0.__class__}").en == "“{0.__class__}”"


@pytest.mark.parametrize("lang", ["zh", "zh_Hans_CN", "zh-CN"])
def test_chinese_tags_are_said_in_chinese(lang: str) -> None:
    assert Text("是", "yes").say(lang) == "是"


@pytest.mark.parametrize("lang", ["en", "en-GB", "fr", ""])
def test_any_other_tag_is_said_in_english(lang: str) -> None:
    assert Text("是", "yes").say(lang) == "yes"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("何明理", "何明理（公职律师）", True),
        ("何明理", "何　明理（司法所所长", True),
        ("何明理主任", "何明理——法律顾问", True),
        ("何明", "何明理", False),
        ("何明", "何明理主任", False),
        ("何主任", "何书记", False),
        ("张伟（大）", "张伟（小）", False),
        ("买买提·艾力", "买买提·吐尔逊", False),
        ("", "（律师）", False),
    ],
)
def test_a_name_is_the_same_whatever_post_is_written_beside_it(one, other, same):
    assert same_name(one, other) is same
