"""The plan of a matter: as a page of plain text for people, as plain data for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflow.domain.calendar import calendar_called
from workflow.domain.guards.participation import CONVENTION_NAMES
from workflow.domain.milestones import Milestone
from workflow.domain.planner import Schedule
from workflow.domain.text import Text
from workflow.papers.plaintext import entry, plain, width, wrapped

_UNKNOWN = Text("不能确定", "not known")
_NONE = Text("无此步骤", "no such step")


@dataclass(frozen=True)
class PlanReport:
    """A matter with its plan, the calendar it was counted by, and the plan as wished, if anything was."""

    title: str
    organ: str
    calendar: str
    plan: Schedule
    wished: Schedule | None = None


def day_text(step: Milestone | None) -> Text:
    """The day of a step, or that it is not known, or that there is no such step."""
    if step is None:
        return _NONE
    if step.day is None:
        return _UNKNOWN
    said = Text("{day}（非工作日）", "{day} (not a working day)") if step.day_off else Text("{day}", "{day}")
    return said.fmt(day=step.day.isoformat())


def comparison(plan: Schedule, wished: Schedule) -> list[tuple[Text, Milestone | None, Milestone | None]]:
    """Two plans side by side: every step of either, in the order of the way."""
    names = {each.key: each.name for each in plan.milestones}
    order = [each.key for each in wished.milestones]
    order += [key for key in names if key not in order]
    names |= {each.key: each.name for each in wished.milestones}
    return [(names[key], plan.step(key), wished.step(key)) for key in order]


def as_text(report: PlanReport, lang: str) -> str:
    """The plan for people."""
    head = [
        (Text("事项", "Matter"), Text(report.title, report.title)),
        (Text("机关", "Organ"), Text(report.organ, report.organ)),
        (Text("日历", "Calendar"), calendar_called(report.calendar)),
    ]
    lines = [Text("办理计划", "Plan").say(lang), ""]
    lines += [line for label, value in head if value.say(lang) for line in entry(label, value, lang, 0)]
    lines += ["", *_schedule(report.plan, lang)]
    if report.wished:
        lines += ["", *wrapped(Text("按设想", "As wished").say(lang), 0), "", *_schedule(report.wished, lang)]
        lines += ["", Text("对照", "Side by side").say(lang), "", *_compared(report.plan, report.wished, lang)]
    return "\n".join(lines) + "\n"


def _schedule(plan: Schedule, lang: str) -> Iterator[str]:
    profile = plan.rulebook.profile
    yield from entry(Text("规则", "Rules"), plan.rulebook.title, lang, 0)
    yield from entry(Text("起算日", "From"), Text(plan.start.isoformat(), plan.start.isoformat()), lang, 0)
    yield from entry(Text("计日", "Counting"), CONVENTION_NAMES[profile.convention], lang, 0)
    yield ""
    for said in (plan.ended, *(each.said for each in plan.promises), *plan.notes):
        if said:
            yield from wrapped(said.say(lang), 0)
    if plan.path:
        names = [each.name.say(lang) for each in plan.path]
        yield from wrapped(Text("关键路径：", "Critical path: ").say(lang) + " → ".join(names), 0)
    for each in plan.milestones:
        yield ""
        yield from _step(each, lang)


def _step(step: Milestone, lang: str) -> Iterator[str]:
    mark = (
        Text("〔已办〕", " [done]")
        if step.done
        else Text("〔关键路径〕", " [critical]")
        if step.critical
        else Text("", "")
    )
    yield from wrapped(f"{day_text(step).say(lang)}  {step.name.say(lang)}{mark.say(lang)}", 3)
    yield from entry(Text("理由", "Why"), step.reason, lang, 3)
    if step.latest and step.latest_reason:
        latest = Text("{day}（{said}）", "{day} ({said})").fmt(day=step.latest, said=step.latest_reason)
        yield from entry(Text("最迟", "Latest"), latest, lang, 3)
    elif step.latest_reason:
        yield from entry(Text("最迟", "Latest"), step.latest_reason, lang, 3)
    for place, article in enumerate(step.articles):
        yield from entry(Text("依据", "Basis") if place == 0 else Text("", ""), article, lang, 3)


def _compared(plan: Schedule, wished: Schedule, lang: str) -> Iterator[str]:
    rows = [
        (plain(name.say(lang)), day_text(before).say(lang), day_text(after).say(lang))
        for name, before, after in comparison(plan, wished)
    ]
    head = tuple(each.say(lang) for each in (Text("步骤", "Step"), Text("现行", "As it is"), Text("设想", "As wished")))
    rooms = [max(width(row[place]) for row in [head, *rows]) for place in range(3)]
    for row in [head, *rows]:
        yield "  ".join(cell + " " * (room - width(cell)) for cell, room in zip(row, rooms, strict=True)).rstrip()


def as_data(report: PlanReport) -> dict[str, Any]:
    """The plan for programs, every sentence in both languages."""
    return {
        "title": report.title,
        "organ": report.organ,
        "calendar": report.calendar,
        "plan": _plan_data(report.plan),
        "wished": _plan_data(report.wished) if report.wished else None,
    }


def _plan_data(plan: Schedule) -> dict[str, Any]:
    return {
        "rulebook": plan.rulebook.label,
        "from": plan.start.isoformat(),
        "wishes": {"comment_days": plan.wishes.comment_days, "hearing": plan.wishes.hearing},
        "ended": _said(plan.ended),
        "promises": [
            {
                "source": each.source._asdict(),
                "due": each.due.isoformat(),
                "earliest": _iso(each.earliest),
                "short": each.short if each.earliest else None,
                "working_days": each.working_days,
            }
            for each in plan.promises
        ],
        "notes": [each._asdict() for each in plan.notes],
        "steps": [
            {
                "key": each.key,
                "name": each.name._asdict(),
                "day": _iso(each.day),
                "day_off": each.day_off,
                "done": each.done,
                "critical": each.critical,
                "after": list(each.decisive),
                "reason": each.reason._asdict(),
                "articles": [article._asdict() for article in each.articles],
                "latest": _iso(each.latest),
                "latest_reason": _said(each.latest_reason),
            }
            for each in plan.milestones
        ],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _said(text: Text | None) -> dict[str, str] | None:
    return text._asdict() if text else None
