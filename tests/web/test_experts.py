"""The expert pool on the pages: the register, an expert's page, and what reviews take from it."""

from __future__ import annotations

import pytest

from tests.helpers import send
from tests.walk import WAY
from tests.web.stepping import Stepping, fields_of

CONVENE, DRAW, REPLACE, RECORD = (f"expert_review.{verb}" for verb in ("convene", "draw", "replace", "record"))
LI = {
    "name": "李文",
    "field": "水利工程",
    "unit": "县水利局",
    "post": "工程师",
    "pool": "superior",
    "valid_from": "2022年1月1日",
    "valid_until": "",
    "on": "2022-03-01",
}


@pytest.fixture
def office(signed_in):
    """The browser of the government office."""
    return signed_in("office")


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


def enter(office, **changes):
    return send(office, "/experts/new", **LI | changes)


def test_an_empty_pool_says_who_fills_it(office, signed_in):
    assert "专家库中还没有专家" in office.get("/experts").text
    assert 'href="/experts/new"' in office.get("/experts").text
    assert 'href="/experts/new"' not in signed_in("staff").get("/experts").text


def test_the_office_enters_changes_appraises_and_removes(office):
    assert enter(office).headers["Location"] == "/experts/E-0001"
    page = office.get("/experts/E-0001").text
    assert "工程师" in page
    assert "尚未参加过论证" in page
    assert send(office, "/experts/E-0001", **LI | {"unit": "市水利局"}).status_code == 302
    assert "此前的登记信息（1次）" in office.get("/experts/E-0001").text
    passed = {"kind": "passed", "text": "年度考核合格。", "on": "2022-07-01"}
    assert send(office, "/experts/E-0001/notes", **passed).status_code == 302
    assert send(office, "/experts/E-0001/notes", **passed | {"kind": "left", "text": "本人辞聘。"}).status_code == 302
    page = office.get("/experts/E-0001").text
    assert "本人辞聘" in page
    assert 'id="h-change"' not in page
    answer = send(office, "/experts/E-0001", **LI)
    assert (answer.status_code, "该专家已经退出专家库" in answer.text) == (422, False)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "请填写专家姓名"),
        ({"pool": "other"}, "请从列出的选项中选择"),
        ({"valid_until": "2021-12-31"}, "聘期届满日期不得早于开始日期"),
        ({"on": "2022-08-02"}, "日期不得晚于今天"),
    ],
)
def test_what_is_wrong_is_said_and_kept(office, changes, says):
    answer = enter(office, **changes)
    assert answer.status_code == 422
    assert says in answer.text
    assert "县水利局" in answer.text
    assert send(office, "/experts/E-0001", **LI).status_code == 404


def test_a_note_needs_its_words(office):
    enter(office)
    answer = send(office, "/experts/E-0001/notes", kind="", text="", on="")
    assert answer.status_code == 422
    for sentence in ("请选择事项类型", "请写明具体情况和理由", "请填写发生日期"):
        assert sentence in answer.text


def test_the_register_is_searched_by_words_field_and_standing(office):
    enter(office)
    enter(office, name="周敏", field="行政法", unit="某高校", valid_until="2022-07-31")
    for query, found in (
        ("q=李文", "李文"),
        ("field=行政法", "周敏"),
        ("standing=expired", "周敏"),
        ("q=E-0001", "李文"),
    ):
        page = office.get(f"/experts?{query}").text
        other = {"李文": "周敏", "周敏": "李文"}[found]
        assert found in page
        assert f">{other}</a>" not in page
    assert "没有符合条件的专家" in office.get("/experts?q=无此人").text


@pytest.mark.parametrize("role", ["staff", "unit_lead", "auditor"])
def test_others_read_and_do_not_keep(office, signed_in, role):
    enter(office)
    browser = signed_in(role)
    assert 'id="h-change"' not in browser.get("/experts/E-0001").text
    for url in ("/experts/new", "/experts/E-0001", "/experts/E-0001/notes"):
        assert send(browser, url, **LI).status_code == 403


@pytest.mark.parametrize("role", ["admin", "recorder"])
def test_who_has_no_business_with_the_pool(signed_in, role):
    assert signed_in(role).get("/experts").status_code == 403


# -- in a review ------------------------------------------------------------------------------------------------------


@pytest.fixture
def pooled(road):
    """A matter with its draft, and three experts of the pool, one of them of the undertaking unit."""
    road.before(CONVENE)
    office = road.browser("office")
    assert enter(office).status_code == 302
    assert enter(office, name="周敏", unit="清泉乡规划建设办").status_code == 302
    assert enter(office, name="罗成江").status_code == 302
    return road


def test_without_a_pool_the_form_does_not_speak_of_one(road):
    page = road.before(CONVENE).open(CONVENE).text
    assert "从专家库选择" not in page
    assert "对论证问题的立场" not in page
    assert "专家库中没有在库专家" in road.open(DRAW).text


def test_who_was_drawn_stands_on_the_form_and_the_draw_can_be_checked(pooled):
    assert "工作单位是本事项的承办单位" in pooled.open(DRAW).text
    answer = pooled.send(DRAW, wanted="２")
    assert "符合条件的专家有2名，应当抽取1名以上、少于2名" in answer.text
    assert pooled.send(DRAW, wanted="1", field="水利工程").status_code == 302
    (drawn,) = pooled.dossier.expert_draws
    page = pooled.page("", "auditor").text
    for words in ("如何验算抽取结果", drawn.seed, drawn.log_root, *drawn.drawn):
        assert words in page
    fields = pooled.fields(CONVENE)
    assert fields["experts-0-pool_number"] == drawn.drawn[0]
    assert fields["materials"].endswith("（第1版）及起草说明。")
    assert pooled.post(CONVENE, fields, method="written", **{"experts-0-no_interest": "y"}).status_code == 302
    (expert,) = pooled.dossier.expert_review.experts
    assert (expert.name, expert.pool_number) in {("李文", "E-0001"), ("罗成江", "E-0003")}
    assert (expert.pool_number,) == drawn.drawn
    assert pooled.dossier.expert_review.materials_on is not None
    assert "待出具意见" in pooled.browser("staff").get(f"/experts/{expert.pool_number}").text


def test_whoever_takes_another_than_was_drawn_is_asked_why_and_loses_nothing(pooled):
    assert "not_called" not in pooled.fields(CONVENE)
    assert pooled.send(DRAW, wanted="1", field="水利工程").status_code == 302
    other = {"name": "王工", "field": "经济", "unit": "某院", "no_interest": "y"}
    seats = {"experts-0-pool_number": ""} | {f"experts-0-{key}": value for key, value in other.items()}
    answer = pooled.post(CONVENE, pooled.fields(CONVENE), method="written", **seats)
    assert answer.status_code == 422
    (drawn,) = pooled.dossier.expert_draws
    assert f"抽中的专家{drawn.drawn[0]}没有列入名单" in answer.text
    for place in ("not_called", "experts-0-why_chosen"):
        assert f'href="#{place}"' in answer.text
    fields = fields_of(answer.text)
    assert fields["experts-0-name"] == "王工"
    said = {"experts-0-why_chosen": "需要经济方面的专家。", "not_called": "该专家出差在外。"}
    assert pooled.post(CONVENE, fields, **said).status_code == 302
    page = pooled.page().text
    assert "抽中未选聘的理由" in page
    assert "该专家出差在外。" in page


@pytest.mark.one_database
def test_whoever_reviews_is_told_of_a_draw_that_was_not_kept_to(pooled):
    pooled.take(DRAW, "staff", 11, field="水利工程", wanted=1)
    outside = {
        "name": "王工",
        "field": "经济",
        "unit": "某院",
        "no_interest": True,
        "why_chosen": "需要经济方面的专家。",
    }
    pooled.take(CONVENE, "staff", 12, not_called="该专家出差在外。", experts=[outside])
    way = [name for name, _role, _day in WAY]
    for name, role, day in WAY[way.index("expert_review.opine") : way.index("legality_review.accept")]:
        pooled.take(name, role, day)
    told = pooled.open("legality_review.accept", "legal_reviewer").text
    (drawn,) = pooled.dossier.expert_draws
    assert f"共随机抽取1次，抽中{drawn.drawn[0]}，其中{drawn.drawn[0]}没有选聘，理由：该专家出差在外。" in told


def test_an_expert_from_outside_is_named_in_words(pooled):
    answer = pooled.send(CONVENE, method="written", **{"experts-0-name": "王工", "experts-0-no_interest": "y"})
    assert answer.status_code == 422
    assert "请填写专业领域" in answer.text
    named = {
        "experts-0-name": "王工",
        "experts-0-field": "水利",
        "experts-0-unit": "某院",
        "experts-0-no_interest": "y",
    }
    assert pooled.send(CONVENE, method="written", **named).status_code == 302


def test_both_sides_of_a_dispute_are_asked_for(road):
    road.before(CONVENE)
    road.take("drafting.save", "staff", 11, change="补充说明。", traits=["disputed"])
    one = {"experts-0-name": "王工", "experts-0-field": "水利", "experts-0-unit": "某院", "experts-0-no_interest": "y"}
    fields = road.fields(CONVENE)
    assert fields["disputed"] == "y"
    answer = road.post(CONVENE, fields, method="written", **one | {"experts-0-stance": "for"})
    assert answer.status_code == 422
    assert "没有持反对意见的代表" in answer.text
    assert "《重庆市重大行政决策程序规定》第二十条" in answer.text
    two = {key.replace("-0-", "-1-"): value for key, value in one.items()}
    both = one | two | {"experts-1-name": "李工", "experts-0-stance": "for", "experts-1-stance": "against"}
    assert road.post(CONVENE, fields, method="written", **both).status_code == 302
    assert "论证问题存在重大分歧" in road.page("", "auditor").text


def test_an_expert_is_replaced_with_a_reason(pooled):
    pooled.take(CONVENE, "staff", 12)
    answer = pooled.send(REPLACE, expert="", reason="")
    for sentence in ("请选择专家", "请说明更换理由", "请填写专家姓名"):
        assert sentence in answer.text
    given = {"successor-pool_number": "E-0001", "successor-no_interest": "y"}
    assert pooled.send(REPLACE, expert="1", reason="因病不能参加。", **given).status_code == 302
    gone, came = pooled.dossier.expert_review.experts
    assert (gone.replaced.successor, came.pool_number) == (2, "E-0001")
    page = pooled.page("", "auditor").text
    assert "已更换" in page
    assert "因病不能参加" in page
    assert pooled.fields("expert_review.opine")["expert"] == "2"


def test_the_record_of_a_meeting_is_entered_and_entered_anew(road):
    road.before(CONVENE)
    road.take(CONVENE, "staff", 12, method="meeting")
    answer = road.send(RECORD, time="", place="", chair="", discussion="")
    for sentence in ("请填写会议时间", "请填写会议地点", "请填写主持人", "请填写提问和讨论情况"):
        assert sentence in answer.text
    written = {"time": "9:00至11:00", "place": "会议室", "chair": "田秀英", "discussion": "专家询问了水量。"}
    answer = road.send(RECORD, **written, **{"experts-0-attended": None})
    assert "请选择到会专家" in answer.text
    assert road.send(RECORD, **written).status_code == 302
    assert "尚未签名" in road.page("", "auditor").text
    fields = road.fields(RECORD)
    assert (fields["chair"], fields["experts-0-attended"]) == ("田秀英", "y")
    assert road.post(RECORD, fields, **{"experts-0-signed": "y"}).status_code == 302
    assert "本人已签名" in road.page("", "auditor").text


def test_the_report_is_offered_once_the_review_is_concluded(road):
    road.through("expert_review.conclude")
    assert f"/decisions/{road.number}/papers/expert_review.docx" in road.page("", "auditor").text
    assert road.page("/papers/expert_review.docx", "auditor").status_code == 200


def test_before_the_conclusion_there_is_no_report(road):
    assert road.before(CONVENE).page("/papers/expert_review.docx").status_code == 404


@pytest.mark.parametrize("step", [DRAW, REPLACE, RECORD])
@pytest.mark.parametrize("role", ["neighbour", "chief"])
def test_other_roles_and_units_may_not(road, step, role):
    road.before(CONVENE)
    if step != DRAW:
        road.take(CONVENE, "staff", 12, method="meeting")
    fields = road.fields(step)
    assert road.open(step, role).status_code == 403
    assert road.post(step, fields, role).status_code == 403


def test_the_form_of_a_step_is_read_back(pooled):
    """What was typed stays where rows are added without script."""
    fields = pooled.fields(CONVENE)
    page = pooled.post(CONVENE, fields, _add="experts", **{"experts-0-pool_number": "E-0001"})
    assert fields_of(page.text)["experts-0-pool_number"] == "E-0001"
    assert fields_of(page.text)["experts-1-pool_number"] == ""
