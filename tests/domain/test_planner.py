"""The earliest lawful day of deliberation and of every other step to come, and what is said of a plan before it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.domain.dossiers import LABEL, having, lawful, rulebook, setting
from workflow.domain.calendar import Convention, WorkingCalendar
from workflow.domain.dossier import Dossier, Plan
from workflow.domain.guarding import GUARDS, Params
from workflow.domain.guards.agenda import LeadParams, OrderParams
from workflow.domain.lawfiles import library
from workflow.domain.milestones import Milestone
from workflow.domain.planchart import MOST_COLUMNS, chart
from workflow.domain.planner import Schedule, earliest_deliberation, plan, plan_findings, trial
from workflow.domain.planning import Wishes
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import PartyOrder


def planned(listed: date, due: date) -> list[str]:
    dossier = Dossier(title="计划", plan=Plan(listed=listed, due=due))
    return [gap.detail.zh for _, gap in plan_findings(rulebook(), dossier, setting())]


def test_thirty_days_then_seven_working_days() -> None:
    assert earliest_deliberation(rulebook(), date(2025, 3, 28), setting()) == (date(2025, 4, 27), date(2025, 5, 12))
    # across the National Day holiday of 2022, whose two make-up days count
    assert earliest_deliberation(rulebook(), date(2022, 8, 28), setting()) == (date(2022, 9, 27), date(2022, 10, 12))


@pytest.mark.parametrize(("due", "kept"), [("2025-05-11", False), ("2025-05-12", True), ("2025-05-13", True)])
def test_a_plan_can_be_kept_on_that_day_and_not_before(due: str, kept: bool) -> None:
    assert (planned(date(2025, 3, 28), date.fromisoformat(due)) == []) is kept


def test_a_notice_that_is_out_starts_the_way() -> None:
    dossier = having({"plan": {"listed": "2022-01-10", "due": "2022-09-01"}})
    ((rule, gap),) = plan_findings(rulebook(), dossier, setting())
    assert rule.guard.name == "comment_period_met"
    assert "即使2022年8月1日当日公告" in gap.detail.zh
    assert "最早可于2022年9月13日提交" in gap.detail.zh


@pytest.mark.parametrize("year", [2090, 9999])
def test_a_year_without_a_calendar_is_said(year: int) -> None:
    (said,) = planned(date(year, 12, 28), date(year, 12, 30))
    assert "工作日安排" in said


def test_no_plan_no_word() -> None:
    assert list(plan_findings(rulebook(), having({}), setting())) == []


# -- the plan of every step to come ----------------------------------------------------------------------------------

NOTICE = {
    "on": "2022-08-01",
    "version": 1,
    "channels": ["website"],
    "ways": ["web"],
    "contact": "乡村建设办公室",
    "starts": "2022-08-01",
    "ends": "2022-08-31",
}
NOTHING = Dossier(title="计划")
K02 = Path(__file__).parent.parent / "cases" / "K02.json"


def planned_from(start: date, dossier: Dossier = NOTHING, wishes: Wishes | None = None) -> Schedule:
    return plan(rulebook(), dossier, start, setting(start), wishes)


def days(found: Schedule) -> dict[str, str]:
    return {each.key: str(each.day) for each in found.milestones}


def step(found: Schedule, key: str) -> Milestone:
    there = found.step(key)
    assert there is not None
    return there


def begun(**parts: Any) -> Dossier:
    """A draft of 25 July 2022, and what else is recorded."""
    draft = {"version": 1, "on": "2022-07-25", "title": "草案", "body": "第一条", "note": "说明。"}
    return Dossier.model_validate({"title": "计划", "drafts": [draft], **parts})


def reviewed(*, entered: bool = True, **review: Any) -> Dossier:
    """Submitted on 1 September, accepted on 2 September with the last guaranteed day frozen."""
    acceptance = {"on": "2022-09-02", "reviewer": "郑律", "guaranteed_until": "2022-09-20"}
    if entered:
        acceptance["entered"] = "2022-09-02T02:00:00Z"
    words = {"round": 1, "submission": {"on": "2022-09-01", "version": 1}, "acceptance": acceptance, **review}
    return begun(reviews=[words])


def test_every_step_from_a_day_with_nothing_recorded() -> None:
    """30 days from 1 August end on the 31st; the 7th working day after 1 September, over Mid-Autumn, is the 13th."""
    assert days(planned_from(date(2022, 8, 1))) == {
        "draft": "2022-08-01",
        "notice": "2022-08-01",
        "opinions_end": "2022-08-31",
        "result": "2022-09-01",
        "expert_review": "2022-08-01",
        "risk_assessment": "2022-08-01",
        "submission": "2022-09-01",
        "review": "2022-09-13",
        "handed_in": "2022-09-13",
        "deliberation": "2022-09-13",
        "party": "2022-09-13",
        "publication": "2022-09-13",
    }


def test_the_materials_are_handed_in_before_the_meeting_and_anew_with_another_version() -> None:
    on = date(2022, 10, 16)
    waiting = having({"meetings": [], "party_reports": [], "publication": None, "archive": None, "state": "reviewed"})
    handed = step(planned_from(on, waiting), "handed_in")
    assert (handed.done, handed.day) == (True, date(2022, 10, 15))
    for change in (
        {"meeting_submissions": []},
        {"meeting_submissions.1.version": 1, "meeting_submissions.0.version": 1},
    ):
        due = step(planned_from(on, having(change, waiting)), "handed_in")
        assert (due.done, due.day) == (False, on)
        assert "《重大行政决策程序暂行条例》第二十九条" in {each.zh for each in due.articles}


def test_each_day_has_its_rule_and_the_path_leads_through_the_longest_periods() -> None:
    found = planned_from(date(2022, 8, 1))
    assert [each.key for each in found.path] == [
        "draft",
        "notice",
        "opinions_end",
        "result",
        "submission",
        "review",
        "handed_in",
        "deliberation",
    ]
    end, review, experts = (step(found, key) for key in ("opinions_end", "review", "expert_review"))
    assert "不得少于30日" in end.reason.zh
    assert end.articles[0].zh == "《重庆市重大行政决策程序规定》第十七条第二款"
    assert "一般不少于7个工作日" in review.reason.zh
    assert [each.zh for each in review.articles[:3]] == [
        "《本机关重大行政决策内部规则》第六十一条",
        "《重大行政决策程序暂行条例》第二十六条第二款",
        "《重庆市重大行政决策程序规定》第二十八条",
    ]
    assert "法律没有规定期限" in experts.reason.zh
    assert "no length is set by law" in experts.reason.en


def test_the_last_day_to_publish_is_the_twentieth_working_day_over_the_national_day() -> None:
    """After 13 September: 13 days to the 30th (14-16, 19-23, 26-30), then 8 to 14 October with both make-up days."""
    publication = step(planned_from(date(2022, 8, 1)), "publication")
    assert publication.latest == date(2022, 10, 14)
    assert publication.latest_reason
    assert "不超过20个工作日" in publication.latest_reason.zh


def test_the_numbers_are_those_of_the_rulebook() -> None:
    """Rules with other numbers give other days."""
    book = rulebook()
    longer = [
        replace(rule, params=rule.params.model_copy(update={"days": 40}))
        if rule.guard.name == "comment_period_met"
        else rule
        for rule in book.rules
    ]
    other = replace(book)
    other.__dict__["rules"] = tuple(longer)
    assert days(plan(other, NOTHING, date(2022, 8, 1), setting()))["opinions_end"] == "2022-09-10"


@pytest.mark.parametrize(("convention", "ends"), [("first_day_excluded", "2022-08-31"), ("both_ends", "2022-08-30")])
def test_days_are_counted_by_the_convention(convention: str, ends: str) -> None:
    asked = replace(setting(), convention=Convention(convention))
    assert days(plan(rulebook(), NOTHING, date(2022, 8, 1), asked))["opinions_end"] == ends


def test_a_notice_that_runs_counts() -> None:
    found = planned_from(date(2022, 8, 20), begun(notice=NOTICE))
    end = step(found, "opinions_end")
    assert (end.day, end.done, end.critical) == (date(2022, 8, 31), False, True)
    assert step(found, "notice").done
    assert days(found)["deliberation"] == "2022-09-13"


@pytest.mark.parametrize(
    ("reason", "end"), [("", "2022-08-31"), ("汛期将至。", "2022-08-11")], ids=["without a reason", "with one"]
)
def test_a_short_notice_counts_where_it_says_why(reason: str, end: str) -> None:
    notice = {**NOTICE, "ends": "2022-08-11", "shortened_reason": reason}
    assert days(planned_from(date(2022, 8, 2), begun(notice=notice)))["opinions_end"] == end


def test_a_period_that_is_over_waits_no_longer() -> None:
    found = planned_from(date(2022, 9, 5), begun(notice=NOTICE))
    assert step(found, "opinions_end").done
    assert days(found)["result"] == "2022-09-05"


def test_the_day_frozen_at_acceptance_stands() -> None:
    assert days(planned_from(date(2022, 9, 5), reviewed()))["review"] == "2022-09-20"


def test_what_a_paper_claims_is_counted_anew() -> None:
    """From complete materials on 2 September: 5-9, 13, 14."""
    assert days(planned_from(date(2022, 9, 5), reviewed(entered=False)))["review"] == "2022-09-14"


def test_supplements_asked_for_start_the_time_anew() -> None:
    """Supplied on 15 September at the earliest: 16, 19-23, 26."""
    asked = reviewed(supplements=[{"on": "2022-09-08", "request": "补充依据。"}])
    assert days(planned_from(date(2022, 9, 15), asked))["review"] == "2022-09-26"


@pytest.mark.parametrize(
    "review",
    [{"returned": {"on": "2022-09-02", "reason": "材料不全。"}}, {"submission": {"on": "2022-09-01", "version": 7}}],
)
def test_what_was_returned_or_changed_is_submitted_again(review: dict[str, Any]) -> None:
    found = planned_from(date(2022, 9, 5), reviewed(**review))
    submission = step(found, "submission")
    assert not submission.done
    assert submission.day == date(2022, 10, 6)


def test_a_year_whose_working_days_are_unknown_is_said_and_not_guessed() -> None:
    found = planned_from(date(2090, 8, 1))
    assert days(found)["submission"] == "2090-09-01"
    review, decided = step(found, "review"), step(found, "deliberation")
    assert review.day is None
    assert review.unknown
    assert "没有2090年的工作日安排" in review.unknown.zh
    assert decided.day is None
    assert decided.critical


def test_the_end_of_time_is_no_accident() -> None:
    found = planned_from(date(9999, 12, 31), wishes=Wishes(hearing=True))
    assert step(found, "opinions_end").day is None


def test_stages_lawfully_left_out_are_left_out() -> None:
    skips = [{"stage": "participation", "ground": "依法不予公开", "decided_by": "李明"}]
    draft = {
        "version": 1,
        "on": "2022-07-25",
        "title": "草案",
        "body": "第一条",
        "traits": ["not_public"],
        "skips": skips,
    }
    found = planned_from(date(2022, 8, 1), Dossier.model_validate({"title": "计划", "drafts": [draft]}))
    assert "notice" not in days(found)
    assert days(found)["submission"] == "2022-08-01"
    assert days(found)["review"] == "2022-08-10"


def catalogued(*stages: str, due: str = "2022-09-13", **more: Any) -> Dossier:
    plan = {"listed": "2022-01-20", "due": due, "stages": stages}
    return Dossier.model_validate({"title": "计划", "plan": plan} | more)


def test_a_hearing_the_catalogue_plans_brings_its_days() -> None:
    found = planned_from(date(2022, 8, 1), catalogued("hearing"))
    assert days(found)["hearing"] == "2022-08-16"
    assert any("第十二条" in each.zh for each in step(found, "hearing_notice").articles)
    assert found.notes == ()
    assert "hearing" not in days(planned_from(date(2022, 8, 1), catalogued("participation")))


def test_a_competition_review_is_a_step_of_drafting() -> None:
    assert "fair_competition" not in days(planned_from(date(2022, 8, 1)))
    found = planned_from(date(2022, 8, 1), catalogued("fair_competition"))
    assert days(found)["fair_competition"] == "2022-08-01"
    draft = {"version": 1, "on": "2022-07-25", "title": "草案", "body": "第一条", "traits": ["operators"]}
    declared = planned_from(date(2022, 8, 1), Dossier.model_validate({"title": "计划", "drafts": [draft]}))
    assert days(declared)["fair_competition"] == "2022-08-01"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2022-09-13", "最早可于2022年9月13日决定（提前0个工作日）"),
        ("2022-09-14", "最早可于2022年9月13日决定（提前1个工作日）"),
        ("2022-09-09", "差4日（1个工作日）"),  # the mid-autumn holiday lies between
        ("2090-09-13", "最早可于2022年9月13日决定。"),  # no calendar of that year: nothing is guessed
    ],
)
def test_the_planned_day_with_the_working_days_between(due: str, said: str) -> None:
    (promise,) = planned_from(date(2022, 8, 1), catalogued(due=due)).promises
    assert said in promise.said.zh


def test_a_hearing_wished_brings_its_days() -> None:
    """15 days from the notice; the list 5, the material 7 days before; the report within 7 working days."""
    found = planned_from(date(2022, 8, 1), wishes=Wishes(comment_days=5, hearing=True))
    assert days(found) | {
        "hearing_notice": "2022-08-01",
        "hearing": "2022-08-16",
        "hearing_report": "2022-08-16",
        "submission": "2022-08-16",
        "deliberation": "2022-08-25",
    } == days(found)
    latest = {each.key: str(each.latest) for each in found.milestones if each.latest}
    assert latest | {"hearing_list": "2022-08-11", "hearing_material": "2022-08-09"} == latest
    assert latest["hearing_report"] == "2022-08-25"
    assert [each.key for each in found.path][:3] == ["draft", "hearing_notice", "hearing"]


def test_a_list_not_yet_out_puts_the_announced_hearing_off() -> None:
    """Announced for 16 August; a list of 14 August is not in time before the 19th, material of that day not before the 21st."""
    hearing = {"on": "2022-08-01", "version": 1, "day": "2022-08-16", "register_until": "2022-08-05"}
    assert days(planned_from(date(2022, 8, 6), begun(hearings=[hearing])))["hearing"] == "2022-08-16"
    assert days(planned_from(date(2022, 8, 14), begun(hearings=[hearing])))["hearing"] == "2022-08-21"


def test_a_hearing_that_a_rule_demands_is_planned() -> None:
    draft = {"version": 1, "on": "2022-07-25", "title": "草案", "body": "第一条", "traits": ["hearing_due"]}
    found = planned_from(date(2022, 8, 1), Dossier.model_validate({"title": "计划", "drafts": [draft]}))
    assert days(found)["hearing"] == "2022-08-16"


def test_a_shortened_period_is_said_to_need_a_published_reason() -> None:
    end = step(planned_from(date(2022, 8, 1), wishes=Wishes(comment_days=10)), "opinions_end")
    assert end.day == date(2022, 8, 11)
    assert "应当在公开征求意见时说明理由" in end.reason.zh


def test_wishes_that_come_too_late_have_no_effect_and_say_so() -> None:
    found = planned_from(date(2022, 8, 20), begun(notice=NOTICE), Wishes(comment_days=10))
    assert days(found)["opinions_end"] == "2022-08-31"
    assert "不起作用" in found.notes[0].zh


def test_a_trial_stands_beside_the_plan_and_only_where_something_is_wished() -> None:
    start, calendar = date(2022, 8, 1), WorkingCalendar()
    assert trial(rulebook(), NOTHING, start, calendar, Wishes()).wished is None
    found = trial(rulebook(), NOTHING, start, calendar, Wishes(), begin=date(2022, 8, 2))
    assert found.wished
    assert (days(found.plan)["opinions_end"], days(found.wished)["opinions_end"]) == ("2022-08-31", "2022-09-01")


def test_the_catalogue_of_k02_stays_impossible_by_the_same_day() -> None:
    dossier = Dossier.model_validate(json.loads(K02.read_text())["dossier"])
    assert dossier.plan
    (promise,) = planned_from(dossier.plan.listed, dossier).promises
    assert (promise.earliest, promise.short) == (date(2025, 5, 12), 12)
    assert promise.earliest == earliest_deliberation(rulebook(), dossier.plan.listed, setting())[1]
    assert "不能依法完成，差12日（5个工作日），最早可于2025年5月12日决定" in promise.said.zh


@pytest.mark.parametrize(("due", "short"), [("2022-09-12", 1), ("2022-09-13", 0)])
def test_the_day_the_decision_to_start_set_is_compared(due: str, short: int) -> None:
    initiation = {"on": "2022-07-15", "approved_by": "李明", "due": due}
    (promise,) = planned_from(date(2022, 8, 1), begun(initiation=initiation)).promises
    assert promise.short == short


def test_a_matter_that_is_over_has_nothing_to_come() -> None:
    assert planned_from(date(2022, 12, 1), lawful()).ended
    assert planned_from(date(2022, 12, 1), lawful()).path == ()
    refused = begun(refusal={"on": "2022-07-15", "approved_by": "李明", "reason": "无必要。"})
    assert planned_from(date(2022, 8, 1), refused).milestones == ()
    assert "已于2022年10月18日决定" in planned_from(date(2022, 12, 1), lawful()).promises[0].said.zh


def test_notice_of_the_meeting_takes_its_days_where_a_rule_asks() -> None:
    """With 3 working days from the notice, given on 13 September at the earliest: the 16th."""
    found = plan(
        with_rule("meeting_notice_given", LeadParams(days=3, working=True)), NOTHING, date(2022, 8, 1), setting()
    )
    assert days(found)["deliberation"] == "2022-09-16"


def with_rule(guard: str, params: Params) -> Rulebook:
    """The township's rules and one that only some places have."""
    book = rulebook()
    like = next(rule for rule in book.rules if rule.guard.name == "party_reported")
    other = replace(book)
    other.__dict__["rules"] = (*book.rules, replace(like, guard=GUARDS[guard], params=params))
    return other


AGREED = {"on": "2022-10-14", "meeting": "乡党委会2022年第9次会议", "agreed": True}


def test_the_party_committee_has_its_row_where_it_comes_first() -> None:
    """713 arts. 4 and 31: which of the two comes first the organ's own rules say; it is not asked before the review."""
    book = with_rule("party_order_kept", OrderParams(order=PartyOrder.PARTY_FIRST))
    found = plan(book, NOTHING, date(2022, 8, 1), setting())
    assert (step(found, "party_first").name.zh, days(found)["party_first"]) == ("党委先行研究", "2022-09-13")
    assert [each.key for each in found.milestones].index("party_first") == (
        [each.key for each in found.milestones].index("deliberation") - 1
    )
    assert "party_first" in step(found, "deliberation").decisive
    for order in (None, PartyOrder.GOVERNMENT_FIRST):
        other = with_rule("party_order_kept", OrderParams(order=order)) if order else rulebook()
        assert "party_first" not in days(plan(other, NOTHING, date(2022, 8, 1), setting()))


@pytest.mark.parametrize(
    ("said", "done"),
    [([AGREED], True), ([AGREED | {"agreed": False}], False), ([AGREED | {"agreed": False}, AGREED], True)],
)
def test_what_the_party_committee_said_counts(said: list[dict[str, Any]], done: bool) -> None:
    book = with_rule("party_order_kept", OrderParams(order=PartyOrder.PARTY_FIRST))
    waiting = having({"party_discussions": said, "meetings": [], "state": "reviewed"})
    row = step(plan(book, waiting, date(2022, 10, 15), setting()), "party_first")
    assert (row.done, str(row.day)) == (done, "2022-10-14" if done else "2022-10-15")
    decided = plan(book, having({"party_discussions": said}), date(2022, 12, 1), setting())
    assert [each.done for each in decided.milestones if each.key == "party_first"] == ([True] if done else [])


@pytest.mark.parametrize(
    ("day", "off"),
    [("2022-08-19", False), ("2022-08-20", True), ("2022-10-04", True), ("2022-10-08", False), ("2090-10-08", False)],
)
def test_a_hearing_on_a_day_off_is_told_and_not_moved(day: str, off: bool) -> None:
    """No rule forbids it; 8 October 2022 is a Saturday that is worked, and of 2090 nothing is known."""
    hearing = {"on": "2022-08-01", "version": 1, "day": day, "register_until": "2022-08-05"}
    found = planned_from(date(2022, 8, 2), begun(hearings=[hearing]))
    assert (str(step(found, "hearing").day), step(found, "hearing").day_off) == (day, off)
    assert not [each.key for each in found.milestones if each.day_off and each.key not in ("hearing", "deliberation")]


def test_a_meeting_on_a_day_off_is_told_until_it_was_held() -> None:
    waiting = having({"meetings": [], "state": "reviewed"})
    assert step(planned_from(date(2022, 10, 22), waiting), "deliberation").day_off
    assert not step(planned_from(date(2022, 10, 24), waiting), "deliberation").day_off
    held = having({"meetings.0.on": "2022-10-22", "meetings.0.resolution.on": "2022-10-22"})
    assert not step(planned_from(date(2022, 12, 1), held), "deliberation").day_off


def test_a_plan_whose_last_day_is_past_is_drawn() -> None:
    decided = having({"publication": None, "archive": None, "state": "decided", "party_reports": []})
    late = planned_from(date(2023, 3, 15), decided)
    published = step(late, "publication")
    assert published.latest
    assert published.day
    assert published.latest < published.day
    drawn = chart(late)
    assert drawn
    assert drawn.first <= drawn.last


def test_publication_waits_for_the_answer_to_a_request() -> None:
    asked = {"on": "2022-10-19", "kind": "request", "text": "请示。"}
    waiting = having({"publication": None, "archive": None, "state": "decided", "party_reports": [asked]})
    assert step(planned_from(date(2022, 10, 20), waiting), "publication").day is None
    answered = [asked | {"reply": "同意。", "reply_on": "2022-10-20", "agreed": True}]
    known = having({"publication": None, "archive": None, "state": "decided", "party_reports": answered})
    assert step(planned_from(date(2022, 10, 21), known), "publication").day


def test_a_matter_that_was_dropped_has_no_plan() -> None:
    found = planned_from(date(2022, 12, 1), having({"publication": None, "archive": None, "state": "dropped"}))
    assert (found.milestones, found.ended and found.ended.zh) == ((), "决策程序已经终止。")


# -- the guards accept what is planned, and nothing before -----------------------------------------------------------


def _as_planned(found: Schedule) -> Dossier:
    """The lawful dossier with the days of the plan."""
    on = {each.key: each.day for each in found.milestones}
    first = {
        "notice.on": on["notice"],
        "notice.starts": on["notice"],
        "notice.ends": on["opinions_end"],
        "participation.on": on["result"],
        "expert_review.result.on": on["expert_review"],
        "risk_assessments.0.finding.on": on["risk_assessment"],
        "reviews.0.submission.on": on["submission"],
        "reviews.0.acceptance.on": on["submission"],
        "reviews.0.counsel.0.on": on["submission"],
        "reviews.0.conclusion.on": on["review"],
        "meetings.0.on": on["deliberation"],
        "party_reports.0.on": on["party"],
        "party_reports.0.reply_on": on["party"],
        "publication.on": on["publication"],
        "drafts.0.on": on["draft"],
    }
    return having({**first, "meetings.0.resolution.on": on["deliberation"]})


TIMED = {
    "comment_period_met",
    "comment_period_over",
    "participation_held",
    "expert_review_held",
    "risk_assessment_held",
    "review_time_given",
    "review_passed_on_same_draft",
    "decided_before",
    "party_reported",
    "published_in_time",
    "draft_published_with_note",
    "counsel_heard",
}


def refused(dossier: Dossier) -> set[str]:
    """Which of the guards that look at days find something."""
    asked = setting(date(2024, 12, 31))
    rules = [rule for rule in rulebook().rules if rule.guard.name in TIMED and rule.binds(dossier)]
    return {rule.guard.name for rule in rules for _ in rule.guard.check(dossier, rule.params, asked)}


@pytest.mark.parametrize("offset", range(0, 700, 23))
def test_the_guards_accept_every_day_planned_and_no_earlier_end_of_a_period(offset: int) -> None:
    start = date(2022, 1, 3) + timedelta(days=offset)
    found = planned_from(start)
    assert refused(_as_planned(found)) == set()
    one = timedelta(days=1)
    for key, guard in (
        ("opinions_end", "comment_period_met"),
        ("result", "comment_period_over"),
        ("review", "review_time_given"),
        ("deliberation", "review_passed_on_same_draft"),
    ):
        sooner = tuple(
            replace(each, day=each.day - one) if each.key == key and each.day else each for each in found.milestones
        )
        assert guard in refused(_as_planned(replace(found, milestones=sooner)))


HEARING = {"hearing_announced", "hearing_notice_met", "participants_listed", "material_delivered", "hearing_concluded"}


def _heard(found: Schedule) -> Dossier:
    """A hearing on the days of the plan, list and material on the last."""
    on = {each.key: each.latest or each.day for each in found.milestones}
    participant = {"number": 1, "name": "甲", "kind": "registered", "view": "for"}
    hearing = {
        "on": on["hearing_notice"],
        "version": 1,
        "day": on["hearing"],
        "time": "9:00",
        "place": "会议室",
        "register_until": on["hearing_notice"],
        "roll": {
            "on": on["hearing_list"],
            "participants": [{**participant, "delivery": {"on": on["hearing_material"], "way": "in_person"}}],
        },
        "sitting": {"on": on["hearing"], "host": "乙", "recorder": "丙"},
        "report": {"on": on["hearing_report"]},
    }
    return begun(hearings=[hearing])


@pytest.mark.parametrize("convention", list(Convention))
def test_the_guards_accept_a_hearing_on_the_days_planned_and_none_sooner(convention: Convention) -> None:
    asked = replace(setting(), convention=convention)
    found = plan(rulebook(), NOTHING, date(2022, 8, 1), asked, Wishes(hearing=True))
    rules = [rule for rule in rulebook().rules if rule.guard.name in HEARING]
    one = timedelta(days=1)

    def gaps(schedule: Schedule) -> set[str]:
        dossier = _heard(schedule)
        return {each.guard.name for each in rules for _ in each.guard.check(dossier, each.params, asked)}

    assert gaps(found) == set()
    for key, guard, shift in (
        ("hearing", "hearing_notice_met", -one),
        ("hearing_list", "participants_listed", one),
        ("hearing_material", "material_delivered", one),
    ):
        moved = [
            replace(each, day=each.day + shift, latest=each.latest and each.latest + shift)
            if each.key == key and each.day
            else each
            for each in found.milestones
        ]
        assert guard in gaps(replace(found, milestones=tuple(moved)))


# -- the plan as a drawing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", [date(2022, 8, 1), date(2090, 8, 1), date(9999, 12, 31)])
def test_every_row_of_the_drawing_fills_all_columns(start: date) -> None:
    drawn = chart(planned_from(start, wishes=Wishes(hearing=True)))
    assert drawn
    widths = {bar.before + bar.length + bar.window + bar.after for bar in drawn.bars}
    assert len(widths) == 1
    assert max(widths) <= MOST_COLUMNS
    assert sum(columns for _, columns in drawn.head) in (0, *widths)
    assert all(min(bar.before, bar.window, bar.after) >= 0 and bar.length > 0 for bar in drawn.bars)


def test_the_period_for_opinions_is_as_long_as_it_lasts_and_a_point_is_one_column() -> None:
    drawn = chart(planned_from(date(2022, 8, 1)))
    assert drawn
    assert (drawn.first, drawn.last) == (date(2022, 8, 1), date(2022, 10, 14))
    bars = {bar.step.key: bar for bar in drawn.bars}
    # 75 days in columns of two
    assert (bars["opinions_end"].before, bars["opinions_end"].length) == (0, 16)
    assert bars["notice"].length == 1
    assert bars["publication"].window == 37 - 21


def test_what_is_over_is_not_drawn() -> None:
    assert chart(planned_from(date(2022, 12, 1), lawful())) is None


@pytest.mark.parametrize("kinds", ["major_decision+contract", "policy_document+contract"])
def test_publication_of_a_matter_of_two_kinds_cites_what_holds_publication_back(kinds: str) -> None:
    """Not the rule by which a contract is decided before it is signed."""
    book = library().rulebook(f"{LABEL}:{kinds}")
    found = step(plan(book, NOTHING, date(2022, 8, 1), setting(date(2022, 8, 1), book)), "publication")
    (rules,) = [[rule for rule in book.rules_for("publication.publish") if rule.rule.guard == "decided_before"]]
    assert {each.zh for rule in rules for each in rule.articles} <= {each.zh for each in found.articles}
    signing = next(rule for rule in book.rules_for("publication.sign") if rule.rule.guard == "decided_before")
    assert signing.id == "house.kinds.sign"
    assert ("《本机关重大行政决策内部规则》第五条" in [each.zh for each in found.articles]) is ("policy" in kinds)


@pytest.mark.parametrize(("kind", "said"), [("major_decision", "形成决策草案"), ("contract", "形成草案")])
def test_a_decision_is_drafted_of_a_major_decision_alone(kind: str, said: str) -> None:
    book = library().rulebook(f"{LABEL}:{kind}")
    found = plan(book, NOTHING, date(2022, 8, 1), setting(date(2022, 8, 1), book))
    assert step(found, "draft").name.zh == said
