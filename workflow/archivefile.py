"""`shenjue archive NUMBER --to FILE`: the package of a decision for the archives, checked, whole or not there."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import click
from flask.cli import with_appcontext

from workflow.backupfile import Told
from workflow.domain.text import Text
from workflow.output import put
from workflow.papers.official.problems import BadTemplate
from workflow.papers.package_report import as_data, as_text
from workflow.services.decisionrows import NoDecision
from workflow.services.packagecontents import NotPackaged
from workflow.services.packages import Packed, pack
from workflow.services.papers import House
from workflow.services.wholefile import whole
from workflow.shell import disk_failed, say, stop
from workflow.verifyfile import LANG
from workflow.web import context

FOUND = 1


class _Kept(Exception):
    """Something was found, and nobody said that the package is wanted all the same: nothing is left."""


@click.command("archive")
@click.argument("number")
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="写入的文件 — the file, a zip",
)
@click.option("--at", "seq", type=click.IntRange(min=0), metavar="N", help="截至第N条日志（默认最新） — as of entry N")
@click.option(
    "--with-findings", is_flag=True, help="有问题也制作，写明在检测报告中 — made with what was found in its report"
)
@click.option("--json", "for_programs", is_flag=True, help="检测报告以 JSON 输出 — the report as JSON")
@LANG
@with_appcontext
def archive_command(
    number: str, target: Path, seq: int | None, with_findings: bool, for_programs: bool, lang: str
) -> None:
    """把已归档决策 NUMBER 的全部材料制作为档案包（BagIt）— the package of an archived decision for the archives.

    先作“四性”检测；有问题的不写入文件，除非给出 --with-findings。 The four qualities are checked first; where something is
    found no file is written, unless --with-findings says so.

    退出码：0 检测通过，1 有问题（没有 --with-findings 的不写入），2 不能制作。 Exit code: 0 every check holds, 1 something was
    found, 2 it cannot be made.
    """
    if target.exists():
        raise stop(Text(f"{target} 已经存在，请另取文件名。", f"{target} is there already: choose another name."))
    settings = context.settings()
    house = House(settings.papers_dir, settings.fonts_dir, settings.address)
    try:
        with suppress(_Kept), whole(target.resolve()) as file:
            made = pack(context.session(), number, file, settings.files, house, seq=seq, progress=Told())
            if made.report.problems and not with_findings:
                raise _Kept
    except NoDecision:
        raise stop(Text(f"没有编号为“{number}”的事项。", f"There is no decision “{number}”.")) from None
    except NotPackaged as refused:
        raise stop(refused.reason) from None
    except BadTemplate as bad:
        raise stop(Text(f"文书模板有误：{bad.said.zh}。", f"A template of papers is wrong: {bad.said.en}.")) from None
    except OSError as error:
        raise stop(disk_failed(error)) from None
    _tell(made, target, lang, for_programs)


def _tell(made: Packed, target: Path, lang: str, for_programs: bool) -> None:
    if for_programs:
        data = as_data(made.report) | {"sha256": made.digest, "size": made.size, "written": target.exists()}
        put(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        put("\n".join(as_text(made.report, each) for each in (["zh", "en"] if lang == "both" else [lang])))
    if target.exists() and not for_programs:
        written = Text(f"已写入 {target}（{made.size}字节）。", f"Written to {target} ({made.size} bytes).")
        put(f"{say(written, lang)}\nSHA-256 {made.digest}\n")
    elif not target.exists():
        kept = Text(
            "有问题，没有写入文件；仍要制作的，加 --with-findings。",
            "Something was found: nothing was written. To have it all the same, add --with-findings.",
        )
        click.echo(say(kept, lang), err=True)
    if made.report.problems:
        raise click.exceptions.Exit(FOUND)
