"""The report on public participation (公众参与情况报告), written from the record. It is an official paper, in Chinese."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow.domain.dossier import Dossier
from workflow.domain.facts import Opinion, OpinionsHeard
from workflow.domain.terms import Disposition
from workflow.domain.wording import quoted

_ENDS = ("。", "！", "？", "；", "…")


@dataclass(frozen=True)
class Heading:
    """Who reports, on which matter, on which day."""

    unit: str
    matter: str
    on: dt.date


def report(dossier: Dossier, heading: Heading) -> str:
    """The report as plain text, one paragraph a line; personal data has to be masked before."""
    return "\n".join(
        [
            f"{quoted(heading.matter)}公众参与情况报告",
            "一、基本情况",
            *_basics(dossier),
            "二、意见情况",
            *_opinions(dossier),
            "三、采纳情况及理由",
            *_adopted(dossier),
            "四、其他需要说明的情况",
            *(list(_others(dossier)) or ["无。"]),
            heading.unit,
            _day(heading.on),
        ]
    )


def _basics(dossier: Dossier) -> Iterable[str]:
    notice = dossier.notice
    if notice:
        channels = "、".join(each.label.zh for each in notice.channels)
        ways = "、".join(each.label.zh for each in notice.ways)
        yield (
            f"（一）公开征求意见。{_day(notice.starts)}至{_day(notice.ends)}，通过{channels}公布决策草案第{notice.version}版及其说明，"
            f"公众可以通过{ways}等方式提出意见。"
        )
        if notice.shortened_reason.strip():
            yield f"公告说明的缩短期限的理由：{_sentence(notice.shortened_reason)}"
    else:
        yield "（一）公开征求意见。没有发布公开征求意见公告。"
    if dossier.heard:
        yield "（二）以其他方式听取意见。" + "；".join(_occasion(each) for each in dossier.heard) + "。"


def _occasion(heard: OpinionsHeard) -> str:
    people = f"（{heard.people}人参加）" if heard.people is not None else ""
    place = f"在{heard.place}" if heard.place else ""
    audience = "、".join(each.label.zh for each in heard.audience)
    whom = f"：{_flat(heard.whom).rstrip('。；')}" if heard.whom.strip() else ""
    return f"{_day(heard.on)}{place}以{heard.way.label.zh}方式听取{audience}意见{people}{whom}"


def _opinions(dossier: Dossier) -> Iterable[str]:
    opinions = dossier.opinions
    if opinions:
        channels = _counted([each.channel.label.zh for each in opinions])
        repeated = sum(1 for each in opinions if each.answer and each.answer.duplicate_of)
        like = f"，其中重复意见{repeated}条" if repeated else ""
        yield f"公开征求意见期间共收到意见{len(opinions)}条（{channels}）{like}。"
        topics = [each.answer.topic for each in opinions if each.answer and each.answer.topic]
        if topics:
            yield f"经归类整理，涉及{_counted(topics)}。"
    elif dossier.notice:
        yield "公开征求意见期间未收到意见。"
    if dossier.heard:
        yield f"以其他方式听取意见{len(dossier.heard)}次，归纳主要意见{sum(len(each.views) for each in dossier.heard)}条。"


def _adopted(dossier: Dossier) -> Iterable[str]:
    told = [each.answer.disposition for each in dossier.opinions if each.answer]
    told += [view.disposition for each in dossier.heard for view in each.views]
    if told:
        count = Counter(told)
        yield "经研究论证，" + "，".join(f"{each.label.zh}{count[each]}条" for each in Disposition) + "。"
    elif not dossier.opinions:
        yield "没有需要研究处理的意见。"
    yield from (_answered(each) for each in dossier.opinions)
    for heard in dossier.heard:
        for place, view in enumerate(heard.views, start=1):
            yield (
                f"{_day(heard.on)}{heard.way.label.zh}意见{place}：{_sentence(view.text)}"
                f"{view.disposition.label.zh}，理由：{_sentence(view.reason)}"
            )


def _answered(opinion: Opinion) -> str:
    said = f"第{opinion.number}条意见：{_sentence(opinion.text)}"
    answer = opinion.answer
    if answer is None:
        return f"{said}正在研究处理。"
    like = f"（与第{answer.duplicate_of}条意见相同）" if answer.duplicate_of else ""
    reason = f"，理由：{_sentence(answer.reason)}" if answer.reason.strip() else "。"
    return f"{said}{answer.disposition.label.zh}{like}{reason}"


def _others(dossier: Dossier) -> Iterable[str]:
    for place, earlier in enumerate(dossier.earlier_rounds, start=1):
        period = f"{_day(earlier.notice.starts)}至{_day(earlier.notice.ends)}"
        yield (
            f"此前第{place}次公开征求意见（{period}）收到意见{len(earlier.opinions)}条，采纳情况已于{_day(earlier.result.on)}公布；"
            f"重新征求意见的理由：{_sentence(earlier.reopening.reason)}"
        )
    for each in dossier.explanations:
        yield f"{_day(each.on)}通过{each.way.label.zh}方式，就“{each.subject}”向社会公众作了解释说明。"


def _counted(words: Sequence[str]) -> str:
    return "、".join(f"{word}{number}条" for word, number in Counter(words).items())


def _sentence(text: str) -> str:
    flat = _flat(text)
    return flat if flat.endswith(_ENDS) else f"{flat}。"


def _flat(text: str) -> str:
    """Several lines as one paragraph."""
    return "".join(line.strip() for line in text.splitlines())


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
