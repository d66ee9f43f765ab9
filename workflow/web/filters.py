"""Template filters: bilingual texts and dates as they are written on official pages.

The functions are pure (the language is an argument); `register` binds them to the language of the request.
Dates and times are shown in Asia/Shanghai; a time without a zone is one of the store and therefore UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import get_locale

from workflow.domain.calendar import calendar_called
from workflow.domain.lawfiles import library
from workflow.domain.text import numeral

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def language() -> str:
    """The language of the request: "en", or "zh" for everything else and outside a request."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "zh"


def say_text(value: object, lang: str) -> str:
    """A bilingual text, or a term by its label, in the wanted language (Chinese where it has no English).

    Other values as plain text; nothing gives an empty text.
    """
    if value is None:
        return ""
    for text in (getattr(value, "label", None), value):
        # by attribute: this is asked hundreds of times for a page, and a runtime protocol answers slowly
        zh, en = getattr(text, "zh", None), getattr(text, "en", None)
        if isinstance(zh, str) and isinstance(en, str):
            return en or zh if lang == "en" else zh
    return str(value)


def local(value: datetime) -> datetime:
    """The same moment on the clocks of Asia/Shanghai."""
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return value.astimezone(SHANGHAI)


def day_text(value: date | datetime | None, lang: str) -> str:
    """2022年8月1日, or 1 Aug 2022. A moment is first brought to Asia/Shanghai; nothing gives an empty text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = local(value)
    if lang == "en":
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def month_text(value: date, lang: str) -> str:
    """The month a day is in: 2022年8月, or Aug 2022."""
    return f"{MONTHS[value.month - 1]} {value.year}" if lang == "en" else f"{value.year}年{value.month}月"


def moment_text(value: datetime | None, lang: str) -> str:
    """The day with hour and minute in Asia/Shanghai: 2022年8月1日 09:05, or 1 Aug 2022, 09:05."""
    if value is None:
        return ""
    value = local(value)
    gap = ", " if lang == "en" else " "
    return f"{day_text(value, lang)}{gap}{value:%H:%M}"


def iso_text(value: date | datetime | None) -> str:
    """What the `datetime` attribute of a `time` element takes: the day, or the moment with its offset."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    return value.isoformat()


def delay_days(happened: date | datetime, entered: date | datetime) -> int:
    """Calendar days in Asia/Shanghai from the day something happened to the day it was entered; never below 0."""
    first, last = (local(v).date() if isinstance(v, datetime) else v for v in (happened, entered))
    return max((last - first).days, 0)


def register(app: Flask) -> None:
    """Give the templates of `app` what they say texts, days and names with: the filters, html_lang and language."""

    def say(value: object) -> object:
        # what is markup already must not be escaped a second time
        return value if hasattr(value, "__html__") else say_text(value, language())

    def day(value: date | datetime | None) -> str:
        return day_text(value, language())

    def month(value: date) -> str:
        return month_text(value, language())

    def moment(value: datetime | None) -> str:
        return moment_text(value, language())

    def rules_called(label: str) -> str:
        return say_text(library().rulebook(label).title, language())

    def calendar_named(version: str) -> str:
        return say_text(calendar_called(version), language())

    app.jinja_env.filters.update(say=say, day=day, month=month, moment=moment, iso=iso_text, late_by=delay_days)
    app.jinja_env.filters.update(rules_called=rules_called, calendar_called=calendar_named, numeral=numeral)

    def words() -> dict[str, Any]:
        lang = language()
        return {"language": lang, "html_lang": "en" if lang == "en" else "zh-CN"}

    app.context_processor(words)
