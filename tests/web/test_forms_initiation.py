"""Proposals and replies through the pages: what the procedure does not cover, and what proposers are told."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.helpers import PASSWORD, token_of
from tests.web.stepping import Stepping, fields_of
from workflow.models.trail import Entry, Evidence
from workflow.services.decisionrows import by_number
from workflow.wiring import db

REPLY = "initiation.reply"
NEW = "/decisions/new"


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


def proposed(road, **changes):
    """What the form of a proposal answers to a proposal with these changes."""
    browser = road.browser("staff")
    fields = fields_of(browser.get(NEW).text)
    said = dict.fromkeys(("title", "problem", "basis", "plan", "necessity", "feasibility"), "修缮水渠。")
    data = {**fields.to_dict(), **said, "category": "project", "source": "department", **changes}
    return browser.post(NEW, data=data | {"csrf_token": token_of(browser)})


def test_nearly_every_matter_is_covered(road):
    page = road.browser("staff").get(NEW)
    assert fields_of(page.text)["exclusion"] == "none"
    # what only other places leave out is not offered here
    assert 'value="internal"' not in page.text
    assert proposed(road).status_code == 302


def test_a_procedure_prescribed_elsewhere_is_named(road):
    answer = proposed(road, exclusion="prescribed")
    assert answer.status_code == 422
    assert "请填写该事项应当依照的规定。" in answer.text
    assert 'href="#governed_by"' in answer.text
    assert proposed(road, exclusion="emergency").status_code == 422
    assert proposed(road, exclusion="prescribed", governed_by="《中华人民共和国城乡规划法》").status_code == 302


def test_a_matter_outside_the_list_is_refused(road):
    answer = proposed(road, exclusion="internal")
    assert answer.status_code == 422
    assert "请从列出的选项中选择。" in answer.text


def test_whoever_proposes_what_is_not_covered_reads_the_rule_at_once(road):
    answer = proposed(road, exclusion="emergency", governed_by="《突发事件应对法》")
    page = road.browser("staff").get(answer.headers["Location"]).text
    assert "该事项不能作为重大行政决策启动" in page
    assert "《重大行政决策程序暂行条例》第三条第二款" in page


def test_what_comes_from_the_catalogue_names_its_item_and_a_motion_its_number(road):
    offered = road.browser("staff").get(NEW).text
    assert ('value="catalogue"' in offered, "公布的年度目录没有待提出的事项" in offered) == (False, True)
    assert proposed(road, source="catalogue").status_code == 422
    answer = proposed(road, source="deputy")
    assert (answer.status_code, 'href="#motion"' in answer.text) == (422, True)


@pytest.mark.one_database
def test_whoever_declines_reads_what_was_proposed_why_and_what_its_study_found(road):
    """Nobody is told no unread: the reasons of whoever proposed it stand on the page, and the study's opinion."""
    argued = {"problem": "水渠渗漏三年。", "basis": "村民代表会议决议。", "plan": "分两年衬砌。"}
    road.take("initiation.propose", "staff", 0, title="修缮水渠", **argued)
    road.take("initiation.study", "unit_lead", 3, necessary=False, opinion="已列入县级灌区改造。")
    page = road.open("initiation.decline", "chief").text
    for words in (*argued.values(), "没有必要", "已列入县级灌区改造。"):
        assert words in page


def test_a_name_that_came_to_nothing_is_asked_about_and_its_end_is_told(road):
    assert 'name="differs"' not in road.browser("staff").get(NEW).text, "the page asks nothing that does not arise"
    road.take("initiation.propose", "staff", 0, title="修缮水渠")
    road.take("initiation.study", "unit_lead", 3)
    road.take("initiation.decline", "chief", 5)
    link = f'href="/decisions/{road.number}"'
    asked = proposed(road, title="修缮 水渠")
    assert asked.status_code == 422
    for words in (link, "不予启动", 'name="differs"', "《本机关重大行政决策内部规则》第二十五条"):
        assert words in asked.text
    answer = proposed(road, title="修缮水渠", differs="改用县级补助资金，不再摊派。")
    assert answer.status_code == 302
    number = answer.location.split("/")[2].partition("#")[0]
    with road.walk() as walk:
        walk.decision_id = by_number(walk.session, number)
    pages = [road.page().text, road.open("initiation.study", "unit_lead").text]
    assert "改用县级补助资金" in road.fields("initiation.amend")["differs"]
    road.take("initiation.study", "unit_lead", road.clock.now.date())
    pages.append(road.open("initiation.approve", "chief").text)
    for page in pages:
        for words in (link, "不予启动", "改用县级补助资金，不再摊派。"):
            assert words in page


def test_the_reviewer_knows_what_the_review_of_the_earlier_matter_found(road):
    bad = [
        {"aspect": aspect, "conforms": aspect != "content", "text": "违反水法。"}
        for aspect in ("authority", "procedure", "content", "basis")
    ]
    road.before("legality_review.conclude")
    road.take("legality_review.conclude", "legal_reviewer", 60, conclusion="unlawful", findings=bad)
    earlier = road.number
    with road.walk() as walk:
        walk.decision_id, walk.start = None, walk.start + timedelta(days=90)
    page = road.before("legality_review.conclude").open("legality_review.conclude", "legal_reviewer").text
    for words in (f'href="/decisions/{earlier}"', "不合法，不得提交讨论", "按此前的意见改变了水源和线路。"):
        assert words in page


@pytest.fixture
def emergency(road):
    """A matter that is none of the procedure's, studied."""
    road.take("initiation.propose", "staff", 0, exclusion="emergency", governed_by="《突发事件应对法》")
    road.take("initiation.study", "unit_lead", 3)
    return road


def test_what_is_not_covered_is_not_started_and_told_what_governs_it(emergency):
    page = emergency.page(role="chief")
    assert "应当依照《突发事件应对法》办理" in page.text
    answer = emergency.send("initiation.approve", "chief", deputy="田秀英", deputy_on="2022-03-05", unit_ids="1")
    assert answer.status_code == 422
    assert "《重大行政决策程序暂行条例》第三条第二款" in answer.text
    assert "《重庆市重大行政决策程序规定》第四条" in answer.text
    assert emergency.states["main"] == "studied"


def test_it_is_declined_for_that_reason(emergency):
    fields = emergency.fields("initiation.decline", "chief")
    assert (
        fields["reason"] == "该事项属于突发事件应急处置决策，不适用重大行政决策程序，应当依照《突发事件应对法》办理。"
    )
    assert emergency.post("initiation.decline", fields, "chief").status_code == 302
    assert emergency.states["main"] == "declined"
    page = emergency.page().text
    assert "送请合法性审查" not in page  # nothing is announced of what will not come
    assert "本环节没有开展" not in page


def test_the_amended_proposal_begins_with_what_was_said(road):
    road.take(
        "initiation.propose",
        "staff",
        0,
        source="deputy",
        motion="乡人大建议第7号",
        exclusion="macro",
        governed_by="《预算法》",
    )
    fields = road.fields("initiation.amend")
    assert (fields["motion"], fields["exclusion"]) == ("乡人大建议第7号", "macro")
    assert road.send("initiation.amend", exclusion="none").status_code == 302
    assert road.dossier.proposal.exclusion == "none"


def studied(road, source):
    road.take("initiation.propose", "staff", 0, source=source, proposer="罗大成", motion="乡人大建议第7号")
    road.take("initiation.study", "unit_lead", 3)
    return road


def test_deputies_are_told_that_it_is_started(road):
    studied(road, "deputy").take("initiation.approve", "chief", 5)
    fields = road.fields(REPLY, "office")
    assert "决定启动重大行政决策程序" in fields["text"]
    assert road.post(REPLY, fields, "office", means="letter").status_code == 302
    assert road.dossier.reply.means == "letter"
    page = road.page()
    assert "乡人大建议第7号" in page.text
    assert "书面答复" in page.text


def test_a_title_that_says_it_is_a_motion_is_not_said_to_be_one_again(road):
    road.take("initiation.propose", "staff", 0, source="citizen", title="关于整治祎珺沟的建议")
    road.take("initiation.study", "unit_lead", 3)
    road.take("initiation.approve", "chief", 5)
    assert road.fields(REPLY, "office")["text"].startswith("您提出的《关于整治祎珺沟的建议》收悉")


def test_a_citizen_is_told_why_not_and_stays_unknown(road, app):
    studied(road, "citizen").take("initiation.decline", "chief", 5, reason="资金没有着落")
    assert "尚未登记对建议人的答复。" in road.page().text
    fields = road.fields(REPLY, "unit_lead")
    assert "理由是：资金没有着落。" in fields["text"]
    said = "罗大成：您的建议暂不启动。"
    assert road.post(REPLY, fields, "unit_lead", means="in_person", text=said).status_code == 302
    assert "尚未登记" not in road.page().text
    with app.app_context():
        entry = json.loads(db.session.scalars(select(Entry).where(Entry.act == REPLY)).one().body)
        kept = db.session.scalars(select(Evidence).where(Evidence.kind == "reply")).one()
        assert "罗大成" in kept.body.decode()
        assert "罗大成" not in "".join(str(value) for value in entry.values())
        assert (entry["in"], entry["pc"].partition("=")[0]) == ("", "reply")


def test_an_answer_does_not_make_other_forms_stale(road):
    studied(road, "citizen").take("initiation.approve", "chief", 5)
    before = road.fields("drafting.save")
    road.take(REPLY, "office", 6)
    answer = road.post("drafting.save", before, body="一、", **{"bases-0-title": "水法"})
    assert answer.status_code == 302


def test_a_department_needs_no_answer(road):
    road.through("initiation.approve")
    assert "答复建议人" not in road.page(role="office").text
    assert road.open(REPLY, "office").status_code == 409


def test_the_register_shows_what_came_from_one_source(road):
    studied(road, "deputy")
    number = road.number
    browser = road.browser("staff")
    assert number in browser.get("/decisions?source=deputy").text
    assert number not in browser.get("/decisions?source=citizen").text
    assert number in browser.get("/decisions?source=").text
    assert browser.get("/decisions?source=nobody").status_code == 200
    # a page too far keeps what was chosen
    assert "source=deputy" in browser.get("/decisions?source=deputy&page=9").location


def test_a_started_matter_is_ended_with_the_chief_s_own_password(road):
    road.before("drafting.save")
    answer = road.send("initiation.stop", "chief", reason="已由县里统一实施。", password="wrong")
    assert answer.status_code == 422
    assert road.send("initiation.stop", "chief", reason="已由县里统一实施。", password=PASSWORD).status_code == 302
    page = road.page(role="auditor").text
    assert "已终止办理" in page
    assert "已由县里统一实施。" in page
