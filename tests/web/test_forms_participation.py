"""The notice, opinions and their answers through the pages of the staff, step by step."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.web.stepping import Stepping, fields_of

TODAY = dt.date(2022, 8, 1)
START = dt.date(2022, 3, 1)


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def drafted(road):
    """A draft with its note: the notice is due."""
    return road.before("participation.open")


@pytest.fixture
def opened(drafted):
    """A notice published in March, its period over in the tests' August."""
    drafted.take("participation.open", "staff", 11)
    return drafted


@pytest.fixture
def received(opened):
    """Three opinions, none answered."""
    for day, text in ((20, "建议把三组纳入管网。"), (21, "水价不要太高。"), (22, "同意把三组纳入管网。")):
        opened.take("participation.receive", "staff", day, text=text, name="罗成", contact="13900000000")
    return opened


# -- the notice ------------------------------------------------------------------------------------------------------


def test_the_notice_is_filled_in_from_draft_rule_and_calendar(drafted):
    page = drafted.open("participation.open")
    fields = fields_of(page.text)
    assert fields["title"] == "关于公开征求《清泉乡农村饮水安全巩固提升工程实施方案（草案）》意见的公告"
    assert fields["contact"] == "清泉乡人民政府规划建设办"
    assert (fields["starts"], fields["ends"]) == ("2022-08-01", "2022-08-31")
    assert "按“起始日不计入”计算，自2022年8月1日起至截止日期共30日，不少于规定的30日。" in page.text
    assert "第十七条第二款" in page.text


def test_the_notice_is_published_and_its_page_linked(drafted):
    answer = drafted.send("participation.open", channels=["website"], ways=["web", "letter"])
    assert answer.status_code == 302
    assert drafted.states["participation"] == "open"
    page = drafted.page()
    assert f"/public/notices/{drafted.number}" in page.text
    assert drafted.browser("staff").get(f"/public/notices/{drafted.number}").status_code == 200


def test_the_next_notice_of_the_unit_knows_how_to_be_reached(drafted):
    drafted.send("participation.open", channels=["board"], ways=["letter"], contact="电话023-00000001")
    other = Stepping(drafted.app, drafted.staff, drafted.browser, drafted.clock).before("participation.open")
    fields = other.fields("participation.open")
    assert fields["contact"] == "电话023-00000001"
    assert (fields.getlist("channels"), fields.getlist("ways")) == (["board"], ["letter"])


def test_one_day_short_is_refused_with_its_article_and_kept(drafted):
    answer = drafted.send("participation.open", channels=["website"], ways=["web"], ends="2022-08-30")
    assert answer.status_code == 422
    assert "《重庆市重大行政决策程序规定》第十七条第二款" in answer.text
    assert "短1日" in answer.text
    assert "共29日，少于规定的30日" in answer.text
    fields = fields_of(answer.text)
    assert (fields["ends"], fields.getlist("channels")) == ("2022-08-30", ["website"])
    assert drafted.states["participation"] == "pending"
    assert drafted.post("participation.open", fields, shortened_reason="汛期将至，情况紧急。").status_code == 302
    assert drafted.dossier.notice.shortened_reason == "汛期将至，情况紧急。"


def test_a_notice_dated_back_is_counted_from_the_day_it_is_entered(drafted):
    answer = drafted.send(
        "participation.open",
        channels=["website"],
        ways=["web"],
        on="2022-07-20",
        starts="2022-07-20",
        ends="2022-08-19",
    )
    assert answer.status_code == 422
    assert "自2022年8月1日起至截止日期共18日" in answer.text


def test_what_is_missing_on_the_notice_is_said_at_its_field(drafted):
    answer = drafted.send("participation.open", title="", contact="", starts="2022-02-30", ends="２０２２．８．３１")
    assert answer.status_code == 422
    for sentence in (
        "请填写公告标题",
        "请选择公布途径",
        "请选择提出意见的方式",
        "请填写联系单位和联系方式",
        "日期无法识别",
    ):
        assert sentence in answer.text
    assert 'value="2022-08-31"' in answer.text


def test_a_period_that_ends_in_another_year_has_its_year_typed_wrong(drafted):
    answer = drafted.send("participation.open", channels=["website"], ways=["web"], ends="2023-08-31")
    assert answer.status_code == 422
    assert "截止日期在一年以后，请核对年份。" in answer.text


def test_a_period_that_ends_before_it_starts(drafted):
    answer = drafted.send("participation.open", channels=["website"], ways=["web"], ends="2022-07-01")
    assert answer.status_code == 422
    assert "截止日期不得早于起始日期" in answer.text


def test_without_a_drafting_note_the_page_says_so_before(road):
    road.before("drafting.save").take("drafting.save", "staff", 10, note="")
    page = road.open("participation.open").text
    assert "尚无，请先保存含起草说明的草案版本" in page
    assert "草案第1版没有起草说明。" in page


# -- opinions --------------------------------------------------------------------------------------------------------


def test_a_letter_is_entered_and_its_receipt_shown_once(opened):
    page = opened.open("participation.receive").text
    assert "网上提交" not in page[page.index('id="channel"') : page.index('id="text"')]
    assert "不写入审计日志" in page
    answer = opened.send(
        "participation.receive", channel="letter", text="建议。", name="罗成", on="2022-03-20", again="1"
    )
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/participation.receive")
    assert "回执编号：" in opened.open("participation.receive").text
    assert "回执编号：" not in opened.open("participation.receive").text
    assert opened.dossier.opinions[0].text == "建议。"


def test_the_office_enters_opinions_too(opened):
    answer = opened.send("participation.receive", "office", channel="telephone", text="建议。", on="2022-03-20")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("#participation")


def test_an_opinion_outside_the_period_or_empty(opened):
    answer = opened.send("participation.receive", channel="letter", text="", on="2022-03-20")
    assert answer.status_code == 422
    assert "请填写意见内容" in answer.text
    answer = opened.send("participation.receive", channel="letter", text="迟到的建议。")
    assert answer.status_code == 422
    assert "收到日期应在期限内" in answer.text
    assert "迟到的建议。" in answer.text
    assert opened.send("participation.receive", channel="web", text="建议。", on="2022-03-20").status_code == 422


# -- the notice put right ---------------------------------------------------------------------------------------------


AMEND = "participation.amend"


def test_a_notice_is_extended_and_put_right_as_it_stands(drafted):
    drafted.send("participation.open", channels=["website"], ways=["web"])
    fields = drafted.fields(AMEND)
    assert (fields["contact"], fields["ends"]) == ("清泉乡人民政府规划建设办", "2022-08-31")
    answer = drafted.send(AMEND, reason="")
    assert answer.status_code == 422
    assert "请说明更正或者延长的理由" in answer.text
    assert "没有改动" in drafted.send(AMEND, reason="农忙时节。").text
    assert "只能延长，不能缩短" in drafted.send(AMEND, ends="2022-08-30", reason="农忙时节。").text
    assert drafted.send(AMEND, ends="2022-09-10", reason="农忙时节。").status_code == 302
    page = drafted.page("", "auditor").text
    for said in (
        "2022年8月1日至2022年9月10日",
        "截止日期由2022年8月31日延长至2022年9月10日。",
        "农忙时节。",
        "更正、延长公告",
    ):
        assert said in page, said
    assert drafted.fields(AMEND)["ends"] == "2022-09-10"


def test_a_notice_that_is_over_is_not_extended(opened):
    answer = opened.send(AMEND, ends="2022-09-10", reason="农忙时节。")
    assert answer.status_code == 422
    assert "征求意见期限已经届满" in answer.text
    assert "农忙时节。" in answer.text


def test_the_next_notice_of_the_unit_knows_what_was_put_right(drafted):
    drafted.send("participation.open", channels=["website"], ways=["web"])
    drafted.send(AMEND, contact="清泉乡人民政府规划建设办，二楼", reason="办公室搬迁。")
    other = Stepping(drafted.app, drafted.staff, drafted.browser, drafted.clock).before("participation.open")
    assert other.fields("participation.open")["contact"] == "清泉乡人民政府规划建设办，二楼"


# -- answers ---------------------------------------------------------------------------------------------------------


def test_opinions_are_answered_one_after_the_other(received):
    page = received.open("participation.answer")
    assert "第1条意见" in page.text
    assert "13900000000" in page.text
    answer = received.send("participation.answer", disposition="adopted", reason="已纳入。")
    assert answer.headers["Location"].endswith("/participation.answer?number=2")
    like = {"query": "?number=3", "reason": "同第1条。", "duplicate_of": "1"}
    answer = received.send("participation.answer", disposition="partly", **like)
    assert "第1条意见的采纳情况不同" in answer.text, "what says the same becomes the same"
    answer = received.send("participation.answer", disposition="adopted", **like)
    assert answer.headers["Location"].endswith("?number=2")
    answer = received.send("participation.answer", disposition="rejected", reason="水价依法另行听证。")
    assert answer.headers["Location"].endswith(f"/decisions/{received.number}#participation")
    answers = [opinion.answer for opinion in received.dossier.opinions]
    assert [each.disposition for each in answers] == ["adopted", "rejected", "adopted"]
    assert answers[2].duplicate_of == 1
    assert "收到的意见均已处理" in received.open("participation.answer").text


def test_numbers_in_an_opinion_are_for_those_who_handle_it(received):
    """Who wrote is reached by whoever deals with it; nobody else needs a number that stands in the words."""
    number = "13812345678"
    received.take("participation.receive", "staff", 25, text=f"请回电{number}，住三组。", name="罗成", contact="邮局")
    for role in ("staff", "unit_lead"):
        assert number in received.page(role=role).text
    for role in ("recorder", "legal_reviewer", "chief", "auditor"):
        for tail in ("", "/dossier.json"):
            text = received.page(tail, role).text
            assert number not in text
            assert "138********" in text


def test_an_answer_is_changed_and_the_first_one_kept(received):
    received.send("participation.answer", disposition="adopted", reason="已纳入。")
    fields = received.fields("participation.answer", query="?number=1")
    assert (fields["disposition"], fields["reason"], fields["revision"]) == ("adopted", "已纳入。", "1")
    assert received.post("participation.answer", fields, disposition="partly", reason="部分纳入。").status_code == 302
    assert received.dossier.opinions[0].answer.disposition == "partly"
    with received.walk() as walk:
        assert [each.revision for each in walk.decision.notices[-1].opinions[0].answers] == [1, 2]


def test_what_is_hidden_is_entered_in_the_words_of_the_opinion(received):
    wrong = received.send("participation.answer", disposition="adopted", reason="已纳入。", hidden="四组")
    assert (wrong.status_code, "请照原文填写" in wrong.text) == (422, True)
    whole = received.dossier.opinions[0].text
    silenced = received.send("participation.answer", disposition="adopted", reason="已纳入。", hidden=whole)
    assert (silenced.status_code, "大部分被隐去" in silenced.text) == (422, True)
    received.send("participation.answer", disposition="adopted", reason="已纳入。", hidden="三组")
    assert received.dossier.opinions[0].answer.hidden == ((3, 5),)
    assert received.fields("participation.answer", query="?number=1")["hidden"] == "三组"


def test_whoever_answers_the_same_opinion_second_is_told_what_was_answered(received):
    late = received.fields("participation.answer", query="?number=2")
    received.send("participation.answer", "unit_lead", query="?number=2", disposition="rejected", reason="另行听证。")
    answer = received.post("participation.answer", late, disposition="adopted", reason="已下调。")
    assert answer.status_code == 409
    assert "某承办单位负责人处理了第2条意见，处理结果为“不采纳”，理由：另行听证。" in answer.text
    back = received.post("participation.answer", fields_of(answer.text))
    fields = fields_of(back.text)
    assert (fields["reason"], fields["revision"]) == ("已下调。", "1")
    fields.poplist("_add")
    assert received.post("participation.answer", fields).status_code == 302
    assert received.dossier.opinions[1].answer.reason == "已下调。"


def test_two_who_answer_different_opinions_do_not_hinder_each_other(received):
    first = received.fields("participation.answer", query="?number=1")
    second = received.fields("participation.answer", "unit_lead", query="?number=2")
    assert (
        received.post("participation.answer", second, "unit_lead", disposition="adopted", reason="好。").status_code
        == 302
    )
    assert received.post("participation.answer", first, disposition="adopted", reason="好。").status_code == 302


def test_an_answer_needs_its_result_and_reason(received):
    answer = received.send("participation.answer", disposition="", reason="")
    assert answer.status_code == 422
    assert "请选择处理结果" in answer.text
    assert "请说明处理的理由" in answer.text
    assert "第1条意见" in answer.text
    said = received.send("participation.answer", disposition="rejected", reason="已采纳。").text
    assert "没有说明为什么“不采纳”" in said


def test_an_opinion_repeats_only_an_earlier_one(received):
    answer = received.send(
        "participation.answer", query="?number=2", disposition="adopted", reason="同。", duplicate_of="3"
    )
    assert answer.status_code == 422
    assert received.dossier.opinions[1].answer is None


@pytest.mark.parametrize("number", ["9", "0", "x", "1" * 30, "-1", "²"])
def test_a_number_that_is_no_opinion(received, number):
    page = received.open("participation.answer", query=f"?number={number}")
    assert page.status_code == 200
    assert (
        received.post(
            "participation.answer",
            received.fields("participation.answer"),
            number="99",
            disposition="adopted",
            reason="好",
        ).status_code
        == 422
    )


@pytest.mark.parametrize("role", ["neighbour", "chief", "auditor"])
def test_senders_are_shown_to_the_undertaking_units_only(received, role):
    fields = received.fields("participation.answer")
    for answer in (
        received.open("participation.answer", role),
        received.post("participation.answer", fields, role, disposition=""),
        received.post("participation.answer", fields, role, disposition="adopted", reason="好。"),
        received.post("participation.answer", fields, role, _add="-"),
        received.page("", role),
    ):
        assert "13900000000" not in answer.text
        assert "罗成" not in answer.text
    assert answer.status_code == 200
    assert received.open("participation.answer", role).status_code == 403
    assert received.dossier.opinions[0].answer is None


def test_what_a_citizen_wrote_stays_text(opened):
    hostile = "<script>alert(1)</script>"
    opened.take("participation.receive", "staff", 20, text=hostile, name=hostile, contact="<b>")
    for page in (opened.page(), opened.open("participation.answer"), opened.open("participation.conclude")):
        assert "<script>alert" not in page.text


# -- the result ------------------------------------------------------------------------------------------------------


def test_with_an_opinion_unanswered_the_law_refuses(received):
    page = received.open("participation.conclude").text
    assert "还有3条意见没有处理" in page
    answer = received.send("participation.conclude", summary="综述如下。")
    assert answer.status_code == 422
    assert "《重大行政决策程序暂行条例》第十八条" in answer.text
    assert fields_of(answer.text)["summary"] == "综述如下。"


def test_the_result_is_filled_in_from_the_answers_and_published(received):
    for number in (1, 2, 3):
        received.take("participation.answer", "staff", 43, number=number, disposition="adopted", reason="已采纳。")
    fields = received.fields("participation.conclude")
    assert "共收到意见3条" in fields["summary"]
    assert "采纳3条，部分采纳0条，不采纳0条" in fields["summary"]
    for _ in range(2):
        assert received.post("participation.conclude", fields).status_code == 302
    assert received.states["participation"] == "concluded"
    page = received.page().text
    assert "意见采纳情况（已公布）" in page
    assert f'href="/public/notices/{received.number}/result"' in page
    # no opinion comes in any more, and whoever comes late is told where the matter stands
    assert received.open("participation.receive").status_code == 409


def test_that_none_came_is_not_published_where_one_came_while_the_form_was_open(opened):
    fields = opened.fields("participation.conclude")
    opened.take("participation.receive", "staff", 20, text="建议把三组纳入管网。")
    opened.take("participation.answer", "staff", 43, number=1, disposition="adopted", reason="已写入。")
    answer = opened.post("participation.conclude", fields)
    assert answer.status_code == 422
    assert "“未收到意见”，记录为收到意见1条" in answer.text
    assert opened.states["participation"] == "open"


def test_no_opinion_is_a_result(opened):
    fields = opened.fields("participation.conclude")
    assert "征求意见期间未收到意见。" in fields["summary"]
    assert "尚未收到意见" in opened.open("participation.answer").text
    assert opened.post("participation.conclude", fields).status_code == 302
    assert "征求意见期间未收到意见。" in opened.page("", "auditor").text


def test_a_summary_is_needed(opened):
    answer = opened.send("participation.conclude", summary=" ")
    assert answer.status_code == 422
    assert "请填写意见征集和采纳情况综述" in answer.text


def test_before_the_period_is_over_the_law_refuses(drafted):
    drafted.send("participation.open", channels=["website"], ways=["web"])
    answer = drafted.send("participation.conclude")
    assert answer.status_code == 422
    assert "尚未期满" in answer.text
    assert "第十五条第一款" in answer.text


@pytest.mark.parametrize("step", ["participation.open", "participation.receive", "participation.conclude"])
@pytest.mark.parametrize("role", ["neighbour", "legal_reviewer"])
def test_other_roles_and_units_may_not(road, step, role):
    road.before(step)
    fields = road.fields(step)
    assert road.open(step, role).status_code == 403
    assert road.post(step, fields, role).status_code == 403
    assert road.post(step, fields, role, on="").status_code == 403


def test_a_notice_opened_twice_is_told_of_the_first(drafted):
    late = drafted.fields("participation.open")
    assert drafted.send("participation.open", "unit_lead", channels=["website"], ways=["web"]).status_code == 302
    answer = drafted.post("participation.open", late, channels=["board"], ways=["letter"])
    assert answer.status_code == 409
    assert "发布征求意见公告" in answer.text
    assert "某承办单位负责人" in answer.text
    assert drafted.dossier.notice.channels == ("website",)


def test_before_the_notice_the_panel_says_what_will_happen(drafted):
    assert "草案形成后，由承办单位发布公告" in drafted.page("", "auditor").text
