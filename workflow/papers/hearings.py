"""Papers of a hearing, written from its record: notice, record and report, in Chinese, one paragraph a line."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflow.domain.facts import Hearing, HearingParticipant
from workflow.domain.terms import HearingView, ReportItem
from workflow.domain.wording import quoted

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Heading:
    """Whose paper it is and on what: the organ, the unit, the draft."""

    organ: str
    unit: str
    draft: str


def title(draft: str) -> str:
    """What the notice of a hearing on a draft is called."""
    return f"关于召开{quoted(draft)}听证会的公告"


def notice(hearing: Hearing, heading: Heading) -> str:
    """听证公告."""
    registering = f"自公告之日起至{_day(hearing.register_until)}止，可以在公众页面报名，也可以按下列方式报名。"
    parts = [
        ("听证事项", f"{quoted(heading.draft)}（第{hearing.version}版）。决策草案及其说明随本公告公布。"),
        ("时间和地点", f"{_day(hearing.day)}{hearing.time}，{hearing.place}。听证会公开举行。"),
        ("报名时间和方式", registering),
        (
            "听证参加人名额和遴选办法",
            "\n".join(part for part in (_places(hearing), hearing.seats, hearing.selection) if part),
        ),
        ("联系方式", hearing.contact),
    ]
    lines = [hearing.title or title(heading.draft), *_numbered(parts)]
    return "\n".join([*lines, hearing.organiser or heading.unit, _day(hearing.on)])


def _places(hearing: Hearing) -> str:
    return f"听证参加人{hearing.places}人。" if hearing.places else "报名的公众均可作为听证参加人。"


def record(hearing: Hearing, heading: Heading) -> str:
    """听证笔录; empty before the hearing was held."""
    sitting = hearing.sitting
    if sitting is None:
        return ""
    present = hearing.present
    absent = [each for each in hearing.participants if each.appearance and not each.appearance.present]
    _, time, place = hearing.when
    spoken = [each for each in present if each.appearance and each.appearance.statement.strip()]
    parts = [
        ("承办单位介绍", _by(sitting.presented_by, sitting.presentation)),
        ("听证参加人陈述意见", "\n".join(_statement(each) for each in spoken)),
        ("询问、质证和辩论", sitting.debate),
        ("解释说明", sitting.explained),
        ("主持人对有关事项的处理", sitting.handling),
        ("延期情况", "\n".join(_put_off(hearing))),
        ("听证参加人确认笔录", "\n".join(_signed(each) for each in present)),
    ]
    lines = [
        f"{quoted(heading.draft)}听证笔录",
        f"时间：{_day(sitting.on)}{time}",
        f"地点：{place}",
        f"公开情况：{'公开举行' if sitting.held_openly else '未公开举行'}",
        f"主持人：{sitting.host}{_bracketed(sitting.host_post)}",
        f"记录员：{sitting.recorder}",
        f"到会听证参加人：{_named(present) or '无'}",
        "未到会听证参加人：" + ("；".join(f"{each.name}{_bracketed(_why(each))}" for each in absent) or "无"),
        *_numbered(parts),
        "听证人、记录员签名：" + ("已签名" if sitting.officials_signed else "未签名"),
    ]
    return "\n".join(lines)


def report(hearing: Hearing, heading: Heading) -> str:
    """听证报告 (听证纪要); empty before it was made."""
    if hearing.report is None:
        return ""
    parts = [(item.label.zh, getattr(hearing.report, item.value)) for item in ReportItem]
    lines = [f"{quoted(heading.draft)}听证报告", *_numbered(parts)]
    return "\n".join([*lines, hearing.organiser or heading.unit, _day(hearing.report.on)])


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


def _numbered(parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The parts that hold something, each under its heading."""
    held = [(name, text) for name, text in parts if text.strip()]
    for numeral, (name, text) in zip(NUMERALS, held, strict=False):
        yield f"{numeral}、{name}"
        yield from (line.strip() for line in text.splitlines() if line.strip())


def _by(name: str, text: str) -> str:
    return f"{name}：{text}" if name and text.strip() else text


def _statement(each: HearingParticipant) -> str:
    said = each.appearance.statement if each.appearance else ""
    return f"{each.name}（{each.view.label.zh}）：{''.join(line.strip() for line in said.splitlines())}"


def _signed(each: HearingParticipant) -> str:
    came = each.appearance
    if came and came.record_signed:
        return f"{each.name}：已签字"
    return f"{each.name}：{came.declined if came and came.declined else '未签字'}"


def _put_off(hearing: Hearing) -> Iterator[str]:
    for each in hearing.postponements:
        yield f"{_day(each.on)}公告延期至{_day(each.day)}：{each.reason}"


def _why(each: HearingParticipant) -> str:
    return each.appearance.absence_reason if each.appearance else ""


def _named(people: Iterable[HearingParticipant]) -> str:
    return "、".join(f"{each.name}{_bracketed(each.unit)}" for each in people)


def _bracketed(text: str) -> str:
    return f"（{text}）" if text else ""


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
