"""The verifier takes every step again by the rulebook: what could not have been taken is named."""

from __future__ import annotations

import ast
import copy
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.trail import course
from tests.trail.course import LABEL, Fields, encoded, linked
from tests.walk import WAY
from workflow.trail import offline
from workflow.trail.entry import EntryError, decode
from workflow.trail.exporting import rules
from workflow.trail.offline import Finding, Flaw, Reader, Replay, Report

RULES = rules({LABEL: course.book()})
MATTER = tuple(course.matter("2026-001", course.START))


def place(act: str) -> int:
    return next(n for n, fields in enumerate(MATTER) if fields["act"] == act)


def replayed(entries: list[Fields], book: dict[str, Any] | None = None) -> Report:
    """What the replay alone says; bytes and chain are not looked at."""
    report = Report()
    replay = Replay(report, {LABEL: book or course.book()})
    for seq, body in enumerate(linked(entries)):
        replay.take(seq, json.loads(body))
    return report


def kinds(found: list[Finding]) -> set[tuple[int | None, str]]:
    return {(each.seq, each.kind) for each in found}


def test_a_lawful_matter_is_replayed_to_its_end() -> None:
    report = replayed(list(MATTER))
    assert (report.problems, report.remarks) == ([], [])


@pytest.mark.parametrize(
    ("act", "change", "kind"),
    [
        ("initiation.study", {"as": "staff"}, "role"),
        ("initiation.study", {"as": "unit_lead,office"}, "role"),
        ("initiation.study", {"who": ""}, "role"),
        ("drafting.save", {"unit": "别的单位"}, "role"),
        ("legality_review.submit", {"unit": ""}, "role"),
        ("participation.receive", {"as": "public"}, "role"),  # a citizen has no number of a person
        ("legality_review.conclude", {"who": "P-staff"}, "duties"),
        ("legality_review.accept", {"who": "P-staff"}, "duties"),
        ("legality_review.conclude", {"d.conclusion": "unlawful"}, "state"),
        ("legality_review.conclude", {"d.conclusion": "no such word"}, "state"),
        ("risk_assessment.find", {"d.controllable": "no"}, "state"),
        ("deliberation.decide", {"d.outcome": "rejected"}, "state"),
        ("initiation.approve", {"from": "main:studied", "to": "main:decided"}, "state"),
        ("initiation.approve", {"from": "", "to": "main:drafting"}, "state"),
        ("initiation.approve", {"from": "main:studied", "to": "participation:open"}, "state"),
        ("initiation.approve", {"from": "", "to": ""}, "state"),
        ("participation.receive", {"from": "participation:open", "to": "participation:concluded"}, "state"),
        ("drafting.save", {"ver": "9"}, "version"),
        ("drafting.save", {"ver": "3"}, "version"),
        ("participation.receive", {"ver": "99"}, "version"),
        ("drafting.save", {"rule": "cq-township-2020.1#drafting.consult"}, "rules"),
        ("drafting.save", {"rule": "no-such-book-1#drafting.save"}, "rules"),
        ("drafting.save", {"act": "publication.file", "rule": f"{LABEL}#publication.file"}, "rules"),
        ("drafting.save", {"rule": ""}, "rules"),
        ("drafting.save", {"obj": ""}, "state"),
        ("drafting.save", {"eff": "2030-01-01"}, "dated"),
        ("participation.open", {"d.days": "31"}, "days"),
        ("participation.open", {"d.ends": "2026-03-20"}, "days"),
        ("participation.open", {"d.ends": "soon"}, "days"),
        # as the program would count it, though the notice claims to have begun before it appeared
        ("participation.open", {"d.starts": "2026-01-01"}, None),
        ("participation.open", {"d.starts": "2026-01-01", "d.days": "101"}, "days"),
        ("participation.conclude", {"eff": "2026-04-01"}, "days"),
        ("legality_review.conclude", {"d.working_days": "40"}, "days"),
    ],
)
def test_a_step_that_could_not_be_taken_is_named(act: str, change: Fields, kind: str | None) -> None:
    at = place(act)
    entries = [*MATTER[:at], MATTER[at] | change, *MATTER[at + 1 :]]
    report = replayed(entries)
    if kind is None:
        assert (at, "state") not in kinds(report.problems)
        assert not {each for each in kinds(report.problems) if each[0] == at}
    else:
        assert (at, kind) in kinds(report.problems)


EXTENDED = [(act, role, day + 5 * (day > 43)) for act, role, day in course.WAY]
EXTENDED.insert(
    next(n for n, (act, _, _) in enumerate(EXTENDED) if act == "participation.open") + 1,
    ("participation.amend", "staff", 12),
)


@pytest.mark.parametrize(
    ("ends", "found"),
    [("2026-04-12", False), ("2026-04-19", False), ("2026-04-20", True), ("2026-04-11", True), ("", True)],
)
def test_a_period_that_was_extended_is_over_after_its_last_end_and_never_shorter(ends: str, found: bool) -> None:
    """It was to end on 12 April; the result is published on the 20th."""
    entries = list(course.matter("2026-001", course.START, EXTENDED, amend={"ends": ends}))
    problems = [each for each in replayed(entries).problems if each.kind == "days"]
    assert bool(problems) is found


def test_a_period_that_is_over_is_not_extended() -> None:
    entries = list(course.matter("2026-001", course.START, EXTENDED, amend={"ends": "2026-04-19"}))
    at = next(n for n, each in enumerate(entries) if each["act"] == "participation.amend")
    late = [*entries[:at], entries[at] | {"ts": "2026-04-20T01:00:00.000Z"}, *entries[at + 1 :]]
    assert (at, "days") in kinds(replayed(late).problems)


def test_every_step_left_out_is_noticed_where_another_rests_on_it() -> None:
    for at, left_out in enumerate(MATTER):
        found = replayed([*MATTER[:at], *MATTER[at + 1 :]]).problems
        # what is shared, or is the last, leaves no trace in the states: its number and link are missed, not its step
        shared = course.book()["steps"][left_out["act"]]["shared"]
        assert found or shared or at == len(MATTER) - 1, left_out["act"]


def test_every_two_neighbouring_steps_swapped_are_noticed() -> None:
    for at in range(len(MATTER) - 1):
        a, b = MATTER[at], MATTER[at + 1]
        swapped = [*MATTER[:at], b | {"ts": a["ts"]}, a | {"ts": b["ts"]}, *MATTER[at + 2 :]]
        both_shared = all(course.book()["steps"][each["act"]]["shared"] for each in (a, b))
        assert replayed(swapped).problems or both_shared, (a["act"], b["act"])


def test_what_was_adopted_in_principle_is_decided_once_somebody_else_has_checked_it() -> None:
    decided = next(n for n, (name, _, _) in enumerate(WAY, 1) if name == "deliberation.decide")
    changed = (("drafting.save", "staff", 62), ("legality_review.check", "legal_reviewer", 62))
    way = (*WAY[:decided], *changed, *WAY[decided:])
    told: dict[str, Fields] = {
        "decide": {"outcome": "in_principle"},
        "save": {"beyond": "no"},
        "check": {"finding": "kept_to"},
    }
    entries = list(course.matter("2026-001", course.START, way, **told))
    assert replayed(entries).problems == []
    at = next(n for n, fields in enumerate(entries) if fields["act"] == "legality_review.check")
    assert (at, "duties") in kinds(
        replayed([*entries[:at], entries[at] | {"who": "P-staff"}, *entries[at + 1 :]]).problems
    )
    # the unit's word that it kept to the meeting's opinion leads nowhere by itself
    assert "state" in {kind for _, kind in kinds(replayed([*entries[:at], *entries[at + 1 :]]).problems)}


def test_whoever_checked_an_adjustment_does_not_order_it() -> None:
    at = place("execution.adjust")
    assert MATTER[place("execution.examine")]["who"] != MATTER[at]["who"]
    own = MATTER[at] | {"who": MATTER[place("execution.examine")]["who"]}
    assert (at, "duties") in kinds(replayed([*MATTER[:at], own, *MATTER[at + 1 :]]).problems)


def test_a_matter_ends_once() -> None:
    again = MATTER[place("publication.archive")]
    report = replayed([*MATTER, again | {"ver": str(int(MATTER[-1]["ver"]) + 1), "from": "main:reported"}])
    assert (len(MATTER), "state") in kinds(report.problems)


def test_a_side_track_runs_only_while_the_main_one_lets_it() -> None:
    late = MATTER[place("participation.receive")] | {"ts": MATTER[-1]["ts"], "ver": MATTER[-1]["ver"]}
    assert (len(MATTER), "state") in kinds(replayed([*MATTER, late]).problems)


def test_a_state_is_changed_by_steps_of_matters_alone() -> None:
    entry = course.opened() | {"to": "main:decided"}
    assert kinds(replayed([entry]).problems) == {(0, "state")}


def test_what_was_refused_moves_nothing() -> None:
    at = place("initiation.approve")
    refused = MATTER[at] | {"res": "denied", "as": "staff", "to": "main:archived"}
    assert replayed([*MATTER[:at], refused, *MATTER[at:]]).problems == []


def test_a_rulebook_is_left_only_by_the_step_for_it() -> None:
    newer = "cq-township-2024.1"
    books = {LABEL: course.book(), newer: course.book()}

    def run(entries: list[Fields]) -> set[tuple[int | None, str]]:
        report = Report()
        replay = Replay(report, books)
        for seq, body in enumerate(linked(entries)):
            replay.take(seq, json.loads(body))
        return kinds(report.problems)

    at = place("drafting.save")
    rest = [each | {"rule": each["rule"].replace(LABEL, newer)} for each in MATTER[at:]]
    assert (at, "rules") in run([*MATTER[:at], *rest])
    move = MATTER[at - 1] | {"act": "initiation.move", "as": "office", "rule": f"{LABEL}#initiation.move"}
    move |= {"d.before": LABEL, "d.after": newer, "from": "", "to": "", "ver": MATTER[at]["ver"]}
    moved = [each | {"ver": str(int(each["ver"]) + 1)} for each in rest]
    assert run([*MATTER[:at], move, *moved]) == set()


def test_every_duty_of_a_step_is_held() -> None:
    book = copy.deepcopy(course.book())
    act = "deliberation.convene"
    book["duties"] += [{"step": act, "apart": ["drafting.save"]}, {"step": act, "apart": ["initiation.approve"]}]
    at = place(act)
    for who, expected in (("P-staff", {(at, "duties")}), ("P-chief", {(at, "duties")}), ("P-recorder", set())):
        entries = [*MATTER[:at], MATTER[at] | {"who": who}, *MATTER[at + 1 :]]
        assert kinds(replayed(entries, book).problems) == expected


@pytest.mark.parametrize(("limit", "where"), [("hard", "problems"), ("soft", "remarks")])
def test_a_statutory_number_of_days_is_held(limit: str, where: str) -> None:
    book = copy.deepcopy(course.book())
    book["days"] = {
        "participation.open": {"days": 40, "limit": limit, "both_ends": False},
        "legality_review.conclude": {"working_days": 10, "limit": limit},
    }
    report = replayed(list(MATTER), book)
    expected = {(place("participation.open"), "days"), (place("legality_review.conclude"), "days")}
    assert kinds(getattr(report, where)) == expected
    assert report.counts.keys() == {where}


def test_the_first_day_counts_where_the_convention_says_so() -> None:
    book = copy.deepcopy(course.book())
    book["days"]["participation.open"]["both_ends"] = True
    assert (place("participation.open"), "days") in kinds(replayed(list(MATTER), book).problems)


def test_a_late_publication_is_pointed_out() -> None:
    at = place("publication.publish")
    entries = [*MATTER[:at], MATTER[at] | {"d.publish_by": "2026-03-03"}, *MATTER[at + 1 :]]
    report = replayed(entries)
    assert (report.problems, kinds(report.remarks)) == ([], {(at, "days")})


def test_rules_that_are_none_are_refused(tmp_path: Path) -> None:
    for n, broken in enumerate(
        ({}, RULES | {"rulebooks": {LABEL: {}}}, RULES | {"acts": []}, RULES | {"rulebooks": 3})
    ):
        export = course.Export(linked([course.opened()]), []).write(tmp_path / str(n))
        (export / "rules.json").write_text(json.dumps(broken))
        assert offline.main([str(export)]) == offline.USAGE


# ------------------------------------------------------------------------------------------- the bytes of an entry


def variants(body: bytes, chance: random.Random) -> Iterator[bytes]:
    """Bodies that are nearly canonical, and some that are."""
    fields = json.loads(body)
    odd = [
        '"',
        "\\",
        "\n",
        "\x1f",
        "\x7f",
        "\u2028",
        "\u3000",
        "\ud7ff",
        "\ufeff",
        "𠮷",
        "e\u0301",
        "/",
        "\b",
        '",',
        "x",
    ]
    for _ in range(40):
        key = chance.choice(list(fields))
        value = "".join(chance.choices(odd, k=chance.randrange(4)))
        changed = fields | {chance.choice([key, "name", "law"]): value}
        yield encoded(changed)
        yield json.dumps(changed, sort_keys=True, separators=(",", ":")).encode()
        yield json.dumps(changed, ensure_ascii=False, sort_keys=chance.random() < 0.5).encode()
    for _ in range(40):
        at = chance.randrange(len(body))
        yield body[:at] + bytes([chance.choice(b'"\\{}:, \x00\x1f\xffa')]) + body[at + chance.randrange(2) :]
    yield from (
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"x"',
        body + b" ",
        body[:-1],
        b"\xef\xbb\xbf" + body,
        body.replace(b'""', b"1", 1),
    )
    yield body.replace(b',"via":"web"', b',"via"')
    yield body.replace(b',"via":"web"}', b',"via"}')
    yield body.replace(b',"who":"', b',"who","') + b""
    yield body[: body.rindex(b":")] + b"}"
    yield body.replace(b'{"act"', b'{"act":"x","act"')
    yield body.replace(b'"v":"1"', b'"v":"1","w":""')
    yield encoded({key: value for key, value in fields.items() if key != "pc"})
    yield encoded(fields | {"name": "长" * 6000})


def test_two_readers_agree_on_what_an_entry_is() -> None:
    """`workflow.trail.entry.decode` and the verifier were written apart; they accept the same bytes."""
    reader = Reader(RULES["acts"], RULES["denied"])
    chance = random.Random(12)
    seen: dict[bool, int] = {True: 0, False: 0}
    for body in linked(list(MATTER))[::3]:
        for each in variants(body, chance):
            try:
                decoded = decode(each)
            except EntryError as error:
                # the form of single values is the chain's to check, not the reader's
                proper = all(flaw.key and flaw.zh and "的值" in flaw.zh for flaw in error.flaws)
                decoded = json.loads(each) if proper else None
            try:
                read = dict(reader.read(each))
            except Flaw:
                read = None
            if decoded is None or read is not None:
                assert read == decoded, each
            seen[read is not None] += 1
    assert min(seen.values()) > 100


def test_the_quick_way_and_the_thorough_way_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(RULES["acts"], RULES["denied"])
    bodies = linked(list(MATTER))
    quick = [reader.read(body) for body in bodies]
    assert all(reader._plain(body.decode()) for body in bodies)
    monkeypatch.setattr(Reader, "_plain", lambda self, text: None)
    assert [reader.read(body) for body in bodies] == quick


@pytest.mark.parametrize("ts", ["", "2026-02-30T01:00:00.000Z", "2026-03-02T24:00:00.000Z", "2026-03-02T01:00:00Z"])
def test_a_time_that_never_comes_is_no_time(ts: str) -> None:
    chain = offline.Chain.__new__(offline.Chain)
    chain.dates = set()
    with pytest.raises(Flaw):
        chain.moments({"ts": ts, "eff": "", "ver": ""})


def test_the_file_runs_alone_and_on_older_pythons() -> None:
    source = Path(offline.__file__).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}
    # and that only where it is used
    top = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert not any(module and module.startswith("cryptography") for module in top)


def test_every_message_is_in_both_languages() -> None:
    found: list[Finding] = []
    for act in ("legality_review.conclude", "drafting.save", "participation.open"):
        at = place(act)
        for change in (
            {"as": "x"},
            {"ver": "0"},
            {"eff": "2031-01-01"},
            {"rule": "x#y"},
            {"d.ends": "x"},
            {"to": "x:y"},
        ):
            found += replayed([*MATTER[:at], MATTER[at] | change, *MATTER[at + 1 :]]).problems
    assert len(found) > 20
    for each in found:
        assert re.search("[\u4e00-\u9fff]", each.zh)
        assert not re.search("[\u4e00-\u9fff]", each.en.replace(course.UNIT, ""))
