"""A hearing through the pages of the staff and of the public: notice, registration, list, material, record, report."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.helpers import token_in
from tests.papers.official import reading
from tests.walk import WAY
from tests.web.stepping import Stepping, fields_of
from workflow.models.hearings import HearingRegistrant
from workflow.wiring import db

TODAY = dt.date(2022, 8, 1)
NAME, CONTACT = "秦小兰", "13900000001"
REGISTRATION = {
    "name": NAME,
    "unit": "黄桷村三组",
    "contact": CONTACT,
    "background": "种植户，家中六口人。",
    "view": "against",
    "summary": "占用耕地过多，请缩减。",
}


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock).before("participation.open")


@pytest.fixture
def announced(road):
    """Announced on 1 August for 18 August, open to registration until 5 August."""
    road.take("hearing.announce", "staff", TODAY)
    return road


@pytest.fixture
def registered(announced):
    """One registered on each side."""
    announced.take("hearing.register", "public", TODAY)
    announced.take("hearing.register", "staff", TODAY, name=NAME, contact=CONTACT, view="against", summary="占地过多。")
    return announced


@pytest.fixture
def listed(registered, clock):
    """Both are on the list of 6 August, and the material reached them that day."""
    clock.forward(days=5)
    registered.take("hearing.list", "staff", TODAY + dt.timedelta(days=5))
    return registered


@pytest.fixture
def delivered(listed, clock):
    listed.take("hearing.deliver", "staff", TODAY + dt.timedelta(days=5))
    clock.forward(days=12)
    return listed


@pytest.fixture
def held(delivered):
    delivered.take("hearing.hold", "staff", TODAY + dt.timedelta(days=17))
    return delivered


def public_page(client, road):
    return client.get(f"/public/hearings/{road.number}")


def register(client, road, **changes):
    page = public_page(client, road)
    data = {**fields_of(page.text), **REGISTRATION, **changes}
    return client.post(f"/public/hearings/{road.number}", data=data)


# -- announcing ------------------------------------------------------------------------------------------------------


def test_the_notice_is_filled_in_from_draft_and_rule(road):
    page = road.open("hearing.announce")
    fields = fields_of(page.text)
    assert fields["title"] == "关于召开《清泉乡农村饮水安全巩固提升工程实施方案（草案）》听证会的公告"
    assert fields["organiser"] == "规划建设办"
    assert fields["day"] == "2022-08-16", "fifteen days after today"
    assert "《重庆市行政决策听证暂行办法》关于听证公告期限的规定" in page.text


def test_nobody_has_to_hold_a_hearing(road):
    assert road.states["hearing"] == "pending"
    page = road.page().text
    assert "听证公告（文本）" not in page
    assert "发布听证公告" in page
    assert road.browser("staff").get("/").text.count("发布听证公告") == 0, "no work waiting on a desk"


def test_a_notice_is_published_and_a_day_too_early_refused(road, client):
    assert public_page(client, road).status_code == 404
    asked = {"time": "9:30", "place": "乡政府三楼", "register_until": "2022-08-05", "contact": "电话023-00000000"}
    answer = road.send("hearing.announce", day="2022-08-15", **asked)
    assert answer.status_code == 422
    assert "为14日，不足15日" in answer.text
    answer = road.send("hearing.announce", **asked, places="", selection="")
    assert answer.status_code == 302
    assert road.states["hearing"] == "announced"
    for url in ("/public/", f"/public/hearings/{road.number}"):
        page = client.get(url).text
        assert "2022年8月16日" in page
        assert "乡政府三楼" in page
    assert "现就草案起草情况说明如下" in public_page(client, road).text
    assert f"/public/hearings/{road.number}" in road.page().text


def test_the_notice_that_solicits_opinions_leads_to_the_hearing(road, client, clock):
    road.take("participation.open", "staff", TODAY)
    url = f"/public/notices/{road.number}"
    assert "/public/hearings/" not in client.get(url).text
    road.take("hearing.announce", "staff", TODAY)
    assert f"/public/hearings/{road.number}" in client.get(url).text


def test_what_is_missing_is_said_at_its_field(road):
    answer = road.send("hearing.announce", title="", time="", place="", register_until="", places="0", contact="")
    assert answer.status_code == 422
    for words in ("请填写公告标题", "听证会的时间", "听证会的地点", "请填写报名截止日期", "请填写1至500的整数"):
        assert words in answer.text
    answer = road.send("hearing.announce", time="9:30", place="乡政府", register_until="2022-08-16", places="3")
    assert "报名截止日期应当不早于公告发布日期，并早于听证会召开之日" in answer.text


def test_places_without_a_method_are_refused(road):
    answer = road.send("hearing.announce", time="9:30", place="乡政府", register_until="2022-08-05", places="３")
    assert answer.status_code == 422
    assert "名额为3人，公告没有公布遴选办法" in answer.text


# -- registering -----------------------------------------------------------------------------------------------------


def test_a_citizen_registers_and_gets_a_receipt_once(announced, client):
    answer = register(client, announced)
    assert answer.status_code == 302
    page = client.get(answer.location)
    assert "报名已收到" in page.text
    code = page.text.split("<output>")[1].split("</output>")[0]
    assert client.get(answer.location).status_code == 302, "shown once"
    hearing = announced.dossier.hearing
    assert [(each.number, each.view) for each in hearing.registrations] == [(1, "against")]
    page = client.get("/public/receipt").text
    found = client.post("/public/receipt", data={"csrf_token": token_in(page), "code": code.lower()})
    assert found.status_code == 200
    assert "占用耕地过多，请缩减。" in found.text
    assert "听证参加人名单尚未公布" in found.text
    assert CONTACT not in found.text


def test_pressing_twice_is_one_registration(announced, client):
    page = public_page(client, announced).text
    data = {**fields_of(page), **REGISTRATION}
    url = f"/public/hearings/{announced.number}"
    assert [client.post(url, data=data).status_code for _ in range(2)] == [302, 302]
    assert len(announced.dossier.hearing.registrations) == 1


UNUSABLE = (
    ({"name": ""}, "请填写姓名或者单位名称"),
    ({"contact": " "}, "请填写联系方式"),
    ({"view": ""}, "请选择对草案的意见"),
    ({"view": "maybe"}, "请从列出的选项中选择"),
    ({"summary": ""}, "请填写意见摘要"),
    ({"website": "http://spam.example"}, "此栏用于识别自动程序"),
)


def test_what_cannot_be_used_is_said_and_kept(announced, client):
    for changes, words in UNUSABLE:
        answer = register(client, announced, **changes)
        assert answer.status_code == 422
        assert words in answer.text
        assert "黄桷村三组" in answer.text
    assert announced.dossier.hearing.registrations == ()


def test_words_are_only_words_and_a_lost_token_loses_none(announced, client):
    data = {**fields_of(public_page(client, announced).text), **REGISTRATION, "csrf_token": "x"}
    data["summary"] = "<script>alert(1)</script>"
    own = {"Sec-Fetch-Site": "same-origin"}
    answer = client.post(f"/public/hearings/{announced.number}", data=data, headers=own)
    assert answer.status_code == 400
    assert "&lt;script&gt;" in answer.text
    assert "<script>alert" not in answer.text


def test_registration_ends_with_its_last_day(announced, client, clock):
    page = public_page(client, announced).text
    clock.forward(days=5)
    data = {**fields_of(page), **REGISTRATION, "csrf_token": token_in(page)}
    answer = client.post(f"/public/hearings/{announced.number}", data=data)
    assert answer.status_code == 409
    assert "报名已经截止" in answer.text
    assert "占用耕地过多，请缩减。" in answer.text
    assert 'id="register"' not in public_page(client, announced).text
    late = announced.send("hearing.register", **REGISTRATION, on="2022-08-06")
    assert "报名时间为2022年8月1日至2022年8月5日" in late.text


def test_who_registered_stands_in_the_register_alone(app, announced, client):
    register(client, announced)
    with app.app_context():
        row = db.session.query(HearingRegistrant).one()
        assert (row.name, row.contact) == (NAME, CONTACT)
    for text in (
        announced.page().text,
        announced.page("/dossier.json").text,
        public_page(client, announced).text,
        announced.browser("auditor").get("/audit/log").text,
    ):
        assert NAME not in text
        assert CONTACT not in text
    assert NAME in announced.open("hearing.list").text, "who chooses knows among whom"
    assert announced.open("hearing.list", role="legal_reviewer").status_code == 403


def test_what_registrants_tell_of_themselves_is_for_whoever_selects_alone(announced, client, clock):
    """Asked for to select by, so it stands where the list is made; the telephone number where material is delivered."""
    register(client, announced, summary="占用耕地过多。" * 10)
    clock.forward(days=5)
    background = REGISTRATION["background"]
    page = announced.open("hearing.list").text
    assert f"简历：{background}" in page
    assert "占用耕地过多。" * 10 in page, "an opinion is judged whole"
    assert CONTACT not in page, "nobody is selected by a telephone number"
    announced.take("hearing.list", "staff", TODAY + dt.timedelta(days=5), chosen=[1])
    page = announced.open("hearing.deliver").text
    assert f"联系方式：{CONTACT}" in page
    assert background not in page
    for text in (
        announced.page().text,
        announced.page("/dossier.json").text,
        public_page(client, announced).text,
        announced.browser("auditor").get("/audit/log").text,
    ):
        assert background not in text
        assert CONTACT not in text


# -- the list and the material ---------------------------------------------------------------------------------------


def test_the_list_offers_all_where_there_is_room(registered, clock, client):
    clock.forward(days=5)
    fields = registered.fields("hearing.list")
    assert fields.getlist("chosen") == ["1", "2"]
    answer = registered.send(
        "hearing.list",
        **{
            "invited-0-name": "李文",
            "invited-0-unit": "县水利学会",
            "invited-0-kind": "expert",
            "invited-0-view": "neutral",
        },
    )
    assert answer.status_code == 302
    assert [each.name for each in registered.dossier.hearing.participants] == ["罗成", NAME, "李文"]
    page = public_page(client, registered).text
    for words in ("罗成", NAME, "李文", "县水利学会", "参加人名单已公布"):
        assert words in page
    assert CONTACT not in page
    assert 'id="register"' not in page


def test_a_side_left_out_is_refused_and_unequal_sides_are_a_note(registered, clock):
    clock.forward(days=5)
    for words in ("", "按规定"):
        answer = registered.send("hearing.list", chosen=["1"], choosing=words)
        assert (answer.status_code, "请写明怎样按照公告的遴选办法确定参加人" in answer.text) == (422, True)
    answer = registered.send("hearing.list", chosen=["1"], choosing="按报名先后。")
    assert answer.status_code == 422
    assert "持“反对”意见的有人报名，名单上没有代表" in answer.text
    assert "赞成方1人、反对方0人" in answer.text
    again = registered.send("hearing.list", chosen=["1", "9"])
    assert "请从报名人员中选择" in again.text


def test_the_list_keeps_to_the_places_announced(road, clock):
    road.take("hearing.announce", "staff", TODAY, places=1, selection="按报名先后。")
    road.take("hearing.register", "public", TODAY)
    clock.forward(days=5)
    more = {"invited-0-name": "李文", "invited-0-kind": "expert", "invited-0-view": "neutral"}
    answer = road.send("hearing.list", chosen=["1"], **more)
    assert (answer.status_code, "公告的参加人名额为1人，名单有2人" in answer.text) == (422, True)


def test_the_list_keeps_to_the_shares_announced_or_says_why(road, clock, client):
    shares = {"seats_for": "1", "seats_against": "1", "seats_neutral": "0", "seats_invited": "2"}
    asked = {
        "time": "9:30",
        "place": "乡政府",
        "register_until": "2022-08-05",
        "selection": "抽签。",
        "contact": "电话",
    }
    shut_out = road.send("hearing.announce", "unit_lead", day="2022-08-18", **asked, **shares | {"seats_against": "0"})
    assert (shut_out.status_code, "请填写1至500的整数" in shut_out.text) == (422, True)
    over = road.send("hearing.announce", "unit_lead", day="2022-08-18", **asked, **shares, places="3")
    assert (over.status_code, "各方名额合计4人，超过参加人名额3人" in over.text) == (422, True)
    assert (
        road.send("hearing.announce", "unit_lead", day="2022-08-18", **asked, **shares, places="4").status_code == 302
    )
    page = public_page(client, road).text
    assert "各方名额：赞成1人、反对1人、其他意见0人、邀请的参加人2人。" in page
    assert 'value="against"' in page
    for offered in (page, road.open("hearing.register", "unit_lead").text):
        assert 'value="neutral"' not in offered, "nobody registers on a side that has no place"
    assert register(client, road, view="neutral").status_code == 422
    taken_down = {"name": NAME, "contact": CONTACT, "view": "neutral", "summary": "占地过多。"}
    assert road.send("hearing.register", "unit_lead", **taken_down).status_code == 422
    road.take("hearing.register", "public", TODAY)
    road.take("hearing.register", "staff", TODAY, name=NAME, contact=CONTACT, view="against", summary="占地过多。")
    clock.forward(days=5)
    answer = road.send("hearing.list", choosing="全部列入。")
    assert answer.status_code == 422
    assert "公告的名额：邀请的参加人2人，名单上0人，没有说明理由" in answer.text
    assert "《本机关重大行政决策内部规则》第六十六条" in answer.text
    assert road.send("hearing.list", choosing="全部列入。", departure="受邀专家均因公外出。").status_code == 302
    for page in (road.page().text, public_page(client, road).text):
        assert "受邀专家均因公外出。" in page
    assert "邀请的参加人：公告2人，名单0人" in road.page().text


def test_a_hearing_that_is_due_is_said_to_be_due(app, staff, signed_in, clock):
    road = Stepping(app, staff, signed_in, clock).before("drafting.save")
    road.take("drafting.save", "staff", 10, traits=["hearing_due"])
    page = road.page().text
    assert "应当召开" in page
    assert "《重庆市行政决策听证暂行办法》第三条" in page
    assert re.search(r'btn-primary" href="[^"]*/hearing.announce"', page)


def test_the_list_waits_for_the_end_of_registration(registered):
    assert "报名至2022年8月5日截止，名单应当在截止后公布" in registered.send("hearing.list").text


def test_a_list_too_late_needs_a_postponement_first(registered, clock, client):
    clock.forward(days=13)
    answer = registered.send("hearing.list")
    assert answer.status_code == 422
    assert "为4日，不足5日" in answer.text
    wrong = registered.send("hearing.postpone", day="2022-08-18", reason="名单推迟。")
    assert "应当晚于原定日期" in wrong.text
    assert registered.send("hearing.postpone", day="2022-08-25", reason="名单推迟。").status_code == 302
    assert "听证会延期公告" in public_page(client, registered).text
    assert registered.send("hearing.list").status_code == 302


def test_material_is_recorded_once_for_each(listed):
    assert "罗成" in listed.open("hearing.deliver").text
    assert listed.fields("hearing.deliver").getlist("numbers") == []  # nobody is said to be reached who was not ticked
    early = listed.send("hearing.deliver", numbers=["2"], way="mail", on="2022-08-05")
    assert (early.status_code, "不得早于名单公布日期" in early.text) == (422, True)
    assert listed.send("hearing.deliver", numbers=["2"], way="mail").status_code == 302
    assert "罗成" in listed.open("hearing.deliver").text
    assert "请选择尚未送达的听证参加人" in listed.send("hearing.deliver", numbers=["2"], way="mail").text
    held = listed.open("hearing.hold").text
    assert "尚未送达第1号听证参加人" in held


def test_whoever_registered_for_a_hearing_that_is_called_off_hears_of_it(announced, client):
    page = client.get(register(client, announced).location).text
    code = page.split("<output>")[1].split("</output>")[0]

    def found() -> str:
        token = token_in(client.get("/public/receipt").text)
        return client.post("/public/receipt", data={"csrf_token": token, "code": code}).text

    assert announced.send("hearing.cancel", reason="草案将作较大修改。").status_code == 302
    assert "本次听证会已于2022年8月1日公告取消。" in found()
    assert "原因：" in found()
    assert "草案将作较大修改。" in found()
    assert "重新召开听证会的，将另行公告" in found()
    home = client.get("/public/").text
    assert "原定于2022年8月18日召开，已于2022年8月1日公告取消" in home
    announced.take("hearing.announce", "staff", TODAY + dt.timedelta(days=5))
    assert "请按新的公告重新报名" in found()
    assert "听证会日期" not in found()


def test_a_hearing_called_off_can_be_announced_anew(listed, client):
    assert listed.send("hearing.cancel", reason="草案将作较大修改。").status_code == 302
    assert listed.states["hearing"] == "pending"
    assert listed.dossier.hearing is None
    assert "听证会已取消" in public_page(client, listed).text
    assert "草案将作较大修改" in public_page(client, listed).text
    form = listed.open("hearing.announce").text
    assert "已有2人报名：" in form
    assert "请通知此前报名的人重新报名" in form
    before = listed.dossier.hearings[-1]
    assert (fields_of(form)["place"], fields_of(form)["time"]) == (before.place, before.time)
    listed.take("hearing.announce", "staff", TODAY + dt.timedelta(days=5))
    assert len(listed.dossier.hearings) == 2
    assert "听证会（第2次公告）" in listed.page().text
    anew = public_page(client, listed).text
    assert "此前公告于2022年8月18日召开的听证会，已于2022年8月6日公告取消。" in anew
    assert "草案将作较大修改" in anew


def test_the_published_decision_leads_to_the_hearing(held, client):
    held.take("hearing.report", "staff", TODAY + dt.timedelta(days=19))
    steps = [step for step, _, _ in WAY]
    for step, role, day in WAY[steps.index("participation.open") : steps.index("publication.publish") + 1]:
        held.take(step, role, day + 170)
    assert f'href="/public/hearings/{held.number}"' in client.get(f"/public/decisions/{held.number}").text


def test_a_side_that_had_registered_is_not_lost_by_calling_the_hearing_off(registered, clock):
    assert "此前报名的一方未列入的理由" not in registered.open("hearing.list").text
    registered.take("hearing.cancel", "staff", TODAY)
    registered.take("hearing.announce", "staff", TODAY)
    registered.take("hearing.register", "public", TODAY)
    clock.forward(days=5)
    answer = registered.send("hearing.list", "unit_lead", choosing="全部列入。")
    assert answer.status_code == 422
    assert "2022年8月1日取消的听证会有持下列意见的人报名，本次名单上没有：反对" in answer.text
    why = {"choosing": "全部列入。", "not_back": "电话邀请，本人不再参加。"}
    assert registered.send("hearing.list", "unit_lead", **why).status_code == 302
    assert why["not_back"] in registered.page(role="unit_lead").text


# -- held and reported -----------------------------------------------------------------------------------------------


def rows(**changes):
    found = {}
    for place in range(2):
        found |= {
            f"appearances-{place}-present": "yes",
            f"appearances-{place}-statement": "请少占耕地。",
            f"appearances-{place}-record_signed": "y",
        }
    return found | changes


SITTING = {
    "held_openly": "y",
    "host": "田秀英",
    "host_independent": "y",
    "recorder": "白晓",
    "presentation": "介绍草案和依据。",
    "debate": "主持人提请询问，无人提出。",
    "handling": "无",
    "officials_signed": "y",
}


def test_the_record_is_entered_in_the_order_of_the_law(delivered):
    fields = delivered.fields("hearing.hold")
    assert fields["on"] == "2022-08-18"
    assert (fields["appearances-0-number"], fields["appearances-0-present"]) == ("1", "yes")
    answer = delivered.send("hearing.hold", **SITTING, **rows())
    assert answer.status_code == 302
    assert delivered.states["hearing"] == "held"
    assert [each.appearance.statement for each in delivered.dossier.hearing.present] == ["请少占耕地。"] * 2
    assert "请少占耕地。" in delivered.page().text


LACKING = (
    ({"held_openly": None}, "听证会没有公开举行"),
    ({"host_independent": None}, "没有确认主持人田秀英与听证事项无利害关系"),
    ({"appearances-1-record_signed": None}, "第2号听证参加人没有在听证会记录上签字"),
    ({"debate": ""}, "没有询问、质证和辩论的记录"),
    ({"handling": ""}, "听证笔录缺少：主持人"),
    ({"officials_signed": None}, "没有在听证笔录上签名"),
    ({"on": "2022-08-17"}, "听证会公告的日期是2022年8月18日"),
    ({"presentation": ""}, "请记录承办单位介绍的内容"),
    ({"appearances-0-present": ""}, "请选择到会或者缺席"),
)


def test_a_record_that_lacks_something_is_refused_and_kept(delivered):
    for changes, words in LACKING:
        answer = delivered.send("hearing.hold", **SITTING | rows() | changes)
        assert answer.status_code == 422
        assert words in answer.text
        assert "请少占耕地。" in answer.text
    assert delivered.states["hearing"] == "listed"


def test_declining_to_sign_is_noted(delivered):
    changes = {"appearances-1-record_signed": None, "appearances-1-declined": "认为记录不全。"}
    assert delivered.send("hearing.hold", **SITTING | rows() | changes).status_code == 302
    assert "未签字：认为记录不全。" in delivered.page().text


def test_the_report_begins_with_what_is_known_and_asks_what_the_rule_names(held):
    fields = held.fields("hearing.report")
    assert "2022年8月18日9:30，在乡政府三楼会议室公开举行听证会，由田秀英主持。" in fields["overview"]
    assert "到会2人" in fields["overview"]
    assert {"selection", "views"}.isdisjoint(fields), "what another place asks is not asked here"
    answer = held.send("hearing.report", support="无", disputes="占地范围。", advice="")
    assert "听证报告缺少：处理建议" in answer.text
    assert held.send("hearing.report", support="无", disputes="占地范围。", advice="缩减占地。").status_code == 302
    assert held.states["hearing"] == "reported"


def test_a_late_report_says_why(held, clock):
    clock.forward(days=12)
    told = {"support": "无", "disputes": "占地范围。", "advice": "缩减占地。"}
    answer = held.send("hearing.report", **told)
    assert answer.status_code == 422
    assert "为8个工作日" in answer.text
    assert held.send("hearing.report", **told, late_reason="录音整理延误。").status_code == 302


def test_review_waits_for_a_hearing_that_was_announced(announced):
    missing = announced.open("legality_review.submit", role="unit_lead").text
    assert "听证会已经公告，尚未形成听证报告" in missing


def test_an_announced_hearing_is_work_on_the_desk(announced, clock):
    clock.forward(days=5)
    desk = announced.browser("staff").get("/").text
    assert "公布听证参加人名单" in desk
    assert "2022年8月18日" in desk


def test_papers_of_a_hearing_are_had_as_word_and_pdf(held, client):
    page = held.page().text
    papers = f"/decisions/{held.number}/papers"
    for key in ("hearing-1", "hearing_roll-1", "hearing_record-1"):
        assert f"{papers}/{key}.docx" in page
    assert f"{papers}/hearing_report-1.docx" not in page
    said = reading.words(held.page("/papers/hearing_record-1.docx").data)
    assert "听证参加人的观点、理由和依据" in said
    assert held.page("/papers/hearing-1.pdf").data.startswith(b"%PDF-")
    for name in ("hearing_report-1.pdf", "hearing-2.pdf", "hearing-0.pdf"):
        assert held.page(f"/papers/{name}").status_code == 404, name
    assert client.get(f"{papers}/hearing_record-1.pdf").status_code in (302, 401)


def test_pages_are_whole_in_english(held, client):
    english = {"Accept-Language": "en"}
    page = held.browser("staff").get(f"/decisions/{held.number}", headers=english)
    assert "List of participants" in page.text
    page = client.get(f"/public/hearings/{held.number}", headers=english)
    assert "1. Time and place" in page.text
