"""Notice of a meeting with its agenda (会议通知和议程). It is an official paper and therefore in Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow.domain.wording import draft_called

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Line:
    """One item of the agenda, with the unit that reports on it; `major`: whether it is a major administrative decision."""

    place: int
    title: str
    unit: str = ""
    major: bool = True


@dataclass(frozen=True)
class Invitation:
    """What the notice says: the organ, the meeting as people call it, when and where, who comes."""

    organ: str
    kind: str
    number: str
    on: dt.date
    place: str
    chair: str
    lines: Sequence[Line]
    members: Sequence[str]
    guests: Sequence[str] = ()
    issued: dt.date | None = None

    @property
    def title(self) -> str:
        """The title of the notice."""
        number = f"（{self.number}）" if self.number else ""
        return f"关于召开{self.organ}{self.kind}{number}的通知"

    @property
    def dated(self) -> str:
        """The day of the notice as it stands below it; empty where it is not known."""
        return _day(self.issued) if self.issued else ""


def notice(invitation: Invitation) -> list[str]:
    """The notice as plain text, one paragraph each; what is not known is left out."""
    return [
        f"定于{_day(invitation.on)}（星期{_WEEKDAYS[invitation.on.weekday()]}）召开{invitation.kind}，现将有关事项通知如下：",
        *(f"{numeral}、{text}" for numeral, text in zip("一二三四五六", _points(invitation), strict=False)),
        "请参会人员提前审阅会议材料；因故不能参加的，应当事先请假并说明原因。",
    ]


def _points(invitation: Invitation) -> Iterable[str]:
    if invitation.place:
        yield f"会议地点：{invitation.place}"
    if invitation.chair:
        yield f"主持人：{invitation.chair}"
    yield "会议议程：" + "；".join(map(_line, invitation.lines)) + "。"
    if invitation.members:
        yield "会议组成人员：" + "、".join(invitation.members)
    if invitation.guests:
        yield "列席人员：" + "、".join(invitation.guests)


def _line(line: Line) -> str:
    reported = f"（{line.unit}汇报）" if line.unit else ""
    return f"{line.place}．审议“{line.title}”{draft_called(major=line.major)}{reported}"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
