"""Something somebody answers for, and how it is put in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workflow.domain.facts import Fact
from workflow.domain.text import Text


@dataclass(frozen=True)
class Deed:
    """Something somebody answers for: which step recorded it, who did it, what it was, and its two times."""

    step: str
    act: Text
    who: str
    said: Text
    on: dt.date
    entered: dt.datetime | None
    dissent: bool = False

    @property
    def stage(self) -> str:
        """The stage it belongs to; a hearing is a part of participation."""
        key = self.step.partition(".")[0]
        return "participation" if key == "hearing" else key


def plain(words: str) -> Text:
    """Words as they were written, in both languages."""
    return Text(words, words)


def deed(step: str, fact: Fact, zh: str, en: str, who: str, said: Text | str = "", *, dissent: bool = False) -> Deed:
    """What `who` answers for by a fact: the step that recorded it, the act in both languages, and what was said."""
    words = said if isinstance(said, Text) else plain(said)
    return Deed(step, Text(zh, en), who, words, fact.on, fact.entered, dissent)


def after_colon(words: str) -> Text:
    """Words that follow something; nothing where there are none."""
    return Text(f"：{words}", f": {words}") if words else plain("")


def against(reason: str) -> Text:
    """The reason of what was decided against the majority, where it was."""
    said = Text("；与多数意见不一致的理由：{why}", "; against the majority because: {why}")
    return said.fmt(why=reason) if reason else plain("")
