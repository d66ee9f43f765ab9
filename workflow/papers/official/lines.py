"""What a typed line of a letter or of minutes is, asked by templates that must not say it again."""

from __future__ import annotations

import datetime as dt
import re

_CLOSING = re.compile(r"(?:请[^。]*(?:批示|批复|审定|审批|审阅|审示)|^(?:特此|专此|以上)[^。]*(?:请示|报告))[。！]?$")
# 一、 （一） 1. 1． 1、; a share such as 1.5 is no number of an item
_NUMBERED = re.compile(r"[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|\d+[.．、]\s*(?!\d)")


def closing(line: str) -> bool:
    """Whether a letter to a superior ends with it: 妥否，请批示。 or 特此报告。 and the like."""
    return bool(_CLOSING.search(line))


def numbered(line: str) -> bool:
    """Whether it begins with the number of a part or an item, of whichever level."""
    return bool(_NUMBERED.match(line))


def telling(text: str, day: dt.date) -> bool:
    """Whether a text names that day of the year: 1月8日 is not in 11月8日."""
    return bool(re.search(rf"(?<!\d){day.month}月{day.day}日", text))
