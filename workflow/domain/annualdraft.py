"""What a yearly report begins with: every section the log knows something of, with the figures by their keys.

It says what is recorded and nothing else: what people have to judge (causes, resolutions) is theirs to write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from workflow.domain.annual import whole_year
from workflow.domain.annualtext import PARAGRAPH
from workflow.domain.facts import AnnualSection
from workflow.domain.figures import NOTHING_TO_DECIDE, Figures
from workflow.domain.terms import AnnualContent, WorkKind
from workflow.domain.wording import quoted
from workflow.domain.worklog import MEASURES


class Measures(NamedTuple):
    """A section on measures: its heading, and the kinds of work it tells of."""

    heading: str
    kinds: tuple[WorkKind, ...]


_LED = "强化示范引领作用"
TOLD = (WorkKind.STUDY, WorkKind.PRINCIPAL)
"""The kinds of work that the report tells of by their content, not by their figures alone."""
_MEASURES = (
    Measures("培育法治理念，夯实法治政府建设基础", (WorkKind.TRAINING, WorkKind.EXAM, WorkKind.PUBLICITY)),
    Measures("健全制度，严格合法性审核", (WorkKind.INSTITUTION, WorkKind.DOCUMENT, WorkKind.CONTRACT)),
    Measures("规范行政执法", (WorkKind.ENFORCEMENT,)),
    Measures("深化政务公开，接受社会监督", (WorkKind.OPENNESS, WorkKind.COMPLAINT)),
)
LAWFUL_DECISIONS = "提高依法决策水平"
_WHO = {WorkKind.PRINCIPAL: "党政主要负责人"}
_LONG = 160
"""About how many characters of names are listed before the rest is left out."""
_FEW = 3
"""In how many states at most the matters under way are told one by one a second time."""


@dataclass(frozen=True)
class Material:
    """What a report is drafted of beside the figures: what the ledger's entries of each kind are called and, of those that the
    report tells of by their content, what they say (`told`), the items of the year's catalogue that are not decided yet, those of the next year's; the figures of the year `before`, if anything is known
    of it, and the day `since` which the program is in use.
    """

    work: Mapping[WorkKind, Sequence[str]] = field(default_factory=dict)
    told: Mapping[WorkKind, Sequence[str]] = field(default_factory=dict)
    unfinished: Sequence[str] = ()
    next_year: Sequence[str] = ()
    before: Figures | None = None
    since: dt.date = dt.date.min


def first_draft(figures: Figures, material: Material) -> tuple[AnnualSection, ...]:
    """The sections that follow from the record; the others are there to be written, and empty."""
    said = "\n".join(filter(None, ("{" + PARAGRAPH + "}", _compared(material.before, material.since))))
    decisions = AnnualSection(content=AnnualContent.MEASURES, heading=LAWFUL_DECISIONS, text=said)
    return (
        *_led(figures, material),
        decisions,
        *(section for each in _MEASURES for section in _measures(figures, material, each)),
        AnnualSection(
            content=AnnualContent.PRINCIPALS, text=_lines(_principals(figures), material, WorkKind.PRINCIPAL)
        ),
        AnnualSection(content=AnnualContent.SHORTCOMINGS, text="".join(_shortcomings(figures, material.since))),
        AnnualSection(content=AnnualContent.ARRANGEMENTS, text="".join(_arrangements(figures, material))),
    )


def _compared(before: Figures | None, since: dt.date) -> str:
    """The year before beside this one. What was recorded of it later is no part of the log's figures, and is said to be that."""
    if before is None:
        return ""
    recorded = before.number("past")
    if before.year < since.year:
        said = f"上年（{before.year}年）系统尚未启用，事后补录的重大行政决策{{before.past}}件，其中已公布{{before.past.published}}件；"
        return f"{said}补录不一定完整，不与本年按审计日志统计的数字比较增减。" if recorded else ""
    if not before.number("started") and not before.number("resolutions"):
        return ""
    said = "上年启动决策程序{before.started}件，会议作出决定{before.resolutions}次"
    if before.year == since.year and not whole_year(before.year, since):
        said += f"（系统自{since.month}月{since.day}日启用，只含此后办理的）"
    return said + ("；另有系统启用前作出、事后补录的决策{before.past}件，不在其内。" if recorded else "。")


def _measures(figures: Figures, material: Material, of: Measures) -> Iterator[AnnualSection]:
    """A section on what the ledger tells; none where it tells nothing."""
    said = "".join(_work(figures, kind, material.work.get(kind, ())) for kind in of.kinds)
    if said:
        yield AnnualSection(content=AnnualContent.MEASURES, heading=of.heading, text=said)


def _led(figures: Figures, material: Material) -> Iterator[AnnualSection]:
    """How the leaders set an example: the meetings they held on the rule of law, what they studied."""
    parts: list[str] = []
    if figures.number("work.principal.meetings"):
        titles = _listed(material.work.get(WorkKind.PRINCIPAL, ()))
        named = f"（{titles}）" if titles else ""
        parts.append(f"召开会议研究法治政府建设工作{{work.principal.meetings}}次{named}。")
    parts.append(_work(figures, WorkKind.STUDY, material.work.get(WorkKind.STUDY, ())))
    if said := _lines(parts, material, WorkKind.STUDY):
        yield AnnualSection(content=AnnualContent.MEASURES, heading=_LED, text=said)


def _lines(parts: Iterable[str], material: Material, kind: WorkKind) -> str:
    """Sentences of figures, and below them a line on each thing done that the ledger tells the content of."""
    return "\n".join(filter(None, ("".join(parts), *material.told.get(kind, ()))))


def _work(figures: Figures, kind: WorkKind, titles: Sequence[str]) -> str:
    """A kind of work in a sentence: its figures by their keys, then what the entries are called."""
    if not figures.number(f"work.{kind}"):
        return ""
    parts = [
        f"{measure.label.zh}{{work.{kind}.{measure.key}}}{measure.unit.zh}"
        for measure in MEASURES[kind]
        if figures.number(f"work.{kind}.{measure.key}")
    ]
    counted = "、".join(parts) or f"{kind.label.zh}{{work.{kind}}}项"
    named, who = _listed(titles), _WHO.get(kind, "")
    return f"{who}{counted}（{named}）。" if named else f"{who}{counted}。"


def _listed(titles: Sequence[str]) -> str:
    """Names in a row, the rest left out where they grow long."""
    shown: list[str] = []
    for title in dict.fromkeys(titles):
        if shown and sum(map(len, shown)) + len(title) > _LONG:
            return "、".join(shown) + "等"
        shown.append(title)
    return "、".join(shown)


def _principals(figures: Figures) -> Iterator[str]:
    yield _work(figures, WorkKind.PRINCIPAL, ())
    if figures.number("resolutions") or figures.number("outcome.postponed"):
        said = "提请会议集体讨论重大行政决策{meetings}次，作出决定{resolutions}次"
        said += "、暂缓{outcome.postponed}次" if figures.number("outcome.postponed") else ""
        yield said + ("，如实载明不同意见{dissents}条。" if figures.number("dissents") else "。")
    if figures.number("reported"):
        yield "就重大行政决策向同级党委请示报告{reported}次。"


def _shortcomings(figures: Figures, since: dt.date) -> Iterator[str]:
    if figures.number("catalogue.not_started"):
        yield "年度目录执行不够到位，{catalogue.not_started}项事项尚未启动。"
    if figures.number("published_late"):
        yield "决策公布不够及时，逾期公布{published_late}件。"
    if figures.number("sent_back") or figures.number("returned"):
        yield "送审、上会材料质量有待提高，合法性审查机构退回{returned}次、会前退回{sent_back}次。"
    # what was recorded of a year before the program was in use was bound to be late
    if figures.number("late") and figures.year >= since.year:
        said = "记录不够及时，补录{late}条"
        yield said + ("，最长相隔{late.longest}日。" if figures.of("late.longest") else "。")


def _arrangements(figures: Figures, material: Material) -> Iterator[str]:
    states = figures.rulebook.procedure.track_by_key["main"].states
    under_way = [
        f"{each.name.text.zh}{{state.{each.key}}}件"
        for each in states
        if not each.final and each.key not in {"new", *NOTHING_TO_DECIDE} and figures.number(f"state.{each.key}")
    ]
    # a longer list stands in the part on decisions already
    if len(under_way) > _FEW:
        yield "继续依法办理尚在程序中的重大行政决策事项。"
    elif under_way:
        yield f"继续依法办理尚在程序中的重大行政决策事项（{'、'.join(under_way)}）。"
    if figures.number("published") > figures.number("executed"):
        yield "督促落实已公布决策的执行，本年公布{published}件、执行办结{executed}件。"
    if figures.number("evaluations") > figures.number("evaluation_reports"):
        yield "完成已经组织的决策后评估，本年组织{evaluations}次、形成评估报告{evaluation_reports}份。"
    if material.unfinished:
        yield f"抓紧办理{figures.year}年度目录内尚未作出决定的{_named(material.unfinished)}。"
    if material.next_year:
        yield f"按照已公布的{figures.year + 1}年度重大行政决策事项目录，依法推进{_named(material.next_year)}等事项。"


def _named(titles: Sequence[str]) -> str:
    return "".join(map(quoted, titles))
