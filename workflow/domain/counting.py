"""Counting the year's figures on lawful decisions from the entries of the trail, and from nothing else.

An entry counts for the day on which what it tells of happened (its effective date, in Asia/Shanghai); where none was
given, as with a refusal, for the day of entry. Every figure names the entries it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from workflow.domain.figures import (
    ENTRIES,
    MATTERS,
    OPINIONS,
    PAPERS,
    PEOPLE,
    TIMES,
    WORKING_DAYS,
    Check,
    Figure,
    Figures,
    OutsideYear,
)
from workflow.domain.reading import day_of, delay, refusing_rule
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Category, Disposition, PartyReportKind
from workflow.domain.text import Text

Fields = Mapping[str, str]


def count(entries: Iterable[Fields], year: int, rulebook: Rulebook, as_of: dt.date | None = None) -> Figures:
    """Count the year from the decoded entries of a log, in their order. Raises OutsideYear.

    `as_of` is the last day counted, by default the last of the year; later entries about earlier days do count.
    """
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    as_of = as_of or last
    if not first <= as_of <= last:
        raise OutsideYear(as_of.isoformat())
    counting = _Count(rulebook, first)
    for entry in entries:
        if day_of(entry) <= as_of:
            counting.add(entry)
    counting.finish()
    return Figures(year, as_of, rulebook, tuple(counting.figures), tuple(counting.checks))


def years(entries: Iterable[Fields]) -> list[int]:
    """The years the entries tell of, newest first."""
    return sorted({day_of(entry).year for entry in entries}, reverse=True)


@dataclass
class _Matter:
    """A decision as the entries tell of it."""

    state: str = ""
    by: int = 0
    category: str = ""
    named_by: int = 0
    over_before: bool = False
    received: list[int] = field(default_factory=list)
    answers: dict[str, tuple[str, int]] = field(default_factory=dict)
    opined: dict[str, int] = field(default_factory=dict)


class _Count:
    def __init__(self, rulebook: Rulebook, first: dt.date) -> None:
        self.rulebook, self.first = rulebook, first
        self.matters: dict[str, _Matter] = {}
        self.acts: dict[str, list[Fields]] = {}
        self.refusals: list[Fields] = []
        self.late: list[Fields] = []
        self.figures: list[Figure] = []
        self.checks: list[Check] = []
        self._group = ""
        self.final = {state.key for state in rulebook.procedure.track_by_key["main"].states if state.final}

    def add(self, entry: Fields) -> None:
        day = day_of(entry)
        if day >= self.first:
            if entry["res"] == "denied":
                self.refusals.append(entry)
            elif entry["res"] == "ok":
                self.acts.setdefault(entry["act"], []).append(entry)
            if entry["eff"] and delay(entry):
                self.late.append(entry)
        if entry["res"] == "ok" and entry["obj"].startswith("decision/"):
            self._follow(entry, day)

    def _follow(self, entry: Fields, day: dt.date) -> None:
        matter = self.matters.setdefault(entry["obj"], _Matter())
        seq = int(entry["seq"])
        track, _, state = entry["to"].partition(":")
        if track == "main" and state:
            matter.state, matter.by = state, seq
            matter.over_before = state in self.final and day < self.first
        if "d.category" in entry:
            matter.category, matter.named_by = entry["d.category"], seq
        match entry["act"]:
            case "participation.receive":
                matter.received.append(seq)
            case "participation.answer":
                matter.answers[entry["d.opinion"]] = entry["d.disposition"], seq
            case "expert_review.opine":
                matter.opined[entry["d.expert"]] = seq

    # -- writing figures ---------------------------------------------------------------------------------------------

    def put(
        self, key: str, label: Text, value: int | str, unit: Text, entries: Iterable[int], *, part: bool = False
    ) -> None:
        group = self._group
        self.figures.append(Figure(group, key, label, value, unit, tuple(sorted(entries)), part))

    def put_count(self, key: str, label: Text, unit: Text, entries: Iterable[Fields], *, part: bool = False) -> int:
        seqs = [int(entry["seq"]) for entry in entries]
        self.put(key, label, len(seqs), unit, seqs, part=part)
        return len(seqs)

    def put_sum(self, key: str, label: Text, unit: Text, entries: list[Fields], detail: str) -> int:
        """The sum of a detail; it rests on the entries in which it is not zero."""
        having = [entry for entry in entries if _number(entry, detail)]
        value = sum(_number(entry, detail) for entry in having)
        self.put(key, label, value, unit, [int(entry["seq"]) for entry in having], part=True)
        return value

    def put_parts(
        self,
        prefix: str,
        names: Mapping[str, Text],
        unit: Text,
        entries: list[Fields],
        key_of: Callable[[Fields], str],
    ) -> int:
        """One figure for each key of a vocabulary, used or not, and for any other key found."""
        found: dict[str, list[Fields]] = {key: [] for key in (*names, *map(key_of, entries))}
        for entry in entries:
            found[key_of(entry)].append(entry)
        return sum(
            self.put_count(f"{prefix}.{key}", names.get(key, Text(key, key)), unit, found[key], part=True)
            for key in found
        )

    def check(self, zh: str, en: str, first: int, second: int) -> None:
        self.checks.append(Check(Text(zh, en), first, second))

    def did(self, act: str) -> list[Fields]:
        return self.acts.get(act, [])

    def finish(self) -> None:
        """Write the figures in the order of the procedure."""
        for group, write in (
            ("decisions", self._decisions),
            ("states", self._states),
            ("participation", self._participation),
            ("expert_review", self._experts),
            ("risk_assessment", self._risks),
            ("legality_review", self._reviews),
            ("deliberation", self._meetings),
            ("publication", self._publications),
            ("order", self._order),
        ):
            self._group = group
            write()

    def _decisions(self) -> None:
        present = [matter for matter in self.matters.values() if matter.state and not matter.over_before]
        self.put(
            "decisions", Text("办理的决策事项", "Matters dealt with"), len(present), MATTERS, [m.by for m in present]
        )
        total = 0
        for category in Category:
            here = [matter.named_by for matter in present if matter.category == category]
            total += len(here)
            self.put(f"category.{category}", category.label, len(here), MATTERS, here, part=True)
        self.check("办理事项＝各类别事项之和", "Matters = sum over categories", len(present), total)
        for act, key, label in (
            ("initiation.propose", "proposals", Text("收到决策事项建议", "Proposals received")),
            ("initiation.approve", "started", Text("启动决策程序", "Procedures started")),
            ("initiation.decline", "declined", Text("决定不予启动", "Declined")),
        ):
            self.put_count(key, label, MATTERS, self.did(act))

    def _states(self) -> None:
        present = [matter for matter in self.matters.values() if matter.state and not matter.over_before]
        total = 0
        for state in self.rulebook.procedure.track_by_key["main"].states:
            here = [matter.by for matter in present if matter.state == state.key]
            total += len(here)
            # before it is proposed there is no matter
            if state.key != "new":
                self.put(f"state.{state.key}", state.name.text, len(here), MATTERS, here, part=True)
        self.check("办理事项＝各状态事项之和", "Matters = sum over states", len(present), total)

    def _participation(self) -> None:
        self.put_count("notices", Text("发布征求意见公告", "Notices published"), TIMES, self.did("participation.open"))
        received = self.did("participation.receive")
        self.put_count("opinions", Text("收到公众意见", "Opinions received"), OPINIONS, received)
        results = self.did("participation.conclude")
        self.put_count("results", Text("公布意见采纳情况", "Results published"), TIMES, results)
        told = [self.matters[entry["obj"]] for entry in results]
        of_results = [seq for matter in told for seq in matter.received]
        label = Text("所涉公众意见", "Opinions they deal with")
        self.put("results.opinions", label, len(of_results), OPINIONS, of_results, part=True)
        self.check(
            "公布采纳情况所涉意见＝登记的意见",
            "Opinions of the results = opinions entered",
            sum(_number(entry, "received") for entry in results),
            len(of_results),
        )
        total = 0
        for disposition in Disposition:
            answers = [seq for matter in told for answered, seq in matter.answers.values() if answered == disposition]
            total += len(answers)
            self.put(f"results.{disposition}", disposition.label, len(answers), OPINIONS, answers, part=True)
            self.check(
                f"公布的{disposition.label.zh}数＝逐条答复的{disposition.label.zh}数",
                f"{disposition.label.en}: results = single answers",
                sum(_number(entry, disposition.value) for entry in results),
                len(answers),
            )
        self.check(
            "所涉意见＝采纳＋部分采纳＋不采纳", "Opinions = adopted + partly + not adopted", len(of_results), total
        )
        label = Text("其中内容重复的意见", "Duplicates among them")
        self.put_sum("results.duplicates", label, OPINIONS, results, "duplicates")

    def _experts(self) -> None:
        held = self.did("expert_review.conclude")
        self.put_count("expert_reviews", Text("办结专家论证", "Expert reviews concluded"), TIMES, held)
        label = Text("参加论证的专家", "Experts taking part")
        self.put_sum("experts", label, PEOPLE, held, "experts")
        opined = [seq for entry in held for seq in self.matters[entry["obj"]].opined.values()]
        label = Text("专家出具论证意见", "Expert opinions given")
        self.put("expert_opinions", label, len(opined), PAPERS, opined, part=True)
        self.check(
            "办结时的论证意见＝逐份录入的论证意见",
            "Expert opinions at conclusion = opinions entered",
            sum(_number(entry, "opinions") for entry in held),
            len(opined),
        )
        for disposition in Disposition:
            label = Text(f"专家意见{disposition.label.zh}", f"Expert opinions: {disposition.label.en.lower()}")
            self.put_sum(f"expert_opinions.{disposition}", label, PAPERS, held, disposition.value)

    def _risks(self) -> None:
        found = self.did("risk_assessment.find")
        total = self.put_count("risks", Text("完成风险评估", "Risk assessments completed"), TIMES, found)
        levels = self.put_parts(
            "risk", self.rulebook.labels.get("risk_levels", {}), TIMES, found, lambda entry: entry["d.level"]
        )
        self.check("风险评估＝各等级之和", "Assessments = sum over levels", total, levels)
        names = {
            "yes": Text("认定风险可控", "Found controllable"),
            "no": Text("认定风险不可控", "Found not controllable"),
        }
        findings = self.put_parts("controllable", names, TIMES, found, lambda entry: entry["d.controllable"])
        self.check("风险评估＝可控＋不可控", "Assessments = controllable + not", total, findings)

    def _reviews(self) -> None:
        submitted = self.did("legality_review.submit")
        self.put_count("submissions", Text("送请合法性审查", "Submitted for review"), TIMES, submitted)
        returned = self.did("legality_review.return")
        self.put_count("returned", Text("退回承办单位", "Returned to the unit"), TIMES, returned)
        asked = self.did("legality_review.request_supplement")
        self.put_count("supplements", Text("要求补充材料", "Supplements asked for"), TIMES, asked)
        given = self.did("legality_review.conclude")
        total = self.put_count("reviews", Text("出具合法性审查意见书", "Legality opinions given"), PAPERS, given)
        names = self.rulebook.labels.get("conclusions", {})
        parts = self.put_parts("review", names, PAPERS, given, lambda entry: entry["d.conclusion"])
        self.check("意见书＝各结论之和", "Opinions = sum over conclusions", total, parts)
        timed = [entry for entry in given if entry["d.working_days"]]
        days = [_number(entry, "working_days") for entry in timed]
        seqs = [int(entry["seq"]) for entry in timed]
        if days:
            average = Text("平均审查用时", "Average time taken")
            self.put("review_days", average, _average(days), WORKING_DAYS, seqs, part=True)
            for key, label, value in (
                ("shortest", Text("最短审查用时", "Shortest time taken"), min(days)),
                ("longest", Text("最长审查用时", "Longest time taken"), max(days)),
            ):
                which = [seq for seq, taken in zip(seqs, days, strict=True) if taken == value]
                self.put(f"review_days.{key}", label, value, WORKING_DAYS, which, part=True)

    def _meetings(self) -> None:
        brought = self.did("deliberation.convene")
        self.put_count("meetings", Text("提请会议讨论", "Brought before a meeting"), TIMES, brought)
        decided = self.did("deliberation.decide")
        total = self.put_count("resolutions", Text("会议作出决定", "Decisions taken"), TIMES, decided)
        names = self.rulebook.labels.get("outcomes", {})
        parts = self.put_parts("outcome", names, TIMES, decided, lambda entry: entry["d.outcome"])
        self.check("会议决定＝各结果之和", "Decisions = sum over outcomes", total, parts)
        self.put_sum("dissents", Text("载明的不同意见", "Dissents recorded"), OPINIONS, decided, "dissent")
        against = [entry for entry in decided if entry["d.against_majority"] == "yes"]
        label = Text("与多数人意见不一致的决定", "Decisions against the majority")
        self.put_count("against_majority", label, TIMES, against, part=True)

    def _publications(self) -> None:
        reported = self.did("publication.report_party")
        label = Text("向同级党委请示报告", "Reports to the Party committee")
        total = self.put_count("reported", label, TIMES, reported)
        names = {str(kind): kind.label for kind in PartyReportKind}
        parts = self.put_parts("reported", names, TIMES, reported, lambda entry: entry["d.kind"])
        self.check("请示报告＝请示＋报告", "Reports = requests + reports", total, parts)
        self.put_count("published", Text("公布决策", "Decisions published"), MATTERS, self.did("publication.publish"))
        self.put_count("archived", Text("归档", "Archived"), MATTERS, self.did("publication.archive"))

    def _order(self) -> None:
        label = Text("系统拒绝的办理操作", "Attempts refused")
        self.put_count("refused", label, TIMES, self.refusals)
        rules = Counter(rule for entry in self.refusals for rule in _rules(entry))
        for rule_id in rules:
            entries = [entry for entry in self.refusals if rule_id in _rules(entry)]
            demand = refusing_rule(rule_id, self.rulebook).demand
            label = Text(demand.zh.rstrip("。"), demand.en.rstrip("."))
            self.put_count(f"refused.{rule_id}", label, TIMES, entries, part=True)
        self.put_count("late", Text("补录（录入日期晚于发生日期）", "Late entries"), ENTRIES, self.late)
        if self.late:
            longest = max(delay(entry) for entry in self.late)
            which = [int(entry["seq"]) for entry in self.late if delay(entry) == longest]
            self.put(
                "late.longest", Text("最长补录间隔", "Longest delay"), longest, Text("日", "days"), which, part=True
            )


def _number(entry: Fields, detail: str) -> int:
    return int(entry[f"d.{detail}"] or 0)


def _rules(entry: Fields) -> list[str]:
    return [each for each in entry["d.rules"].split(";") if each]


def _average(days: list[int]) -> str:
    """One decimal, none where it is a whole number."""
    mean = (Decimal(sum(days)) / len(days)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(mean.to_integral_value() if mean == mean.to_integral_value() else mean)
