"""Sentences in both languages: what the rules say, they say in Chinese and in English."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, TypeGuard

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Text(NamedTuple):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        """Return the sentence in `lang`; anything that does not begin with ``zh`` is answered in English."""
        return self.zh if lang.startswith("zh") else self.en

    def fmt(self, /, **values: object) -> Text:
        """Fill the named places; a `Text` is said in the matching language, and so is a day."""
        said = {key: day_words(value) if _is_day(value) else value for key, value in values.items()}
        return Text(
            self.zh.format(**{key: value.zh if isinstance(value, Text) else value for key, value in said.items()}),
            self.en.format(**{key: value.en if isinstance(value, Text) else value for key, value in said.items()}),
        )


def _is_day(value: object) -> TypeGuard[dt.date]:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def day_words(day: dt.date) -> Text:
    """A day as it is written on official papers: 2022年10月14日, 14 October 2022."""
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def joined(texts: list[Text]) -> Text:
    """Return an enumeration of `texts`: 、 between the Chinese, commas between the English."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number from 1 to 999 in Chinese characters, as articles are numbered and shares are spoken."""
    hundreds, rest = divmod(number, 100)
    if hundreds:
        joint = "零" if 0 < rest < 10 else "一" if 10 <= rest < 20 else ""
        return f"{_DIGITS[hundreds]}百{joint}{numeral(rest)}"
    tens, ones = divmod(rest, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
