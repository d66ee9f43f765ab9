"""What the year's figures on lawful decisions are; `workflow.domain.counting` counts them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.domain.rulebook import Rulebook
from workflow.domain.text import Text

GROUPS: Mapping[str, Text] = {
    "catalogue": Text("年度目录", "Yearly catalogue"),
    "decisions": Text("决策事项", "Matters"),
    "states": Text("事项状态（截至统计日）", "Where they stood on the last day counted"),
    "participation": Text("公众参与", "Public participation"),
    "expert_review": Text("专家论证", "Expert review"),
    "risk_assessment": Text("风险评估", "Risk assessment"),
    "fair_competition": Text("公平竞争审查", "Fair competition review"),
    "legality_review": Text("合法性审查", "Legality review"),
    "deliberation": Text("集体讨论决定", "Collective deliberation"),
    "publication": Text("报告、公布和归档", "Report, publication, archive"),
    "execution": Text("决策执行", "Execution"),
    "evaluation": Text("决策后评估", "Evaluation after the decision"),
    "other_kinds": Text("其他经合法性审核和集体讨论的事项", "Other matters reviewed and decided collectively"),
    "order": Text("程序执行情况", "Order of procedure"),
    "past": Text("以往决策（系统启用前）", "Decisions taken before the system was used"),
    "work": Text("法治政府建设工作台账", "Work ledger"),
}

ITEMS = Text("项", "items")
MATTERS = Text("件", "matters")
TIMES = Text("次", "times")
OPINIONS = Text("条", "opinions")
PAPERS = Text("份", "papers")
TASKS = Text("项", "tasks")
PEOPLE = Text("人次", "experts")
PARTICIPANTS = Text("人次", "people")
WORKING_DAYS = Text("个工作日", "working days")
ENTRIES = Text("条", "entries")

NOTHING_TO_DECIDE = frozenset({"published", "withheld"})
"""The states in which nothing is left to decide though the matter is not closed."""

NUMBER = "entries"
"""How a figure follows that is the number of its entries."""


@dataclass(frozen=True)
class Figure:
    """One number of the report: its group, what it is called, and the entries it rests on."""

    group: str
    key: str
    label: Text
    value: int | str
    unit: Text
    entries: tuple[int, ...]
    part: bool = False
    """Whether it is a part of the figure above it."""
    counted: str = ""
    """How it follows from its entries alone: their number (``entries``), or the sum of the detail named; else empty."""


@dataclass(frozen=True)
class Check:
    """Two ways to the same number, which must agree."""

    label: Text
    first: int
    second: int

    @property
    def holds(self) -> bool:
        """Whether they agree."""
        return self.first == self.second


@dataclass(frozen=True)
class Figures:
    """The figures of a year up to and including the day `as_of`, counted with the names of `rulebook`."""

    year: int
    as_of: dt.date
    rulebook: Rulebook
    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]

    @property
    def whole(self) -> bool:
        """Whether the year is over."""
        return self.as_of == dt.date(self.year, 12, 31)

    def of(self, key: str) -> Figure | None:
        """The figure of that key."""
        return next((each for each in self.figures if each.key == key), None)

    def number(self, key: str) -> int:
        """The value of a figure that is a whole number; 0 if there is none."""
        found = self.of(key)
        return found.value if found and isinstance(found.value, int) else 0

    def parts(self, prefix: str) -> list[Figure]:
        """The figures whose keys begin with `prefix` and a full stop."""
        return [each for each in self.figures if each.key.startswith(f"{prefix}.")]


class OutsideYear(ValueError):
    """The day asked for does not lie in the year."""
