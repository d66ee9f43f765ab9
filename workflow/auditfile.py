"""`shenjue audit …`: what an auditor runs. Nothing is written, and only DATABASE_URL is needed."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from workflow.domain.text import Text
from workflow.domain.typed import typed_digest
from workflow.output import put
from workflow.services import annualfiles, auditlog, checkpoints, files, logreading, report, stamping
from workflow.services.decisionrows import NoDecision
from workflow.services.rootcheck import Noted
from workflow.services.soundness import Soundness, examine
from workflow.shell import bad_log, disk_failed, figures_of, reading, say, settings_given, stop

UNSOUND = 1

_LANG = click.option(
    "--lang", type=click.Choice(["zh", "en", "both"]), default="both", show_default=True, help="语言 — language"
)


@click.group("audit")
def audit_group() -> None:
    """核验和导出审计日志 — verify and export the audit log."""


def _root(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    written = typed_digest(value)
    if written is None:
        raise click.BadParameter("树根为64位十六进制数。 A root is 64 hexadecimal digits.")
    return written


@audit_group.command("verify")
@click.option("--size", type=click.IntRange(min=1), metavar="N", help="此前记下的条目数 — entries noted earlier")
@click.option("--root", metavar="HEX", callback=_root, help="此前记下的树根 — root noted earlier, with --size")
@_LANG
def verify_command(size: int | None, root: str | None, lang: str) -> None:
    """重新计算全部条目并核对 — recompute every entry and hold everything against the log.

    给出此前记下的条目数和树根，还能发现末尾被删或者整本重写。 With the size and the root noted on an earlier day, an
    end cut off and a log rewritten as a whole are found too.

    退出码：0 完好，1 发现问题，2 无法读取。 Exit code: 0 sound, 1 problems found, 2 cannot be read.
    """
    if (size is None) != (root is None):
        raise click.UsageError("--size 和 --root 应同时给出。 Give --size and --root together.")
    noted = Noted(size, root) if size and root else None
    with reading() as session:
        found = examine(session, _progress, noted)
    if not found:
        raise stop(Text("数据库中没有审计日志。", "There is no audit log in the database."))
    for soundness in found:
        put("\n".join(lines_of(soundness, lang)) + "\n")
        if noted and not any(fault.kind == "noted" for fault in soundness.faults):
            zh = f"与此前记下的{noted.size}条及其树根一致。"
            put(
                "  "
                + say(Text(zh, f"It agrees with the {noted.size} entries and the root noted earlier."), lang)
                + "\n"
            )
    if not all(soundness.sound for soundness in found):
        raise click.exceptions.Exit(UNSOUND)


def _progress(done: int, total: int) -> None:
    click.echo(f"… {done}/{total}", err=True)


def lines_of(soundness: Soundness, lang: str) -> list[str]:
    """The result of an examination, line by line."""
    count = len(soundness.faults) + soundness.unlisted
    verdict = (
        Text("核验通过：审计日志完好。", "Verified: the audit log is sound.")
        if soundness.sound
        else Text(f"核验未通过：发现{count}处问题。", f"Not verified: {count} problem(s) found.")
    )
    lines = [
        say(verdict, lang),
        f"  {say(Text('日志', 'log'), lang)}: {soundness.origin}",
        f"  {say(Text('条目', 'entries'), lang)}: {soundness.size}",
        f"  {say(Text('树根', 'root'), lang)}: {soundness.root}",
        f"  {say(Text('材料', 'evidence'), lang)}: {soundness.evidence}",
        f"  {say(Text('事项', 'matters'), lang)}: {soundness.decisions}",
    ]
    for fault in soundness.faults:
        where = Text("整体", "whole log") if fault.seq is None else Text(f"第{fault.seq}条", f"entry {fault.seq}")
        lines.append(f"  [{fault.kind}] {say(where, lang)}: {say(fault.said, lang)}")
    if soundness.unlisted:
        rest = Text(f"另有{soundness.unlisted}处问题未列出。", f"{soundness.unlisted} more problem(s) are not listed.")
        lines.append("  " + say(rest, lang))
    return lines


@audit_group.command("export")
@click.argument("file", type=click.File("wb", lazy=True))
def export_command(file: BinaryIO) -> None:
    """导出全部条目，每行一条规范字节 — write every entry to FILE.jsonl (- for standard output), a line each."""
    count = 0
    with reading() as session:
        for body in auditlog.bodies(session):
            file.write(body + b"\n")
            count += 1
    click.echo(f"已导出{count}条。 {count} entries written.", err=True)


@audit_group.command("bundle")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--files", "with_files", is_flag=True, help="附上传的文件 — with the files that were uploaded")
@click.option(
    "--report",
    "years",
    multiple=True,
    type=click.IntRange(2000, 2999),
    help="附该年度报告数字 — with the figures of a year",
)
@click.option(
    "--decision", default="", metavar="NUMBER", help="为该事项的每条日志附存在证明 — with a proof for each entry of it"
)
def bundle_command(directory: Path, decision: str, with_files: bool, years: tuple[int, ...]) -> None:
    """写出可离线核验的导出目录，含核验程序 — write what the offline verifier checks, and the verifier, into a new directory.

    核验：python3 DIRECTORY/offline.py DIRECTORY --trust trust.json（见 docs/verifier.zh-CN.md）。 Verify it with python3
    DIRECTORY/offline.py DIRECTORY --trust trust.json (docs/verifier.md).
    """
    if directory.exists():
        raise stop(
            Text(f"{directory} 已经存在，请另选目录。", f"{directory} is there already; choose another directory.")
        )
    with reading() as session:
        try:
            sealed = {f"{year}-submitted": found for year in years if (found := annualfiles.sealed(session, year))}
            wanted = (("facts", sealed), ("files", with_files), ("reports", years))
            carries = [name for name, asked in wanted if asked]
            stamps = stamping.answers(session)
            carries += ["stamps"] if stamps else []
            reports = {str(year): report.as_data(figures_of(session, year, None)) for year in years} | sealed
            with _whole(directory) as made:
                head = checkpoints.export(session, made, dt.datetime.now(dt.UTC), decision, carries)
                for name, found in reports.items():
                    (made / "reports").mkdir(exist_ok=True)
                    written = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
                    (made / "reports" / f"{name}.json").write_text(written, "utf-8", newline="\n")
                for found in sealed.values():
                    (made / "facts").mkdir(exist_ok=True)
                    for name, content in annualfiles.entered(session, found).items():
                        (made / "facts" / name).write_bytes(content)
                for count, (size, answer) in enumerate(stamps, 1):
                    (made / "stamps").mkdir(exist_ok=True)
                    (made / "stamps" / f"{size:012d}-{count}.tsr").write_bytes(answer)
                missing = files.copy_all(session, settings_given().files, made / "files") if with_files else []
        except checkpoints.NothingToSign:
            raise stop(Text("数据库中没有审计日志。", "There is no audit log in the database.")) from None
        except NoDecision:
            raise stop(Text(f"没有编号为“{decision}”的事项。", f"There is no decision “{decision}”.")) from None
        except checkpoints.DamagedCheckpoint as damaged:
            raise stop(Text(f"{damaged.zh}。", f"{damaged.en}.")) from None
        except logreading.BadLog as bad:
            raise bad_log(bad) from None
        except OSError as error:
            raise stop(disk_failed(error)) from None
    for digest in missing:
        click.echo(f"文件{digest}缺失或者已损坏。 The file {digest} is missing or damaged.", err=True)
    click.echo(f"已导出{head.size}条。 {head.size} entries written.", err=True)


@contextmanager
def _whole(directory: Path) -> Iterator[Path]:
    """A folder that is made beside its place and put there when all of it is written. Raises OSError."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as beside:
        made = Path(beside) / directory.name
        yield made
        # whoever made one there meanwhile keeps it, if there is anything in it
        made.rename(directory)
