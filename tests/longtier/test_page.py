"""The table of the long tier says what was run, no more and no less."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.longtier.page import PAGES, page
from tests.longtier.programme import COUNTED, PROGRAMME
from tests.longtier.results import Result, add, read, tidy

BY_ID = {each.id: each for each in PROGRAMME}
RUN = Result(
    "T5",
    "tests/longtier/test_page.py::test_a_test_counts_once_by_its_last_result_and_no_longer_than_it_is_there[a]",
    "postgresql",
    "passed",
    {},
    2.0,
    "c",
    "d",
)


@pytest.mark.parametrize("language", PAGES)
def test_the_pages_are_made_of_the_results(language):
    assert PAGES[language].read_text("utf-8") == page(read(), language), "python -m tests.longtier"


def test_every_result_has_its_place_in_the_table():
    for each in read():
        assert each.database in BY_ID[each.trial].asked, each
        assert each.numbers.keys() <= COUNTED.keys(), each


def row(found: list[Result]) -> str:
    return next(line for line in page(found, "en").splitlines() if line.startswith("| T5 "))


def test_what_was_not_run_says_so_and_what_was_run_in_part_too():
    assert "| 200 stops | — | not run | — |" in row([])
    part = replace(RUN, numbers={"stops": 120})
    assert "| 200 stops | 1 tests: 120 stops | passed (part) | 2 | c | d |" in row([part])
    assert "| 2 tests: 240 stops | passed (whole) |" in row([part, part])
    failed = replace(RUN, outcome="failed")
    assert "| 2 tests: 120 stops | 1 passed, 1 failed (part) |" in row([part, failed])


def test_a_test_counts_once_by_its_last_result_and_no_longer_than_it_is_there(tmp_path):
    file = tmp_path / "results" / "some.jsonl"
    again = replace(RUN, outcome="failed")
    gone = replace(RUN, test="tests/longtier/test_page.py::test_of_old")
    for each in (RUN, again, gone):
        add(each, file)
    assert read(file) == [again]


def test_what_counted_nothing_is_folded_until_it_is_run_again(tmp_path):
    file, name = tmp_path / "some.jsonl", RUN.test.partition("[")[0]
    tidy([replace(RUN, test=f"{name}[{each}]") for each in "abc"], file)
    assert read(file) == [replace(RUN, test=name, seconds=6.0, tests=3)]
    add(replace(RUN, test=f"{name}[a]", outcome="failed"), file)
    assert [(each.outcome, each.tests) for each in read(file)] == [("failed", 1)]
    counted = replace(RUN, numbers={"stops": 20})
    tidy([counted, replace(RUN, outcome="failed", test=f"{name}[b]")], file)
    assert len(read(file)) == 2


def test_every_trial_that_has_tests_is_told_apart_by_name(request):
    """A mark of a trial that the programme does not have would be written down and shown nowhere."""
    marked = {mark.args[0] for item in request.session.items for mark in item.iter_markers("trial")}
    assert marked <= BY_ID.keys()
