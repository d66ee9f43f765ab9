"""Deliberation through the browser: the meeting, attendance, one speaker after the other, votes and minutes."""

from __future__ import annotations

import pytest

from tests.web.stepping import Stepping, fields_of

CONVENE, ATTEND, SPEAK, DECIDE = (f"deliberation.{name}" for name in ("convene", "attend", "speak", "decide"))
MEETING = {
    "kind": "head_office",
    "number": "2022年第8次",
    "place": "乡政府三楼会议室",
    "chair": "冉光明",
    "members-0-name": "冉光明",
    "members-0-post": "乡长",
    "members-0-chief": "y",
}


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def reviewed(road):
    return road.before(CONVENE)


@pytest.fixture
def convened(road):
    return road.before(ATTEND)


@pytest.fixture
def attended(road):
    return road.before(SPEAK)


@pytest.fixture
def spoken(road):
    return road.before(DECIDE)


def votes(*cast, **more):
    return (
        {f"ballots-{place}-vote": vote for place, vote in enumerate(cast)}
        | {
            "outcome": "adopted",
            "text": "同意实施。",
        }
        | more
    )


# -- the meeting -----------------------------------------------------------------------------------------------------


def test_the_meeting_names_the_version_and_its_review(reviewed):
    page = reviewed.open(CONVENE, "recorder").text
    assert "提请讨论的是草案第1版" in page
    assert "合法性审查结论：合法，可以提交讨论" in page
    assert "乡长办公会议" in page
    assert "第三十条" in page


def test_members_are_added_and_taken_out_without_script(reviewed):
    fields = reviewed.fields(CONVENE, "recorder")
    page = reviewed.post(CONVENE, fields, "recorder", **MEETING, _add="members")
    assert page.status_code == 200
    fields = fields_of(page.text)
    assert fields["members-0-name"] == "冉光明"
    assert fields["members-1-name"] == ""
    page = reviewed.post(CONVENE, fields, "recorder", **{"members-1-name": "田秀英", "_remove": "members-0"})
    left = fields_of(page.text)
    assert [left[name] for name in left if name.startswith("members-") and name.endswith("-name")] == ["田秀英"]
    answer = reviewed.post(CONVENE, left, "recorder", **{"members-1-chief": "y", "chair": "田秀英"})
    assert answer.status_code == 302
    assert [member.name for member in reviewed.dossier.meeting.members] == ["田秀英"]


def test_a_meeting_is_convened_and_the_next_one_begins_like_it(reviewed, app, staff, signed_in, clock):
    more = {"members-1-name": "田秀英", "members-1-post": "副乡长"}
    assert reviewed.send(CONVENE, "recorder", **MEETING, **more).status_code == 302
    assert reviewed.states["main"] == "in_session"
    another = Stepping(app, staff, signed_in, clock).before(CONVENE)
    fields = another.fields(CONVENE, "recorder")
    assert [fields[f"members-{place}-name"] for place in (0, 1)] == ["冉光明", "田秀英"]
    assert fields["members-0-chief"] == "y"
    assert "members-1-chief" not in fields
    assert (fields["place"], fields["chair"]) == ("乡政府三楼会议室", "冉光明")
    # of the same day it is the same sitting
    assert fields["number"] == "2022年第8次"


def test_a_meeting_without_its_chief_is_refused_with_the_article(reviewed):
    answer = reviewed.send(CONVENE, "recorder", **MEETING | {"members-0-chief": None})
    assert answer.status_code == 422
    assert "应当有且只有一名行政首长" in answer.text
    assert "《重庆市重大行政决策程序规定》第三十条" in answer.text
    assert fields_of(answer.text)["members-0-name"] == "冉光明"


def test_nobody_is_listed_twice(reviewed):
    twice = {"members-1-name": "冉光明", "members-1-post": ""}
    answer = reviewed.send(CONVENE, "recorder", **MEETING, **twice)
    assert answer.status_code == 422
    assert "“冉光明”重复" in answer.text
    assert 'href="#members"' in answer.text


def test_an_empty_member_is_said_at_its_field(reviewed):
    answer = reviewed.send(CONVENE, "recorder", **MEETING, **{"members-1-post": "副乡长", "members-1-name": ""})
    assert answer.status_code == 422
    assert 'href="#members-1-name"' in answer.text
    assert "请填写姓名" in answer.text


def test_only_those_who_keep_the_record_bring_it_before_a_meeting(reviewed):
    assert reviewed.open(CONVENE, "office").status_code == 200
    for role in ("staff", "legal_reviewer", "chief"):
        assert reviewed.open(CONVENE, role).status_code == 403


# -- attendance ------------------------------------------------------------------------------------------------------


def test_one_row_for_each_member(convened):
    page = convened.open(ATTEND, "recorder")
    for name in ("冉光明", "田秀英", "白建国"):
        assert name in page.text
    fields = fields_of(page.text)
    assert [fields[f"attendances-{place}-present"] for place in range(3)] == ["yes"] * 3
    # it belongs to the day of the meeting, whenever it is entered
    assert fields["on"] == "2022-05-02"


def test_who_is_absent_needs_a_reason(convened):
    answer = convened.send(ATTEND, "recorder", **{"attendances-2-present": "no"})
    assert answer.status_code == 422
    assert "请填写白建国的缺席原因" in answer.text
    assert 'href="#attendances-2-absence_reason"' in answer.text
    assert fields_of(answer.text)["attendances-2-present"] == "no"


def test_everyone_whose_absence_lacks_a_reason_is_told_at_once(convened):
    answer = convened.send(ATTEND, "recorder", **{"attendances-1-present": "no", "attendances-2-present": "no"})
    assert answer.status_code == 422
    for place, name in ((1, "田秀英"), (2, "白建国")):
        assert f"请填写{name}的缺席原因" in answer.text
        assert f'href="#attendances-{place}-absence_reason"' in answer.text


def test_attendance_leads_on_to_the_first_speaker(convened):
    absent = {"attendances-2-present": "no", "attendances-2-absence_reason": "因公出差"}
    answer = convened.send(ATTEND, "recorder", **absent)
    assert answer.headers["Location"] == convened.url(SPEAK)
    assert [member.present for member in convened.dossier.meeting.members] == [True, True, False]
    page = convened.open(SPEAK, "recorder").text
    assert "白建国（因公出差）" in page
    assert "已发言0人，待发言2人" in page


def test_who_is_recused_is_named_where_the_others_speak(convened):
    recused = {"attendances-2-present": "recused", "attendances-2-absence_reason": "系施工方近亲属"}
    assert convened.send(ATTEND, "recorder", **recused).status_code == 302
    page = convened.open(SPEAK, "recorder").text
    assert "回避：白建国（系施工方近亲属）" in page
    assert "已发言0人，待发言2人" in page


def test_a_row_that_did_not_come_back_is_asked_for(convened):
    lost = dict.fromkeys(("attendances-1-number", "attendances-1-present", "attendances-1-absence_reason"))
    answer = convened.send(ATTEND, "recorder", **lost)
    assert answer.status_code == 422
    assert "请选择到会或者缺席" in answer.text
    assert fields_of(answer.text)["attendances-1-number"] == "2"


# -- statements ------------------------------------------------------------------------------------------------------


def test_without_attendance_the_page_leads_to_it_and_the_law_refuses(convened):
    page = convened.open(SPEAK, "recorder").text
    assert "请先记录到会情况" in page
    answer = convened.send(SPEAK, "recorder", position="agree", words="同意。")
    assert answer.status_code == 422
    assert "没有记录是否到会" in answer.text
    assert fields_of(answer.text)["words"] == "同意。"


def test_one_speaker_after_the_other_on_one_page(attended):
    for number, name, left in (("2", "田秀英", 2), ("3", "白建国", 1), ("1", "冉光明", 0)):
        assert attended.fields(SPEAK, "recorder")["number"] == number
        answer = attended.send(SPEAK, "recorder", position="agree", words=f"{name}的发言。")
        assert answer.status_code == 302
        assert answer.headers["Location"] == attended.url(SPEAK)
        page = attended.open(SPEAK, "recorder").text
        assert f"待发言{left}人" in page
        assert f"{name}的发言。" in page
    assert "到会人员均已发言" in page
    assert f'href="{attended.url(DECIDE)}"' in page
    said = sorted(attended.dossier.meeting.members, key=lambda member: member.statement.order)
    assert [member.name for member in said] == ["田秀英", "白建国", "冉光明"]


def test_the_chief_is_offered_last_and_refused_before_the_others(attended):
    page = attended.open(SPEAK, "recorder").text
    assert page.index('<option value="3">') < page.index('<option value="1">')
    assert "冉光明（乡长）——行政首长，最后发言" in page
    answer = attended.send(SPEAK, "recorder", number="1", position="agree", words="我先说。")
    assert answer.status_code == 422
    assert "行政首长先于田秀英、白建国发言" in answer.text
    assert "《重庆市重大行政决策程序规定》第三十条" in answer.text
    assert "《重大行政决策程序暂行条例》第三十条第二款" in answer.text
    kept = fields_of(answer.text)
    assert (kept["number"], kept["position"], kept["words"]) == ("1", "agree", "我先说。")
    assert attended.dossier.meeting.members[0].statement is None


def test_pressing_twice_records_one_statement(attended):
    fields = attended.fields(SPEAK, "recorder")
    answers = [attended.post(SPEAK, fields, "recorder", position="agree", words="同意。") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert sum(1 for member in attended.dossier.meeting.members if member.statement) == 1


def test_a_page_left_open_is_told_who_spoke_meanwhile(attended):
    fields = attended.fields(SPEAK, "recorder")
    attended.send(SPEAK, "recorder", position="agree", words="同意。")
    late = attended.post(SPEAK, fields, "recorder", position="disagree", words="不同意。")
    assert late.status_code == 409
    assert fields_of(late.text)["words"] == "不同意。"


@pytest.mark.parametrize("number", ["9", "x", ""])
def test_somebody_who_is_no_member_cannot_speak(attended, number):
    answer = attended.send(SPEAK, "recorder", number=number, position="agree", words="同意。")
    assert answer.status_code == 422
    assert fields_of(answer.text)["words"] == "同意。"


def test_nothing_said_is_asked_for(attended):
    answer = attended.send(SPEAK, "recorder")
    assert answer.status_code == 422
    assert "请选择态度" in answer.text
    assert "请记录发言内容" in answer.text


# -- votes, decision, minutes ----------------------------------------------------------------------------------------


def test_the_minutes_are_written_from_the_record(spoken):
    page = spoken.open(DECIDE, "recorder")
    written = fields_of(page.text)["minutes"]
    assert written.startswith("清泉乡人民政府乡长办公会议纪要")
    assert "会议组成人员3人发表意见" in written
    assert "同意该方案" not in written
    assert "会议进行表决" not in written
    assert "通过——作出决定，转入请示报告和公布" in page.text


def test_untouched_minutes_are_completed_with_votes_and_decision(spoken):
    dissent = {"ballots-2-dissent": "资金没有落实，我反对。"}
    assert spoken.send(DECIDE, "recorder", **votes("for", "for", "against"), **dissent).status_code == 302
    assert spoken.states["main"] == "decided"
    written = spoken.dossier.meeting.resolution.minutes
    assert "赞成2人，反对1人，弃权0人" in written
    assert "不同意见已如实载入会议专项记录" in written
    assert "我反对" not in written
    assert "会议决定：通过。同意实施。" in written
    page = spoken.page(role="chief").text
    assert "赞成2人，反对1人，弃权0人" in page
    assert "资金没有落实，我反对。" in page


def test_the_minutes_are_written_anew_on_demand_and_then_kept_as_edited(spoken):
    fields = spoken.fields(DECIDE, "recorder")
    page = spoken.post(DECIDE, fields, "recorder", **votes("for", "for", "abstain"), _add="minutes")
    assert page.status_code == 200
    again = fields_of(page.text)
    assert "赞成2人，反对0人，弃权1人" in again["minutes"]
    assert "所选决定没有违背多数人的意见" in page.text
    edited = again["minutes"] + "\n会议要求抓紧实施。"
    assert spoken.post(DECIDE, again, "recorder", minutes=edited).status_code == 302
    assert spoken.dossier.meeting.resolution.minutes == edited


def test_minutes_written_before_a_vote_was_changed_follow_the_vote(spoken):
    fields = spoken.fields(DECIDE, "recorder")
    again = fields_of(spoken.post(DECIDE, fields, "recorder", **votes("for", "for", "for"), _add="minutes").text)
    assert spoken.post(DECIDE, again, "recorder", **{"ballots-2-vote": "abstain"}).status_code == 302
    assert "赞成2人，反对0人，弃权1人" in spoken.dossier.meeting.resolution.minutes


def test_what_is_missing_is_told_with_the_name_and_in_the_order_of_the_page(spoken):
    said = spoken.send(DECIDE, "recorder", **votes("for", "for", ""), on="").text
    problems = said[said.index("error-summary-title") : said.index("</ul>", said.index("error-summary-title"))]
    assert "白建国 · 表决意见：请选择表决意见" in problems
    assert problems.index("请选择表决意见") < problems.index("请填写办理日期")


def test_whoever_votes_against_says_why(spoken):
    answer = spoken.send(DECIDE, "recorder", **votes("for", "for", "against"))
    assert answer.status_code == 422
    assert "请用白建国的原话载明不同意见" in answer.text
    assert 'href="#ballots-2-dissent"' in answer.text
    kept = fields_of(answer.text)
    assert (kept["ballots-2-vote"], kept["text"], kept["outcome"]) == ("against", "同意实施。", "adopted")


def test_what_was_said_before_stands_before_whoever_takes_it_up_again(spoken):
    words = {"text": "待资金落实后再议。", "outcome": "postponed", "ballots-2-dissent": "资金没有落实。"}
    words["majority_reason"] = "上级资金尚未下达。"
    assert "此前的讨论" not in spoken.open(DECIDE, "recorder").text
    assert spoken.send(DECIDE, "recorder", **votes("for", "for", "against") | words).status_code == 302
    said = ("暂缓", "待资金落实后再议。", "资金没有落实。", "上级资金尚未下达。")
    after = {CONVENE: [CONVENE], ATTEND: [ATTEND, *(f"{SPEAK}:{place}" for place in (2, 3, 1))], DECIDE: []}
    for step, taken in after.items():
        page = spoken.open(step, "recorder").text
        for each in said:
            assert each in page.partition("此前的讨论")[2]
        for each in taken:
            spoken.take(each, "recorder", 62)
    assert "此前讨论：2022年5月2日乡长办公会议" in fields_of(page)["minutes"]


def test_a_dissenting_statement_is_the_first_text_of_the_dissent(attended):
    attended.send(SPEAK, "recorder", position="disagree", words="资金没有落实。")
    attended.send(SPEAK, "recorder", position="agree", words="同意。")
    attended.send(SPEAK, "recorder", position="agree", words="同意。")
    fields = attended.fields(DECIDE, "recorder")
    assert fields["ballots-1-dissent"] == "资金没有落实。"
    assert fields["ballots-0-dissent"] == fields["ballots-2-dissent"] == ""


def test_a_decision_against_the_majority_needs_its_reason(spoken):
    cast = votes("for", "against", "against", **{"ballots-1-dissent": "反对。", "ballots-2-dissent": "反对。"})
    answer = spoken.send(DECIDE, "recorder", **cast)
    assert answer.status_code == 422
    assert "决定与会议组成人员多数人的意见不一致，没有说明理由" in answer.text
    assert "《重大行政决策程序暂行条例》第三十条第二款" in answer.text
    assert "必须填写行政首长在会上说明的理由" in answer.text
    assert spoken.states["main"] == "in_session"
    assert spoken.send(DECIDE, "recorder", **cast, majority_reason="事关群众饮水安全。").status_code == 302
    page = spoken.page(role="chief").text
    assert "事关群众饮水安全。" in page


def test_not_everyone_has_spoken(attended):
    answer = attended.send(DECIDE, "recorder", **votes("for", "for", "for"))
    assert answer.status_code == 422
    assert "到会人员没有发表意见" in answer.text


def test_a_vote_left_out_is_asked_for(spoken):
    answer = spoken.send(DECIDE, "recorder", **votes("for", "for"))
    assert answer.status_code == 422
    assert "请选择表决意见" in answer.text
    assert 'href="#ballots-2-vote-0"' in answer.text
    # and beside the field itself, told to whoever hears the page
    assert 'id="ballots-2-vote-error"' in answer.text
    assert 'aria-describedby="ballots-2-vote-error"' in answer.text


def test_pressing_twice_decides_once(spoken):
    fields = spoken.fields(DECIDE, "recorder")
    answers = [spoken.post(DECIDE, fields, "recorder", **votes("for", "for", "for")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(spoken.dossier.meetings) == 1


def test_a_postponed_matter_may_be_brought_again(spoken):
    put_off = votes("abstain", "abstain", "abstain", outcome="postponed")
    assert spoken.send(DECIDE, "recorder", **put_off).status_code == 302
    assert spoken.states["main"] == "reviewed"
    page = spoken.page(role="recorder").text
    assert "暂缓" in page
    assert spoken.open(CONVENE, "recorder").status_code == 200


def test_only_the_recorder_records(spoken):
    for step in (ATTEND, SPEAK, DECIDE):
        for role in ("office", "chief", "legal_reviewer"):
            assert spoken.open(step, role).status_code == 403


def test_before_its_turn_the_stage_says_who_will_act(road):
    road.before("legality_review.submit")
    assert "行政首长最后发表意见并作出决定" in road.page(role="chief").text


def test_whoever_is_too_late_with_a_form_that_no_longer_fits_can_copy_what_was_typed(convened):
    # opened before anybody was there, so no vote was asked
    fields = convened.fields(DECIDE, "recorder")
    for step in (ATTEND, *(f"{SPEAK}:{number}" for number in (2, 3, 1)), DECIDE):
        convened.take(step, "recorder", 62)
    answer = convened.post(DECIDE, fields, "recorder", outcome="adopted", text="经讨论，同意按草案实施。")
    assert answer.status_code == 409
    assert "经讨论，同意按草案实施。" in answer.text
    assert convened.states["main"] == "decided"
