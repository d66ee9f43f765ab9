"""What only other places ask of a meeting: notice, quorum, majority, the order of Party and government, a lapse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.domain.dossiers import having, lawful, rulebook, setting
from workflow.domain.calendar import Convention
from workflow.domain.checking import setting_of
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import GUARDS
from workflow.domain.lawparts import Profile
from workflow.domain.meetingrecord import record_digest, record_texts
from workflow.domain.rulebook import Rulebook

MEMBER = {"post": "", "chief": False, "present": True}


def said(guard: str, dossier: Dossier, today: date = date(2022, 12, 1), **params: Any) -> list[str]:
    """What a guard with these parameters finds, in Chinese."""
    found = GUARDS[guard]
    return [gap.detail.zh for gap in found.check(dossier, found.params.model_validate(params), setting(today))]


def meeting(entitled: int, present: int, votes: int, recused: int = 0) -> Dossier:
    """So many entitled, present (the recused among them), and votes for."""
    members = [
        MEMBER
        | {
            "number": place,
            "name": f"成员{place}",
            "present": place <= present,
            "recusal": "利害关系" if present - recused < place <= present else "",
            "vote": "for" if place <= votes else "abstain" if place <= present - recused else None,
            "view": "" if place <= present else "同意。",
        }
        for place in range(1, entitled + 1)
    ]
    return having({"meetings.0.members": members})


# -- quorum and majority, at the number on which they turn -------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "over", "entitled", "least"),
    [
        ("1/2", True, 7, 4),
        ("1/2", True, 8, 5),  # half of eight is not more than half
        ("1/2", False, 8, 4),
        ("2/3", False, 9, 6),
        ("2/3", False, 7, 5),
        ("2/3", True, 9, 7),
        ("1/3", False, 3, 1),
        ("1/1", False, 5, 5),
    ],
)
def test_a_quorum_turns_on_its_number(share, over, entitled, least):
    assert said("quorum_met", meeting(entitled, least, 0), share=share, over=over) == []
    (short,) = said("quorum_met", meeting(entitled, least - 1, 0), share=share, over=over)
    assert f"应到{entitled}人，实到{least - 1}人" in short


def test_who_is_recused_has_come_and_who_wrote_has_not():
    assert said("quorum_met", meeting(7, 4, 0, recused=1), share="1/2", over=True) == []
    assert said("quorum_met", meeting(7, 3, 0), share="1/2", over=True)


@pytest.mark.parametrize(
    ("of", "entitled", "present", "recused", "least"),
    [
        ("entitled", 7, 7, 0, 4),
        ("entitled", 7, 5, 0, 4),
        ("taking_part", 7, 5, 0, 3),
        ("taking_part", 7, 6, 1, 3),
        ("taking_part", 7, 6, 0, 4),
    ],
)
def test_more_than_half_of_whom(of, entitled, present, recused, least):
    enough = meeting(entitled, present, least, recused)
    assert said("majority_reached", enough, share="1/2", over=True, of=of) == []
    (short,) = said("majority_reached", meeting(entitled, present, least - 1, recused), share="1/2", over=True, of=of)
    assert "没有达到" in short
    assert "超过半数" in short


def test_a_majority_is_asked_of_what_was_adopted_alone():
    none = meeting(4, 4, 0)
    for outcome, found in (("adopted", 1), ("in_principle", 1), ("postponed", 0), ("amend", 0), ("rejected", 0)):
        changed = having({"meetings.0.resolution.outcome": outcome}, none)
        assert len(said("majority_reached", changed, share="2/3", over=False, of="entitled")) == found
    assert said("majority_reached", having({"meetings": []}), share="1/2", over=True, of="entitled") == []


def test_shares_are_exact_and_the_greater_is_stricter():
    params = GUARDS["quorum_met"].params

    def strictness(share: str, over: bool) -> tuple[int, ...]:
        return params.model_validate({"share": share, "over": over}).strictness()

    assert strictness("1/2", False) < strictness("1/2", True) < strictness("50/99", False) < strictness("2/3", False)
    assert strictness("2/4", True) == strictness("1/2", True)
    ((_, words),) = params.model_validate({"share": "2/3", "over": False}).numbers(Convention.FIRST_DAY_EXCLUDED)
    assert (words.zh, words.en) == ("不少于三分之二", "at least 2/3")


@pytest.mark.parametrize("params", [("3/2", False), ("1/1", True), ("0/2", True), ("1/0", True), ("0.5", True)])
def test_a_share_nobody_reaches_is_refused(params):
    with pytest.raises(ValidationError):
        GUARDS["quorum_met"].params.model_validate(dict(zip(("share", "over"), params, strict=True)))


# -- notice and materials ----------------------------------------------------------------------------------------------


def test_notice_of_four_days_is_four_days():
    assert said("meeting_notice_given", lawful(), days=4) == []
    (short,) = said("meeting_notice_given", lawful(), days=5)
    assert "会议通知（2022年10月14日）至会议（2022年10月18日）为4日，少于5日" in short
    assert said("meeting_notice_given", lawful(), days=2, working=True) == []
    (short,) = said("meeting_notice_given", lawful(), days=3, working=True)  # the 15th and 16th are a weekend
    assert "为2个工作日" in short


def test_materials_come_when_they_come():
    assert said("meeting_materials_sent", lawful(), days=3) == []
    assert said("meeting_materials_sent", lawful(), days=4)
    (unknown,) = said("meeting_materials_sent", having({"agenda.0.materials_on": None}), days=1)
    assert "没有记录送达会议材料的日期" in unknown


def test_only_the_agenda_of_this_meeting_counts():
    for change in ({"agenda": []}, {"agenda.0.meets": date(2022, 10, 19)}, {"agenda.0.kind": "joint"}):
        (unknown,) = said("meeting_notice_given", having(change), days=1)
        assert "没有记录会议通知的日期" in unknown
    assert said("meeting_notice_given", having({"meetings": [], "agenda": []}), days=1) == []


# -- Party and government ----------------------------------------------------------------------------------------------


def test_the_party_committee_first():
    assert said("party_order_kept", lawful(), order="party_first") == []
    same_day = having({"party_discussions.0.on": date(2022, 10, 18)})
    assert said("party_order_kept", same_day, order="party_first") == []
    later = having({"party_discussions.0.on": date(2022, 10, 19)})
    assert "没有党委会议先行研究的记录" in said("party_order_kept", later, order="party_first")[0]
    against = having({"party_discussions.0.agreed": False})
    assert "没有同意" in said("party_order_kept", against, order="party_first")[0]


def test_the_government_first():
    (early,) = said("party_order_kept", lawful(), order="government_first")
    assert "2022年10月17日" in early
    for change in ({"party_discussions": []}, {"party_discussions.0.on": date(2022, 10, 18)}):
        assert said("party_order_kept", having(change), order="government_first") == []


def test_a_meeting_of_the_party_alone_is_not_the_organ_s():
    words = rulebook().profile.model_dump()
    words["vocabularies"]["meeting_kinds"] = [
        {"key": "party", "effect": "party", "name": {"zh": "党委会议", "en": "Party committee meeting"}},
        *words["vocabularies"]["meeting_kinds"],
    ]
    book = Rulebook(Profile.model_validate(words), rulebook().procedure, rulebook().instruments)
    where = setting_of(book, date(2022, 12, 1), setting().calendar)
    guard = GUARDS["body_competent"]
    held = having({"meetings.0.kind": "party"})
    (gap,) = guard.check(held, guard.params(), where)
    assert "“党委会议”不是本级可以讨论决定的会议" in gap.detail.zh
    assert not list(guard.check(lawful(), guard.params(), where))


# -- a matter postponed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("today", "lapsed"), [(date(2023, 10, 18), False), (date(2023, 10, 19), True)])
def test_what_was_postponed_lapses_after_the_year(today, lapsed):
    postponed = having({"meetings.0.resolution.outcome": "postponed"})
    assert bool(said("postponement_not_lapsed", postponed, today, years=1)) == lapsed
    assert said("postponement_not_lapsed", lawful(), today, years=1) == []


def test_it_counts_until_it_is_brought_again():
    first = lawful().model_dump()["meetings"][0]
    first |= {"resolution": first["resolution"] | {"outcome": "postponed"}}
    for day, lapsed in ((date(2023, 10, 18), False), (date(2023, 10, 19), True)):
        again = having({"meetings": [first, first | {"on": day, "resolution": None}]})
        assert bool(said("postponement_not_lapsed", again, date(2024, 12, 1), years=1)) == lapsed
    leap = having({"meetings.0.resolution.outcome": "postponed", "meetings.0.resolution.on": date(2024, 2, 29)})
    assert said("postponement_not_lapsed", leap, date(2025, 2, 28), years=1) == []
    assert said("postponement_not_lapsed", leap, date(2025, 3, 1), years=1)


# -- the record confirmed ----------------------------------------------------------------------------------------------


def confirmed(digest: str = "", names: int = 4) -> Dossier:
    digest = digest or record_digest(lawful().meetings[0])
    one = {"on": date(2022, 10, 19), "digest": digest}
    return having({f"meetings.0.members.{place}.confirmation": one for place in range(names)})


def test_all_confirm_one_record():
    assert said("record_confirmed", confirmed()) == []
    assert "尚未经马超确认" in said("record_confirmed", confirmed(names=3))[0]
    assert "不是现有的会议记录" in said("record_confirmed", confirmed("0" * 64))[0]
    assert said("record_confirmed", having({"meetings.0.resolution": None})) == []
    changed = having({"meetings.0.members.1.vote": "abstain"}, confirmed())
    assert "不是现有的会议记录" in said("record_confirmed", changed)[0]


def test_what_came_later_is_not_in_the_digest():
    first = record_digest(lawful().meetings[0])
    erratum = {"on": date(2022, 10, 20), "passage": "同意。", "text": "原则同意。", "reason": "漏记。"}
    assert record_digest(confirmed().meetings[0]) == first
    # an erratum does: whoever confirmed before it confirms anew
    corrected = having({"meetings.0.corrections": [erratum]}, confirmed())
    assert "重新确认" in said("record_confirmed", corrected)[0]
    assert (
        said(
            "record_confirmed",
            having({"meetings.0.corrections": [erratum]}, confirmed(record_digest(corrected.meetings[0]))),
        )
        == []
    )
    for change in ({"place": "别处"}, {"guests": [{"number": 1, "name": "郑律"}]}, {"item": 2}):
        changed = having({f"meetings.0.{key}": value for key, value in change.items()})
        assert record_digest(changed.meetings[0]) != first


def test_an_erratum_finds_its_passage_in_the_words_of_the_record():
    texts = record_texts(lawful().meetings[0])
    assert "会议讨论并通过了方案。" in texts
    assert "同意。" in texts
