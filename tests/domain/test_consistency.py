"""What cannot have been so: told beside the rules, one note a day or number, each with the place it stands at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.domain.dossiers import WORDS, having, lawful
from tests.domain.rule_cases.hearings import held
from workflow.domain.consistency import Note, inconsistencies

TODAY = date(2023, 12, 1)
REVIEW = WORDS["reviews"][0]
LISTED = {"version": 2, "materials": ["draft", "legality"]}


def notes(change: dict[str, Any], kind: str = "record.order") -> list[Note]:
    return [each for each in inconsistencies(having(change), TODAY) if each.kind == kind]


def test_the_lawful_dossier_agrees_with_itself() -> None:
    assert list(inconsistencies(lawful(), TODAY)) == []
    assert notes(held()) == []


@pytest.mark.parametrize(
    ("path", "first_day", "than"),
    [
        ("study.on", "2022-07-01", "proposal.on"),
        ("drafts.0.on", "2022-07-15", "initiation.on"),
        ("drafts.1.on", "2022-07-25", "drafts[0].on"),
        ("opinions.0.on", "2022-08-01", "notice.on"),
        ("opinions.0.answer.on", "2022-08-10", "opinions[0].on"),
        ("participation.on", "2022-09-05", "opinions[0].answer.on"),
        ("expert_review.on", "2022-07-25", "drafts[0].on"),
        ("expert_review.record.on", "2022-08-05", "expert_review.on"),
        ("expert_review.experts.1.opinion.on", "2022-08-05", "expert_review"),
        ("expert_review.experts.1.feedback.on", "2022-08-12", "expert_review.experts[1].opinion.on"),
        ("expert_review.result.on", "2022-08-12", "expert_review.experts[0].opinion.on"),
        ("risk_assessments.0.report.on", "2022-08-08", "risk_assessments[0].on"),
        ("risk_assessments.0.finding.on", "2022-08-22", "risk_assessments[0].report.on"),
        ("reviews.0.submission.on", "2022-09-13", "drafts[1].on"),
        ("reviews.0.acceptance.on", "2022-09-27", "reviews[0].submission.on"),
        ("reviews.0.conclusion.on", "2022-09-28", "reviews[0].acceptance.on"),
        ("meetings.0.members.2.statement.on", "2022-10-18", "meetings[0].on"),
        ("meetings.0.resolution.on", "2022-10-18", "meetings[0].on"),
        ("publication.formed_on", "2022-10-18", "meetings[0].resolution.on"),
    ],
)
def test_what_came_first(path: str, first_day: str, than: str) -> None:
    day = date.fromisoformat(first_day)
    assert notes({path: day}) == []
    early = day - timedelta(days=1)
    (note, *_) = [each for each in notes({path: early}) if each.detail.zh.startswith(plain(path))]
    assert f"为{early.year}年{early.month}月{early.day}日，早于{than}" in note.detail.zh
    assert f" is {early.day} " in note.detail.en
    assert note.demand.zh
    assert note.remedy.en


def plain(path: str) -> str:
    return "".join(f"[{key}]" if key.isdigit() else f".{key}" for key in path.split(".")).removeprefix(".")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"expert_review.version": None, "drafts.0.on": date(2022, 8, 13), "notice": None}, "drafts[0].on"),
        ({"meetings.0.on": date(2022, 9, 12), "meetings.0.version": 2}, "meetings[0].on"),
        ({"agenda": [{"on": "2022-10-19", "meets": "2022-10-18", "kind": "head_office"}]}, "agenda[0].meets"),
        ({"meeting_submissions": [LISTED | {"on": "2022-10-11"}]}, "meeting_submissions[0].on"),
        (
            {"execution": {"assignments": [{"on": "2022-10-17", "tasks": [{"number": 1, "unit": "财政所"}]}]}},
            "execution.assignments[0].on",
        ),
        (
            {"reviews": [REVIEW, REVIEW | {"round": 2, "conclusion": None, "counsel": []}]},
            "reviews[1].submission.on",
        ),
        (held(report__on="2022-08-30"), "hearings[0].report.on"),
    ],
)
def test_what_hangs_together_by_more_than_its_place(change: dict[str, Any], says: str) -> None:
    assert any(says in each.detail.zh for each in notes(change))


@pytest.mark.parametrize(
    ("amendments", "says"),
    [
        ([("2022-07-31", "2022-09-10")], "早于"),
        ([("2022-09-01", "2022-09-10")], "早于"),
        ([("2022-08-20", "2022-08-30")], "早于"),
        ([("2022-08-20", "2022-09-10"), ("2022-08-19", "2022-09-12")], "早于"),
        ([("2022-08-20", "2022-09-10"), ("2022-08-21", "2022-09-09")], "早于"),
        ([("2022-08-31", "2022-09-05"), ("2022-09-05", "2022-09-05")], ""),
    ],
)
def test_a_notice_is_amended_while_it_runs_and_never_shortened(amendments: list[tuple[str, str]], says: str) -> None:
    """It is of 1 August and runs to the 31st; the result is of 8 September."""
    told = [{"on": on, "ends": ends} for on, ends in amendments]
    found = [each.detail.zh for each in notes({"notice.amendments": told})]
    assert len(found) == bool(says), found
    assert not says or says in found[0]


def test_materials_on_the_day_of_the_opinion_are_in_order() -> None:
    assert notes({"meeting_submissions": [LISTED | {"on": "2022-10-12"}]}) == []
    assert notes({"meeting_submissions": [LISTED | {"on": "2022-10-11", "materials": ["draft"]}]}) == []


def test_one_wrong_day_is_told_once() -> None:
    """Earlier than the acceptance it is earlier than the submission too."""
    (note,) = notes({"reviews.0.conclusion.on": date(2022, 9, 20), "reviews.0.counsel": []})
    assert "reviews[0].acceptance.on" in note.detail.zh


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reviews": [REVIEW, REVIEW | {"round": 2}]}, "均为“清泉司审〔2022〕3号”"),
        ({"reviews": [REVIEW, REVIEW]}, "均为“1”"),
        ({"drafts.1.version": 1}, "drafts[1].version"),
        ({"opinions.1.number": 1}, "opinions[1].number"),
    ],
)
def test_a_number_given_twice(change: dict[str, Any], says: str) -> None:
    found = [each.detail.zh for each in notes(change, "record.numbers")]
    assert any(says in each for each in found)


def test_opinions_without_a_number_are_not_the_same() -> None:
    unnumbered = REVIEW | {"conclusion": REVIEW["conclusion"] | {"number": ""}}
    assert notes({"reviews": [unnumbered, unnumbered | {"round": 2}]}, "record.numbers") == []


@pytest.mark.parametrize(
    ("key", "record", "before"),
    [
        ("publication_amendments", {"on": "2022-11-01", "channels": ["newspaper"]}, "publication"),
        ("archive_supplements", {"on": "2022-11-01", "received_by": "档案员", "items": []}, "archive"),
        (
            "handovers",
            {
                "on": "2022-11-01",
                "recipient": "县档案馆",
                "received_by": "李明",
                "handed_by": "白晓",
                "package": "0" * 64,
                "as_of": 1,
            },
            "archive",
        ),
    ],
)
def test_what_follows_something_that_is_not_there_is_told(key: str, record: dict[str, Any], before: str) -> None:
    told = notes({key: [record], before: None}, "record.missing")
    assert [each.stage for each in told] == ["publication"]
    assert "没有" in told[0].detail.zh
    assert "is not" in told[0].detail.en
    assert not notes({key: []}, "record.missing")
