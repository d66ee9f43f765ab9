"""What a leader looks at first: a few figures as bars, each bar of its own number and entries."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.domain.counting.durations import Duration
from workflow.domain.figures import Figure, Figures
from workflow.domain.text import Text


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of, its number, how that is said, and the figure behind it."""

    name: Text
    value: float
    said: Text
    figure: Figure


@dataclass(frozen=True)
class Chart:
    """Bars that are compared with one another."""

    key: str
    title: Text
    bars: tuple[Bar, ...]

    @property
    def most(self) -> float:
        """The longest bar."""
        return max((bar.value for bar in self.bars), default=0)

    def share(self, bar: Bar) -> float:
        """How long a bar is beside the longest, in per cent."""
        return round(100 * bar.value / self.most, 1) if self.most else 0


_OF_FIGURES = (
    ("catalogue", Text("年度目录执行进度", "Progress of the yearly catalogue"), "catalogue"),
    ("results", Text("公众意见采纳情况", "What became of the public's opinions"), "results"),
    ("review", Text("合法性审查结论", "Conclusions of legality review"), "review"),
    ("outcome", Text("集体讨论结果", "Outcomes of deliberation"), "outcome"),
)
_NO_SHARES = frozenset({"results.opinions", "results.duplicates", "results.reopened", "catalogue.adjusted"})
"""Figures that are no part of the whole the chart divides."""


def charts(figures: Figures, durations: list[Duration]) -> list[Chart]:
    """The charts of a year; one that would show nothing is left out."""
    found = [Chart("durations", Text("各环节用时（日，中位数）", "Days each stage took (median)"), _times(durations))]
    found += [Chart(key, title, _bars(figures, prefix)) for key, title, prefix in _OF_FIGURES]
    return [each for each in found if each.most]


def time_of(duration: Duration) -> Figure:
    """How long a stage took, as a figure that opens the entries which ended it."""
    label = Text(f"{duration.name.zh}用时（中位数）", f"{duration.name.en}: days taken (median)")
    return Figure("order", f"days.{duration.stage}", label, f"{duration.median:g}", _DAYS, duration.entries)


_DAYS = Text("日", "days")


def _times(durations: list[Duration]) -> tuple[Bar, ...]:
    said = Text(
        "{median}日（{times}次，最短{shortest}日，最长{longest}日）",
        "{median} days ({times} times, {shortest} to {longest})",
    )
    return tuple(
        Bar(
            each.name,
            each.median,
            said.fmt(median=f"{each.median:g}", times=each.times, shortest=each.shortest, longest=each.longest),
            time_of(each),
        )
        for each in durations
    )


def _bars(figures: Figures, prefix: str) -> tuple[Bar, ...]:
    return tuple(
        Bar(each.label, each.value, Text(f"{each.value}{each.unit.zh}", f"{each.value} {each.unit.en}"), each)
        for each in figures.parts(prefix)
        if isinstance(each.value, int) and each.key not in _NO_SHARES
    )
