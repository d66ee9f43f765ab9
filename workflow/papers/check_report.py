"""The report on a checked dossier: as a page of plain text for people, as plain data for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from workflow.domain.calendar import calendar_called
from workflow.domain.checking import Finding
from workflow.domain.dossierfile import Flaw
from workflow.domain.guards.participation import CONVENTION_NAMES
from workflow.domain.lawparts import KIND_NAMES, Kind
from workflow.domain.rulebook import Rulebook
from workflow.domain.text import Text, day_words
from workflow.papers.plaintext import entry, plain, wrapped


@dataclass(frozen=True)
class CheckReport:
    """What was checked, by which rulebook, as of which day, and what was found."""

    title: str
    organ: str
    rulebook: Rulebook
    as_of: dt.date
    calendar: str
    findings: tuple[Finding, ...]

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """The findings that stand: those a recorded reason excuses are left out."""
        return tuple(each for each in self.findings if not each.excused)


def as_data(report: CheckReport) -> list[dict[str, Any]]:
    """The findings for programs, every sentence in both languages."""
    stages = {stage.key: stage.name.text for stage in report.rulebook.procedure.stages}
    return [
        {
            "rule": each.rule_id,
            "articles": [article._asdict() for article in each.articles],
            "kind": {"key": each.kind.value, **KIND_NAMES[each.kind]._asdict()},
            "stage": {"key": each.stage, **stages.get(each.stage, Text(each.stage, each.stage))._asdict()},
            "demand": each.demand._asdict(),
            "detail": each.detail._asdict(),
            "remedy": each.remedy._asdict(),
            "excused": each.excused,
        }
        for each in report.findings
    ]


def as_text(report: CheckReport, lang: str) -> str:
    """The report for people."""
    profile = report.rulebook.profile
    head = [
        (Text("事项", "Matter"), Text(report.title, report.title)),
        (Text("机关", "Organ"), Text(report.organ, report.organ)),
        (
            Text("规则", "Rules"),
            Text("{name}（{label}，{since}起施行）", "{name} ({label}, since {since})").fmt(
                name=profile.name.text, label=report.rulebook.label, since=profile.since
            ),
        ),
        (Text("检查日", "As of"), day_words(report.as_of)),
        (Text("计日", "Counting"), CONVENTION_NAMES[profile.convention]),
        (Text("日历", "Calendar"), calendar_called(report.calendar)),
    ]
    lines = [Text("卷宗检查", "Check of a dossier").say(lang), ""]
    lines += [line for label, value in head if value.say(lang) for line in entry(label, value, lang, 0)]
    lines += ["", *wrapped(_summary(report).say(lang), 0), ""]
    for number, each in enumerate(report.findings, start=1):
        lines += [*_finding(report.rulebook, number, each, lang), ""]
    return "\n".join(lines)


def _summary(report: CheckReport) -> Text:
    if not report.findings:
        return Text("未发现不符合规则之处。", "Nothing was found that does not conform to the rules.")
    unmet, excused = report.unmet, len(report.findings) - len(report.unmet)
    counts = [(kind, sum(each.kind is kind for each in unmet)) for kind in Kind]
    words = [
        Text("{kind}{count}项", "{kind}: {count}").fmt(kind=KIND_NAMES[kind], count=count)
        for kind, count in counts
        if count
    ]
    said = Text("、".join(each.zh for each in words), "; ".join(each.en for each in words))
    first = (
        Text("共有{count}项待处理：{said}。", "{count} to be dealt with. {said}.").fmt(count=len(unmet), said=said)
        if unmet
        else Text("没有待处理的事项。", "Nothing to be dealt with.")
    )
    if not excused:
        return first
    tail = Text("另有{count}项已说明理由。", " {count} more with a reason on record.").fmt(count=excused)
    return Text(first.zh + tail.zh, first.en + tail.en)


def _finding(rulebook: Rulebook, number: int, each: Finding, lang: str) -> Iterator[str]:
    stages = {stage.key: stage.name.text for stage in rulebook.procedure.stages}
    stage = stages.get(each.stage, Text(each.stage, each.stage))
    kind = Text("已说明理由", "Reason on record") if each.excused else KIND_NAMES[each.kind]
    head = Text("{number}. 〔{stage}〕{kind}", "{number}. [{stage}] {kind}")
    yield from wrapped(head.fmt(number=number, stage=stage, kind=kind).say(lang), 0)
    bindings = {citation.text: citation.binding for rule in rulebook.rules for citation in rule.citations}
    basis = Text("依据", "Basis")
    for place, article in enumerate(each.articles):
        binding = bindings.get(article)
        cited = Text(f"{article.zh}（{binding.zh}）", f"{article.en} ({binding.en})") if binding else article
        yield from entry(basis if place == 0 else Text("", ""), cited, lang, 3)
    yield from entry(Text("要求", "Demand"), each.demand, lang, 3)
    yield from entry(Text("情况", "Found"), each.detail, lang, 3)
    if not each.excused:
        yield from entry(Text("处理", "Remedy"), each.remedy, lang, 3)


def unreadable_text(name: str, flaws: Iterable[Flaw], most: int = 20) -> str:
    """What is said of a file that cannot be read, in both languages."""
    flaws = list(flaws)
    lines = [f"无法读取 cannot read: {plain(name)}"]
    for flaw in flaws[:most]:
        lines += wrapped(f"- {flaw.place.zh}：{flaw.text.zh}", 2)
        lines += wrapped(f"  {flaw.place.en}: {flaw.text.en}", 2)
    if len(flaws) > most:
        rest = len(flaws) - most
        lines.append(f"- 另有{rest}处。 And {rest} more.")
    return "\n".join(lines)


def unreadable_data(name: str, flaws: Iterable[Flaw]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "unreadable": name,
        "flaws": [{"place": flaw.place._asdict(), "text": flaw.text._asdict()} for flaw in flaws],
    }
