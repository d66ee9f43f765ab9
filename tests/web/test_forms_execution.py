"""Execution and evaluation through the browser: every form, the pages, suggestions of the public."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from sqlalchemy import update

from tests.walk import AFTERWARDS
from tests.web.stepping import Stepping, fields_of
from workflow.models.decisions import Decision
from workflow.services import sittings
from workflow.services.asking import Refused
from workflow.services.stages import orders
from workflow.web.filters import day_text
from workflow.wiring import db

START = dt.date(2022, 3, 1)
TEXT = "便道太窄，请加宽。"


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def published(road):
    return road.through("publication.publish")


@pytest.fixture
def afterwards(road):
    road.through("publication.archive")
    for step, role, day in AFTERWARDS:
        road.take(step, role, day)
    return road


def test_the_rail_names_execution_from_the_decision_on(road):
    assert 'data-stage="execution"' not in road.before("deliberation.convene").page(role="office").text
    page = road.before("publication.report_party").page(role="office").text
    assert 'data-stage="execution"' in page
    assert 'data-stage="evaluation"' not in page


def test_nobody_waits_for_an_answer_where_nothing_was_suggested(published, client):
    """Nothing was suggested yet, so there is nothing to handle; once there is, others read who is waited for."""
    waiting = "等待办理：处理意见建议"
    assert waiting not in published.page(role="chief").text
    wrote(client, published.number)
    assert waiting in published.page(role="chief").text


def test_tasks_are_assigned_to_units(published):
    fields = published.fields("execution.assign", "office")
    answer = published.send("execution.assign", "office", **{"tasks-0-work": "整修三组管网。", "on": "2022-05-10"})
    assert answer.status_code == 302
    (task,) = published.dossier.execution.tasks
    assert (task.number, task.work) == (1, "整修三组管网。")
    assert fields["tasks-0-unit_id"]
    assert "整修三组管网。" in published.page(role="chief").text


@pytest.mark.parametrize(
    ("advice", "step"), [("suspend", "suspend"), ("amend", "adjust"), ("stop", "terminate"), ("none", "suspend")]
)
def test_a_problem_reported_is_on_the_chief_s_desk_until_something_follows(published, advice, step):
    """713 art. 35(1), 337 art. 34: it is reported to the organ in time, so its head has to see it."""
    published.take("execution.assign", "office", 71)
    url = published.url(f"execution.{step}")
    assert url not in published.browser("chief").get("/").text
    published.take("execution.problem", "staff", 72, advice=advice)
    desk = published.browser("chief").get("/").text
    assert "执行问题报告" in desk
    assert url in desk
    assert "执行问题报告" not in published.browser("staff").get("/").text
    published.take("execution.report", "staff", 73)
    if advice != "none":
        # going on with the work is no answer to what was suggested; an order is
        assert "执行问题报告" in published.browser("chief").get("/").text
        published.take("execution.suspend", "chief", 73)
    assert "执行问题报告" not in published.browser("chief").get("/").text


def test_a_problem_entered_late_is_new_to_the_chief_all_the_same(published):
    published.take("execution.assign", "office", 71)
    published.take("execution.report", "staff", 75)
    told = {"situation": "force_majeure", "text": "山洪冲毁管道。", "advice": "none"}
    assert published.send("execution.problem", "staff", on="2022-05-13", **told).status_code == 302
    assert "执行问题报告" in published.browser("chief").get("/").text


def test_a_unit_reports_for_itself_and_the_office_on_its_behalf_and_no_problem_is_closed_over(published):
    published.take("execution.assign", "office", 71)
    (unit,) = published.dossier.execution.units
    told = {"situation": "force_majeure", "text": "山洪冲毁管道。", "advice": "suspend"}
    going = {"kind": "progress", "text": "已铺设六成。"}
    for step, words in (("execution.problem", told), ("execution.report", going)):
        assert "只能填报本单位的情况" in published.send(step, "staff", unit="财政所", **words).text
        assert "请填写执行单位" in published.send(step, "office", unit="财政所", **words).text
        assert published.send(step, "office", unit=unit, **words).status_code == 302
    execution = published.dossier.execution
    assert [each.on_behalf for each in (*execution.problems, *execution.reports)] == [True, True]
    assert "办公室代为录入" in published.page(role="chief").text
    assert published.send("execution.report", "staff", **going).status_code == 302
    asked = published.send("execution.conclude", "office", summary="工程建成通水。", settled="无", unfinished="无")
    for said in ("《本机关重大行政决策内部规则》第三十二条", "第五十七条", f"没有报告完成的任务：1. {unit}"):
        assert said in asked.text
    assert "。。" not in asked.text
    ended = {"summary": "工程建成通水。", "settled": "取水口已修复，复工通水。", "unfinished": "尾工并入质保期。"}
    assert published.send("execution.conclude", "office", **ended).status_code == 302
    page = published.page(role="chief").text
    assert ended["settled"] in page
    assert ended["unfinished"] in page


def test_words_for_a_field_that_is_no_longer_asked_for_can_be_copied(published):
    """Execution is suspended over the problem while the office writes how it was settled: nobody asks for that now."""
    published.take("execution.assign", "office", 71)
    published.take("execution.problem", "staff", 72)
    fields = published.fields("execution.conclude", "office")
    published.take("execution.suspend", "chief", 73)
    answer = published.post("execution.conclude", fields, "office", summary="建成通水。", settled="取水口已修复。")
    assert answer.status_code == 409
    assert "不能办理" in answer.text
    assert re.search(r"所报告问题的处理情况</dt>\s*<dd[^>]*>取水口已修复。", answer.text)


def test_a_task_without_its_work_is_asked_for(published):
    answer = published.send("execution.assign", "office", **{"tasks-0-work": ""})
    assert answer.status_code == 422
    assert "请写明工作任务和要求" in answer.text


def test_what_was_deliberated_is_stopped_after_deliberation(published):
    published.take("execution.assign", "office", 71)
    answer = published.send("execution.terminate", "chief", reason="水源已由县级工程覆盖。", measures="并入县级管网。")
    assert answer.status_code == 422
    assert "没有写明经哪次会议讨论" in answer.text
    assert "《本机关重大行政决策内部规则》第十条" in answer.text
    published.take("execution.terminate", "chief", 90)
    page = published.page(role="office").text
    assert "乡长办公会议2022年第9次" in page
    for place in ("", "/responsibility"):
        assert "该会议未在本系统登记" in published.page(place, role="auditor").text
    assert '<li class="stopped" data-stage="execution"' in page, "it is not done"


def test_an_adjustment_in_detail_is_taken_by_a_meeting_and_says_why_it_is_none_in_substance(published, monkeypatch):
    published.take("execution.assign", "office", 71)
    usual = {"kind": "minor", "change": "取水口上移50米。", "reason": "取水口移位。", "measures": "送水到户。"}
    assert "参加人员应当超过应到人数的半数；从列表中选择" in published.open("execution.adjust", "chief").text
    answer = published.send("execution.adjust", "chief", **usual)
    assert answer.status_code == 422
    for said in ("没有写明经哪次会议讨论", "没有写明不属于重大调整的理由", "没有确认决策的名称、目标和主要措施不变"):
        assert said in answer.text
    # nor does the chief say alone that it is none
    for said in ("没有经合法性审查人员审核", "《本机关重大行政决策内部规则》第二十三条", "由合法性审查人员办理"):
        assert said in answer.text
    published.take("execution.examine", "legal_reviewer", 72, change=usual["change"])
    shown = {"not_major": "供水范围不变。", "core_kept": "y"}
    told = {"meeting": "乡长办公会议2022年第8次", "in_favour": "冉光明"}
    answer = published.send("execution.adjust", "chief", **usual, **shown, **told)
    for said in ("没有写明讨论会议的日期", "没有写明应到人数"):
        assert said in answer.text
    # a meeting whose record is kept here is chosen; whoever is named was entitled to attend it
    met = published.dossier.meeting
    told = {"in_favour": "冉光明、田秀英", "meeting_on": met.on.isoformat(), "meeting": "乡长办公会议"}
    assert "请从列表中选择" in published.send("execution.adjust", "chief", **usual, **shown, **told).text
    again = told | {"meeting": f"乡长办公会议{met.number}"}
    assert "该次会议已在本系统登记" in published.send("execution.adjust", "chief", **usual, **shown, **again).text
    # one that is not kept here is told by its number
    vague = told | {"meeting": "乡长办公会议（口头沟通）", "meeting_on": "2022-11-01"}
    assert "请写明是哪次会议" in published.send("execution.adjust", "chief", **usual, **shown, **vague).text
    for named in ("乡长办公会议纪要〔2022〕15号", "2022年11月1日乡长办公会议", "2022年首次乡长办公会议"):
        said = published.send("execution.adjust", "chief", **usual, **shown, **vague | {"meeting": named}).text
        assert "请写明是哪次会议" not in said
    # so is another of the same body on the same day
    other = told | {"meeting": "乡长办公会议2022年第九十九次", "entitled": "3"}
    answer = published.send("execution.adjust", "chief", **usual, **shown, **other)
    assert "该次会议已在本系统登记" not in answer.text
    assert "不晚于作出决策的会议" in answer.text
    told["sitting"] = f"{met.on}/{met.kind}/{met.number}"
    with pytest.raises(Refused, match="not later than the one that took the decision"):
        published.take("execution.adjust", "chief", 72, change=usual["change"], sitting=told["sitting"])
    # the body met once more, and not everybody came
    with published.app.app_context():
        again = _with_one_absent(sittings.held_on(db.session, met.on)[0], published.dossier.execution.checks[0].on)
    monkeypatch.setattr(orders, "held_on", lambda session, on: [again])
    monkeypatch.setattr(sittings, "held_since", lambda session, since: [again])
    told |= {"sitting": again.key, "meeting_on": ""}
    away = published.send("execution.adjust", "chief", **usual, **shown, **told | {"in_favour": "冉光明、白建国"})
    assert "该次会议的记录没有“白建国”到会" in away.text
    strange = published.send("execution.adjust", "chief", **usual, **shown, **told | {"opposed": "路人"})
    assert "“路人”不是该次会议的应到人员" in strange.text
    # a post beside a name makes nobody else of it
    told |= {"in_favour": "冉光明（乡长）", "opposed": "田秀英"}
    # what not more than half are for is ordered with the reason the chief gave in the meeting
    divided = published.send("execution.adjust", "chief", **usual, **shown, **told)
    assert "《本机关重大行政决策内部规则》第六十三条" in divided.text
    told["majority_reason"] = "汛期将至，原取水口已经淤塞。"
    assert published.send("execution.adjust", "chief", **usual, **shown, **told).status_code == 302
    for place in ("", "/responsibility"):
        assert told["majority_reason"] in published.page(place, role="auditor").text
    assert "未在本系统登记" not in published.page(role="auditor").text
    assert "应到3人，参加2人" in published.page(role="auditor").text
    assert "供水范围不变。" in published.page(role="office").text
    visitor = published.app.test_client()
    assert "取水口上移50米。" in visitor.get(f"/public/decisions/{published.number}").text
    assert "已作一般调整" in visitor.get("/public/decisions").text


def _with_one_absent(sitting, on):
    """The meeting as if it had met on another day without its last member."""
    (item,) = sitting.items
    *others, last = item.meeting.members
    meeting = item.meeting.model_copy(update={"members": (*others, last.model_copy(update={"present": False}))})
    return replace(sitting, on=on, items=(replace(item, meeting=meeting),))


def test_the_text_that_was_adjusted_says_so_where_it_stands(published):
    """Whoever reads the old text, on whichever page, is led from it to what was changed."""
    own, public = f"/decisions/{published.number}", f"/public/decisions/{published.number}"
    published.take("execution.assign", "office", 71)
    published.take("execution.suspend", "chief", 72)
    assert "本决策已于" not in published.browser("office").get(own).text
    published.take("execution.examine", "legal_reviewer", 90, change="取水口上移50米。")
    published.take("execution.adjust", "chief", 90, kind="minor", change="取水口上移50米。")
    day = day_text(published.dossier.execution.orders[1].on, "zh")
    office, visitor = published.browser("office"), published.app.test_client()
    for browser, page, base in ((office, own, ""), (office, f"{own}/drafts/1", own), (visitor, public, "")):
        shown = browser.get(page).text
        assert f"本决策已于{day}调整，见" in shown
        assert f'href="{base}#order-2"' in shown
    for browser, page in ((office, own), (visitor, public)):
        assert 'id="order-2"' in browser.get(page).text


def test_everything_afterwards_stands_on_the_page(afterwards):
    page = afterwards.page(role="office").text
    for words in (
        "管网已铺设六成",
        "连续暴雨",
        "汛情紧急",
        "取水口上移50米",
        "三组的水压不够",
        "已加装增压泵",
        "工程建成通水",
    ):
        assert words in page, words
    for words in ("县水利学会", "入户走访60户", "按评估建议调整取水口位置", "补充目录（1项）"):
        assert words in page, words


def test_a_suspension_stays_open_until_it_is_followed_up(published):
    published.take("execution.assign", "office", 67)
    answer = published.send(
        "execution.suspend", "chief", situation="force_majeure", reason="汛情紧急。", on="2022-05-12"
    )
    assert answer.status_code == 422
    assert "没有确认情况紧急" in answer.text
    published.send(
        "execution.suspend", "chief", situation="force_majeure", urgent="y", reason="汛情紧急。", on="2022-05-12"
    )
    page = published.page(role="chief").text
    assert "由行政首长后续决定恢复执行、调整或者停止执行" in page
    assert "决定恢复执行" in page


def test_a_major_adjustment_is_proposed_anew_and_both_pages_say_so(published, app):
    published.take("execution.assign", "office", 67)
    published.take("execution.adjust", "chief", 68, kind="major")
    earlier = published.number
    visitor = published.app.test_client().get(f"/public/decisions/{earlier}").text
    assert "决定对本决策作重大调整，见" in visitor
    assert 'href="#order-1"' in visitor
    assert f"/decisions/new?predecessor={earlier}" in published.page(role="staff").text
    browser = published.browser("staff")
    fields = fields_of(browser.get(f"/decisions/new?predecessor={earlier}").text)
    assert fields["title"] == "清泉乡农村饮水安全巩固提升工程"
    assert fields["predecessor"] == earlier
    answer = browser.post("/decisions/new", data=fields)
    assert answer.status_code == 302, answer.text
    later = browser.get(answer.location).text
    assert "本事项是对原决策的重大调整" in later
    assert earlier in later
    assert "接续的决策事项" in published.page(role="chief").text
    assert published.dossier.successor.in_force_on is None


def test_one_decision_at_a_time_adjusts_another(published):
    published.take("execution.assign", "office", 67)
    published.take("execution.adjust", "chief", 68, kind="major")
    earlier, browser = published.number, published.browser("staff")
    address = f"/decisions/new?predecessor={earlier}"
    fields, second = (fields_of(browser.get(address).text) for _ in range(2))
    following = browser.post("/decisions/new", data=fields).location.split("/")[2].partition("#")[0]
    assert f"/decisions/{following}" in browser.get(address).text
    answer = browser.post("/decisions/new", data=second)
    assert answer.status_code == 422
    assert f"已经由决策事项{following}《清泉乡农村饮水安全巩固提升工程》办理" in answer.text
    assert address not in published.page(role="staff").text
    # what came to nothing is no longer in the way
    with published.app.app_context(), db.engine.begin() as connection:
        connection.execute(update(Decision).where(Decision.number == following).values(state="declined"))
    assert address in published.page(role="staff").text
    anew = browser.get(address).text
    assert f"/decisions/{following}" in anew, "what became of it is told, and asked about"
    again = fields_of(anew)
    again["differs"] = "改用地下水源。"
    assert browser.post("/decisions/new", data=again).status_code == 302


def test_what_was_stopped_is_not_adjusted(published):
    published.take("execution.assign", "office", 67)
    published.take("execution.adjust", "chief", 68, kind="major")
    address = f"/decisions/new?predecessor={published.number}"
    begun = fields_of(published.browser("staff").get(address).text)
    published.take("execution.terminate", "chief", 69)
    late = published.browser("staff").post("/decisions/new", data=begun)
    assert late.status_code == 422
    assert "已经决定作重大调整" in late.text
    for answer in (published.open("execution.adjust", "chief"), published.browser("staff").get(address)):
        assert answer.status_code == 409
        assert "现在不能办理" in answer.text
    assert published.browser("staff").get("/decisions/new?predecessor=2099-001").status_code == 404


# -- what the public writes ------------------------------------------------------------------------------------------


def wrote(client, number: str, **changes: str):
    page = client.get(f"/public/decisions/{number}").text
    fields = fields_of(page)
    for name, value in {"text": TEXT, **changes}.items():
        fields[name] = value
    return client.post(f"/public/decisions/{number}", data=fields)


def test_anybody_may_write_and_looks_the_answer_up(published, client):
    number = published.number
    answer = wrote(client, number, name="张某某", contact="13800000000")
    assert answer.status_code == 302
    code = re.search(r"<output>([\w-]+)</output>", client.get(answer.location).text)[1]
    assert client.get(f"/public/decisions/{number}/received").status_code == 302, "shown once"
    receipt = fields_receipt(client, code)
    assert TEXT in receipt
    assert "正在研究处理" in receipt
    fields = published.fields("execution.answer", "office")
    assert fields["number"] == "1"
    assert "张某某" not in published.page(role="chief").text
    published.send("execution.answer", "office", handling="adopted", reason="已加宽至3米。")
    assert "已加宽至3米。" in fields_receipt(client, code)


def fields_receipt(client, code: str) -> str:
    page = client.get("/public/receipt").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    data = {"code": code} | ({"csrf_token": token[1]} if token else {})
    return client.post("/public/receipt", data=data).text


def test_nothing_written_is_told_at_its_field(published, client):
    assert wrote(client, published.number, text="").status_code == 422


def test_what_is_withheld_never_stands_on_a_public_page(road, client):
    road.before("publication.publish")
    road.take("publication.withhold", "chief", 66)
    assert client.get(f"/public/decisions/{road.number}").status_code == 404
    assert "饮水" not in client.get("/public/decisions").text
    assert "不予公开决定" in road.page(role="office").text
    road.take("publication.archive", "office", 70)
    assert client.get(f"/public/decisions/{road.number}").status_code == 404


# -- the congress, further lists, responsibility ---------------------------------------------------------------------


def test_a_third_party_for_which_an_expert_of_the_panel_works_is_looked_into_first(published):
    """It is no bar that somebody of it sat on the panel in person, but whoever commissions it knows (713 art. 36(2))."""
    asked = {"grounds": ["necessary"], "third_party": "y", "independent": "y", "on": "2022-05-28"}
    assert 'name="verified"' not in published.open("evaluation.start", "chief").text, "asked only where it matters"
    answer = published.send("evaluation.start", "chief", **asked, evaluator="县水利局")
    assert answer.status_code == 422
    assert "县水利局是论证本决策的专家李文的工作单位。专家以个人身份参加论证的，不妨碍委托" in answer.text
    assert 'name="verified"' in answer.text
    assert published.dossier.evaluations == ()
    answer = published.send("evaluation.start", "chief", **asked, evaluator="县水利局", verified="y")
    assert answer.status_code == 302
    assert "县水利局是论证本决策的专家李文的工作单位" in published.page(role="auditor").text


def test_whoever_is_no_unit_of_the_organ_is_a_third_party(published):
    """Not ticking it does not make an outside body one of the organ's own."""
    asked = {"grounds": ["necessary"], "on": "2022-05-28", "evaluator": "重庆某评估公司"}
    answer = published.send("evaluation.start", "chief", **asked)
    assert (answer.status_code, "不是本机关的单位" in answer.text) == (422, True)
    own = asked | {"evaluator": "规划 建设办"}
    called = published.send("evaluation.start", "chief", **own, third_party="y", independent="y")
    assert (called.status_code, "不是第三方" in called.text) == (422, True)
    assert published.send("evaluation.start", "chief", **own).status_code == 302


def test_another_third_party_is_commissioned_without_more_ado(published):
    asked = {"grounds": ["necessary"], "third_party": "y", "independent": "y", "on": "2022-05-28"}
    assert published.send("evaluation.start", "chief", **asked, evaluator="县水利学会").status_code == 302
    assert "与专家论证的关系" not in published.page(role="auditor").text


def test_the_congress_is_turned_to_where_the_draft_says_so(road):
    road.before("publication.publish")
    need = {"reply": "不需要提请讨论决定。", "agreed": "not_needed"}
    answer = road.send(
        "publication.report_congress", "office", form="decided", recipient="乡人大主席团", text="提请审议。", **need
    )
    assert answer.status_code == 302
    assert road.fields("publication.report_congress", "office")["agreed"] == "not_needed"
    assert (road.dossier.congress_report.recipient, road.dossier.congress_report.agreed) == ("乡人大主席团", None)
    assert "乡人大主席团" in road.page(role="office").text


def test_what_the_congress_decides_against_is_not_published(road):
    road.before("publication.publish")
    usual = {"form": "decided", "recipient": "乡人民代表大会", "text": "提请审议。", "reply": "表决未获通过。"}
    unsaid = road.send("publication.report_congress", "office", **usual)
    assert (unsaid.status_code, 'href="#agreed-0"' in unsaid.text) == (422, True)
    assert road.send("publication.report_congress", "office", **usual, agreed="no").status_code == 302
    page = road.page(role="chief").text
    assert "讨论决定结果" in page
    assert "没有同意" in page


def test_the_further_list_begins_with_what_execution_left(road):
    road.through("publication.archive")
    road.take("execution.assign", "office", 71)
    fields = road.fields("publication.supplement_archive", "office")
    assert fields["items-0-key"] == "assignment-1"
    assert road.send("publication.supplement_archive", "office").status_code == 302
    assert [item.title for item in road.dossier.archive_supplements[0].items] == ["任务分解表（第1次）"]


def test_who_answers_for_what_with_dissent_marked(road):
    road.before("deliberation.speak:1")
    road.take("deliberation.speak:1", "recorder", 62, position="agree")
    ballots = [
        {"number": n, "vote": "against" if n == 2 else "for", "dissent": "资金没有着落。" if n == 2 else ""}
        for n in (1, 2, 3)
    ]
    road.take("deliberation.decide", "recorder", 62, ballots=ballots)
    page = road.browser("auditor").get(f"/decisions/{road.number}/responsibility")
    assert page.status_code == 200
    assert page.text.count("不同意见</span>") == 1
    for words in ("提出决策事项建议", "合法性审查", "资金没有着落。", "录入人："):
        assert words in page.text, words
    assert road.browser("admin").get(f"/decisions/{road.number}/responsibility").status_code == 403
