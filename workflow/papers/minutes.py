"""Minutes of a meeting (会议纪要), written from its record. They are an official paper and therefore in Chinese."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workflow.domain.facts import Guest, Meeting, Member
from workflow.domain.terms import Position, Vote
from workflow.domain.wording import draft_called, quoted

_END = "。！？…；"
_DECIDED = re.compile(r"(?:经(?:会议)?(?:研究|讨论|审议)，)?会议(?P<how>决定|同意)[：，]?(?P<what>.*)")
"""How a decision begins that says itself whose it is."""


@dataclass(frozen=True)
class Heading:
    """What stands above the record: the organ, the meeting as people call it, the matter, who kept the record.

    `lead`: the unit that undertakes the matter and reports on it. `before`: what earlier meetings made of it, a line each; `major`: whether the matter is a major administrative decision; of a contract there is a draft, and no decision's.
    """

    organ: str
    kind: str
    matter: str
    recorder: str
    major: bool = True
    before: tuple[str, ...] = ()
    lead: str = ""


def minutes(meeting: Meeting, heading: Heading, outcome: str = "") -> str:
    """The minutes as plain text, one paragraph a line; what is not recorded yet is left out.

    `outcome` is the decision as the profile calls it, such as 通过. Who said what, dissent in its words and written views
    stand in the special record (专项记录): minutes say what the meeting heard, how it was minded and what was decided.
    """
    body = [*_heard(heading), *_discussion(meeting), *_votes(meeting), *_decision(meeting, outcome)]
    return "\n".join([*_head(meeting, heading), *body])


def discussed(meeting: Meeting, kind: str, outcome: str) -> str:
    """The line on an earlier meeting that decided on the matter, and what it decided."""
    number = f"（{meeting.number}）" if meeting.number else ""
    return f"此前讨论：{_day(meeting.on)}{kind}{number}讨论第{meeting.version}版，决定：{_sentence(outcome)}"


def _head(meeting: Meeting, heading: Heading) -> Iterable[str]:
    present = [member for member in meeting.members if member.present]
    absent = [member for member in meeting.members if member.present is False]
    yield f"{heading.organ}{heading.kind}纪要"
    if meeting.number:
        yield f"（{meeting.number}）"
    yield f"时间：{_day(meeting.on)}"
    if meeting.place:
        yield f"地点：{meeting.place}"
    if meeting.chair:
        yield f"主持：{meeting.chair}"
    yield f"应到{len(meeting.members)}人，实到{len(present)}人"
    yield "出席：" + ("、".join(map(_named, present)) or "（未记录）")
    yield "缺席：" + ("；".join(f"{_named(each)}，{each.absence_reason}" for each in absent) or "无")
    recused = [member for member in present if member.recusal.strip()]
    if recused:
        yield "回避本议题：" + "；".join(f"{_named(each)}，{each.recusal}" for each in recused)
    changed = [
        f"{_named(each)}，原记{was.said.zh}，改记{now.said.zh}，理由：{_flat(now.anew)}"
        for each in meeting.members
        for was, now in each.attendance_anew
    ]
    if changed:
        yield "到会情况更改：" + "；".join(changed)
    if meeting.guests:
        yield "列席：" + "、".join(map(_sitting_in, meeting.guests))
    if heading.recorder:
        yield f"记录：{heading.recorder}"
    yield f"议题{_place(meeting)}：审议“{heading.matter}”{draft_called(major=heading.major)}（第{meeting.version}版）"
    yield from heading.before
    if meeting.agenda.strip():
        yield f"议程：{_flat(meeting.agenda)}"


def _heard(heading: Heading) -> Iterable[str]:
    if heading.lead:
        yield f"会议听取了{heading.lead}关于{quoted(heading.matter)}的汇报。"


def _discussion(meeting: Meeting) -> Iterable[str]:
    spoken = [(each.statement, each) for each in meeting.members if each.statement]
    if not spoken:
        return
    count = Counter(Position.of(statement.position) for statement, _ in spoken)
    minded = "，".join(f"{each.label.zh}{count[each]}人" for each in Position if count[each])
    last = max(spoken, key=lambda pair: pair[0].order)[1]
    chief = f"，行政首长{last.name}最后发表意见" if last.chief else ""
    yield f"会议组成人员{len(spoken)}人发表意见{chief}。其中，{minded}。"
    if any(member.present is False and member.view.strip() for member in meeting.members):
        yield "缺席人员的书面意见不计入表决，载入会议专项记录。"


def _votes(meeting: Meeting) -> Iterable[str]:
    voted = [member for member in meeting.members if member.present and member.vote]
    if not voted:
        return
    count = Counter(member.vote for member in voted)
    present = sum(1 for member in meeting.members if member.present)
    recused = sum(1 for member in meeting.members if member.present and member.recusal.strip())
    apart = f"，回避{recused}人" if recused else ""
    dissent = any(member.present and member.dissent.strip() for member in meeting.members)
    yield (
        f"会议进行表决：实到{present}人{apart}，"
        + "，".join(f"{vote.label.zh}{count[vote]}人" for vote in Vote)
        + f"。{'不同意见已如实载入会议专项记录。' if dissent else ''}"
    )


def _decision(meeting: Meeting, outcome: str) -> Iterable[str]:
    resolution = meeting.resolution
    if resolution is None or not (outcome or resolution.text.strip()):
        return
    lines = [line.strip() for line in resolution.text.splitlines() if line.strip()]
    said = _DECIDED.search(lines[0]) if lines else None
    if outcome and not (said and (said["how"] == "同意" or said["what"].startswith(outcome))):
        # the outcome stands first, and what was typed of it follows: nothing is decided twice
        rest = said["what"] if said and not said.start() else lines[0] if lines else ""
        lines[:1] = [f"会议决定：{_sentence(outcome)}{rest}"]
    yield from lines
    if resolution.majority_reason.strip():
        yield f"上述决定与会议组成人员多数人的意见不一致，行政首长在会上说明的理由：{_flat(resolution.majority_reason)}"


def _place(meeting: Meeting) -> str:
    """The place on the agenda; a meeting of one item numbers none."""
    return f"{meeting.item}" if meeting.item > 1 else ""


def _sitting_in(guest: Guest) -> str:
    post = f"{guest.unit}{guest.post}" + (f"，代{guest.stands_in_for}参加" if guest.stands_in_for else "")
    return f"{guest.name}（{post.removeprefix('，')}）" if post else guest.name


def _named(member: Member) -> str:
    return f"{member.name}（{member.post}）" if member.post else member.name


def _sentence(text: str) -> str:
    return text if text.endswith(tuple(_END)) else f"{text}。"


def _flat(text: str) -> str:
    """Several lines as one paragraph."""
    return "".join(line.strip() for line in text.splitlines())


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
