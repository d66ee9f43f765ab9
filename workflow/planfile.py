"""`shenjue plan FILE|NUMBER`: the steps to come of a dossier, with the earliest lawful day of each.

A file needs no database, no secret key and no web; a decision of this installation is named by its number.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click
from flask.cli import ScriptInfo

from workflow.checkfile import UNREADABLE, bytes_of, day_given, rulebook_for
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.dossier import Dossier
from workflow.domain.dossierfile import Unreadable, read_dossier, vocabulary_flaws
from workflow.domain.planner import trial
from workflow.domain.planning import MOST_DAYS, Wishes
from workflow.output import put
from workflow.papers.check_report import unreadable_data, unreadable_text
from workflow.papers.plan_report import PlanReport, as_data, as_text
from workflow.services.decisionrows import NoDecision, by_number
from workflow.services.dossiers import load
from workflow.web import context

CANNOT_BE_MET = 1


def plan_dossier(
    dossier: Dossier,
    start: dt.date,
    calendar: WorkingCalendar | None = None,
    label: str | None = None,
    wishes: Wishes | None = None,
) -> PlanReport:
    """The plan of a dossier from `start`; beside it the plan under another rulebook or with what is wished.

    Raises Unreadable where the rulebook is not known.
    """
    calendar = calendar or WorkingCalendar()
    own = rulebook_for(dossier, start)
    if flaws := vocabulary_flaws(own, dossier):
        raise Unreadable(flaws)
    other = rulebook_for(dossier, start, label) if label else own
    if flaws := vocabulary_flaws(other, dossier):
        raise Unreadable(flaws)
    found = trial(own, dossier, start, calendar, wishes or Wishes(), other=other)
    return PlanReport(dossier.title, dossier.organ, calendar.version, found.plan, found.wished)


def _found(name: str) -> tuple[Dossier, WorkingCalendar]:
    """The dossier of a file, or of the decision that has this number here."""
    info = click.get_current_context().find_object(ScriptInfo)
    if name == "-" or Path(name).exists() or info is None or name.endswith(".json"):
        return read_dossier(bytes_of(name)), WorkingCalendar()
    with info.load_app().app_context():
        try:
            return load(context.session(), by_number(context.session(), name)), context.calendar()
        except NoDecision:
            raise click.UsageError(
                f"没有这个文件，也没有编号为“{name}”的事项。 There is neither a file nor a decision “{name}”."
            ) from None


@click.command("plan")
@click.argument("name", metavar="FILE|NUMBER")
@click.option("--from", "start", metavar="DATE", callback=day_given, help="起算日（默认今日） — the plan begins on")
@click.option("--profile", "label", metavar="LABEL", help="设想适用的规则 — another rulebook, by its label")
@click.option(
    "--comment-days",
    type=click.IntRange(1, MOST_DAYS),
    metavar="N",
    help="设想的征求意见天数 — another period for opinions, in days",
)
@click.option("--hearing", is_flag=True, help="设想召开听证会 — a hearing added")
@click.option("--json", "for_programs", is_flag=True, help="以 JSON 输出 — as JSON, in both languages")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 — language")
def plan_command(
    name: str,
    start: dt.date,
    label: str | None,
    comment_days: int | None,
    hearing: bool,
    for_programs: bool,
    lang: str,
) -> None:
    """各步骤依法最早可以办理的日期 — the earliest lawful day of each step to come (- for standard input).

    退出码：0 可以按期完成或者没有要求期限，1 不能按期完成，2 文件无法读取。
    Exit code: 0 what was promised can be met, 1 it cannot, 2 the file cannot be read.
    """
    try:
        dossier, calendar = _found(name)
        report = plan_dossier(dossier, start, calendar, label, Wishes(comment_days, hearing))
    except Unreadable as error:
        if for_programs:
            put(json.dumps(unreadable_data(name, error.flaws), ensure_ascii=False, indent=2) + "\n")
        else:
            put(unreadable_text(name, error.flaws) + "\n", error=True)
        raise click.exceptions.Exit(UNREADABLE) from None
    put(json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n" if for_programs else as_text(report, lang))
    raise click.exceptions.Exit(CANNOT_BE_MET if any(each.short for each in report.plan.promises) else 0)
