"""Two ways to the figures of a year, the program's and the verifier's, agree; what was massaged in between is found."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.databases import Original, attacking
from tests.longtier.recording import Many, Ran
from tests.trail.course import LABEL, Fields, opened
from tests.trail.years import BOOK, DAYS, FIRST, YEAR, apart, year
from workflow.domain.counting import catalogue, count, other_kinds
from workflow.domain.counting.tally import Tally
from workflow.domain.lawfiles import library
from workflow.services.logreading import Log
from workflow.services.replaying import rulebooks
from workflow.services.report import as_data, report_of
from workflow.trail import offline
from workflow.trail.entry import decode
from workflow.trail.offline import (
    FIGURES,
    NONE,
    Counted,
    Report,
    Way,
    YearReport,
    always,
    combined,
    counted_again,
    recount,
)
from workflow.trail.vocabulary import DETAILS

pytestmark = pytest.mark.trial("T26")

LAST = dt.date(YEAR, 12, 31)
ENDS = {LABEL: offline.Rulebook(rulebooks([LABEL])[LABEL]).ends}


def again(entries: list[Fields], until: dt.date = LAST) -> dict[str, Counted]:
    """The figures as the verifier counts them, from what it keeps of the entries."""
    kept = filter(None, (offline.kept_of(int(each["seq"]), each) for each in entries))
    return counted_again(list(kept), YEAR, until.isoformat(), ENDS)


@pytest.fixture(scope="module")
def lived(year_database: Original) -> list[Fields]:
    """The entries of `tests.year`."""
    with attacking(year_database.url) as connection:
        return [decode(bytes(body)) for (body,) in connection.exec_driver_sql("SELECT body FROM entry ORDER BY seq")]


@pytest.fixture(scope="module")
def diced(pytestconfig: pytest.Config) -> list[list[Fields]]:
    """Years that the dice chose: from day to day a few, with matters of two kinds among them, many in the long tier."""
    return [year(seed) for seed in (range(50) if pytestconfig.getoption("--everywhere") else range(11, 16))]


def test_a_year_is_counted_alike_up_to_any_day(lived):
    for days in (*range(0, 364, 26), 364):
        until = dt.date(YEAR, 1, 1) + dt.timedelta(days=days)
        assert list(apart(count(lived, YEAR, BOOK, until), again(lived, until))) == []


@pytest.mark.pieces(20)
def test_years_that_the_dice_chose_are_counted_alike(many: Many, ran: Ran, piece: int):
    logs = many(3, 50)
    for entries in (year(seed) for seed in range(piece * logs, (piece + 1) * logs)):
        for until in (dt.date(YEAR, 2, 1), dt.date(YEAR, 8, 9), LAST):
            assert list(apart(count(entries, YEAR, BOOK, until), again(entries, until))) == []
    ran(logs=logs)


def test_they_leave_no_figure_at_nought(diced):
    counted = {key for entries in diced for key, figure in again(entries).items() if figure != NONE}
    silent = [key for key in FIGURES if not any(offline.way_of(each) is FIGURES[key] for each in counted)]
    assert silent == []


def test_a_matter_is_over_where_nothing_leads_on():
    """As the procedures say themselves."""
    for label, profile in library().profiles.items():
        for kind in profile.kinds:
            book = library().rulebook(f"{label}:{kind.key}")
            final = {state.key for state in book.procedure.track_by_key["main"].states if state.final}
            assert offline.Rulebook(rulebooks([book.label])[book.label]).ends == final


def test_the_table_counts_acts_and_details_that_there_are():
    for key, way in FIGURES.items():
        act = way.lines.rpartition("> ")[2]
        if not act.startswith("<") and act == way.lines:
            assert {way.detail, *way.newest} - {"", "matter"} <= DETAILS[act], key
        assert act.startswith("<") or act in DETAILS


# -- a table that counts otherwise is not mistaken for this one ------------------------------------------------------------

FILTERED = [key for key, way in FIGURES.items() if way.only is not always or way.newest]


@pytest.mark.parametrize("key", FILTERED)
def test_a_filter_taken_from_the_table_shows(diced, monkeypatch, key):
    monkeypatch.setitem(FIGURES, key, FIGURES[key]._replace(only=always, newest=()))
    assert any(list(apart(count(each, YEAR, BOOK), again(each))) for each in diced)


def swapped(way: Way) -> Way:
    """Another way: other lines, or another detail of them."""
    return way._replace(lines="participation.open" if way.lines != "participation.open" else "initiation.propose")


def test_other_lines_show_in_every_figure(diced):
    years = [offline.Year(each, YEAR, LAST.isoformat(), ENDS).lines for each in diced[:3]]
    for key, way in FIGURES.items():
        other = swapped(way)
        made = [[combined(key, each, lines[each.lines]) for each in (way, other)] for lines in years]
        assert any(first != second for first, second in made), key


# -- reports that were massaged --------------------------------------------------------------------------------------------


def told(entries: list[Fields], figures: list[dict[str, Any]] | None = None, until: dt.date = LAST) -> Report:
    """What the verifier says of the report over these entries, or of other figures."""
    report = Report()
    kept = [each for each in (offline.kept_of(int(each["seq"]), each) for each in entries) if each]
    figures = figures if figures is not None else written(entries, until)
    recount(report, YearReport("r", YEAR, until.isoformat(), len(entries), figures), kept, ENDS)
    return report


def written(entries: list[Fields], until: dt.date = LAST) -> list[dict[str, Any]]:
    data = json.loads(json.dumps(as_data(report_of(Log(tuple(entries), "00" * 32), YEAR, until))))
    return list(data["figures"])


def test_a_report_of_the_program_is_sound(lived, diced):
    for entries in (lived, *diced):
        report = told(entries)
        assert (report.problems, report.missing, report.remarks) == ([], [], [])
        assert [each.en for each in report.facts] == [f"r: {len(written(entries))} figures counted again"]


def named(report: Report) -> dict[str, offline.Finding]:
    """The figures that a report of the verifier names, with what it says."""
    assert {each.kind for each in report.problems} <= {"figure"}
    found = {each.en.split()[1]: each for each in report.problems}
    assert len(found) == len(report.problems)
    return found


def test_an_entry_left_out_of_any_figure_is_named(diced, monkeypatch):
    """As one would who wants the report to look better: the figures still add up from the entries they name."""
    tallied, honest = list[Tally](), other_kinds.write
    monkeypatch.setattr(other_kinds, "write", lambda tally: (tallied.append(tally), honest(tally)))
    figures, gone = written(diced[0]), dict[str, int]()
    for figure in figures:
        if figure["entries"]:
            gone[figure["key"]] = figure["entries"].pop()
            figure["value"] = figure["value"] - 1 if figure["counted"] == "entries" else figure["value"]
    problems = named(told(diced[0], figures))
    # where what a matter of two kinds did is missed under one of them, it is missed under the other
    assert {key: each.seq for key, each in problems.items()} == of_another_procedure(tallied[-1]) | gone
    assert all(f"entries left out: {seq}" in problems[key].en for key, seq in gone.items())
    assert all(f"遗漏条目{seq}" in problems[key].zh for key, seq in gone.items())
    assert len(gone) > 90


def test_an_entry_added_to_any_figure_is_named(diced):
    figures = written(diced[0])
    for figure in figures:
        figure["entries"].append(0)
    problems = named(told(diced[0], figures))
    assert problems.keys() == {each["key"] for each in figures}
    assert all(each.seq == 0 and "entries added: 0" in each.en for each in problems.values())


@pytest.mark.parametrize(
    ("key", "other"), [("value", -1), ("value", "1 "), ("value", True), ("unit", {"zh": "页", "en": "pages"})]
)
def test_any_other_number_and_any_other_unit_is_named(diced, key, other):
    figures = written(diced[0])
    for figure in figures:
        figure[key] = other
    problems = named(told(diced[0], figures))
    assert {key: each.seq for key, each in problems.items()} == {
        each["key"]: min(each["entries"], default=None) for each in figures
    }


def of_another_procedure(tally: Tally) -> dict[str, int]:
    """What a matter of two kinds did by the procedure of one, under the other that has no such step; its first entry."""
    procedures = {each.key: library().procedures[each.procedure].step_by_id for each in BOOK.profile.kinds}
    return {
        f"kind.{kind}.{what}": int(acts[step][0]["seq"])
        for kind, acts in tally.others.items()
        for what, step in (("signed", "publication.sign"), ("filed", "publication.file"))
        if step in acts and step not in procedures[kind]
    }


def test_a_figure_left_out_is_named_with_its_entries(diced, monkeypatch):
    tallied, honest = list[Tally](), other_kinds.write
    monkeypatch.setattr(other_kinds, "write", lambda tally: (tallied.append(tally), honest(tally)))
    shared = 0
    for entries in diced:
        figures = written(entries)
        # what a matter of two kinds counts under one of them only is missed under either
        either = of_another_procedure(tallied[-1])
        shared += len(either)
        assert {key: each.seq for key, each in named(told(entries, [])).items()} == either | {
            each["key"]: each["entries"][0] for each in figures if each["entries"]
        }
    assert shared


def test_a_step_of_two_kinds_is_told_under_one_of_them(diced):
    """A contract that is a project too is signed as the contract it is; to tell of no signing at all is to leave it out."""
    key = "kind.contract.signed"
    entries = next(each for each in diced if count(each, YEAR, BOOK).number(key))
    assert key in named(told(entries, [each for each in written(entries) if each["key"] != key]))


MASSAGED: dict[str, Callable[[Tally], object]] = {
    "returned reviews": lambda tally: tally.acts.pop("legality_review.return"),
    "unlawful reviews": lambda tally: tally.acts["legality_review.conclude"].remove(
        next(each for each in tally.did("legality_review.conclude") if each["d.conclusion"] == "unlawful")
    ),
    "half of the refusals": lambda tally: tally.refusals.__delitem__(slice(None, None, 2)),
    "what was late": lambda tally: tally.late.clear(),
    "an entry of the work ledger": lambda tally: tally._registers.pop(tally.standing("work")[0]["obj"]),
    "a past decision": lambda tally: tally._registers.pop(tally.standing("past")[0]["obj"]),
    "a matter": lambda tally: setattr(tally.of_kind(tally.first_kind)[0], "over_before", True),
}


@pytest.mark.parametrize("massage", MASSAGED.values(), ids=MASSAGED)
def test_figures_counted_by_another_filter_are_named(diced, monkeypatch, massage):
    """A program that counts with favour, and whose report agrees with itself."""
    honest = catalogue.write

    def write(tally: Tally) -> None:
        massage(tally)
        honest(tally)

    monkeypatch.setattr(catalogue, "write", write)
    assert named(told(diced[0], written(diced[0])))


# -- the year is not whole -------------------------------------------------------------------------------------------------


def test_a_report_made_before_its_last_day_is_not_the_whole_year(diced):
    entries = diced[0]
    size = next(n for n, each in enumerate(entries) if each["ts"] > f"{YEAR}-07-01")
    report = Report()
    kept = [each for each in (offline.kept_of(int(each["seq"]), each) for each in entries) if each]
    recount(report, YearReport("r", YEAR, LAST.isoformat(), size, written(entries[:size])), kept, ENDS)
    assert report.problems == []
    assert [each.kind for each in report.missing] == ["figures"]
    assert [each.kind for each in report.remarks] == ["figures"]  # what came in January


def test_what_came_after_a_report_about_its_time_is_a_remark():
    late = {
        "ts": f"{YEAR + 1}-01-03T01:00:00.000Z",
        "eff": f"{YEAR}-12-30",
        "act": "initiation.reply",
        "obj": "decision/1",
    }
    entries = [opened() | {"seq": "0"}, opened() | late | {"seq": "1", "d.means": "letter"}]
    report = Report()
    kept = [offline.kept_of(int(each["seq"]), each) for each in entries]
    recount(report, YearReport("r", YEAR, LAST.isoformat(), 1, []), [each for each in kept if each], ENDS)
    assert (report.problems, report.missing, [each.seq for each in report.remarks]) == ([], [], [1])


def test_the_dice_go_beyond_the_year_on_both_sides():
    assert FIRST.year < YEAR < (FIRST + dt.timedelta(days=DAYS)).year


@pytest.mark.parametrize(
    ("read", "kinds"),
    [("共54件，最长10.311个工作日。", set()), ("共45件，最长10.311个工作日。", {"sentence"})],
    ids=["right", "wrong"],
)
def test_figures_that_stand_beside_each_other_are_told_apart(read, kinds):
    counted = {
        "decisions": (5, [1]),
        "proposals": (4, [2]),
        "review_days": (10.3, [3]),
        "review_days.longest": (11, [4]),
    }
    figures = [{"key": key, "value": value} for key, (value, _) in counted.items()]
    told = offline.YearReport("reports/2022.json", 2022, "2022-12-31", 9, figures)
    report = offline.Report()
    written = "共{decisions}{proposals}件，最长{review_days}{review_days.longest}个工作日。"
    offline.reread(report, told, 7, [(written, read)], counted)
    assert {each.kind for each in report.problems} == kinds


def test_every_unit_of_a_figure_has_its_word_in_both_languages():
    assert {way.unit for way in offline.FIGURES.values()} == set(offline.UNITS)
