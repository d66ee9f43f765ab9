"""`shenjue import …`: the preview of a file of the work ledger or of past decisions; with `--yes` and a password it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from workflow.backupfile import Told, stop
from workflow.checkpointfile import refused as refusal_of
from workflow.domain.facts import PastDecision, WorkRecord
from workflow.domain.importing.cells import Unreadable
from workflow.domain.terms import Imported
from workflow.domain.text import Text
from workflow.domain.worklog import MEASURES
from workflow.epochfile import signs
from workflow.output import put
from workflow.services import files, importing
from workflow.services.importing import Preview
from workflow.services.ledger import AccountChanged
from workflow.services.refusals import Forbidden
from workflow.web import context

REFUSED = 1


@click.group("import")
def import_group() -> None:
    """导入以往的台账和决策 — import work ledgers and decisions of earlier years."""


def _command(kind: Imported, name: str, said: str) -> None:
    @import_group.command(name, help=said)
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--yes", is_flag=True, help="预览后写入 — write after the preview")
    @click.option("--leave-out", is_flag=True, help="不导入有问题的行 — leave out rows that cannot be taken")
    @click.option(
        "--by", "login", metavar="LOGIN", help="以此账号写入（党政办公室），密码当面输入 — the account that imports"
    )
    @click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 — language")
    @with_appcontext
    def command(file: Path, yes: bool, leave_out: bool, login: str | None, lang: str) -> None:
        _run(kind, file, yes=yes, leave_out=leave_out, login=login, lang=lang)


def _run(kind: Imported, file: Path, *, yes: bool, leave_out: bool, login: str | None, lang: str) -> None:
    session, settings, today = context.session(), context.settings(), context.today()
    try:
        with file.open("rb") as stream:
            ref = importing.keep(settings.files, file.name, stream, settings.max_upload_mb * 1024 * 1024)
        content = files.open_file(settings.files, ref.digest)
        found = importing.preview(session, kind, ref, content, today, context.calendar())
    except (files.FileRefused, Unreadable) as refused:
        raise stop(refused.reason) from None
    put("\n".join(_lines(found, lang)) + "\n")
    if not yes:
        said = Text("尚未写入；写入请加 --yes。", "Nothing was written; with --yes it is.")
        put(said.say(lang) + "\n")
        raise click.exceptions.Exit(REFUSED if found.bad else 0)
    actor = signs("导入人 imported by", login)
    try:
        numbers = importing.take(
            session,
            kind,
            ref,
            content,
            actor=actor,
            now=context.now(),
            today=today,
            calendar=context.calendar(),
            leave_out=leave_out,
            progress=partial(Told(), Text("正在导入", "importing")),
        )
    except importing.NotImported as refused:
        raise stop(refused.reason) from None
    except Forbidden as forbidden:
        raise stop(next(iter(forbidden.problems.values()))) from None
    except AccountChanged as changed:
        raise refusal_of(changed) from None
    done = Text("已导入{n}条：{first}至{last}。", "{n} imported: {first} to {last}.")
    put(done.fmt(n=len(numbers), first=numbers[0], last=numbers[-1]).say(lang) + "\n")


def _lines(found: Preview, lang: str) -> Iterator[str]:
    head = Text("共{all}行，可以导入{good}行，不能导入{bad}行。", "Rows: {all}; can be taken: {good}; cannot: {bad}.")
    yield head.fmt(all=len(found.rows), good=len(found.good), bad=len(found.bad)).say(lang)
    if found.before:
        said = Text("同一文件导入过（日志第{seq}条）。", "The same file was imported before (entry {seq} of the log).")
        yield said.fmt(seq=found.before[1]).say(lang)
    if found.strange:
        said = Text("以下列名无法识别，不予导入：{heads}", "These columns are not known: {heads}")
        yield said.fmt(heads="、".join(found.strange)).say(lang)
    for row in found.rows:
        mark = "+" if row.good else "-"
        yield f"{mark} {row.line}. {row.title} {_TOLD[found.kind](row.fact, lang) if row.fact else ''}".rstrip()
        yield from (f"    ! {each.say(lang)}" for each in row.problems)
        yield from (f"    * {each.say(lang)}" for each in row.notes)
        if isinstance(row.fact, PastDecision):
            for each in row.fact.findings:
                zh, en = f"{each.detail}（{each.basis}）", f"{each.detail_en} ({each.basis_en})"
                yield f"    * {Text(zh, en).say(lang)}"


def _worked(fact: WorkRecord, lang: str) -> str:
    figures = [
        f"{each.label.say(lang)} {value}"
        for each in MEASURES[fact.kind]
        if (value := getattr(fact, each.key)) is not None
    ]
    return " ".join([fact.on.isoformat(), fact.kind.label.say(lang), fact.unit, *figures])


def _decided(fact: PastDecision, lang: str) -> str:
    return " ".join(filter(None, [fact.on.isoformat(), fact.meeting, fact.document]))


_TOLD: dict[Imported, Callable[[Any, str], str]] = {Imported.WORK: _worked, Imported.DECISIONS: _decided}

_command(Imported.WORK, "work", "工作台账（xlsx、JSON） — the work ledger (xlsx, JSON)")
_command(Imported.DECISIONS, "decisions", "以往决策（xlsx、JSON、卷宗） — past decisions (xlsx, JSON, dossiers)")
