"""Texts and dates as the pages show them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from workflow.domain.terms import Disposition
from workflow.domain.text import Text
from workflow.web.filters import day_text, delay_days, iso_text, moment_text, month_text, say_text

LATE_EVENING = datetime(2022, 7, 31, 16, 5, tzinfo=UTC)  # already 1 August in Shanghai


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [
        (Text("公众参与", "Public participation"), "zh", "公众参与"),
        (Text("公众参与", "Public participation"), "en", "Public participation"),
        (Text("公众参与", ""), "en", "公众参与"),
        (Disposition.PARTLY, "zh", "部分采纳"),
        (Disposition.PARTLY, "en", "Partly adopted"),
        ("清泉府发〔2022〕18号", "en", "清泉府发〔2022〕18号"),
        (30, "zh", "30"),
        (None, "zh", ""),
    ],
)
def test_say(value: object, lang: str, said: str) -> None:
    assert say_text(value, lang) == said


def test_a_moment_is_shown_by_the_clocks_of_shanghai() -> None:
    assert day_text(LATE_EVENING, "zh") == "2022年8月1日"
    assert day_text(LATE_EVENING, "en") == "1 Aug 2022"
    assert moment_text(LATE_EVENING, "zh") == "2022年8月1日 00:05"
    assert moment_text(LATE_EVENING, "en") == "1 Aug 2022, 00:05"
    assert iso_text(LATE_EVENING) == "2022-08-01T00:05:00+08:00"


def test_a_time_without_a_zone_is_one_of_the_store() -> None:
    assert moment_text(LATE_EVENING.replace(tzinfo=None), "zh") == "2022年8月1日 00:05"


def test_a_day_stays_the_day_it_is() -> None:
    assert day_text(date(2022, 12, 31), "zh") == "2022年12月31日"
    assert iso_text(date(2022, 12, 31)) == "2022-12-31"


def test_nothing_is_shown_as_nothing() -> None:
    assert (day_text(None, "zh"), moment_text(None, "en"), iso_text(None)) == ("", "", "")


@pytest.mark.parametrize(
    ("happened", "entered", "days"),
    [
        (date(2022, 8, 1), LATE_EVENING, 0),
        (date(2022, 7, 31), LATE_EVENING, 1),
        (date(2022, 8, 2), LATE_EVENING, 0),
        (LATE_EVENING, date(2022, 8, 4), 3),
    ],
)
def test_delay_counts_days_of_shanghai(happened: date, entered: date, days: int) -> None:
    assert delay_days(happened, entered) == days


def test_a_month_is_called_as_people_call_it() -> None:
    assert month_text(date(2023, 2, 28), "zh") == "2023年2月"
    assert month_text(date(2023, 2, 28), "en") == "Feb 2023"
