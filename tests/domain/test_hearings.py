"""Guards of hearings with the parameters other places set: Guangdong 303, Heilongjiang 4, Shanghai 35 and counties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.domain.dossiers import having, setting
from tests.domain.rule_cases.hearings import LATER, OFF, held
from workflow.domain.calendar import Convention
from workflow.domain.guarding import GUARDS
from workflow.domain.terms import HearingView


def said(guard: str, params: dict[str, Any], after: str = "", **changes: Any) -> str:
    """`after`: the day to which an earlier hearing was put off before it was called off."""
    found = GUARDS[guard]
    earlier = (
        held(**OFF, sitting=None, report=None, postponements=[LATER | {"day": after}])["hearings"] if after else []
    )
    dossier = having({"hearings": [*earlier, *held(**changes)["hearings"]]})
    return "".join(gap.detail.zh for gap in found.check(dossier, found.params.model_validate(params), setting()))


def people(count: int, public: int | None = None, came: int | None = None) -> list[dict[str, Any]]:
    """Participants of whom so many are of the registered public and so many came."""
    return [
        {
            "number": number,
            "name": f"参加人{number}",
            "kind": "registered" if number <= (count if public is None else public) else "expert",
            "view": "for" if number % 2 else "against",
            "appearance": {"on": "2022-08-31", "present": number <= (count if came is None else came)},
        }
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("guard", "params", "changes", "words"),
    [
        # Heilongjiang and Shanghai ask 30 days, Guangdong 20; the list 7 or 10 days before
        ("hearing_notice_met", {"days": 20}, {"on": "2022-08-11"}, ""),
        ("hearing_notice_met", {"days": 20}, {"on": "2022-08-12"}, "为19日"),
        ("hearing_notice_met", {"days": 30}, {"on": "2022-08-01"}, ""),
        ("hearing_notice_met", {"days": 30}, {"on": "2022-08-02"}, "不足30日"),
        ("participants_listed", {"days": 7}, {"roll__on": "2022-08-24"}, ""),
        ("participants_listed", {"days": 10}, {"roll__on": "2022-08-24"}, "不足10日"),
        ("material_delivered", {"days": 5}, {"roll__participants__0__delivery__on": date(2022, 8, 26)}, ""),
        ("material_delivered", {"days": 10}, {}, "第1号听证参加人的材料送达过迟"),
        # Guangdong: an odd number, nine at least, two thirds of them present, at most 30 days of postponement
        ("participants_enough", {"least": 9, "odd": True}, {"roll__participants": people(9)}, ""),
        ("participants_enough", {"least": 9, "odd": True}, {"roll__participants": people(10)}, "不是单数"),
        ("participants_enough", {"least": 9, "odd": True}, {"roll__participants": people(8)}, "8人，少于9人"),
        ("participants_enough", {"least": 9}, {"roll": None}, ""),
        ("hearing_quorate", {"numerator": 2, "denominator": 3}, {"roll__participants": people(9, came=6)}, ""),
        ("hearing_quorate", {"numerator": 2, "denominator": 3}, {"roll__participants": people(9, came=5)}, "到会5人"),
        ("hearing_quorate", {"numerator": 2, "denominator": 3}, {"sitting": None}, ""),
        ("public_share_met", {"percent": 40}, {"roll__participants": people(5, public=2)}, ""),
        ("public_share_met", {"percent": 40}, {"roll__participants": people(6, public=2)}, "低于40%"),
        ("public_share_met", {"percent": 40}, {"roll__participants": []}, ""),
        ("postponements_met", {"days": 30}, {"postponements": [LATER | {"day": "2022-09-30"}]}, ""),
        ("postponements_met", {"days": 30}, {"postponements": [LATER | {"day": "2022-10-01"}]}, "延期31日"),
        # the days of each announcement of the same text count together
        (
            "postponements_met",
            {"days": 30},
            {"after": "2022-09-14", "postponements": [LATER | {"day": "2022-09-16"}]},
            "",
        ),
        (
            "postponements_met",
            {"days": 30},
            {"after": "2022-09-14", "postponements": [LATER | {"day": "2022-09-17"}]},
            "延期31日",
        ),
        # Guangdong: who wrote the draft does not preside; the report within 10 days, of six parts
        ("host_impartial", {"drafters": True}, {}, ""),
        ("host_impartial", {"drafters": True}, {"sitting__host": "周文"}, "周文是草案起草人"),
        ("hearing_report_in_time", {"days": 10}, {"report__on": "2022-09-10"}, ""),
        ("hearing_report_in_time", {"days": 10}, {"report__on": "2022-09-11"}, "为11日"),
        (
            "hearing_report_complete",
            {"items": ["selection", "views"]},
            {},
            "听证参加人的产生方式和基本情况、主要意见建议",
        ),
    ],
)
def test_other_parameters(guard: str, params: dict[str, Any], changes: dict[str, Any], words: str) -> None:
    found = said(guard, params, **changes)
    assert words in found
    assert bool(words) == bool(found)


SETTINGS: dict[str, list[dict[str, Any]]] = {
    "hearing_notice_met": [{"days": 15}, {"days": 20}, {"days": 30}],
    "participants_listed": [{}, {"days": 5}, {"days": 10}],
    "participants_enough": [{"least": 2}, {"least": 9}, {"least": 9, "odd": True}],
    "public_share_met": [{"percent": 30}, {"percent": 40}],
    "hearing_quorate": [{"numerator": 1, "denominator": 2}, {"numerator": 2, "denominator": 3}],
    "postponements_met": [{}, {"most": 2}, {"most": 1}],
    "host_impartial": [{}, {"drafters": True}],
    "hearing_record_complete": [{"items": ["handling"]}, {"items": ["handling", "statements"]}],
    "hearing_report_complete": [{"items": ["advice"]}, {"items": ["advice", "views"]}],
    "hearing_report_in_time": [{"days": 15}, {"days": 10}, {"working_days": 7}],
}


@pytest.mark.parametrize("guard", SETTINGS)
def test_the_later_setting_is_the_stricter_and_says_so(guard: str) -> None:
    made = [GUARDS[guard].params.model_validate(each) for each in SETTINGS[guard]]
    assert sorted(made, key=lambda each: each.strictness()) == made
    words = [each.numbers(Convention.FIRST_DAY_EXCLUDED) for each in made]
    assert len(set(words)) == len(words)
    assert words[-1], "the strictest has something to say"


def test_a_deadline_is_in_days_of_one_kind() -> None:
    for wrong in ({}, {"days": 10, "working_days": 7}):
        with pytest.raises(ValidationError):
            GUARDS["hearing_report_in_time"].params.model_validate(wrong)


def test_the_day_as_it_stands() -> None:
    hearing = having(held(postponements=[LATER | {"place": "镇文化站"}])).hearing
    assert hearing is not None
    assert (hearing.day, hearing.due) == (date(2022, 8, 31), date(2022, 9, 7))
    assert hearing.when == (date(2022, 9, 7), "9:30", "镇文化站")
    assert having(held(**OFF)).hearing is None


def test_papers_without_opinions_are_held_against_what_was_said_at_the_hearing():
    """Figures have nothing to be held against there."""
    found = GUARDS["figures_as_recorded"]

    def told(text: str) -> list[str]:
        heard = held(roll__participants__1__appearance__statement="坚决反对。")
        dossier = having(heard | {"opinions": [], "publication.explanation": text})
        return [gap.detail.zh for gap in found.check(dossier, found.params(), replace(setting(), record=True))]

    assert told("收到意见30条，采纳20条。") == []
    assert "第2号参加人表示反对" in told("听证会参加人一致赞成。")[0]


def test_a_side_that_has_no_place_is_not_offered_to_those_who_register():
    hearing = having(held(seats_for=1, seats_against=1, seats_neutral=0)).hearing
    assert hearing.views == ("for", "against")
    assert having(held()).hearing.views == tuple(HearingView)
