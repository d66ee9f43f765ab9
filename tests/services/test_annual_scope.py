"""A year in which the program was in use in part only is not compared as if it were whole, and it is said."""

from __future__ import annotations

import datetime as dt

import pytest

from workflow.domain.facts import AnnualText
from workflow.services.annual import composed
from workflow.services.logreading import Log

WHOLE, PART, LATER = "2021-01-04", "2021-03-01", "2022-03-01"


def entry(seq: int, act: str, day: str, entered: str, **more: str) -> dict[str, str]:
    told = {
        "seq": str(seq),
        "act": act,
        "eff": day,
        "ts": f"{entered}T02:00:00.000Z",
        "res": "ok",
        "obj": f"house/{seq}",
    }
    return told | {"from": "", "to": "", "rule": "", "d.rulebook": "cq-township"} | more


def log(since: str) -> Log:
    """Opened on that day; a matter was started in each of the two years."""
    entries = [entry(0, "log.opened", "", since)]
    for year in (2021, 2022):
        seq, day = len(entries), f"{year}-06-01"
        started = entry(seq, "initiation.approve", day, max(day, since), obj=f"decision/{year}-001", to="main:drafting")
        entries.append(started)
    return Log(tuple(entries), "ab" * 32)


@pytest.mark.parametrize(
    ("since", "said", "difference"),
    [
        (WHOLE, "", 0),
        (PART, "系统自2021年3月1日启用，上年的数字只含此后办理的", None),
        (LATER, "上年系统尚未启用", None),
    ],
)
def test_what_the_year_before_tells_is_said(since, said, difference):
    end = dt.date(2022, 12, 31)
    made = composed(log(since), AnnualText(on=end, year=2022, version=1, until=end, sections=()))
    assert made.scope.zh.startswith(said)
    assert bool(made.scope.zh) == bool(said)
    assert ("系统自2022年3月1日启用，本年的数字只含此后办理的" in made.scope.zh) == (since == LATER)
    lines = [each for _, group in made.compared() for each in group if each.figure.key == "started"]
    assert [(each.figure.value, each.difference) for each in lines] == [(1, difference)]


def test_a_year_that_is_not_over_is_not_compared_with_a_whole_one():
    until = dt.date(2022, 6, 30)
    made = composed(log(WHOLE), AnnualText(on=until, year=2022, version=1, until=until, sections=()))
    assert made.scope.zh == "本年统计截至2022年6月30日，上年为全年，不比较增减。"
    assert {each.difference for _, group in made.compared() for each in group} == {None}
