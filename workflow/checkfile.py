"""`shenjue check FILE`: the rules asked about the file of a dossier, without a database, a secret key or the web."""

from __future__ import annotations

import datetime as dt
import json
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import check_dossier, setting_of
from workflow.domain.dossier import Dossier
from workflow.domain.dossierfile import MOST_BYTES, Flaw, Unreadable, read_dossier, unknown_word, vocabulary_flaws
from workflow.domain.fieldwords import place_of
from workflow.domain.lawfiles import library
from workflow.domain.rulebook import Rulebook
from workflow.domain.schema import schema
from workflow.domain.text import Text, joined
from workflow.output import put
from workflow.papers.check_report import CheckReport, as_data, as_text, unreadable_data, unreadable_text

PROFILE = "cq-township"
FINDINGS, UNREADABLE = 1, 2
_FILE = Text("文件", "the file")


def schema_text() -> str:
    """The JSON Schema as it is published and printed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def check_bytes(data: bytes, today: dt.date, label: str | None = None) -> CheckReport:
    """Check the bytes of a file as of `today`, by the rulebook of that label or the one the decision was begun under.

    Raises Unreadable where the file is no dossier or the rulebook is not known.
    """
    dossier = read_dossier(data)
    rulebook = rulebook_for(dossier, today, label)
    if flaws := vocabulary_flaws(rulebook, dossier):
        raise Unreadable(flaws)
    calendar = WorkingCalendar()
    found = check_dossier(rulebook, dossier, setting_of(rulebook, today, calendar))
    return CheckReport(dossier.title, dossier.organ, rulebook, today, calendar.version, tuple(found))


def rulebook_for(dossier: Dossier, today: dt.date, label: str | None = None) -> Rulebook:
    """The rulebook of that label, or the one the decision was begun under. Raises Unreadable if there is none."""
    shelf = library()
    kinds = dossier.proposal.kinds if dossier.proposal else ()
    if label is not None:
        if label.partition(":")[0] not in shelf.profiles:
            known = joined([Text(each, each) for each in sorted(shelf.profiles)])
            said = Text("没有规则“{label}”；可用：{known}。", "There is no rulebook “{label}”; there are: {known}.")
            raise Unreadable([Flaw(Text("--profile", "--profile"), said.fmt(label=label, known=known))])
        return _of_kinds(label, kinds)
    if dossier.moves and dossier.moves[-1].after.partition(":")[0] in shelf.profiles:
        return _of_kinds(dossier.moves[-1].after, kinds)
    # a decision is bound to its rulebook from the proposal on
    begun = dossier.proposal or dossier.initiation
    for day in (begun.on if begun else today, today):
        with suppress(KeyError):
            return _of_kinds(shelf.in_force(PROFILE, day).label, kinds)
    since = min(profile.since for profile in shelf.profiles.values() if profile.id == PROFILE)
    said = Text(
        "{today}尚无施行中的规则，最早自{since}起。", "No rulebook was in force on {today}; the first is of {since}."
    )
    raise Unreadable([Flaw(Text("日期", "the day"), said.fmt(today=today, since=since))])


def _of_kinds(label: str, kinds: tuple[str, ...]) -> Rulebook:
    """The rulebook of that label for a matter of these kinds, where the label does not name them itself.

    Raises Unreadable where its profile has no such kind of matter.
    """
    shelf = library()
    profile, _, named = label.partition(":")
    known = {kind.key: kind.name.text for kind in shelf.profiles[profile].kinds}
    asked = tuple(named.split("+")) if named else kinds
    place = Text("--profile", "--profile") if named else None
    flaws = [
        Flaw(place or place_of(["proposal", "kinds", number]).text, unknown_word(kind, known))
        for number, kind in enumerate(asked)
        if kind not in known
    ]
    if flaws:
        raise Unreadable(flaws)
    return shelf.rulebook(f"{profile}:{'+'.join(asked)}" if asked else profile)


def bytes_of(path: str) -> bytes:
    """The bytes of a file, or of standard input. Raises Unreadable, saying why."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        said = Text("没有这个文件。", "There is no such file.")
    except IsADirectoryError:
        said = Text("这是文件夹，请给出其中的卷宗文件。", "This is a folder; name a dossier file in it.")
    except PermissionError:
        said = Text("没有读取的权限。", "It may not be read by you.")
    except OSError as error:
        said = Text("无法打开。", f"It cannot be opened: {error.strerror}.")
    raise Unreadable([Flaw(_FILE, said)])


def day_given(context: click.Context, parameter: click.Parameter, value: str | None) -> dt.date:
    """The day an option names, today if none."""
    if value is None:
        return dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    try:
        return dt.datetime.strptime(unicodedata.normalize("NFKC", value).strip(), "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter("日期写作 2022-12-01。 Write the day as 2022-12-01.") from None


@click.command("check")
@click.argument("file", required=False, type=click.Path(path_type=str))
@click.option("--json", "for_programs", is_flag=True, help="以 JSON 输出 — findings as JSON, in both languages")
@click.option("--schema", "show_schema", is_flag=True, help="输出卷宗格式的 JSON Schema — print the format and stop")
@click.option("--profile", "label", metavar="LABEL", help="规则（默认为提出时施行的规则） — rulebook, by its label")
@click.option(
    "--as-of", "today", metavar="DATE", callback=day_given, help="检查日（默认今日） — day of the check, 2022-12-01"
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 — language")
def check_command(
    file: str | None, for_programs: bool, show_schema: bool, label: str | None, today: dt.date, lang: str
) -> None:
    """按规则检查卷宗文件 — check a dossier's file (- for standard input) by the rules.

    退出码：0 无待处理事项，1 有，2 文件无法读取。 Exit code: 0 nothing found, 1 findings, 2 the file cannot be read.
    """
    if show_schema:
        put(schema_text())
        return
    if file is None:
        raise click.UsageError("请给出卷宗文件。 Name a dossier file.")
    try:
        report = check_bytes(bytes_of(file), today, label)
    except Unreadable as error:
        if for_programs:
            put(json.dumps(unreadable_data(file, error.flaws), ensure_ascii=False, indent=2) + "\n")
        else:
            put(unreadable_text(file, error.flaws) + "\n", error=True)
        raise click.exceptions.Exit(UNREADABLE) from None
    if for_programs:
        put(json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n")
    else:
        put(as_text(report, lang))
    raise click.exceptions.Exit(FINDINGS if report.unmet else 0)
