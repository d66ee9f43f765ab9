"""`shenjue law`: what the law files say, without a database, a secret key or the web."""

from __future__ import annotations

import json

import click

from workflow.domain.coverage import Known, coverage_of, coverage_problems, summary
from workflow.domain.guardwords import guards_in_words
from workflow.domain.lawfiles import LawFilesError, library
from workflow.domain.lawproblems import unknown
from workflow.domain.text import Text
from workflow.output import put
from workflow.papers.coverage_report import as_data, as_text
from workflow.papers.guard_report import in_full, listed

OPEN, WRONG = 1, 2


@click.group("law")
def law_group() -> None:
    """法律法规在系统中的落实 — how the law stands in the system."""


@law_group.command("check")
def check_command() -> None:
    """一次列出法律文件中的全部问题 — everything that is wrong in the law files, with file and key.

    退出码：0 没有问题，2 有问题。 Exit code: 0 nothing wrong, 2 something is.
    """
    try:
        shelf = library()
    except LawFilesError as error:
        put("\n".join(str(problem) for problem in error.problems) + "\n", error=True)
        raise click.exceptions.Exit(WRONG) from None
    for label, profile in sorted(shelf.profiles.items()):
        rules = len(shelf.rulebook(label).rules)
        put(f"{label}: {profile.name.zh} {profile.name.en}, {profile.since}: {rules}\n")


@law_group.command("guards")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 — language")
def guards_command(names: tuple[str, ...], lang: str) -> None:
    """列出判断函数及其参数；写明名称的，给出可以照抄的规则 — the guards with their parameters; of one named, a rule to copy."""
    found = {each.name: each for each in guards_in_words(library())}
    for name in names:
        if name not in found:
            asked = unknown(Text("判断函数", "guard"), name, found, Text("", ""))
            raise click.UsageError(f"{asked.zh} {asked.en}")
    if names:
        put("\n".join(in_full(found[name], lang) for name in names))
    else:
        put(listed(tuple(found.values()), lang))


@law_group.command("coverage")
@click.argument("instruments", nargs=-1, metavar="[INSTRUMENT]...")
@click.option("--json", "for_programs", is_flag=True, help="以 JSON 输出 — as JSON, in both languages")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 — language")
def coverage_command(instruments: tuple[str, ...], for_programs: bool, lang: str) -> None:
    """逐条逐款列明由什么承载 — every article and paragraph with what carries it.

    退出码：0 全部覆盖，1 有未覆盖的条款，2 覆盖文件有误。 Exit code: 0 all covered, 1 some open, 2 the files are wrong.
    """
    shelf = library()
    for name in instruments:
        if name not in shelf.coverages:
            listed = "、".join(sorted(shelf.coverages))
            raise click.UsageError(
                f"没有“{name}”的覆盖文件；可用：{listed}。 No coverage of {name}; there is: {listed}."
            )
    known = Known.of(shelf)
    chosen = [shelf.coverages[name] for name in instruments or sorted(shelf.coverages)]
    wrong = [
        f"coverage/{each.instrument}.toml: {key}: {message}"
        for each in chosen
        for key, message in coverage_problems(each, shelf.instruments[each.instrument], known)
    ]
    if wrong:
        put("\n".join(wrong) + "\n", error=True)
        raise click.exceptions.Exit(WRONG)
    found = [(shelf.instruments[each.instrument], coverage_of(each, known)) for each in chosen]
    if for_programs:
        put(json.dumps([as_data(*each) for each in found], ensure_ascii=False, indent=2) + "\n")
    else:
        put("\n".join(as_text(*each, lang) for each in found))
    raise click.exceptions.Exit(OPEN if any(summary(covered)[3] for _, covered in found) else 0)
