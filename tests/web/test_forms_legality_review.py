"""Legality review through the browser: materials ticked, days counted, the signed opinion, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.helpers import PASSWORD, step_into
from tests.walk import WAY
from tests.web.stepping import Stepping, fields_of
from workflow.services import accounts
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
    assert "chinesecalendar" in text
    assert submitted.dossier.review.acceptance is None


def test_acceptance_freezes_the_time(submitted):
    assert submitted.send("legality_review.accept", "legal_reviewer", on="2022年4月16日").status_code == 302
    acceptance = submitted.dossier.review.acceptance
    assert acceptance.guaranteed_until == dt.date(2022, 4, 25)
    assert acceptance.calendar.startswith("chinesecalendar")
    page = submitted.page(role="unit_lead").text
    assert "保证至2022年4月25日" in page
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
    assert supply.guaranteed_until == dt.date(2022, 4, 28)
    page = accepted.page(role="chief").text
    assert "保证审查时间重新计算，至2022年4月28日" in page


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
    assert "密码不正确" in answer.text
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


def test_an_aspect_left_out_comes_back_to_be_filled_in(heard):
    left = {"findings-3-aspect": None, "findings-3-conforms": None, "findings-3-text": None}
    answer = heard.send("legality_review.conclude", "legal_reviewer", **conforming() | left)
    assert answer.status_code == 422
    assert "请选择审查结果" in answer.text
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
