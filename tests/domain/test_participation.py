"""Guards of participation with the parameters of other places, and what a reopened round is to rules and lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.domain.dossiers import TODAY, having, lawful, rulebook, setting
from workflow.domain.attribution import responsible
from workflow.domain.calendar import Convention
from workflow.domain.checking import check_dossier
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import GUARDS
from workflow.domain.inventory import due_items
from workflow.domain.progress import progress
from workflow.domain.responsibility import deeds
from workflow.papers.letters import adoption


def gaps(name: str, dossier: Dossier, **params: Any) -> list[str]:
    guard = GUARDS[name]
    return [gap.detail.zh for gap in guard.check(dossier, guard.params.model_validate(params), setting(TODAY))]


def heard(**more: Any) -> dict[str, Any]:
    usual = {"number": 1, "on": "2022-08-15", "way": "symposium", "audience": ["parties"], "whom": "村民代表。"}
    return usual | more


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("2022-08-10", ""),  # the fifth day before, the first day not counted
        ("2022-08-11", "2022年8月15日的座谈会的材料于2022年8月11日送达，按“起始日不计入”计算提前4日，少于5日。"),
        (None, "2022年8月15日的座谈会没有材料送达日期。"),
    ],
)
def test_material_reaches_a_symposium_some_days_before(sent, said):
    dossier = having({"heard": [heard(material_on=sent)]})
    assert gaps("material_sent_before", dossier, ways=["symposium"], days=5) == ([said] if said else [])


def test_material_is_asked_for_in_the_ways_named_only():
    dossier = having({"heard": [heard(way="visit")]})
    assert gaps("material_sent_before", dossier, ways=["symposium"], days=5) == []
    assert len(gaps("material_sent_before", dossier, ways=["symposium", "visit"], days=5)) == 1


def test_a_report_may_have_to_be_published():
    made, published = lawful(), having({"participation.report_published": True})
    assert gaps("participation_reported", made, publish=False) == []
    assert gaps("participation_reported", made, publish=True) == ["公众参与情况报告没有公布。"]
    assert gaps("participation_reported", published, publish=True) == []
    assert gaps("participation_reported", having({"participation": None}), publish=True) == [
        "公众参与情况报告尚未形成。"
    ]


def test_the_parameters_are_said_in_words():
    for name, params, words in (
        ("material_sent_before", {"ways": ["symposium"], "days": 5}, ["座谈会", "不得少于5日（起始日不计入）"]),
        ("parties_heard", {"ways": ["symposium", "visit"]}, ["座谈会、实地走访"]),
        ("participation_reported", {"publish": True}, ["应当公布"]),
        ("participation_reported", {"publish": False}, ["应当形成"]),
    ):
        made = GUARDS[name].params.model_validate(params)
        assert [value.zh for _, value in made.numbers(Convention.FIRST_DAY_EXCLUDED)] == words


def test_more_is_stricter():
    def strictness(name: str, **params: Any) -> tuple[int, ...]:
        return GUARDS[name].params.model_validate(params).strictness()

    five = strictness("material_sent_before", ways=["symposium"], days=5)
    assert five < strictness("material_sent_before", ways=["symposium"], days=7)
    assert five < strictness("material_sent_before", ways=["symposium", "visit"], days=5)
    assert strictness("parties_heard", ways=["visit"]) < strictness("parties_heard", ways=["visit", "poll"])
    assert strictness("participation_reported", publish=False) < strictness("participation_reported", publish=True)


def reopened(**changes: Any) -> Dossier:
    """The lawful dossier, solicited anew: its round has become an earlier one."""
    words = lawful().model_dump()
    earlier = {
        "notice": words["notice"],
        "opinions": words["opinions"],
        "result": words["participation"],
        "reopening": {"on": "2022-09-14", "version": 2, "reason": "施工范围作了重大修改。"},
    }
    return having({"earlier_rounds": [earlier], "notice": None, "opinions": [], "participation": None} | changes)


def test_what_was_opened_anew_has_to_be_concluded_anew():
    found = check_dossier(rulebook(), reopened(), setting(TODAY))
    assert "house.participation" in {each.rule_id for each in found}
    again = {
        "notice": lawful().notice.model_copy(
            update={"on": dt.date(2022, 9, 14), "version": 2, "starts": dt.date(2022, 9, 14)}
        ),
        "participation": lawful().participation.model_copy(update={"on": dt.date(2022, 9, 27)}),
    }
    again["notice"] = again["notice"].model_copy(update={"ends": dt.date(2022, 9, 26), "shortened_reason": "工期紧。"})
    rest = [each for each in check_dossier(rulebook(), reopened(**again), setting(TODAY)) if each.stops]
    assert {each.rule_id for each in rest} <= {"cq-337.37"}  # the list of the archive lacks the second round


def test_an_earlier_round_is_in_the_record_and_in_what_is_said_to_the_public():
    again = lawful().participation.model_copy(update={"on": dt.date(2022, 9, 27), "summary": "没有收到意见。"})
    dossier = reopened(notice=lawful().notice, participation=again)
    done = [each.step for each in deeds(dossier, rulebook().labels) if each.step.startswith("participation.")]
    assert done == [f"participation.{each}" for each in ("open", "conclude", "reopen", "open", "conclude")]
    told = adoption(dossier).splitlines()[0]
    first, second = "第一次公开征求意见，收到意见2条，采纳1条，不采纳1条。", "第二次公开征求意见，没有收到意见。"
    assert told == f"社会公众意见采纳情况：{first}{second}"
    states = {each.key: each.states[-1].key for each in rulebook().procedure.tracks}
    notes = {each.key: each.note for each in progress(rulebook().procedure, states, dossier, TODAY)}
    assert notes["participation"].zh == "收到意见2条"


def test_the_papers_of_every_round_are_due():
    dossier = reopened(
        heard=[heard()],
        explanations=[{"on": "2022-08-16", "way": "interview", "subject": "路面结构"}],
        notice=lawful().notice,
        participation=lawful().participation.model_copy(update={"report_published": True}),
    )
    titles = {each.key: each.title.zh for each in due_items(dossier)}
    for key, title in (
        ("notice-1", "公开征求意见公告（第1次）"),
        ("participation-1", "公众意见及其研究采纳情况（第1次）"),
        ("notice", "公开征求意见公告"),
        ("heard-1", "听取意见记录（座谈会）"),
        ("explanation-1", "解释说明材料（专家访谈）"),
        ("participation_report", "公众参与情况报告"),
    ):
        assert titles[key] == title
        assert responsible(dossier, key) == "乡村建设办公室"


def test_a_dossier_of_before_needs_nothing_new():
    words = lawful().model_dump(mode="json", exclude_none=True)
    for key in ("earlier_rounds", "heard", "explanations"):
        del words[key]
    del words["participation"]["report_published"]
    for opinion in words["opinions"]:
        del opinion["answer"]["topic"]
    assert check_dossier(rulebook(), Dossier.model_validate(words), setting(TODAY)) == []


@pytest.mark.parametrize(("on", "late"), [("2022-09-30", False), ("2022-10-01", True)])
def test_elsewhere_the_result_is_out_some_days_after_the_period(on, late):
    """Opinions were solicited until 31 August."""
    found = gaps("result_published_in_time", having({"participation.on": on}), days=30)
    assert found == (["征求意见期满（2022年8月31日）至公布采纳情况（2022年10月1日）为31日，超过30日。"] if late else [])
    assert gaps("result_published_in_time", having({"participation": None}), days=30) == []


def test_on_record_a_review_that_is_over_counts_as_that_before_which_the_public_is_heard():
    dossier, guard = having({"participation.on": "2022-09-28"}), GUARDS["notice_concluded"]
    on_record = replace(setting(TODAY), record=True)
    (gap,) = guard.check(dossier, guard.params(), on_record)
    assert "晚于送审日期2022年9月27日" in gap.detail.zh
