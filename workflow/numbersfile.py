"""`shenjue numbers YEAR`: the series of document numbers of a year, with what was voided and what is missing. Nothing is written."""

from __future__ import annotations

import click

from workflow.domain.text import Text
from workflow.output import put
from workflow.services.numberregister import Series, register
from workflow.shell import reading

MISSING = 1


@click.command("numbers")
@click.argument("year", type=click.IntRange(1949, 9999))
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 — language")
def numbers_command(year: int, lang: str) -> None:
    """列出一个年度的发文字号、作废号和缺号 — the document numbers of a year, those voided, those missing.

    退出码：0 没有缺号，1 有缺号。 Exit code: 0 nothing missing, 1 something is.
    """
    with reading() as session:
        found = register(session, year)
    none = Text("{year}年度没有机关代字。", "There is no agency code in {year}.").fmt(year=str(year))
    put("\n".join([line.say(lang) for series in found for line in _lines(series)] or [none.say(lang)]) + "\n")
    if any(series.gaps for series in found):
        raise click.exceptions.Exit(MISSING)


def _lines(series: Series) -> list[Text]:
    head = Text(
        "{code}〔{year}〕（{use}）：自{first}号起，已给{count}个，作废{voided}个，下一号{next}",
        "{code}〔{year}〕 ({use}): from {first} on, {count} given, {voided} voided, next {next}",
    )
    gone = [each for each in series.numbers if each.voided]
    values = {"code": series.code.code, "year": str(series.year), "use": series.code.use.label, "next": series.next}
    lines = [head.fmt(**values, first=series.first, count=len(series.numbers), voided=len(gone))]
    if series.gaps:
        missing = "、".join(map(str, series.gaps))
        lines.append(Text("  缺号：{list}", "  missing: {list}").fmt(list=missing))
    for each in series.numbers:
        void = Text("（作废：{why}）", " (voided: {why})").fmt(why=each.voided.reason) if each.voided else Text("", "")
        title = Text("  {number} {title}{matter}{void}", "  {number} {title}{matter}{void}")
        lines.append(
            title.fmt(number=each.number, title=each.title, matter=each.matter and f" [{each.matter}]", void=void)
        )
    return lines
