"""A row of a table as it came, and reading its cells: words, days, numbers; what cannot be read is said by its column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import ValidationError

from workflow.domain.facts import Fact
from workflow.domain.text import Text, joined
from workflow.domain.typed import MOST, YEARS, clean, half_width, typed_day

Cell = str | int | float | bool | date | datetime | None

FORMULA = Text(
    "“{column}”栏是公式，不能导入；请在表格中复制后选择性粘贴为数值。",
    "“{column}” is a formula and is not imported: copy it and paste it as a value.",
)
_NO_DAY = Text(
    "“{column}”栏“{value}”不是日期，请写作 2021-03-05、2021年3月5日或者 2021.3.5。",
    "“{value}” in “{column}” is no day: write 2021-03-05, 2021年3月5日 or 2021.3.5.",
)
_NO_NUMBER = Text(
    "“{column}”栏“{value}”不是0至999999999之间的整数。",
    "“{value}” in “{column}” is no whole number from 0 to 999999999.",
)
_NO_WORD = Text("“{column}”栏“{value}”应为下列之一：{words}。", "“{value}” in “{column}” should be one of: {words}.")
_MISSING = Text("没有填写“{column}”。", "“{column}” is not filled in.")


class Unreadable(Exception):
    """The file is none that can be imported; `reason` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


@dataclass(frozen=True)
class Column:
    """A column: the field it fills, what stands at its head in either language, whether there is no doing without it."""

    key: str
    head: Text
    width: int = 14
    needed: bool = False
    kept: bool = True
    """False: it may be there, as an export has it, and is not taken over."""


Columns = Mapping[str, Column]
"""Field → its column."""


def columns(*given: Column) -> Columns:
    """Columns by their fields."""
    return {each.key: each for each in given}


@dataclass(frozen=True)
class Raw:
    """A row as it came: its line in the file, its cells by field, and which of them are formulas."""

    line: int
    cells: Mapping[str, Cell]
    formulas: frozenset[str] = frozenset()


@dataclass
class Reading:
    """A row being read; `problems` gathers what keeps it from being taken, `notes` what is said of it beside."""

    raw: Raw
    columns: Columns
    problems: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        for key in sorted(self.raw.formulas):
            self.say(FORMULA, key)

    def say(self, said: Text, key: str, **words: object) -> None:
        """Add a problem of a column."""
        self.problems.append(said.fmt(column=self.columns[key].head, **words))

    def words(self, key: str, most: int, *, needed: bool = False) -> str:
        """What is written; numbers and days as they are written."""
        cell = None if key in self.raw.formulas else self.raw.cells.get(key)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        text = clean(cell.date().isoformat() if isinstance(cell, datetime) else "" if cell is None else str(cell))
        if needed and not text and key not in self.raw.formulas:
            self.say(_MISSING, key)
        if len(text) > most:
            said = Text("“{column}”栏超过{most}个字。", "“{column}” is longer than {most} characters.")
            self.say(said, key, most=most)
            return text[:most]
        return text

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """The day that is written."""
        cell = self.raw.cells.get(key)
        if isinstance(cell, datetime):
            cell = cell.date()
        if isinstance(cell, date) and str(cell.year) in YEARS:
            return cell
        written = self.words(key, 300, needed=needed)
        found = typed_day(written) if written else None
        if written and found is None:
            self.say(_NO_DAY, key, value=written[:40])
        return found

    def number(self, key: str) -> int | None:
        """The whole number that is written."""
        written = half_width(self.words(key, 300)).replace(",", "")
        if not written:
            return None
        if not (written.isascii() and written.isdigit() and len(written) < 10 and int(written) <= MOST):
            self.say(_NO_NUMBER, key, value=written[:40])
            return None
        return int(written)

    def term(self, key: str, labels: Mapping[str, Text], *, needed: bool = False) -> str:
        """The key of the term that is written, by its label or key."""
        written = self.words(key, 300, needed=needed)
        known = {word.casefold(): term for term, label in labels.items() for word in (term, label.zh, label.en)}
        found = known.get(written.casefold(), "")
        if written and not found:
            self.say(_NO_WORD, key, value=written[:40], words=joined(list(labels.values())))
        return found

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """A name out of a list of names, which has to be written."""
        return self.term(key, {each: Text(each, each) for each in known}, needed=True)


_F = TypeVar("_F", bound=Fact)


@dataclass(frozen=True)
class Row(Generic[_F]):
    """A row as understood: the fact it makes, where it makes one, what keeps it from being taken; `notes` hold nothing back."""

    line: int
    fact: _F | None
    problems: tuple[Text, ...] = ()
    title: str = ""
    notes: tuple[Text, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it can be taken."""
        return self.fact is not None and not self.problems

    def with_problems(self, found: Iterable[Text]) -> Row[_F]:
        """The same row with more that speaks against it."""
        return replace(self, problems=(*self.problems, *found))


def made(model: type[_F], reading: Reading, told: Mapping[str, object], title: str) -> Row[_F]:
    """The row a reading makes: a fact, unless something that cannot do without it is missing."""
    try:
        fact = model.model_validate(dict(told)) if told.get("on") else None
    except ValidationError:
        fact = None
    if fact is None and not reading.problems:
        said = Text("本行不能识别，请对照模板填写。", "The row cannot be read: fill it in as in the template.")
        reading.problems.append(said)
    return Row(reading.raw.line, fact, tuple(reading.problems), title, tuple(reading.notes))
