"""What a yearly report begins with: every section the log knows something of, with the figures by their keys.

It says what is recorded and nothing else: what people have to judge (causes, resolutions) is theirs to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow.domain.annualtext import PARAGRAPH
from workflow.domain.facts import AnnualSection
from workflow.domain.figures import Figures
from workflow.domain.terms import AnnualContent
from workflow.domain.wording import quoted

LAWFUL_DECISIONS = "提高依法决策水平"


@dataclass(frozen=True)
class Outlook:
    """What the catalogues say of the time to come: the items of the year that are not decided yet, those of the next year."""

    unfinished: Sequence[str] = ()
    next_year: Sequence[str] = ()


def first_draft(figures: Figures, outlook: Outlook) -> tuple[AnnualSection, ...]:
    """The sections that follow from the record; the others are there to be written, and empty."""
    sections = [
        AnnualSection(content=AnnualContent.MEASURES, heading=LAWFUL_DECISIONS, text="{" + PARAGRAPH + "}"),
        AnnualSection(content=AnnualContent.PRINCIPALS, text=_joined(_principals(figures))),
        AnnualSection(content=AnnualContent.SHORTCOMINGS, text=_joined(_shortcomings(figures))),
        AnnualSection(content=AnnualContent.ARRANGEMENTS, text=_joined(_arrangements(figures, outlook))),
    ]
    return tuple(sections)


def _principals(figures: Figures) -> Iterator[str]:
    if figures.number("resolutions"):
        said = "重大行政决策坚持集体讨论、行政首长最后发表意见，全年提请会议讨论{meetings}次、作出决定{resolutions}次"
        yield said + ("，如实载明不同意见{dissents}条。" if figures.number("dissents") else "。")
    if figures.number("reported"):
        yield "严格执行重大事项请示报告制度，就重大行政决策向同级党委请示报告{reported}次。"


def _shortcomings(figures: Figures) -> Iterator[str]:
    if figures.number("catalogue.not_started"):
        yield "年度目录执行不够到位，{catalogue.not_started}项事项尚未启动。"
    if figures.number("published_late"):
        yield "决策公布不够及时，逾期公布{published_late}件。"
    if figures.number("sent_back") or figures.number("returned"):
        yield "送审、上会材料质量有待提高，合法性审查机构退回{returned}次、会前退回{sent_back}次。"
    if figures.number("refused"):
        yield "按程序办事的意识还需加强，全年有{refused}次办理操作因不符合规定被系统拒绝。"
    if figures.number("late"):
        said = "记录不够及时，补录{late}条"
        yield said + ("，最长相隔{late.longest}日。" if figures.of("late.longest") else "。")


def _arrangements(figures: Figures, outlook: Outlook) -> Iterator[str]:
    if outlook.unfinished:
        yield f"抓紧办理{figures.year}年度目录内尚未作出决定的{_named(outlook.unfinished)}。"
    if outlook.next_year:
        yield f"按照已公布的{figures.year + 1}年度重大行政决策事项目录，依法推进{_named(outlook.next_year)}等事项。"


def _named(titles: Sequence[str]) -> str:
    return "".join(map(quoted, titles))


def _joined(sentences: Iterable[str]) -> str:
    return "".join(sentences)
