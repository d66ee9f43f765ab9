"""What the notice of a hearing is called, and how its report begins, from the record, in Chinese."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from workflow.domain.facts import Hearing, HearingParticipant
from workflow.domain.terms import HearingView, ReportItem
from workflow.domain.wording import quoted


def title(draft: str) -> str:
    """What the notice of a hearing on a draft is called."""
    return f"关于召开{quoted(draft)}听证会的公告"


def drafted(item: ReportItem, hearing: Hearing, draft: str) -> str:
    """How a part of the report begins, as far as the record says it."""
    sitting = hearing.sitting
    if sitting is None:
        return ""
    match item:
        case ReportItem.OVERVIEW:
            _, time, place = hearing.when
            openly = "公开" if sitting.held_openly else ""
            return (
                f"{_day(sitting.on)}{time}，在{place}{openly}举行听证会，由{sitting.host}主持。"
                f"听证参加人{len(hearing.participants)}人，到会{len(hearing.present)}人。"
            )
        case ReportItem.MATTER:
            return f"{quoted(draft)}（第{hearing.version}版）。"
        case ReportItem.SELECTION:
            return "".join(part for part in (_sides(hearing), hearing.roll.choosing if hearing.roll else "") if part)
        case ReportItem.VIEWS:
            spoken = [each for each in hearing.present if each.appearance and each.appearance.statement.strip()]
            return "\n".join(_statement(each) for each in spoken)
    return ""


def _sides(hearing: Hearing) -> str:
    count = Counter(each.view for each in hearing.participants)
    sides = "、".join(f"{view.label.zh}{count[view]}人" for view in HearingView if count[view])
    return f"报名{len(hearing.registrations)}人，列入名单{len(hearing.participants)}人（{sides or '无'}）。"


def _statement(each: HearingParticipant) -> str:
    said = each.appearance.statement if each.appearance else ""
    return f"{each.name}（{each.view.label.zh}）：{''.join(line.strip() for line in said.splitlines())}"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
