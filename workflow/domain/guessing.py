"""What was probably meant by something that cannot be read: the word of a label, the day in another writing."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping

from workflow.domain.text import Text

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)


def near_word(shown: object, known: Mapping[str, Text]) -> Text:
    """Which of the known words is meant: the one so labelled, or one that is almost written so."""
    if not isinstance(shown, str):
        return Text("", "")
    plain = shown.strip().casefold()
    labelled = [key for key, label in known.items() if plain in (key.casefold(), label.zh, label.en.casefold())]
    close = difflib.get_close_matches(plain, list(known), n=1, cutoff=0.75)
    return _asked((labelled or close or [""])[0])


def near_day(shown: object) -> Text:
    """Which day is meant, where it is written in another way; or that there is no such day."""
    found = _DAY.fullmatch(shown.strip()) if isinstance(shown, str) else None
    if found is None:
        return Text("", "")
    try:
        day = dt.date(*(int(each) for each in found.groups()))
    except ValueError:
        return Text("没有这一天。", "There is no such day.")
    return _asked(day.isoformat())


def _asked(meant: str) -> Text:
    return Text(f"是否应为“{meant}”？", f"Is “{meant}” meant?") if meant else Text("", "")
