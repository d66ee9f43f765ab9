"""Other places: law files alone, with the numbers their orders state, asked about whole dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.domain.dossiers import LABEL, TODAY, having, lawful, setting
from tests.domain.rule_cases.case import left_out
from tests.domain.rule_cases.hearings import held
from tests.domain.rule_cases.places import EXPERTS, FOLLOW, REPORT, again, participants
from workflow.checkfile import check_command
from workflow.domain.checking import Finding, check_dossier
from workflow.domain.differing import differences
from workflow.domain.dossier import Dossier
from workflow.domain.dossierfile import write_dossier
from workflow.domain.explaining import all_rules
from workflow.domain.inventory import due_items
from workflow.domain.lawfiles import library
from workflow.domain.reading import details, rulebook_of
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.terms import OptionalStage

NATION = "national-county-2019.1"
HLJ, SH, HEB = "hlj-county-2021.1", "sh-district-2020.1", "heb-county-2020.1"
CZ, ZJ, JN, GD = "cz-county-2026.1", "zj-county-2019.1", "jn-district-2024.1", "gd-county-2024.1"
PLACES = (HLJ, SH, HEB, CZ, ZJ, JN, GD)

# as the orders state them; what an order does not state is Order 713's, or nobody's
NUMBERS: Mapping[str, Mapping[str, Mapping[str, Any] | None]] = {
    HLJ: {
        "comment_period": {"days": 30, "limit": "soft"},
        "material_sent_before": {"ways": ("symposium",), "days": 5},
        "hearing_notice_met": {"days": 30},
        "participants_listed": {"days": 7},
        "material_delivered": {"days": 7},
        "participation_reported": {"publish": True},
        "expert_number_met": {"minimum": 3, "odd": False},
        "simple_procedure_open": None,
        "review_time": {"working_days": 7, "limit": "soft"},
        "postponement_not_lapsed": {"years": 1},
    },
    SH: {
        "comment_period": {"days": 30, "limit": "soft"},
        "hearing_notice_met": {"days": 30},
        "participants_listed": {"days": 7},
        "material_delivered": {"days": 7},
        "review_time": {"working_days": 7, "limit": "soft"},
        "expert_number_met": None,
        "postponement_not_lapsed": None,
    },
    HEB: {
        "comment_period": {"days": 30, "limit": "soft"},
        "participants_listed": {"days": 1},
        "material_delivered": {"days": 7},
        "review_time": {"working_days": 7, "limit": "soft"},
        "hearing_notice_met": None,
        "expert_number_met": None,
        "postponement_not_lapsed": None,
    },
    CZ: {
        "comment_period": {"days": 30, "limit": "soft"},
        "review_time": {"working_days": 7, "limit": "soft"},
        "level_heeded": {"consequences": ("prevent",)},
        "postponement_not_lapsed": {"years": 1},
        "hearing_notice_met": None,
    },
    ZJ: {"expert_review_held": {"when": "technical"}, "hearing_notice_met": None, "expert_number_met": None},
    JN: {"comment_period": {"days": 30, "limit": "soft"}, "hearing_notice_met": None, "postponement_not_lapsed": None},
    GD: {
        "hearing_notice_met": {"days": 20},
        "participants_listed": {"days": 10},
        "material_delivered": {"days": 7},
        "participants_enough": {"least": 9, "odd": True},
        "hearing_quorate": {"numerator": 2, "denominator": 3},
        "postponements_met": {"most": None, "days": 30},
        "host_impartial": {"drafters": True},
        "hearing_report_in_time": {"days": 10, "working_days": None},
        "expert_number_met": None,
    },
}
OUTCOMES = {
    HLJ: ["通过", "原则通过并适当修改", "暂缓决策", "不予通过"],
    SH: ["通过", "修改完善", "不予通过"],
    CZ: ["通过", "一般修改", "重大修改", "暂缓决策", "不予通过"],
}
CONCLUSIONS = {
    HLJ: [
        ("同意提交讨论", "proceed"),
        ("明示法律风险后提交讨论", "proceed_with_risk"),
        ("部分内容不一致，调整后提交讨论", "redraft"),
        ("退回，补充履行程序后再送审", "back"),
        ("建议不提交讨论", "redraft"),
    ],
    SH: [("合法", "proceed"), ("部分修改", "redraft"), ("补充履行相关程序", "back"), ("不合法", "redraft")],
    CZ: [("合法", "proceed"), ("应当予以修改", "redraft"), ("补正程序", "back"), ("不合法", "redraft")],
}


def book(label: str) -> Rulebook:
    return library().rulebook(label)


def rule(label: str, concern: str) -> EffectiveRule | None:
    return next((each for each in book(label).rules if each.rule.concern == concern), None)


@cache
def county() -> Dossier:
    """The lawful dossier with the meeting a county government holds, and what became of opinions published with it."""
    meeting = {"meetings.0.kind": "executive", "agenda.0.kind": "executive"}
    return having(meeting | {"publication.explanation": "采纳1条，不采纳1条；专家意见均采纳。"})


def found(label: str, change: Mapping[str, Any] | None = None, today: date = TODAY) -> list[Finding]:
    """What a place holds against the dossier with that change; the file is complete whatever the change is."""
    dossier = having(change or {}, county())
    if dossier.archive and not (change or {}).keys() & {"archive", "state"}:
        listed = [{"key": each.key, "title": each.title.zh, "on": each.on} for each in due_items(dossier)]
        dossier = having({"archive.items": listed}, dossier)
    return check_dossier(book(label), dossier, setting(today, book(label)))


def ids(label: str, change: Mapping[str, Any] | None = None, today: date = TODAY) -> list[str]:
    """The rules that are not met; days that do not agree are no rule's matter."""
    return [each.rule_id for each in found(label, change, today) if each.articles]


# what Heilongjiang asks of every matter
HEILONGJIANG = {"participation.report_published": True, "expert_review.experts": EXPERTS} | {
    f"expert_review.record.{key}": [1, 2, 3] for key in ("attended", "signed")
}


@pytest.mark.parametrize("label", PLACES)
def test_a_place_is_bound_directly_and_has_no_house_rules(label: str) -> None:
    profile = library().profiles[label]
    assert {layer.binding for layer in profile.layers} == {"direct"}
    assert profile.layers[0].instrument == "cn-713"
    assert profile.house is None
    assert [kind.key for kind in profile.kinds] == ["major_decision"]
    for entry in profile.vocabularies["conclusions"]:
        assert entry.effect in {"proceed", "proceed_with_risk", "redraft", "back"}


@pytest.mark.parametrize(
    ("label", "concern", "wanted"), [(label, *each) for label, asked in NUMBERS.items() for each in asked.items()]
)
def test_the_numbers_are_those_of_the_order(label: str, concern: str, wanted: Mapping[str, Any] | None) -> None:
    ruling = rule(label, concern)
    if wanted is None:
        assert ruling is None
    else:
        assert ruling is not None
        assert {key: getattr(ruling.params, key) for key in wanted} == dict(wanted)


@pytest.mark.parametrize("label", PLACES)
def test_the_local_order_is_cited_beside_order_713(label: str) -> None:
    """Every rule of a place's own order is cited by some demand, and each demand still cites Order 713 where it has it."""
    cited = {one.rule_id for each in book(label).rules for one in each.citations}
    assert {each.id for instrument in book(label).instruments for each in instrument.rules} == cited


def test_the_words_are_those_of_the_order() -> None:
    for label, names in OUTCOMES.items():
        assert [each.name.zh for each in library().profiles[label].vocabularies["outcomes"]] == names
    for label, pairs in CONCLUSIONS.items():
        words = [(each.name.zh, each.effect) for each in library().profiles[label].vocabularies["conclusions"]]
        assert words[: len(pairs)] == pairs
    levels = library().profiles[CZ].vocabularies["risk_levels"]
    assert [(each.name.zh, each.effect) for each in levels] == [
        ("低风险", "proceed"),
        *((name, "prevent") for name in ("中风险", "中高风险", "高风险")),
    ]
    assert [each.name.zh for each in library().profiles[JN].vocabularies["meeting_kinds"]] == ["常务会议"]


@pytest.mark.parametrize("label", [NATION, SH, HEB, CZ, ZJ, JN, GD])
def test_what_is_lawful_by_order_713_is_lawful_where_nothing_more_is_asked(label: str) -> None:
    assert found(label) == []


def test_heilongjiang_asks_every_matter_for_three_experts_and_the_report() -> None:
    assert sorted(ids(HLJ)) == ["hlj-4.20", "hlj-4.22.number", "hlj-4.22.pool"]
    assert found(HLJ, HEILONGJIANG) == []
    two = HEILONGJIANG | {"expert_review.experts": EXPERTS[:2]}
    assert ids(HLJ, two) == ["hlj-4.22.number"]


@pytest.mark.parametrize("label", PLACES)
def test_expert_review_may_be_left_out_with_a_ground(label: str) -> None:
    without = {"expert_review": None} | (HEILONGJIANG if label == HLJ else {})
    without = {key: value for key, value in without.items() if not key.startswith("expert_review.")}
    ground = left_out(OptionalStage.EXPERT_REVIEW, "不属于专业性、技术性较强的事项。")
    excused = found(label, without | ground)
    assert [each.stops for each in excused] == [False]
    assert excused[0].excused
    assert any(each.stops for each in found(label, without))
    technical = left_out(OptionalStage.EXPERT_REVIEW, "不属于专业性、技术性较强的事项。", "technical")
    assert any(each.stops for each in found(label, without | technical))


ENOUGH = {"roll__participants": participants(9), "places": 9, "report": REPORT}
LONG_BEFORE = {"on": "2022-08-01", "roll__on": "2022-08-21"}


@pytest.mark.parametrize(
    ("label", "last_day", "too_late", "ruling"),
    [
        (HLJ, "2022-08-01", "2022-08-02", "hlj-4.19.notice"),
        (SH, "2022-08-01", "2022-08-02", "sh-35.16.notice"),
        (GD, "2022-08-11", "2022-08-12", "gd-303.notice"),
        (HEB, "2022-08-30", "2022-08-31", "cn-713.16.announced"),
    ],
)
def test_the_notice_of_a_hearing_on_31_august(label: str, last_day: str, too_late: str, ruling: str) -> None:
    base = HEILONGJIANG if label == HLJ else {}
    assert ids(label, base | held(**(ENOUGH | LONG_BEFORE | {"on": last_day}))) == []
    assert ids(label, base | held(**(ENOUGH | LONG_BEFORE | {"on": too_late}))) == [ruling]


@pytest.mark.parametrize(("number", "lawful_there"), [(7, False), (8, False), (9, True), (10, False), (11, True)])
def test_guangdong_hears_an_odd_number_of_at_least_nine(number: int, lawful_there: bool) -> None:
    hearing = held(**(ENOUGH | LONG_BEFORE | {"roll__participants": participants(number), "places": number}))
    assert (ids(GD, hearing) == []) == lawful_there
    assert ids(SH, hearing) == [], "nobody counts them in Shanghai"


@pytest.mark.parametrize(("present", "lawful_there"), [(9, True), (6, True), (5, False)])
def test_guangdong_wants_two_thirds_of_them_present(present: int, lawful_there: bool) -> None:
    hearing = held(**(ENOUGH | LONG_BEFORE | {"roll__participants": participants(9, present)}))
    assert ids(GD, hearing) == ([] if lawful_there else ["gd-303.quorum"])


@pytest.mark.parametrize(("label", "ruling"), [(HLJ, "hlj-4.38.lapse"), (CZ, "cz-2025-4.22"), (HEB, None)])
def test_what_was_postponed_lapses_after_a_year_where_the_order_says_so(label: str, ruling: str | None) -> None:
    for day, lapsed in ((date(2023, 10, 18), False), (date(2023, 10, 19), True)):
        assert (ruling in ids(label, again(day), today=date(2024, 1, 8))) == (lapsed and ruling is not None)


def test_silence_is_consent_in_heilongjiang_and_zhejiang_and_nowhere_else() -> None:
    """A member who gave no opinion and is recorded in favour holds nothing up there; against is no consent."""
    silent = {"meetings.0.members.1.statement": None}
    against = silent | {"meetings.0.members.1.vote": "against", "meetings.0.members.1.dissent": "造价过高。"}
    for label in PLACES:
        base = HEILONGJIANG if label == HLJ else {}
        assert any(each.stops for each in found(label, base | silent)) == (label not in (HLJ, ZJ)), label
        assert any(each.stops for each in found(label, base | against))
    (shown,) = found(ZJ, silent)
    assert shown.excused
    assert "视为同意" in shown.detail.zh


def test_in_cangzhou_a_level_from_medium_upwards_asks_for_countermeasures() -> None:
    for level, asked in (("low", False), ("medium", True), ("upper", True), ("high", True)):
        change = {"risk_assessments.0.report.level": level}
        assert ids(CZ, change) == (["cz-2025-4.15.level"] if asked else [])
        assert ids(CZ, change | {"risk_assessments.0.follow": FOLLOW}) == []
    assert found(HEB, {"risk_assessments.0.report.level": "high"}) == []


def test_in_jinan_the_executive_meeting_decides() -> None:
    plenary = {"meetings.0.kind": "plenary", "agenda.0.kind": "plenary"}
    assert found(HEB, plenary) == []
    (refused,) = found(JN, plenary)
    assert "常务会议" in refused.detail.zh
    assert {each.zh for each in refused.articles} == {
        "《重大行政决策程序暂行条例》第三十条第一款",
        "《济南市重大行政决策程序若干规定》第十三条",
    }


def test_where_the_unit_gives_its_own_opinion_first() -> None:
    change = {"reviews.0.submission.preliminary": " "}
    asked = {
        label for label in PLACES if any(each.endswith((".preliminary", "zj-337.8")) for each in ids(label, change))
    }
    assert asked == {HLJ, SH, ZJ, JN}


def test_the_check_command_takes_their_labels(tmp_path: Path) -> None:
    file = tmp_path / "dossier.json"
    file.write_text(write_dossier(county()), encoding="utf-8")
    for label in PLACES:
        done = CliRunner().invoke(check_command, [str(file), "--as-of", "2022-12-01", "--profile", label])
        assert done.exit_code == (1 if label == HLJ else 0), done.output
        assert library().profiles[label].name.zh in done.output


def test_their_rules_are_said_in_words_and_any_two_places_can_be_compared() -> None:
    for label in PLACES:
        words = all_rules(book(label))
        assert all(each.demand.zh and each.demand.en and each.remedy.zh and each.remedy.en for each in words)
        assert differences(book(LABEL), book(label))
        assert differences(book(label), book(LABEL))


# -- the township beside them ------------------------------------------------------------------------------------------


def test_an_entry_that_names_no_rulebook_is_read_by_its_own_organ() -> None:
    """Cangzhou's profile is the youngest there is: the township's pages do not turn to it."""
    youngest = max(library().profiles.values(), key=lambda profile: profile.since)
    assert youngest.label == CZ
    seated = {"act": "body.seated", "rule": "", "res": "ok", "d.meeting": "head_office"}
    assert rulebook_of(seated, "cq-township").label == "cq-township-2024.1"
    assert [value.zh for _, value in details(seated, "cq-township")] == ["乡长办公会议"]
    assert [value.zh for _, value in details(seated | {"d.meeting": "executive"}, "jn-district")] == ["常务会议"]
    assert rulebook_of(seated | {"rule": LABEL}, "jn-district").label == LABEL


def test_the_township_keeps_its_rulebook() -> None:
    assert library().in_force("cq-township", date(2026, 11, 1)).label == "cq-township-2024.1"
    assert check_dossier(book(LABEL), lawful(), setting()) == []
