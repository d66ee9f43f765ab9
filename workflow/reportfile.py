"""`shenjue report …`: the figures of a year and the yearly report as a file. Nothing is written to the database."""

from __future__ import annotations

import datetime as dt
import json
import os
import unicodedata
from pathlib import Path
from typing import get_args

import click

from workflow.domain.figures import OutsideYear
from workflow.domain.text import Text
from workflow.output import put
from workflow.papers.official.fonts import MissingGlyphs
from workflow.papers.official.problems import BadTemplate
from workflow.services import annual, annualfiles, logreading, report
from workflow.services.papers import House
from workflow.services.unit import Session
from workflow.services.wholefile import whole
from workflow.shell import bad_log, figures_of, outside_year, reading, say, settings_given, stop, today_of


@click.group("report")
def report_group() -> None:
    """年度法治政府建设情况报告 — the yearly report on building a law-based government."""


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(unicodedata.normalize("NFKC", value).strip())
    except ValueError:
        raise click.BadParameter("日期写作 2022-12-01。 Write the day as 2022-12-01.") from None


_AS_OF = click.option(
    "--as-of", metavar="DATE", callback=_day, help="截止日（默认年末） — last day counted, 2022-12-01"
)


@report_group.command("figures")
@click.argument("year", type=click.IntRange(2000, 2999))
@_AS_OF
@click.option("--json", "for_programs", is_flag=True, help="以 JSON 输出 — the figures as JSON, with their entries")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 — language")
def figures_command(year: int, as_of: dt.date | None, for_programs: bool, lang: str) -> None:
    """按审计日志生成年度报告段落和数字 — the paragraph and figures of a year, from the log alone."""
    with reading() as session:
        found = figures_of(session, year, as_of)
    if for_programs:
        put(json.dumps(report.as_data(found), ensure_ascii=False, indent=2) + "\n")
    else:
        put("\n".join(report_lines(found, lang)) + "\n")


@report_group.command("annual")
@click.option("--year", type=click.IntRange(2000, 2999), required=True, help="年度 — the year")
@_AS_OF
@click.option(
    "--format",
    "kind",
    type=click.Choice(get_args(annualfiles.Kind)),
    default="docx",
    show_default=True,
    help="格式 — format",
)
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="写入的文件 — the file to write")
def annual_command(year: int, as_of: dt.date | None, kind: annualfiles.Kind, target: Path | None) -> None:
    """生成年度报告文件 — the yearly report as a file: the text that was kept, or what the log drafts."""
    target = target or Path(f"report-{year}.{kind}")
    if target.exists() and not target.is_file():
        raise stop(Text(f"{target} 不是普通文件，请另选。", f"{target} is no ordinary file: choose another."))
    _progress("正在读取日志", "reading the log")
    with reading() as session:
        try:
            content = _content(session, year, as_of, kind)
        except BadTemplate as error:
            raise stop(Text(f"模板有误：{error.said.zh}。", f"A template is wrong: {error.said.en}.")) from None
        except MissingGlyphs as error:
            raise stop(
                Text(f"字体中没有这些字：{error.characters}。", f"No font has these characters: {error.characters}.")
            ) from None
        except logreading.BadLog as bad:
            raise bad_log(bad) from None
        except OutsideYear:
            raise outside_year() from None
    try:
        with whole(target.resolve(), mode=0o644) as file:
            file.write(content)
    except OSError as error:
        said = Text(f"不能写入 {target}：{error.strerror}。", f"{target} cannot be written: {error.strerror}.")
        raise stop(said) from None
    _progress(f"已写入 {target}（{len(content)}字节）", f"{target} written ({len(content)} bytes)")


def _content(session: Session, year: int, as_of: dt.date | None, kind: annualfiles.Kind) -> bytes:
    """The version that was kept, or, up to another day, what its text says with the figures of that day. Raises OutsideYear."""
    found, today = annual.annual(session, year), today_of(session)
    if year > today.year:
        raise OutsideYear(f"{year}")
    kept = found if found and as_of in (None, found.text.until) else None
    if kept and kind in ("pdf", "docx", "html"):
        return annualfiles.kept_paper(session, kept, kind, _house())
    log = logreading.read_log(session, kept.size if kept else 0, _read)
    _progress(f"已读取{log.size}条，正在生成文件", f"{log.size} entries read, making the file")
    text = found.text if found else annual.begun(session, log, year, today, as_of)
    if found and as_of and not kept:
        text = text.model_copy(update={"until": as_of, "size": 0})
    return annualfiles.made(session, found, annual.composed(log, text), kind, _house())


def _house() -> House:
    settings = settings_given()
    return House(settings.papers_dir, settings.fonts_dir, os.environ.get("SHENJUE_PUBLIC_URL", ""), _read)


def _read(done: int, of: int) -> None:
    _progress(f"已读取{done}/{of}条", f"{done} of {of} entries read")


def _progress(zh: str, en: str) -> None:
    click.echo(say(Text(f"{zh} …", f"{en} …"), "both"), err=True)


def report_lines(found: report.Report, lang: str) -> list[str]:
    """The report as lines of plain text."""
    lines = [found.paragraph.say(lang)]
    for name, figures in found.groups:
        lines += ["", name.say(lang)]
        lines += [
            f"  {'    ' if each.part else ''}{each.label.say(lang)}: {each.value} {each.unit.say(lang)}".rstrip()
            for each in figures
        ]
    lines.append("")
    lines += [
        say(Text(f"核对不符：{each.label.zh}（{each.first}≠{each.second}）", f"Does not agree: {each.label.en}"), lang)
        for each in found.figures.checks
        if not each.holds
    ]
    source = Text(
        "依据审计日志{size}条计算，截至{day}，树根 {root}",
        "Computed from {size} entries of the log, as of {day}, root {root}",
    )
    lines.append(source.fmt(size=found.size, day=found.figures.as_of, root=found.root).say(lang))
    return [*lines, *_signed_lines(found, lang)]


def _signed_lines(found: report.Report, lang: str) -> list[str]:
    """The checkpoint that vouches for the entries behind the figures, as signed."""
    if found.point is None:
        return [Text("审计日志尚未签署", "The log has not been signed yet").say(lang)]
    covered = Text("日志检查点（{size}条）", "Checkpoint of the log ({size} entries)").fmt(size=found.point.size)
    left = Text("，另有{n}条依据尚未签署", "; {n} of the entries behind the figures are not signed yet")
    said = covered.say(lang) + (left.fmt(n=found.unsigned).say(lang) if found.unsigned else "")
    return ["", said, *(f"  {line}" for line in found.point.note.encode().splitlines())]
