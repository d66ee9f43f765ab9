"""Before the meeting through the browser: materials handed in, sent back, put on an agenda; what the meeting begins with."""

from __future__ import annotations

import datetime as dt
import re
from copy import deepcopy
from types import SimpleNamespace

import pytest

from tests.domain.dossiers import having, lawful, rulebook
from tests.domain.rule_cases.hearings import HEARING
from tests.papers.official.reading import words
from tests.web.stepping import Stepping, fields_of
from workflow.domain.terms import MeetingMaterial
from workflow.domain.text import Text
from workflow.services import bodies, sittings
from workflow.web.forms.materials import offered, there
from workflow.wiring import db

SUBMIT, BACK, PARTY, SCHEDULE, CONVENE, ATTEND, SPEAK, DECIDE = (
    f"deliberation.{name}"
    for name in ("submit", "send_back", "party", "schedule", "convene", "attend", "speak", "decide")
)
MEETING = {"time": "9:00", "place": "三楼会议室", "chair": "冉光明", "kind": "head_office", "number": "2022年第8次"}
MEMBERS = {"members-0-name": "冉光明", "members-0-post": "乡长", "members-0-chief": "y", "members-1-name": "田秀英"}


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def reviewed(road):
    return road.before(CONVENE)


def test_the_list_begins_with_what_the_procedure_left_behind(reviewed):
    fields = reviewed.fields(SUBMIT, "unit_lead")
    assert fields.getlist("materials") == ["draft", "opinions", "experts", "risk", "preliminary", "bases", "legality"]
    answer = reviewed.send(SUBMIT, "unit_lead", materials=["draft", "legality"])
    assert answer.status_code == 422
    assert "报送审议的材料缺少" in answer.text
    assert "风险评估报告等有关材料" in answer.text
    page = reviewed.open(SUBMIT, "unit_lead").text
    for told in ("公众意见1条，采纳情况已公布", "清泉法审〔2022〕1号", "送审时提出，审查人：白晓"):
        assert told in page
    # no hearing was held, and the draft touches no operators
    assert "听证" not in page
    assert "公平竞争审查" not in page
    assert reviewed.send(SUBMIT, "unit_lead").status_code == 302
    assert "报送材料：草案及相关材料" in reviewed.page(role="office").text
    assert reviewed.states["main"] == "reviewed"


def test_the_office_sends_back_with_the_reason_and_the_unit_hands_in_again(reviewed):
    blank = reviewed.send(BACK, "office")
    assert blank.status_code == 422
    assert "请说明退回的理由" in blank.text
    assert reviewed.send(BACK, "office", reason="资金来源不清。").status_code == 302
    assert reviewed.states["main"] == "returned"
    assert reviewed.open(CONVENE, "recorder").status_code == 409
    page = reviewed.page(role="unit_lead").text
    assert "资金来源不清。" in page
    assert "已退回承办单位" in page
    assert "报送审议材料" in reviewed.browser("unit_lead").get("/").text
    assert reviewed.send(SUBMIT, "unit_lead", note="已补正。").status_code == 302
    assert reviewed.states["main"] == "reviewed"
    assert reviewed.send(CONVENE, "recorder", **MEETING, **MEMBERS).status_code == 302


def test_nothing_comes_before_a_meeting_that_was_not_handed_in(road):
    road.before(SUBMIT)
    assert "报送审议材料" in road.browser("unit_lead").get("/").text
    assert "承办单位没有报送草案第1版的审议材料" in road.open(CONVENE, "recorder").text
    refused = road.send(CONVENE, "recorder", **MEETING, **MEMBERS)
    assert refused.status_code == 422
    assert "第二十九条" in refused.text
    assert road.states["main"] == "reviewed"
    planned = MEETING | {"item": "1", "meets": road.fields(SCHEDULE, "office")["on"]}
    refused = road.send(SCHEDULE, "office", **planned)
    assert (refused.status_code, "承办单位没有报送草案第1版的审议材料" in refused.text) == (422, True)
    assert road.send(SUBMIT, "unit_lead").status_code == 302
    road.page(role="unit_lead")
    assert "报送审议材料" not in road.browser("unit_lead").get("/").text
    assert road.send(CONVENE, "recorder", **MEETING, **MEMBERS).status_code == 302


def test_the_list_names_the_hearing_that_was_held_and_the_review_that_is_due(app):
    hearing = deepcopy(HEARING)
    touched = {"drafts.1.traits": ["operators"], "hearings": [hearing], "competition_reviews": []}
    view = SimpleNamespace(dossier=having(touched), rulebook=rulebook(), word=lambda vocabulary, key: Text(key, key))
    with app.test_request_context():
        assert all(offered(each, view) for each in MeetingMaterial)
        assert "hearing" in there(view)
        assert "competition" not in there(view)
        bare = SimpleNamespace(dossier=lawful(), rulebook=rulebook())
        assert {each for each in MeetingMaterial if not offered(each, bare)} == {
            MeetingMaterial.HEARING,
            MeetingMaterial.COMPETITION,
        }


def test_a_draft_changed_after_the_return_is_reviewed_again(reviewed):
    reviewed.send(BACK, "office", reason="第三条需要修改。")
    assert reviewed.send("drafting.save", "staff", change="修改第三条。").status_code == 302
    assert reviewed.states["main"] == "drafting"


def test_only_the_office_sends_back(reviewed):
    for role in ("recorder", "unit_lead", "chief"):
        assert reviewed.open(BACK, role).status_code == 403


def test_what_the_party_committee_said_is_recorded(reviewed):
    said = {"meeting": "乡党委会2022年第9次会议", "agreed": "yes", "text": "同意提交。"}
    assert reviewed.send(PARTY, "office", **said).status_code == 302
    assert reviewed.dossier.party_discussions[0].agreed
    assert "乡党委会2022年第9次会议" in reviewed.page(role="chief").text
    assert reviewed.send(PARTY, "office", meeting="", agreed="no").status_code == 422


def test_what_the_party_committee_did_not_agree_to_is_not_brought_before_the_meeting(reviewed):
    against = {"meeting": "乡党委会2022年第9次会议", "agreed": "no", "text": "资金尚未落实。"}
    assert reviewed.send(PARTY, "office", **against).status_code == 302
    assert "没有同意提交" in reviewed.open(CONVENE, "recorder").text
    refused = reviewed.send(CONVENE, "recorder", **MEETING, **MEMBERS)
    assert refused.status_code == 422
    assert "乡党委会2022年第9次会议" in refused.text
    assert "没有同意提交" in refused.text
    assert reviewed.states["main"] == "reviewed"
    turned = reviewed.send(PARTY, "office", **against | {"agreed": "yes"})
    assert turned.status_code == 422
    for told in ("又记录为“同意”", "第三十七条", 'name="anew"'):
        assert told in turned.text
    agreed = {"meeting": "乡党委会2022年第10次会议", "agreed": "yes"}
    assert reviewed.send(PARTY, "office", **agreed).status_code == 302
    assert reviewed.send(CONVENE, "recorder", **MEETING, **MEMBERS).status_code == 302


def test_what_the_party_committee_did_not_agree_to_is_not_put_on_an_agenda(reviewed):
    against = {"meeting": "乡党委会2022年第9次会议", "agreed": "no", "text": "资金尚未落实。"}
    assert reviewed.send(PARTY, "office", **against).status_code == 302
    assert "没有同意提交" in reviewed.open(SCHEDULE, "office").text
    planned = MEETING | {"item": "1", "meets": reviewed.fields(SCHEDULE, "office")["on"]}
    refused = reviewed.send(SCHEDULE, "office", **planned)
    assert refused.status_code == 422
    assert "内部规则》第八条" in refused.text
    assert not reviewed.dossier.agenda
    assert reviewed.send(PARTY, "office", meeting="乡党委会2022年第10次会议", agreed="yes").status_code == 302
    assert reviewed.send(SCHEDULE, "office", **planned).status_code == 302


def test_a_meeting_to_come_has_a_notice_and_the_meeting_begins_as_planned(reviewed):
    day = reviewed.fields(SCHEDULE, "office")["on"]
    later = (dt.date.fromisoformat(day) + dt.timedelta(days=3)).isoformat()
    early = reviewed.send(SCHEDULE, "office", **MEETING, item="2", meets="2022-01-01")
    assert early.status_code == 422
    assert "会议日期不得早于会议通知日期" in early.text
    assert reviewed.send(SCHEDULE, "office", **MEETING, item="2", meets=later).status_code == 302
    browser = reviewed.browser("office")
    listed = browser.get("/meetings").text
    assert "待召开" in listed
    assert "2022年第8次" in listed
    address = f"/decisions/{reviewed.number}/papers/agenda-1.docx"
    assert address in browser.get(f"/meetings/{later}/head_office?number=2022年第8次").text
    paper = words(browser.get(address).data)
    assert "关于召开乡长办公会议（2022年第8次）的通知" in paper
    assert "2审议《清泉乡农村饮水安全巩固提升工程实施方案（草案）》" in paper
    fields = reviewed.fields(CONVENE, "recorder")
    assert (fields["item"], fields["place"], fields["chair"]) == ("2", "三楼会议室", "冉光明")
    desk = reviewed.browser("recorder").get("/").text
    assert "会议召开：" in desk
    assert ("3日后" in desk, "剩余 3 日" in desk) == (True, False)
    assert fields["on"] == ""
    assert "会议召开后再办理本步骤" in reviewed.open(CONVENE, "recorder").text
    assert reviewed.send(CONVENE, "recorder", **MEMBERS).status_code == 422
    reviewed.clock.now += dt.timedelta(days=5)
    browser = reviewed.browser("chief")
    for address in ("/meetings", f"/meetings/{later}/head_office?number=2022年第8次"):
        page = browser.get(address).text
        assert "未如期召开" in page
        assert "待召开" not in page


def test_a_meeting_to_come_has_each_place_on_its_agenda_once(reviewed, app, staff, signed_in, clock):
    day = reviewed.fields(SCHEDULE, "office")["on"]
    assert reviewed.send(SCHEDULE, "office", **MEETING, item="1", meets=day).status_code == 302
    another = Stepping(app, staff, signed_in, clock).before(CONVENE)
    fields = another.fields(SCHEDULE, "office")
    assert (fields["meets"], fields["number"], fields["item"], fields["chair"]) == (day, "2022年第8次", "2", "冉光明")
    again = another.send(SCHEDULE, "office", item="1")
    assert again.status_code == 422
    assert "该次会议已有第1项议题" in again.text
    alone = reviewed.page("/papers/agenda-1.docx", role="office").data
    assert another.send(SCHEDULE, "office").status_code == 302
    for road in (reviewed, another):
        notice = words(road.page("/papers/agenda-1.docx", role="office").data)
        assert "会议议题：见会议议程" in notice
        assert "1审议《" in notice
        assert "2审议《" in notice
    seq = re.search(r"日志条目(\d+)", words(alone))[1]
    assert reviewed.page(f"/papers/agenda-1.docx?at={seq}", role="office").data == alone, "as it was sent out"
    assert another.send(SCHEDULE, "office", place="二楼会议室").status_code == 302, "its own place is not taken"


def test_who_chairs_is_a_member(seated):
    planned = seated.send(SCHEDULE, "office", **MEETING | {"chair": "别人"}, meets="2022-12-01")
    assert planned.status_code == 422
    assert "主持人应当是会议组成人员：冉光明、田秀英" in planned.text
    held = seated.send(CONVENE, "recorder", **MEETING | {"chair": "别人"}, **MEMBERS)
    assert held.status_code == 422
    assert "主持人“别人”不在应到人员之列" in held.text


@pytest.fixture
def seated(reviewed):
    with reviewed.app.app_context():
        for name, chief, since in (("冉光明", True, 2021), ("田秀英", False, 2021), ("新来者", False, 2023)):
            bodies.seat(
                db.session,
                actor=None,
                now=reviewed.clock(),
                today=dt.date(2022, 5, 2),
                body="head_office",
                name=name,
                post="乡长" if chief else "副乡长",
                chief=chief,
                since=dt.date(since, 1, 1),
                why="人大选举当选",
            )
    return reviewed


def names(fields):
    return [fields[key] for key in fields if key.startswith("members-") and key.endswith("-name")]


def test_the_members_of_the_day_are_listed(seated):
    fields = seated.fields(CONVENE, "recorder")
    listed = seated.post(CONVENE, fields, "recorder", kind="head_office", _add="body")
    assert listed.status_code == 200
    again = fields_of(listed.text)
    assert names(again) == ["冉光明", "田秀英"]
    assert again["members-0-chief"] == "y"
    # nobody is left out and nobody put in: a meeting of one would be no collective deliberation
    other = seated.post(CONVENE, again, "recorder", **MEETING, **{"members-1-name": "白建国"})
    assert other.status_code == 422
    assert "没有列入的组成人员：田秀英、不是组成人员：白建国" in other.text
    ranked = seated.post(CONVENE, again, "recorder", **MEETING, **{"members-0-chief": None, "members-1-chief": "y"})
    assert "是否行政首长与登记不一致：冉光明、田秀英" in ranked.text
    alone = again.copy()
    for key in [key for key in alone if key.startswith("members-1-")]:
        del alone[key]
    assert "没有列入的组成人员：田秀英" in seated.post(CONVENE, alone, "recorder", **MEETING).text
    assert seated.post(CONVENE, again, "recorder", **MEETING).status_code == 302
    assert [member.name for member in seated.dossier.meeting.members] == ["冉光明", "田秀英"]


def test_who_is_taken_out_for_a_day_and_put_back_is_told_everywhere(seated):
    """A meeting of the one who is left decides nothing once the register has the other again for its day."""
    dates = {"actor": None, "now": seated.clock(), "why": "县委任免通知〔2022〕9号"}
    today = seated.clock().date()
    with seated.app.app_context():
        gone = next(each for each in bodies.members(db.session, "head_office", today) if not each.chief)
        bodies.leave(db.session, **dates, seat_id=gone.id, until=today - dt.timedelta(days=1))
    alone = {"members-0-name": "冉光明", "members-0-post": "乡长", "members-0-chief": "y"}
    assert seated.send(CONVENE, "recorder", **MEETING, **alone).status_code == 302
    left = "不再担任（"
    assert "田秀英" in seated.open(ATTEND, "recorder").text
    assert left in seated.open(ATTEND, "recorder").text
    with seated.app.app_context():
        words = {"body": "head_office", "name": "田秀英", "post": "副乡长", "chief": False}
        bodies.seat(db.session, **dates, today=today, **words, since=today)
    assert seated.send(ATTEND, "recorder").status_code == 302
    assert seated.send(SPEAK, "recorder", position="agree", words="同意。").status_code == 302
    page = seated.open(DECIDE, "recorder").text
    counted = "没有计入当日登记在册的组成人员：田秀英"
    assert left in page
    assert counted in page
    assert "本次会议前组成人员有变动" in fields_of(page)["minutes"]
    votes = {"ballots-0-vote": "for", "outcome": "adopted", "text": "通过。", "majority_reason": ""}
    refused = seated.send(DECIDE, "recorder", **votes)
    assert refused.status_code == 422
    assert "暂缓决定，按登记的组成人员另行开会讨论" in refused.text
    for place in ("", "/responsibility", "/trail"):
        assert counted in seated.page(place, role="auditor").text, place
    put_off = {"outcome": "postponed", "majority_reason": "组成人员没有到齐。"}
    assert seated.send(DECIDE, "recorder", **votes | put_off).status_code == 302


def test_the_agenda_of_a_meeting_that_was_held_is_none_for_the_next(reviewed):
    today = reviewed.fields(SCHEDULE, "office")["on"]
    assert reviewed.send(SCHEDULE, "office", **MEETING, item="1", meets=today).status_code == 302
    assert reviewed.fields(CONVENE, "recorder")["number"] == "2022年第8次"
    assert reviewed.send(CONVENE, "recorder", **MEETING, **MEMBERS).status_code == 302
    assert reviewed.send(ATTEND, "recorder").status_code == 302
    for _ in range(2):
        assert reviewed.send(SPEAK, "recorder", position="agree", words="同意。").status_code == 302
    put_off = {"ballots-0-vote": "abstain", "ballots-1-vote": "abstain", "outcome": "postponed", "text": "再议。"}
    assert reviewed.send(DECIDE, "recorder", **put_off).status_code == 302
    reviewed.clock.forward(days=1)
    reviewed._browsers.clear()  # who was signed in is so no longer
    assert reviewed.fields(CONVENE, "recorder")["number"] == "2022年第9次"


def test_a_body_whose_members_nobody_entered_is_no_way_around_those_of_another(seated):
    alone = {"members-0-name": "冉光明", "members-0-post": "乡长", "members-0-chief": "y"}
    answer = seated.send(CONVENE, "recorder", **MEETING | {"kind": "joint"}, **alone)
    assert answer.status_code == 422
    assert "的组成人员尚未登记" in answer.text
    assert 'href="#kind"' in answer.text


def test_a_second_item_of_the_same_meeting_begins_as_the_first(reviewed, app, staff, signed_in, clock):
    guests = {"guests-0-name": "何列席", "guests-0-unit": "司法所", "guests-0-stands_in_for": "田秀英"}
    assert reviewed.send(CONVENE, "recorder", **MEETING, **MEMBERS, **guests).status_code == 302
    absent = {"attendances-1-present": "no", "attendances-1-absence_reason": "因公出差", "attendances-1-view": "同意。"}
    assert reviewed.send(ATTEND, "recorder", **absent).status_code == 302
    another = Stepping(app, staff, signed_in, clock).before(CONVENE)
    fields = another.fields(CONVENE, "recorder")
    assert (fields["item"], fields["number"], fields["guests-0-name"]) == ("2", "2022年第8次", "何列席")
    assert names(fields) == ["冉光明", "田秀英"]
    assert another.post(CONVENE, fields, "recorder").status_code == 302
    fields = another.fields(ATTEND, "recorder")
    assert (fields["attendances-1-present"], fields["attendances-1-absence_reason"]) == ("no", "因公出差")
    with app.app_context():
        (found,) = sittings.sittings(db.session)
    assert [item.place for item in found.items] == [1, 2]
    assert "同意。" in reviewed.page(role="chief").text
    assert "代田秀英参加" in reviewed.page(role="chief").text


def test_a_second_item_begins_with_the_body_as_it_is_now(seated, app, staff, signed_in, clock):
    """Seats changed during the day: the rows of the first item would be refused."""
    listed = seated.post(CONVENE, seated.fields(CONVENE, "recorder"), "recorder", kind="head_office", _add="body")
    assert seated.post(CONVENE, fields_of(listed.text), "recorder", **MEETING).status_code == 302
    with app.app_context():
        day = seated.clock().date()
        dates = {"actor": None, "now": seated.clock(), "today": day}
        words = {"body": "head_office", "name": "白建国", "post": "副乡长", "chief": False}
        bodies.seat(db.session, **dates, **words, since=day, why="县委任免通知")
    another = Stepping(app, staff, signed_in, clock).before(CONVENE)
    fields = another.fields(CONVENE, "recorder")
    assert fields["number"] == "2022年第8次"
    assert names(fields) == ["冉光明", "田秀英", "白建国"]


@pytest.mark.parametrize(
    ("guest", "said"),
    [
        ({"guests-0-name": "田秀英"}, "田秀英是应到人员"),
        ({"guests-0-name": "何列席", "guests-0-stands_in_for": "无名"}, "“无名”不在应到人员之列"),
        ({"guests-0-unit": "司法所"}, "请填写姓名"),
    ],
)
def test_who_sits_in_is_no_member(reviewed, guest, said):
    answer = reviewed.send(CONVENE, "recorder", **MEETING, **MEMBERS, **guest)
    assert answer.status_code == 422
    assert said in answer.text


def test_whoever_is_recused_neither_speaks_nor_votes(reviewed):
    third = {"members-2-name": "白建国", "members-2-post": "副乡长"}
    add = reviewed.post(CONVENE, reviewed.fields(CONVENE, "recorder"), "recorder", **MEETING, **MEMBERS, _add="members")
    fields = fields_of(add.text)
    assert reviewed.post(CONVENE, fields, "recorder", **MEMBERS, **third).status_code == 302
    recused = {"attendances-2-present": "recused", "attendances-2-absence_reason": "亲属承包本工程"}
    silent = reviewed.send(ATTEND, "recorder", **recused | {"attendances-2-absence_reason": ""})
    assert (silent.status_code, "请填写回避的理由" in silent.text) == (422, True)
    assert reviewed.send(ATTEND, "recorder", **recused).status_code == 302
    page = reviewed.open(SPEAK, "recorder").text
    assert "待发言2人" in page
    answer = reviewed.send(SPEAK, "recorder", number="3", position="agree", words="我说。")
    assert answer.status_code == 422
    assert "回避人员不参加本议题的讨论" in answer.text
    for _ in range(2):
        assert reviewed.send(SPEAK, "recorder", position="agree", words="同意。").status_code == 302
    assert "参加表决2人" in reviewed.open(DECIDE, "recorder").text
    cast = {"ballots-0-vote": "for", "ballots-1-vote": "for", "outcome": "in_principle", "text": "原则通过，写明工期。"}
    assert reviewed.send(DECIDE, "recorder", **cast).status_code == 302
    assert reviewed.states["main"] == "amending"
    minutes = reviewed.dossier.meeting.resolution.minutes
    assert "回避本议题：白建国（副乡长），亲属承包本工程" in minutes
    assert "实到3人，回避1人，赞成2人" in minutes
    # once changed as the meeting asked, it waits to be checked
    assert "保存草案新版本" in reviewed.browser("staff").get("/").text
    asked = reviewed.send("drafting.save", "staff", change="按会议意见修改。")
    assert asked.status_code == 422
    assert 'href="#beyond"' in asked.text
    more = reviewed.send("drafting.save", "staff", change="全部改写。", beyond="no", traits=["operators"])
    assert more.status_code == 422
    assert "本版增加了涉及情形（涉及市场主体经济活动）" in more.text
    assert reviewed.send("drafting.save", "staff", change="按会议意见修改。", beyond="no").status_code == 302
    assert reviewed.states["main"] == "amending"


def test_what_goes_beyond_the_meeting_s_opinion_is_reviewed_and_deliberated_again(reviewed):
    with reviewed.walk() as walk:
        walk.through("deliberation.speak")
        walk.take("deliberation.decide", "recorder", 62, outcome="in_principle")
    answer = reviewed.send("drafting.save", "staff", change="全部改写。", beyond="yes", traits=["operators"])
    assert answer.status_code == 302
    assert reviewed.states["main"] == "drafting"
    assert reviewed.open("publication.report_party", "office").status_code == 409
    assert reviewed.open(CONVENE, "recorder").status_code == 409


def test_pages_of_meetings_that_are_none(reviewed, signed_in):
    browser = reviewed.browser("office")
    for address in ("/meetings/2022-13-01/head_office", "/meetings/2022-05-02/head_office"):
        assert browser.get(address).status_code == 404
    assert "还没有会议" in browser.get("/meetings").text
    assert signed_in("admin").get("/meetings").status_code == 403
