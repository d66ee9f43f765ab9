"""Execution: what people type into its forms, and how it goes on, said anew (713 arts. 34 to 37, 337 arts. 33 to 36)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.stateful.hand import Fields, Hand, days

PEOPLE = {"1": {"staff", "unit_lead", "both"}, "2": {"neighbour", "office"}}
"""Who executes: the people of a unit, by its number."""

UNITS = {"1": "规划建设办", "2": "党政办公室"}


def _task(unit: str) -> Fields:
    return {"tasks-0-unit_id": unit, "tasks-0-work": "完成三组管网铺设。", "tasks-0-due": days(60)}


def _report(unit: str) -> Fields:
    return {"kind": "progress", "unit": UNITS[unit], "text": "管网已铺设六成。"}


def _problem(unit: str) -> Fields:
    told = {"situation": "force_majeure", "text": "连续暴雨冲毁取水口，不能继续施工。", "advice": "suspend"}
    return {"unit": UNITS[unit], **told}


_SUSPENSION: Fields = {"situation": "force_majeure", "urgent": "y", "reason": "汛情紧急，先行停工。"}


def _deliberated(meeting: str) -> Fields:
    return {"meeting": meeting, "meeting_on": days(0), "entitled": "3", "in_favour": "冉光明、田秀英"}


_ADJUSTMENT: Fields = {
    "kind": "minor",
    "reason": "取水口移位。",
    "change": "取水口上移50米，其余不变。",
    "measures": "施工期间送水到户。",
    **_deliberated("乡长办公会议2022年第8次"),
    "not_major": "只移动取水口，供水范围和标准不变。",
    "core_kept": "y",
}
_END: Fields = {
    "reason": "水源已由县级工程覆盖。",
    "measures": "已建管网并入县级管网。",
    **_deliberated("乡长办公会议2022年第9次"),
}

HANDS = (
    *(Hand("execution.assign", unit, _task(unit)) for unit in UNITS),
    Hand("execution.assign", typed=_task("1") | {"tasks-0-due": days(-1)}, wrong="form"),
    *(Hand("execution.report", unit, _report(unit)) for unit in UNITS),
    Hand("execution.report", typed=_report("1") | {"text": ""}, wrong="form"),
    *(Hand("execution.problem", unit, _problem(unit)) for unit in UNITS),
    Hand("execution.suggest", typed={"channel": "telephone", "text": "三组的水压不够。"}),
    Hand("execution.suggest", typed={"channel": "telephone", "text": ""}, wrong="form"),
    Hand("execution.answer", typed={"handling": "adopted", "reason": "已加装增压泵。"}),
    Hand("execution.answer", typed={"handling": "adopted", "reason": ""}, wrong="form"),
    Hand("execution.suspend", typed=_SUSPENSION),
    Hand("execution.suspend", typed=_SUSPENSION | {"urgent": None}, wrong="law"),
    Hand("execution.suspend", typed=_SUSPENSION | {"reason": ""}, wrong="form"),
    Hand("execution.resume", typed={"reason": "取水口已修复，汛情解除。"}),
    Hand("execution.adjust", "minor", _ADJUSTMENT),
    Hand("execution.adjust", "minor", _ADJUSTMENT | {"not_major": ""}, "law"),
    Hand("execution.adjust", "minor", _ADJUSTMENT | {"core_kept": None}, "law"),
    Hand("execution.adjust", "minor", _ADJUSTMENT | {"meeting": ""}, "law"),
    Hand("execution.adjust", "major", _ADJUSTMENT | {"kind": "major"}),
    Hand("execution.adjust", "major", _ADJUSTMENT | {"kind": "major", "measures": ""}, "law"),
    Hand("execution.terminate", typed=_END),
    Hand("execution.terminate", typed=_END | {"measures": ""}, wrong="law"),
    Hand("execution.terminate", typed=_END | {"meeting": ""}, wrong="law"),
    Hand(
        "execution.conclude",
        typed={"summary": "工程建成通水，任务全部完成。", "settled": "取水口已修复。", "unfinished": "尾工。"},
    ),
)

CHIEF, OFFICE, SHARED = (
    {"chief"},
    {"office"},
    {f"execution.{name}" for name in ("report", "problem", "suggest", "answer")},
)
"""Who decides and who assigns; what those who execute do, and the office."""

WHO = {
    **dict.fromkeys(sorted(SHARED), OFFICE),
    **dict.fromkeys(("execution.assign", "execution.conclude"), OFFICE),
    **dict.fromkeys((f"execution.{name}" for name in ("suspend", "resume", "adjust", "terminate")), CHIEF),
}
_GOING = {"under_way", "suspended", "adjusting"}
STANDS = {
    "execution.assign": {"pending", "under_way", "adjusting"},
    "execution.report": _GOING,
    "execution.problem": _GOING,
    "execution.suggest": {"pending", *_GOING},
    "execution.answer": {"pending", "terminated", *_GOING},
    "execution.suspend": {"under_way", "adjusting"},
    "execution.resume": {"suspended"},
    "execution.adjust": {"under_way", "suspended"},
    "execution.terminate": _GOING,
    "execution.conclude": {"under_way", "adjusting"},
}
KNOWN = {"published", "archived"}
"""Only of what is public, or was decided to be, does the public suggest anything; the rest goes on where it is withheld too."""

LEADS = {
    ("execution.suspend", ""): "suspended",
    ("execution.resume", ""): "under_way",
    ("execution.adjust", "major"): "adjusting",
    ("execution.terminate", ""): "terminated",
    ("execution.conclude", ""): "concluded",
}


@dataclass
class Execution:
    """Which units execute, which have reported, what the public suggested, and whether the decision is made anew; whether a
    problem was reported since the chief last ordered something."""

    units: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)
    suggestions: list[bool] = field(default_factory=list)
    anew: bool = False
    problem: bool = False

    def who(self) -> set[str]:
        """The people of the units that execute."""
        return set[str]().union(*(PEOPLE[unit] for unit in self.units))

    def of_another(self, hand: Hand, person: str) -> bool:
        """Whether somebody tells of a unit not their own; the office may of one that executes."""
        if hand.act not in ("execution.report", "execution.problem") or person in PEOPLE[hand.says]:
            return False
        return person not in OFFICE or hand.says not in self.units

    def stopped(self, hand: Hand) -> bool:
        """Whether the law stops it: it ends when all have reported, all was answered, and nothing is to be made anew; until
        that is made, no task is given (house rule 46); what is adjusted in detail was checked before, which nobody here does."""
        if (hand.act, hand.says) == ("execution.adjust", "minor"):
            return True
        if hand.act == "execution.assign":
            return self.anew
        if hand.act != "execution.conclude":
            return False
        return not self.units <= self.heard or not all(self.suggestions) or self.anew

    def take(self, hand: Hand) -> None:
        """Remember what was done."""
        match hand.act:
            case "execution.assign":
                self.units.add(hand.says)
            case "execution.report":
                self.heard.add(hand.says)
            case "execution.problem":
                self.problem = True
            case "execution.suggest":
                self.suggestions.append(False)
            case "execution.answer":
                self.suggestions[int(hand.says) - 1] = True
            case "execution.adjust" | "execution.suspend" | "execution.resume" | "execution.terminate":
                self.anew |= hand.says == "major"
                self.problem = False
