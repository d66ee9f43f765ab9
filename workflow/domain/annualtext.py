"""The text of the yearly report: figures that stand in it by name, and what can be said of the numbers typed by hand.

A figure is stored by its key, `{decisions}`, and shown in the editor by its group and label, `{决策事项·办理的决策事项}`, so that a
number is never typed twice; `{上年·决策事项·办理的决策事项}` is that of the year before. `{依法决策}` is the whole paragraph that the log gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workflow.domain.figures import GROUPS, Figure, Figures
from workflow.domain.text import Text

PARAGRAPH = "paragraph"
"""The key of the paragraph on lawful decisions."""
PARAGRAPH_NAME = "依法决策"
BEFORE, BEFORE_NAME = "before.", "上年·"
"""What the key, and the name, of a figure of the year before begins with."""

_PLACE = re.compile(r"\{([^{}\n]{1,80})\}")
_WIDE = str.maketrans("｛｝．：", "{}.:")
_NUMBER = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)")
# what is a number and counts nothing: days, years, articles, document numbers, ordinals
_DATED = re.compile(
    r"〔[0-9]{4}〕[0-9]+号|[0-9]{4}年?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?=[年月日—－-])|[0-9]{4}(?:年度|年)|[0-9]{1,2}月(?:[0-9]{1,2}日)?|第[0-9]+|[0-9]{1,2}日"
)
# what is called so: a title, a campaign, a word of a rule
_NAMED = re.compile("《[^》]*》|“[^”]*”")
_PART = re.compile(r"([0-9]+)([^0-9，。；、：（）\s]{1,4})")


class UnknownFigure(ValueError):
    """A name in braces that is no figure's."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def name_of(figure: Figure) -> str:
    """What a figure is called in the editor."""
    return f"{GROUPS[figure.group].zh}·{figure.label.zh}"


@dataclass(frozen=True)
class Names:
    """The figures of a report by name and by key, and those of the year before. `told`: what the paragraph says."""

    figures: Figures
    told: Text
    before: Figures | None = None

    @property
    def by_key(self) -> Mapping[str, str]:
        """Key → name."""
        last = self.before.figures if self.before else ()
        return (
            {PARAGRAPH: PARAGRAPH_NAME}
            | {each.key: name_of(each) for each in self.figures.figures}
            | {f"{BEFORE}{each.key}": f"{BEFORE_NAME}{name_of(each)}" for each in last}
        )

    def shown(self, text: str) -> str:
        """A stored text as the editor shows it."""
        names = self.by_key
        return _PLACE.sub(lambda found: "{" + names.get(found[1], found[1]) + "}", text)

    def keyed(self, text: str) -> str:
        """What was typed as it is stored. Raises UnknownFigure."""
        keys = {name: key for key, name in self.by_key.items()}
        keys |= {key: key for key in keys.values()}

        def key(found: re.Match[str]) -> str:
            name = found[1].strip()
            if name not in keys:
                raise UnknownFigure(name)
            return "{" + keys[name] + "}"

        return _PLACE.sub(key, text.translate(_WIDE) if "｛" in text else text)

    def filled(self, text: str) -> str:
        """The text with its figures as of now. One that is not counted any more stands there by its key."""
        return _PLACE.sub(lambda found: self.value(found[1]) or found[0], text)

    def value(self, key: str) -> str:
        """What stands for a key; empty where there is no such figure."""
        if key == PARAGRAPH:
            return self.told.zh
        last = self.before.of(key.removeprefix(BEFORE)) if self.before and key.startswith(BEFORE) else None
        figure = self.figures.of(key) or last
        return "" if figure is None else str(figure.value)


class _Number(int):
    """A number that is written as its key."""

    key: str

    def __format__(self, _: str) -> str:
        return "{" + self.key + "}"


class _Word(str):
    """The same of a figure that is no whole number."""

    __slots__ = ("key",)
    key: str

    def __format__(self, _: str) -> str:
        return "{" + self.key + "}"


def by_keys(figures: Figures) -> Figures:
    """The same figures, each of which is written as its key in braces: a sentence made of them says where which one stands."""
    return replace(figures, figures=tuple(replace(each, value=_keyed(each)) for each in figures.figures))


def _keyed(figure: Figure) -> int | str:
    value = _Number(figure.value) if isinstance(figure.value, int) else _Word(figure.value)
    value.key = figure.key
    return value


def keys_in(text: str) -> list[str]:
    """The keys that stand in a stored text."""
    return _PLACE.findall(text)


def plain(text: str) -> str:
    """What somebody wrote elsewhere as one paragraph of this text: no brace of it is taken for the place of a figure."""
    flat = "".join(line.strip() for line in text.splitlines()).replace("{", "（").replace("}", "）")
    return flat if flat.endswith(("。", "！", "？", "…", "”", "）")) else f"{flat}。"


def typed_numbers(text: str) -> list[str]:
    """The numbers of a stored text that were typed by hand: no entry stands behind them."""
    bare = _DATED.sub("", _NAMED.sub("", _PLACE.sub("", text)))
    return _NUMBER.findall(bare)


# the total after its parts: …，共20条
_TOTAL_LAST = re.compile(r"，[^，]{0,6}(?:共|合计|总计)[^0-9，]{0,4}([0-9]+)([^0-9，。；、：（）\s]{1,4})$")


@dataclass(frozen=True)
class Sum:
    """A total and its parts as a sentence gives them."""

    sentence: str
    total: int
    parts: tuple[int, ...]

    @property
    def said(self) -> Text:
        """What is wrong with it."""
        return Text(
            "“{sentence}”，总数{total}，各项合计{sum}", "“{sentence}”: the total is {total}, its parts make {sum}"
        ).fmt(sentence=self.sentence, total=self.total, sum=sum(self.parts))


def wrong_sums(text: str) -> Iterator[Sum]:
    """Sentences that give a total and, after “其中” or before “共”, parts of the same unit that add up to another number.

    One part alone is held to be no more than the total; several are held to add up to it.
    """
    for sentence in re.split(r"[。；\n]", text):
        if last := _TOTAL_LAST.search(sentence):
            list_before = sentence[: last.start()].rpartition("，")[2]
            parts = [int(number) for number, rest in _PART.findall(list_before) if rest[0] == last[2][0]]
            if len(parts) > 1 and sum(parts) != int(last[1]):
                yield Sum(sentence.strip(), int(last[1]), tuple(parts))
        head, mark, tail = sentence.partition("其中")
        totals = _PART.findall(head)
        if not mark or not totals:
            continue
        total, unit = int(totals[-1][0]), totals[-1][1][0]
        # the parts are a list; what follows it is of something else
        parts = [int(number) for number, rest in _PART.findall(tail.partition("，")[0]) if rest[0] == unit]
        if (len(parts) == 1 and parts[0] > total) or (len(parts) > 1 and sum(parts) != total):
            yield Sum(sentence.strip(), total, tuple(parts))
