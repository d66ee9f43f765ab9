"""Figures in sentences: lists, totals and their parts, the English of a number."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.domain.figures import Figure
from workflow.domain.text import Text

NONE = Text("", "")
"""A sentence of nothing."""


def and_(zh: Sequence[str], en: Sequence[str]) -> tuple[str, str]:
    """Words joined as a sentence joins them: A、B和C / A, B and C."""
    if len(zh) < 2:
        return "".join(zh), "".join(en)
    return "、".join(zh[:-1]) + "和" + zh[-1], ", ".join(en[:-1]) + " and " + en[-1]


def listed(parts: Sequence[Figure], *, quoted: bool = False) -> Text:
    """The parts that are not zero: 采纳6条、部分采纳2条 / 6 adopted, 2 partly adopted."""
    present = [part for part in parts if part.value]
    return Text(
        "、".join(f"{_quoted(part.label.zh, quoted)}{part.value}{part.unit.zh}" for part in present),
        ", ".join(f"{part.value} {_quoted(lowered(part.label.en), quoted)}" for part in present),
    )


def _quoted(text: str, quoted: bool) -> str:
    return f"“{text}”" if quoted else text


def split(noun: str, total: int, parts: Sequence[Figure], *, quoted: bool = False) -> Text:
    """How a total divides: 其中采纳6条、部分采纳2条; where there is one part only, 结论均为…, or 结论为… for a single one."""
    present = [part for part in parts if part.value]
    said = listed(present, quoted=quoted)
    if len(present) == 1 and present[0].value == total:
        every = "均" if total > 1 else ""
        return Text(f"{noun}{every}为{_quoted(present[0].label.zh, quoted)}", said.en)
    return Text(f"其中{said.zh}", said.en)


def lowered(text: str) -> str:
    """A label within a sentence."""
    return text[:1].lower() + text[1:]


def times(n: int) -> str:
    """Once, twice, 3 times."""
    return "once" if n == 1 else "twice" if n == 2 else f"{n} times"


def counted(n: int, one: str, many: str = "") -> str:
    """1 matter, 2 matters."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def joined_clauses(clauses: list[Text]) -> Text:
    """Clauses as one sentence; none give none."""
    present = [clause for clause in clauses if clause.zh]
    if not present:
        return NONE
    en = "; ".join(clause.en for clause in present)
    return Text("，".join(clause.zh for clause in present) + "。", en[:1].upper() + en[1:] + ".")


def was(n: int) -> str:
    """Was or were."""
    return "was" if n == 1 else "were"
