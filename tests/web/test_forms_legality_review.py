"""Legality review through the browser: materials ticked, days counted, the signed opinion, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.domain.elsewhere import HEILONGJIANG, profile
from tests.helpers import PASSWORD, step_into
from tests.walk import WAY
from tests.web.stepping import Stepping, fields_of
from workflow.domain.lawfiles import library
from workflow.services import accounts
from workflow.services.recording import BadInput
from workflow.wiring import db

ASPECTS = 4


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def ready(road):
    return road.before("legality_review.submit")


@pytest.fixture
def submitted(road):
    return road.before("legality_review.accept")


@pytest.fixture
def accepted(road):
    return road.before("legality_review.counsel")


@pytest.fixture
def heard(road):
    return road.before("legality_review.conclude")


def conforming(**more):
    return {
        **{f"findings-{place}-conforms": "yes" for place in range(ASPECTS)},
        **{f"findings-{place}-text": "符合。" for place in range(ASPECTS)},
        "conclusion": "lawful",
        "text": "经审查，合法。",
        "password": PASSWORD,
    } | more


# -- submission ------------------------------------------------------------------------------------------------------


def test_what_the_dossier_holds_is_ticked_and_described(ready):
    page = ready.open("legality_review.submit", "unit_lead")
    assert "草案第1版《清泉乡农村饮水安全巩固提升工程实施方案（草案）》" in page.text
    ticked = fields_of(page.text).getlist("materials")
    assert ticked == ["draft", "opinions", "experts", "risk", "preliminary", "bases"]
    for words in ("公众意见1条", "专家论证意见1份", "风险等级：低风险", "草案所列依据1件"):
        assert words in page.text
    assert "第二十七条第一款第五项" in page.text


def test_a_complete_submission_is_taken(ready):
    answer = ready.send("legality_review.submit", "unit_lead", preliminary="内容合法。", preliminary_by="白晓")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("#legality_review")
    review = ready.dossier.review
    assert (review.round, review.submission.version, review.submission.preliminary_by) == (1, 1, "白晓")
    page = ready.page(role="chief").text
    assert "第1次送审：草案第1版" in page
    assert "等待合法性审查人员受理或者退回" in page


def test_a_submission_that_lacks_something_is_refused_with_the_article(ready):
    answer = ready.send("legality_review.submit", "unit_lead", materials=["draft"], preliminary="内容合法。")
    assert answer.status_code == 422
    assert "送审材料缺少" in answer.text
    assert "《重庆市重大行政决策程序规定》第二十七条第一款" in answer.text
    assert "没有承办单位的合法性审查意见及审查人" in answer.text
    assert fields_of(answer.text)["preliminary"] == "内容合法。"
    assert fields_of(answer.text).getlist("materials") == ["draft"]
    assert ready.dossier.review is None


def test_another_role_may_not_submit(ready):
    for role in ("legal_reviewer", "recorder", "neighbour"):
        assert ready.open("legality_review.submit", role).status_code == 403
    fields = ready.fields("legality_review.submit", "unit_lead")
    assert ready.post("legality_review.submit", fields, "legal_reviewer").status_code == 403


# -- acceptance, return, supplements ---------------------------------------------------------------------------------


def test_the_guaranteed_time_is_counted_before_it_is_accepted(submitted):
    fields = submitted.fields("legality_review.accept", "legal_reviewer")
    page = submitted.post("legality_review.accept", fields, "legal_reviewer", on="2022-04-16", _add="count")
    assert page.status_code == 200
    text = " ".join(page.text.split())
    assert "保证审查时间不少于7个工作日" in text
    assert "2022年4月25日</strong>" in text
    # Sunday 24 April is worked for the holiday in May
    assert '第6个工作日 <span class="tag tag-warning">调休上班</span>' in text
    assert "不计（休息日）" in text
    assert "国务院办公厅放假安排（资料版本" in text
    assert submitted.dossier.review.acceptance is None


def test_acceptance_freezes_the_time(submitted):
    assert submitted.send("legality_review.accept", "legal_reviewer", on="2022年4月16日").status_code == 302
    acceptance = submitted.dossier.review.acceptance
    assert acceptance.guaranteed_until == dt.date(2022, 8, 10), "entered in August: the time runs from there"
    assert acceptance.calendar.startswith("chinesecalendar")
    page = submitted.page(role="unit_lead").text
    assert "保证至2022年8月10日" in page
    assert "补录，迟 107 日" in page


def test_a_year_without_a_calendar_is_said_and_not_guessed(submitted, clock):
    clock.now = clock.now.replace(year=2040)
    page = submitted.open("legality_review.accept", "legal_reviewer")
    assert page.status_code == 200
    assert "没有2040年的工作日安排" in page.text
    answer = submitted.send("legality_review.accept", "legal_reviewer")
    assert answer.status_code == 422
    assert submitted.dossier.review.acceptance is None


@pytest.mark.parametrize("step", ["legality_review.accept", "legality_review.conclude"])
def test_the_drafter_may_not_review(road, app, step, clock):
    with app.app_context():
        person = accounts.create_person(
            db.session,
            actor=None,
            now=clock(),
            login="both",
            name="双职",
            post="干部",
            unit_id=road.staff.units[0],
            roles=["staff", "legal_reviewer"],
            password=PASSWORD,
            must_change=False,
        )
        both = accounts.actor_of(db.session, person)
    with road.walk() as walk:
        others = walk.actors
        for name, role, day in WAY[: [name for name, _, _ in WAY].index(step)]:
            walk.actors = others | {"staff": both} if name == "drafting.save" else others
            walk.take(name, role, day)
        walk.actors = others
    browser = road.browser("legal_reviewer")
    step_into(browser, both.public_id)
    fields = fields_of(browser.get(road.url(step)).text)
    answer = road.post(step, fields, "legal_reviewer", **(conforming() if step.endswith("conclude") else {}))
    assert answer.status_code == 422
    assert "双职起草了草案第1版，不得担任审查人" in answer.text
    assert "第二条" in answer.text


def test_a_return_goes_back_with_its_reason(submitted):
    assert submitted.send("legality_review.return", "legal_reviewer", reason="").status_code == 422
    assert submitted.send("legality_review.return", "legal_reviewer", reason="缺少资金依据。").status_code == 302
    assert submitted.states["main"] == "drafting"
    page = submitted.page(role="unit_lead").text
    assert "已退回" in page
    assert "缺少资金依据。" in page


def test_supplements_start_the_time_anew(accepted):
    sent = accepted.send(
        "legality_review.request_supplement", "legal_reviewer", request="请补充资金来源依据。", on="2022-04-18"
    )
    assert sent.status_code == 302
    page = accepted.open("legality_review.supply", "unit_lead")
    assert "请补充资金来源依据。" in page.text
    assert "保证审查时间" in page.text
    assert accepted.open("legality_review.supply", "legal_reviewer").status_code == 403
    sent = accepted.send("legality_review.supply", "unit_lead", text="已补充县级文件。", on="2022-04-20")
    assert sent.status_code == 302
    supply = accepted.dossier.review.supplements[0].supply
    assert supply.guaranteed_until == dt.date(2022, 8, 10)
    page = accepted.page(role="chief").text
    assert "保证审查时间重新计算，至2022年8月10日" in page


# -- counsel and conclusion ------------------------------------------------------------------------------------------


def test_counsel_is_recorded_and_offered_the_next_time(accepted):
    sent = accepted.send(
        "legality_review.counsel",
        "legal_reviewer",
        kind="public_lawyer",
        name="秦律师",
        text="未见违法。",
        on="2022-04-19",
    )
    assert sent.status_code == 302
    fields = accepted.fields("legality_review.counsel", "legal_reviewer")
    assert (fields["kind"], fields["name"]) == ("public_lawyer", "秦律师")
    assert "未见违法。" in accepted.page(role="chief").text


def test_the_reviewer_has_everything_beside_the_form(heard):
    page = heard.open("legality_review.conclude", "legal_reviewer").text
    for words in (
        "一、总体要求。",  # the draft
        "现就草案起草情况说明如下。",  # its note
        "中华人民共和国水法第五十四条",  # its basis
        "建议把三组也纳入管网。",  # an opinion
        "已纳入。",  # its answer
        "李文",  # an expert
        "施工期间停水",  # a risk
        "未见违法情形。",  # counsel
        "内容合法，程序完备。",  # the unit's own opinion
    ):
        assert words in page, words
    # each conclusion with what follows from it
    assert "应当予以修改——退回承办单位，修改草案后重新送审" in page
    assert "保证至2022年4月25日" in page
    fields = fields_of(page)
    assert [fields[f"findings-{place}-aspect"] for place in range(ASPECTS)] == [
        "authority",
        "procedure",
        "content",
        "basis",
    ]
    assert fields["text"].startswith("规划建设办：")
    assert fields["number"] == ""


def test_a_signed_opinion_lets_the_draft_go_on(heard):
    answer = heard.send("legality_review.conclude", "legal_reviewer", **conforming(number="清泉法审〔2022〕7号"))
    assert answer.status_code == 302
    assert heard.states["main"] == "reviewed"
    conclusion = heard.dossier.review.conclusion
    assert len(conclusion.findings) == ASPECTS
    assert all(finding.conforms for finding in conclusion.findings)
    page = heard.page(role="chief").text
    assert "合法，可以提交讨论" in page
    assert "清泉法审〔2022〕7号" in page


def test_the_sixth_working_day_needs_a_reason_the_seventh_does_not(heard):
    early = heard.send("legality_review.conclude", "legal_reviewer", **conforming(on="2022-04-24"))
    assert early.status_code == 422
    assert "短1个" in early.text
    assert "至2022年4月24日有6个工作日" in early.text
    assert "《重庆市重大行政决策程序规定》第二十八条" in early.text
    assert heard.states["main"] == "reviewing"
    excused = conforming(on="2022-04-24", short_time_reason="汛期抢险急需。")
    assert heard.send("legality_review.conclude", "legal_reviewer", **excused).status_code == 302
    assert "汛期抢险急需。" in heard.page(role="chief").text


def test_on_the_seventh_working_day_no_reason_is_asked(heard):
    answer = heard.send("legality_review.conclude", "legal_reviewer", **conforming(on="2022-04-25"))
    assert answer.status_code == 302
    assert heard.dossier.review.conclusion.working_days == 7


def test_without_counsel_it_is_refused(accepted):
    answer = accepted.send("legality_review.conclude", "legal_reviewer", **conforming())
    assert answer.status_code == 422
    assert "没有法律顾问、公职律师的法律意见" in answer.text
    assert "第二十七条第二款" in answer.text


def test_a_wrong_password_is_said_at_its_field_and_never_shown(heard):
    answer = heard.send("legality_review.conclude", "legal_reviewer", **conforming(password="not my password"))
    assert answer.status_code == 422
    assert "密码不正确，或者账号已锁定" in answer.text
    assert 'href="#password"' in answer.text
    assert "not my password" not in answer.text
    fields = fields_of(answer.text)
    assert fields["text"] == "经审查，合法。"
    assert fields["findings-2-text"] == "符合。"
    assert fields["password"] == ""
    assert heard.states["main"] == "reviewing"


def test_a_finding_against_the_draft_needs_its_reason_and_forbids_passing(heard):
    against = conforming(**{"findings-2-conforms": "no", "findings-2-text": ""})
    answer = heard.send("legality_review.conclude", "legal_reviewer", **against)
    assert answer.status_code == 422
    assert "认为不符合的，请写明理由和依据" in answer.text
    assert 'href="#findings-2-text"' in answer.text
    against["findings-2-text"] = "设定了没有依据的收费。"
    answer = heard.send("legality_review.conclude", "legal_reviewer", **against)
    assert answer.status_code == 422
    assert "结论却为可以提交讨论" in answer.text
    assert "第二十六条第二款" in answer.text
    assert (
        heard.send("legality_review.conclude", "legal_reviewer", **against | {"conclusion": "amend"}).status_code == 302
    )
    assert heard.states["main"] == "drafting"
    page = heard.page(role="chief").text
    assert "设定了没有依据的收费。" in page


def test_an_exploratory_reform_needs_its_risk(heard):
    answer = heard.send("legality_review.conclude", "legal_reviewer", **conforming(conclusion="exploratory"))
    assert answer.status_code == 422
    assert "没有明示法律风险" in answer.text
    assert "草案第1版没有标明属于国家尚无明确规定的探索性改革" in answer.text


def test_a_draft_sent_back_is_told_what_to_change(heard):
    answer = heard.send("legality_review.conclude", "legal_reviewer", **conforming(conclusion="amend"))
    assert answer.status_code == 422
    assert "请写明应当如何修改" in answer.text
    assert 'href="#advice"' in answer.text
    unlawful = conforming(conclusion="unlawful", advice="删去第二条。")
    answer = heard.send("legality_review.conclude", "legal_reviewer", **unlawful)
    assert answer.status_code == 422
    assert "结论为不合法，各审查事项却都认定为符合" in answer.text
    told = conforming(conclusion="amend", advice="删去第二条。")
    assert heard.send("legality_review.conclude", "legal_reviewer", **told).status_code == 302


def test_an_aspect_left_out_comes_back_to_be_filled_in(heard):
    left = {"findings-3-aspect": None, "findings-3-conforms": None, "findings-3-text": None}
    answer = heard.send("legality_review.conclude", "legal_reviewer", **conforming() | left)
    assert answer.status_code == 422
    assert "决策依据适用是否正确 · 审查结果：请选择审查结果" in answer.text
    assert fields_of(answer.text)["findings-3-aspect"] == "basis"


def test_pressing_twice_signs_once(heard):
    fields = heard.fields("legality_review.conclude", "legal_reviewer")
    first = heard.post("legality_review.conclude", fields, "legal_reviewer", **conforming())
    second = heard.post("legality_review.conclude", fields, "legal_reviewer", **conforming())
    assert (first.status_code, second.status_code) == (302, 302)
    assert "没有重复办理" in heard.page(role="legal_reviewer").text
    with heard.walk() as walk:
        assert walk.decision.version == int(fields["seen"]) + 1


def test_a_stale_page_is_told_what_changed_and_keeps_what_was_typed(accepted):
    fields = accepted.fields("legality_review.counsel", "legal_reviewer")
    accepted.send(
        "legality_review.counsel", "legal_reviewer", kind="counsel", name="陈律师", text="甲", on="2022-04-20"
    )
    late = accepted.post("legality_review.counsel", fields, "legal_reviewer", kind="counsel", name="秦律师", text="乙")
    assert late.status_code == 409
    assert "记录法律顾问、公职律师意见" in late.text
    kept = fields_of(late.text)
    assert kept["text"] == "乙"
    back = accepted.browser("legal_reviewer").post(
        accepted.url("legality_review.counsel"), data={name: kept.getlist(name) for name in kept}
    )
    assert back.status_code == 200
    assert fields_of(back.text)["name"] == "秦律师"


def test_a_later_round_begins_with_the_units_last_opinion(heard):
    amend = conforming(conclusion="amend", advice="请修改第二条。", on="2022-04-28")
    assert heard.send("legality_review.conclude", "legal_reviewer", **amend).status_code == 302
    heard.take("drafting.save", "staff", 60)
    fields = heard.fields("legality_review.submit", "unit_lead")
    assert fields["preliminary_by"] == "白晓"
    assert "第2版" in heard.page(role="chief").text


def test_before_its_turn_the_stage_says_who_will_act(ready):
    page = ready.page(role="chief").text
    assert "由牵头承办单位送请合法性审查，合法性审查人员出具书面意见" in page


# -- what was done with the opinion ----------------------------------------------------------------------------------


def test_what_was_done_with_the_opinion_is_said_and_shown(heard):
    assert "legality_review.respond" not in heard.page(role="unit_lead").text
    amend = conforming(conclusion="amend", advice="请修改第二条。")
    assert heard.send("legality_review.conclude", "legal_reviewer", **amend).status_code == 302
    page = heard.open("legality_review.respond", "unit_lead")
    assert "请修改第二条。" in page.text
    assert heard.open("legality_review.respond", "legal_reviewer").status_code == 403
    assert "请写明作了哪些调整或者补充" in heard.send("legality_review.respond", "unit_lead", adjusted="").text
    partly = {"adjusted": "已修改第二条第一款。", "not_followed": "第二款未改。"}
    answer = heard.send("legality_review.respond", "unit_lead", **partly)
    assert answer.status_code == 422
    assert "请说明没有采纳的理由" in answer.text
    assert fields_of(answer.text)["not_followed"] == "第二款未改。"
    sent = heard.send("legality_review.respond", "unit_lead", **partly, reason="上级文件另有规定。")
    assert sent.status_code == 302
    assert heard.states["main"] == "drafting"
    page = heard.page(role="chief").text
    for words in ("审查意见处理情况", "已修改第二条第一款。", "第二款未改。", "上级文件另有规定。"):
        assert words in page
    # said again, it begins with what was said, and takes its place
    again = heard.fields("legality_review.respond", "unit_lead")
    assert again["reason"] == "上级文件另有规定。"
    heard.send("legality_review.respond", "unit_lead", adjusted="两款均已修改。", not_followed="", reason="")
    assert [each.adjusted for each in heard.dossier.review.responses] == ["已修改第二条第一款。", "两款均已修改。"]
    assert "上级文件另有规定。" not in heard.page(role="chief").text


def test_a_draft_sent_back_is_changed_or_only_its_procedure_made_up(heard):
    amend = conforming(conclusion="amend", advice="请修改第二条。", on="2022-04-28")
    heard.send("legality_review.conclude", "legal_reviewer", **amend)
    told = "第1次合法性审查结论为“应当予以修改”，卷宗没有记载"
    assert told in heard.open("legality_review.submit", "unit_lead").text
    heard.send("legality_review.respond", "unit_lead", adjusted="已另文补充依据。", on="2022-04-29")
    page = heard.open("legality_review.submit", "unit_lead").text
    assert told not in page
    # that something was supplemented does not say why the text stays as it is
    assert "没有修改" in page
    assert "第十九条" in heard.send("legality_review.submit", "unit_lead", on="2022-04-29").text
    heard.take("drafting.save", "staff", 60, body="一、总体要求。")
    assert "没有修改" not in heard.open("legality_review.submit", "unit_lead").text
    heard.take("legality_review.submit", "unit_lead", 60)


@pytest.mark.parametrize(("conclusion", "goes_on"), [("amend", True), ("unlawful", False)])
def test_the_same_text_comes_again_only_where_it_was_to_be_amended_and_it_is_said_why_not(heard, conclusion, goes_on):
    found = conforming(conclusion=conclusion, advice="请修改第二条。", on="2022-04-28")
    found |= {"findings-2-conforms": "no", "findings-2-text": "第二条超出权限。"}
    assert heard.send("legality_review.conclude", "legal_reviewer", **found).status_code == 302
    said = {"not_followed": "第二条未改。", "reason": "县里的文件已有授权。", "on": "2022-04-29"}
    assert "没有修改" in heard.open("legality_review.submit", "unit_lead").text
    assert heard.send("legality_review.respond", "unit_lead", **said).status_code == 302
    assert ("没有修改" in heard.open("legality_review.submit", "unit_lead").text) is not goes_on
    answer = heard.send("legality_review.submit", "unit_lead", on="2022-04-29")
    assert answer.status_code == (302 if goes_on else 422)
    assert len(heard.dossier.reviews) == (2 if goes_on else 1)


def test_a_later_round_says_which_version_it_reviews_and_why(heard):
    amend = conforming(conclusion="amend", advice="请修改第二条。", on="2022-04-28")
    heard.send("legality_review.conclude", "legal_reviewer", **amend)
    heard.take("drafting.save", "staff", 60, change="删去第二条。", body="一、总体要求。")
    heard.take("legality_review.submit", "unit_lead", 61)
    page = heard.page(role="chief").text
    assert "第1次送审的是草案第1版；草案已修改为第2版，重新审查。" in page
    assert "修改内容：删去第二条。" in page


# -- as other places rule it -----------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """The rules of the township, with the conclusions and times of Heilongjiang."""
    shelf, book = library(), profile(tmp_path, HEILONGJIANG)
    for label in [*shelf.profiles, *shelf._rulebooks]:
        monkeypatch.setitem(shelf._rulebooks, label, book)


def test_time_stands_still_while_a_supplement_is_awaited(elsewhere, accepted):
    asked = accepted.open("legality_review.request_supplement", "legal_reviewer").text
    assert "等待补充材料的时间不计入审查时间" in asked
    sent = {"request": "请补充资金来源依据。", "on": "2022-04-18"}
    accepted.send("legality_review.request_supplement", "legal_reviewer", **sent)
    # accepted on 16 April: one working day until the request, six are left
    fields = accepted.fields("legality_review.supply", "unit_lead")
    counted = accepted.post("legality_review.supply", fields, "unit_lead", on="2022-04-20", _add="count").text
    assert "还有6个工作日" in counted
    assert "审查时间自次日起继续计算" in counted
    accepted.send("legality_review.supply", "unit_lead", text="已补充。", on="2022-04-20")
    assert accepted.dossier.review.supplements[0].supply.guaranteed_until == dt.date(2022, 8, 9)
    page = accepted.page(role="chief").text
    assert "等待补充的时间不计入，保证审查时间至2022年8月9日" in page
    assert "最迟出具意见" in page


def test_an_extension_is_offered_where_the_rules_know_one(elsewhere, accepted):
    page = accepted.open("legality_review.extend", "legal_reviewer").text
    assert "最多可以延长15个工作日。" in page
    answer = accepted.send("legality_review.extend", "legal_reviewer", working_days="0", reason="复杂。", granted_by="")
    assert answer.status_code == 422
    assert "请填写批准人" in answer.text
    sent = {"working_days": "5", "reason": "需要实地核查。", "granted_by": "冉光明（乡长）", "on": "2022-04-20"}
    assert accepted.send("legality_review.extend", "legal_reviewer", **sent).status_code == 302
    page = accepted.page(role="chief").text
    assert "审查期限延长5个工作日" in page
    assert "（冉光明（乡长）批准）" in page


def test_the_township_knows_no_extension(accepted):
    assert "延长审查期限" not in accepted.page(role="legal_reviewer").text
    sent = {"working_days": "5", "reason": "复杂。", "granted_by": "冉光明"}
    with accepted.walk() as walk, pytest.raises(BadInput, match="no time for review"):
        walk.take("legality_review.extend", "legal_reviewer", 47, **sent)


def test_a_conclusion_can_end_the_matter(elsewhere, heard):
    page = heard.open("legality_review.conclude", "legal_reviewer").text
    assert "建议不提交讨论——不提交集体讨论，决策程序终结" in page
    assert "退回，补充履行程序后再送审——退回承办单位，补充履行有关程序后重新送审" in page
    against = {"findings-2-conforms": "no", "findings-2-text": "没有依据。", "conclusion": "c4", "on": "2022-04-28"}
    assert heard.send("legality_review.conclude", "legal_reviewer", **conforming(**against)).status_code == 302
    assert heard.states["main"] == "review_ended"
    page = heard.page(role="unit_lead").text
    assert "经合法性审查终结" in page
