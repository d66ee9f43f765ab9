"""The yearly catalogue on the pages: the office's way, what others read, the public page, the proposal."""

from __future__ import annotations

import re

import pytest

from tests.helpers import send
from tests.papers.official.reading import words
from tests.web.stepping import Stepping, fields_of

ITEM = {
    "name": "农村饮水安全巩固提升工程",
    "unit": "规划建设办",
    "basis": "《重大行政决策程序暂行条例》",
    "stages": ["participation", "hearing", "fair_competition", "legality_review", "deliberation"],
    "due": "2022-08-20",
    "remark": "上年已经征求意见，资金到位后即可提请讨论。",
    "on": "2022-08-01",
}


@pytest.fixture
def office(signed_in, staff):
    """The browser of the government office."""
    return signed_in("office")


def begin(office, **changes):
    return send(office, "/catalogue/new", **{"year": "2022", "until": "", "call": "", "on": "2022-08-01"} | changes)


def sign(office, act, **values):
    version = re.search(r'name="version"[^>]*value="(\d+)"', office.get(f"/catalogue/2022/{act}").text)[1]
    return send(office, f"/catalogue/2022/{act}", version=version, on="2022-08-01", **values)


def publish(office, serial=1):
    assert sign(office, "adopt", kind="head_office", meeting="2022年第1次").status_code == 302
    spoken = sign(office, "consent", document="口头")
    assert spoken.status_code == 422
    assert "请写明文号、会议次数或者纪要期数" in spoken.text
    assert sign(office, "consent", document="清泉委复〔2022〕1号").status_code == 302
    answer = sign(office, "publish", document=f"清泉府办发〔2022〕{serial}号", channels=["website", "board"])
    assert answer.status_code == 302


def unit_chosen(browser):
    """The undertaking unit with which the form of a new item begins."""
    page = browser.get("/catalogue/2022/items/new").text
    offered = page.split('id="unit"')[1].split("</select>")[0]
    return next(iter(re.findall(r'<option selected value="([^"]*)"', offered)), "")


@pytest.fixture
def listed(office):
    """The office, with one item in its catalogue of 2022."""
    begin(office)
    assert send(office, "/catalogue/2022/items/new", **ITEM).status_code == 302
    return office


def test_before_there_is_one_the_page_says_who_draws_it_up(office, signed_in):
    assert 'href="/catalogue/new"' in office.get("/catalogue").text
    assert 'href="/catalogue/new"' not in signed_in("staff").get("/catalogue").text
    assert "还没有公布的目录" in office.get("/public/catalogue").text
    assert office.get("/catalogue/2022").status_code == 404
    assert office.get("/public/catalogue/2022").status_code == 404


def test_the_way_from_the_call_to_the_public(office, client):
    answer = begin(office, call="请报送。", until="2022-08-15")
    assert answer.headers["Location"] == "/catalogue/2022"
    page = office.get("/catalogue/2022").text
    assert "征集建议" in page
    assert "目录中还没有事项" in page
    send(office, "/catalogue/2022/items/new", **ITEM)
    page = office.get("/catalogue/2022").text
    assert "/catalogue/2022/adopt" in page
    assert "/catalogue/2022/consent" not in page
    assert "第三条第二款" in page
    assert "无法依法按期完成" in page
    publish(office)
    page = office.get("/catalogue/2022").text
    assert "已公布" in page
    public = client.get("/public/catalogue").text
    assert ITEM["name"] in public
    assert "清泉府办发〔2022〕1号" in public
    assert client.get("/public/catalogue/2022").status_code == 200
    assert client.get("/public/catalogue/2021").status_code == 404


def test_an_adjustment_is_public_when_it_is_published(listed, client):
    publish(listed)
    asked = send(listed, "/catalogue/2022/items/1", **ITEM | {"due": "2022-12-20", "reason": ""})
    assert (asked.status_code, "请写明调整的理由" in asked.text) == (422, True)
    changed = send(listed, "/catalogue/2022/items/1", **ITEM | {"due": "2022-12-20", "reason": "资金迟到。"})
    assert changed.status_code == 302
    assert "调整中（已拟订）" in (page := listed.get("/catalogue/2022").text)
    assert "已公布" in page
    assert "资金迟到" not in client.get("/public/catalogue").text
    publish(listed, serial=2)
    assert "资金迟到" in client.get("/public/catalogue").text
    removed = send(listed, "/catalogue/2022/items/1/remove", reason="缓建。", on="2022-08-01")
    assert removed.status_code == 302
    assert "调出" in listed.get("/catalogue/2022").text
    assert listed.get("/catalogue/2022/items/1").status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "请填写事项名称"),
        ({"unit": "别的单位"}, "请从列出的选项中选择"),
        ({"stages": []}, "请选择应当履行的程序"),
        ({"stages": ["other"]}, "请从列出的选项中选择"),
        ({"due": "明年"}, "日期"),
        ({"stages": ["participation"]}, "应当勾选"),
        ({"due": "2021-12-31"}, "早于目录年度"),
        ({"due": "2030-01-01", "remark": ""}, "请在备注中说明"),
        ({"on": "2022-08-02"}, "日期不得晚于今天"),
    ],
)
def test_what_is_wrong_is_said_and_kept(office, changes, says):
    begin(office)
    answer = send(office, "/catalogue/2022/items/new", **ITEM | changes)
    assert answer.status_code == 422
    assert says in answer.text
    assert ITEM["basis"] in answer.text


def test_a_year_is_begun_once_and_by_four_digits(office):
    begin(office)
    assert "已经开始编制" in begin(office).text
    assert "请填写四位数的年份" in begin(office, year="22").text


def test_a_stale_page_signs_nothing(listed):
    stale = {"kind": "head_office", "meeting": "2022年第1次", "on": "2022-08-01"}
    for version in ("0", "x", "9"):
        answer = send(listed, "/catalogue/2022/adopt", version=version, **stale)
        assert (answer.status_code, "请重新打开页面" in answer.text) == (422, True)


def test_publishing_before_the_consent_is_refused_with_the_article(listed):
    looked = listed.get("/catalogue/2022/publish", follow_redirects=True)
    assert (looked.request.path, "第三条第三款" in looked.text) == ("/catalogue/2022", True)
    sent = send(listed, "/catalogue/2022/publish", version="1", document="1号", channels=["board"], on="2022-08-01")
    assert sent.status_code == 422
    assert "第三条第三款" in sent.text
    assert 'id="on-error"' not in sent.text  # it is no fault of the day entered


def test_the_program_gives_the_number_it_is_published_under(listed):
    code = {"code": "清泉府办发", "use": "office", "first": "3", "since": "2022-01-01"}
    assert send(listed, "/numbers/codes/new", **code).status_code == 302
    for act, more in (
        ("adopt", {"kind": "joint", "meeting": "2022年第1次"}),
        ("consent", {"document": "委复〔2022〕1号"}),
    ):
        assert sign(listed, act, **more).status_code == 302
    assert sign(listed, "publish", code="清泉府办发", channels=["board"]).status_code == 302
    assert "清泉府办发〔2022〕3号" in listed.get("/catalogue/2022").text


def test_a_unit_sends_in_items_while_proposals_are_called_for(office, signed_in):
    begin(office, until="2022-08-01")
    staff = signed_in("staff")
    assert "报送事项建议" in staff.get("/catalogue/2022").text
    form = staff.get("/catalogue/2022/items/new").text
    ticked = set(re.findall(r'checked[^>]* value="(\w+)"', form))
    assert {"participation", "expert_review", "risk_assessment", "legality_review", "deliberation"} <= ticked
    assert "报送单位" not in form
    assert unit_chosen(staff) == "规划建设办", "most often what it undertakes itself"
    assert unit_chosen(office) == "", "the office adds the matters of all units"
    assert send(staff, "/catalogue/2022/items/new", **ITEM).status_code == 302
    page = office.get("/catalogue/2022").text
    assert "报送的建议（1项待研究）" in page
    assert "登记审议通过" not in page
    assert send(staff, "/catalogue/2022/items/1/remove", reason="撤回。", on="2022-08-01").status_code == 403
    assert "列入目录" in office.get("/catalogue/2022/items/1").text
    assert send(office, "/catalogue/2022/items/1", **ITEM, proposer="规划建设办").status_code == 302
    assert "规划建设办报送" in office.get("/catalogue/2022").text
    assert send(staff, "/catalogue/2022/items/new", **ITEM | {"name": "道路工程"}).status_code == 302
    assert "不予列入" in office.get("/catalogue/2022/items/2/remove").text
    assert (
        send(office, "/catalogue/2022/items/2/remove", reason="不属于重大公共建设项目。", on="2022-08-01").status_code
        == 302
    )
    assert "道路工程（规划建设办报送，2022年8月1日）：不属于重大公共建设项目。" in staff.get("/catalogue/2022").text
    assert (
        send(
            office, "/catalogue/2022/adopt", kind="head_office", meeting="2022年第2次", version="4", on="2022-08-01"
        ).status_code
        == 302
    )
    late = staff.get("/catalogue/2022/items/new", follow_redirects=True)
    assert "现在不在征集期间" in late.text


def test_a_unit_puts_right_what_it_sent_in_until_it_is_decided_on(office, signed_in):
    begin(office, until="2022-08-01")
    staff, lead = signed_in("staff"), signed_in("unit_lead")
    assert send(staff, "/catalogue/2022/items/new", **ITEM).status_code == 302
    for own in (staff, lead):
        assert ">更正<" in own.get("/catalogue/2022").text
    assert ">更正<" not in office.get("/catalogue/2022").text
    same = send(lead, "/catalogue/2022/items/1", **ITEM).text
    assert ("内容没有变化" in same, 'href="#on"' in same) == (True, False)
    assert send(lead, "/catalogue/2022/items/1", **ITEM | {"name": "饮水工程（二期）"}).status_code == 302
    page = office.get("/catalogue/2022").text
    assert "报送的建议（1项待研究）" in page
    assert "饮水工程（二期）" in page
    assert send(office, "/catalogue/2022/items/1", **ITEM, proposer="规划建设办").status_code == 302
    assert ">更正<" not in staff.get("/catalogue/2022").text
    assert staff.get("/catalogue/2022/items/1").status_code == 403


def test_the_call_is_on_the_desk_of_the_units_and_what_they_send_on_that_of_the_office(office, signed_in, clock):
    begin(office, until="2022-08-05")
    staff = signed_in("staff")
    assert "请于2022年8月5日前报送" in staff.get("/").text
    assert "2022年度重大行政决策事项目录" not in office.get("/").text
    send(staff, "/catalogue/2022/items/new", **ITEM)
    assert "1项报送建议待研究" in office.get("/").text
    send(office, "/catalogue/2022/items/1", **ITEM, proposer="规划建设办")
    assert "2022年度重大行政决策事项目录" not in office.get("/").text
    clock.forward(days=5)
    assert "前报送" not in staff.get("/").text
    assert "尚未公布（已拟订）" in signed_in("office").get("/").text


@pytest.mark.parametrize("role", ["staff", "unit_lead", "auditor", "chief"])
def test_others_read_and_do_not_keep(listed, signed_in, role):
    browser = signed_in(role)
    page = browser.get("/catalogue/2022")
    assert page.status_code == 200
    assert "/catalogue/2022/items/new" not in page.text
    for url in ("new", "2022/items/new", "2022/items/1", "2022/items/1/remove", "2022/adopt"):
        assert send(browser, f"/catalogue/{url}", **ITEM).status_code == 403


def test_who_keeps_accounts_has_no_business_with_it(signed_in):
    assert signed_in("admin").get("/catalogue").status_code == 403


def test_a_proposal_begins_with_what_the_catalogue_says(listed, app, staff, signed_in, clock):
    road = Stepping(app, staff, signed_in, clock)
    staff_browser = road.browser("staff")
    assert "对应的目录事项" not in staff_browser.get("/decisions/new").text
    publish(listed)
    assert 'href="/decisions/new?item=2022-01"' in staff_browser.get("/catalogue/2022").text
    fields = fields_of(staff_browser.get("/decisions/new?item=2022-01").text)
    assert (fields["source"], fields["catalogue_item"]) == ("catalogue", "2022-01")
    assert (fields["title"], fields["proposer"], fields["basis"]) == (ITEM["name"], ITEM["unit"], ITEM["basis"])
    more = {"category": "project", "problem": "水。", "plan": "建。", "necessity": "要。", "feasibility": "行。"}
    sent = staff_browser.post("/decisions/new", data=fields.to_dict(flat=False) | more)
    assert sent.status_code == 302
    assert "2022年度目录第1项" in staff_browser.get(sent.headers["Location"]).text
    page = listed.get("/catalogue/2022").text
    assert "办理中" in page
    assert "?item=2022-01" not in page
    assert f'<a href="{sent.headers["Location"].partition("#")[0]}">{ITEM["name"]}</a>' in page
    with road.walk() as walk:
        walk.decision_id = 1
    approving = road.fields("initiation.approve", "chief")
    assert (approving["unit_ids"], approving["due"]) == ("1", ITEM["due"])
    assert road.post("initiation.approve", approving, "chief").status_code == 302
    page = road.page().text
    assert "目录列明的履行程序" in page
    assert "年度目录列明本事项履行听证程序" in page
    assert road.fields("drafting.save").getlist("traits") == ["operators"]


@pytest.fixture
def begun(listed, app, staff, signed_in, clock):
    """A matter that carries out the item, which plans a hearing and a competition review; the procedure is started."""
    publish(listed)
    road = Stepping(app, staff, signed_in, clock)
    road.take("initiation.propose", "staff", 153, source="catalogue", catalogue_item="2022-01", title=ITEM["name"])
    road.take("initiation.approve", "chief", 153)
    return road


def test_what_the_catalogue_plans_stays_in_sight_until_it_is_done(begun):
    """On the matter's page from the start, before the submission, and on the desk: the hearing to be announced."""
    page = begun.page().text
    assert page.count("尚未办结") >= 5
    assert "应当召开" in page
    begun.take("drafting.save", "staff", 153, traits=[])
    missing = "年度目录列明的程序尚未办结，也没有说明不履行的理由：公众参与、听证、公平竞争审查。"
    assert missing in begun.page().text
    assert "发布听证公告" in begun.browser("staff").get("/").text
    answer = begun.open("legality_review.submit")
    assert missing in answer.text
    reasons = {"omit_hearing": "各方没有分歧，村民会议已经同意。", "omit_fair_competition": "不涉及经营者。"}
    assert begun.send("drafting.save", change="说明理由。", **reasons).status_code == 302
    page = begun.page().text
    assert "已说明不履行的理由" in page
    assert page.count("各方没有分歧，村民会议已经同意。") >= 2
    assert "应当召开" not in page
    assert "不履行的理由：公众参与。" in page
    assert begun.fields("drafting.save")["omit_hearing"] == reasons["omit_hearing"]


def test_a_stage_that_an_adjustment_drops_is_told(listed, begun):
    dropped = ITEM | {"stages": [each for each in ITEM["stages"] if each != "hearing"], "reason": "各方没有分歧。"}
    assert send(listed, "/catalogue/2022/items/1", **dropped).status_code == 302
    assert "不再列明下列程序" not in begun.page().text
    publish(listed, serial=2)
    page = begun.page().text
    assert "2022年8月1日公布的年度目录调整不再列明下列程序：<strong>听证</strong>" in page
    assert "各方没有分歧。" in page


def test_the_plan_of_an_item_shows_hearing_competition_review_and_planned_day(begun):
    begun.take("drafting.save", "staff", 153, traits=[])
    page = begun.page("/plan").text
    assert "召开听证会" in page
    assert "形成公平竞争审查结论" in page
    assert "年度目录要求2022年8月20日前完成：不能依法完成，差24日（16个工作日）" in page


def test_a_planned_day_that_has_passed_is_not_prefilled_but_said(listed, app, staff, signed_in, clock):
    publish(listed)
    road = Stepping(app, staff, signed_in, clock)
    road.take("initiation.propose", "staff", 153, source="catalogue", catalogue_item="2022-01", title=ITEM["name"])
    assert road.fields("initiation.approve", "chief")["due"] == ITEM["due"]
    clock.forward(days=20)
    road = Stepping(app, staff, signed_in, clock)
    with road.walk() as walk:
        walk.decision_id = 1
    page = road.open("initiation.approve", "chief")
    assert "目录的计划完成时间（2022年8月20日）已过" in page.text
    assert fields_of(page.text)["due"] == ""
    late = road.send("initiation.approve", "chief", due="2022-12-01")
    assert late.status_code == 422
    assert "年度目录确定的时间（2022年8月20日）" in late.text
    assert "内部规则》第二十一条" in late.text
    done = road.send("initiation.approve", "chief", due="2022-12-01", departure="县级资金下半年到位。")
    assert done.status_code == 302
    assert "县级资金下半年到位。" in road.page().text


def test_the_published_catalogue_is_a_paper_for_anybody_and_can_be_checked(listed, client):
    address = "/public/catalogue/2022/catalogue-1.docx"
    assert client.get(address).status_code == 404
    assert address not in listed.get("/catalogue/2022").text
    publish(listed)
    assert address in listed.get("/catalogue/2022").text
    assert address in client.get("/public/catalogue/2022").text
    said = words(client.get(address).data)
    assert "清泉府办发〔2022〕1号" in said
    assert ITEM["name"] in said
    digest, seq = re.search(r"内容摘要([0-9a-f]{32})", said)[1], re.search(r"日志条目(\d+)", said)[1]
    assert "不一致" not in client.get(f"/public/papers/2022/catalogue-1/{seq}/{digest}").text
    assert "不一致" in client.get(f"/public/papers/2022/catalogue-1/1/{digest}").text, "it was not published then"
    assert "不一致" in client.get(f"/public/papers/2021/catalogue-1/{seq}/{digest}").text
    for none in ("2022/catalogue-2.pdf", "2021/catalogue-1.pdf", "99999/catalogue-1.pdf"):
        assert client.get(f"/public/catalogue/{none}").status_code == 404
