"""The register of document numbers on the pages: the codes, giving, voiding, and what steps and papers take from it."""

from __future__ import annotations

import pytest

from tests.helpers import send
from tests.web.stepping import Stepping
from workflow.services import papers
from workflow.wiring import db

PUBLISH = "publication.publish"
CODE = {"code": "清泉府发", "use": "decision", "first": "5", "since": "2022年1月1日"}
MINUTES = {"code": "清泉府纪要", "use": "minutes", "first": "1", "since": "2022-01-01"}
PUBLISHED = {"channels": ["website", "board"], "interpretation": "通过院坝会宣传解读。"}


@pytest.fixture
def office(signed_in):
    """The browser of the government office."""
    return signed_in("office")


def test_the_office_keeps_the_register_and_others_read_it(office, signed_in):
    assert 'href="/numbers/codes/new"' in office.get("/numbers").text
    recorder = signed_in("recorder")
    empty = recorder.get("/numbers").text
    assert "机关代字由党政办公室登记" in empty
    assert "/numbers/codes/new" not in empty
    assert (signed_in("staff").get("/numbers").status_code, recorder.get("/numbers/new").status_code) == (403, 403)
    wrong = send(office, "/numbers/codes/new", **CODE | {"code": "清泉府发〔2022〕"})
    assert (wrong.status_code, "不写数字、括号和空格" in wrong.text, "清泉府发〔2022〕" in wrong.text) == (
        422,
        True,
        True,
    )
    assert send(office, "/numbers/codes/new", **CODE).status_code == 302
    assert send(office, "/numbers/new", code="清泉府发", title="关于防汛的通知", on="2022-03-01").status_code == 302
    older = {"older": "清泉府发[２０２２]第03号", "title": "关于春耕的通知", "on": "2022-02-10"}
    assert send(office, "/numbers/new", **older).status_code == 302
    again = send(office, "/numbers/new", **older)
    assert (again.status_code, 'href="#older"' in again.text, "已给《关于春耕的通知》" in again.text) == (
        422,
        True,
        True,
    )
    # all that is wrong is said at once, by whoever finds it
    for title, said in (("", "请填写文件标题"), ("——", "请写明文件标题")):
        told = send(office, "/numbers/new", title=title, matter="1999-001", on="2099-03-01")
        for each in (said, "没有编号为1999-001的事项", "请从已登记的机关代字中选择", "日期不得晚于今天"):
            assert (told.status_code, each in told.text) == (422, True), each
    assert send(office, "/numbers/1/void", reason="没有印发。", on="2022-03-01").status_code == 302
    page = recorder.get("/numbers?code=清泉府发").text
    for said in (
        "<s>清泉府发〔2022〕5号</s>",
        "没有印发。",
        "补登，起始号以前",
        "清泉府发〔2022〕6号",
        "此前的号在纸质登记簿上",
    ):
        assert said in page, said
    assert "/void" not in page
    assert "没有符合条件的文号" in recorder.get("/numbers?q=没有的").text
    assert office.get("/numbers/1/void").status_code == 404


def test_a_step_and_a_paper_are_given_the_next_of_their_series(app, staff, signed_in, clock):
    road = Stepping(app, staff, signed_in, clock).before(PUBLISH)
    office = road.browser("office")
    for code in (CODE, MINUTES):
        assert send(office, "/numbers/codes/new", **code).status_code == 302
    with app.app_context():
        before = papers.paper(db.session, road.number, "minutes-1", papers.House())
    offered = f"/numbers/new?matter={road.number}&paper=minutes-1"
    assert offered.replace("&", "&amp;") in office.get(f"/decisions/{road.number}/papers").text
    fields = {
        "code": "清泉府纪要",
        "title": "会议纪要",
        "matter": road.number,
        "paper": "minutes-1",
        "on": "2022-05-02",
    }
    assert send(office, offered, **fields).status_code == 302
    with app.app_context():
        after = papers.paper(db.session, road.number, "minutes-1", papers.House())
        again = papers.paper(db.session, road.number, "minutes-1", papers.House(), before.seq)
    assert (before.document.number, after.document.number) == ("2022年第122次", "清泉府纪要〔2022〕1号")
    assert "（2022年第122次）" in str(after.document.body)
    assert (again.document, after.seq > before.seq) == (before.document, True)
    form = road.fields(PUBLISH, "office")
    assert (form["code"], form["number"]) == ("清泉府发", "")
    # one the office took for the matter before is offered first
    fields = {"code": "清泉府发", "title": "关于印发方案的通知", "matter": road.number, "on": "2022-05-03"}
    assert send(office, "/numbers/new", **fields).status_code == 302
    assert road.fields(PUBLISH, "office")["code"] == "清泉府发〔2022〕5号"
    assert "由系统给号：清泉府发〔2022〕6号" in road.open(PUBLISH, "office").text
    both = road.send(PUBLISH, "office", **PUBLISHED | {"number": "清泉府发〔2022〕6号"})
    assert (both.status_code, "请清空此栏" in both.text) == (422, True)
    beyond = road.send(PUBLISH, "office", **PUBLISHED | {"code": "", "number": "清泉府发〔2022〕9号"})
    assert (beyond.status_code, "下一号是清泉府发〔2022〕6号" in beyond.text) == (422, True)
    assert road.send(PUBLISH, "office", **PUBLISHED).status_code == 302
    assert road.dossier.publication.number == "清泉府发〔2022〕5号"
    assert "/void" not in road.browser("office").get("/numbers?code=清泉府发").text


def test_a_paper_is_one_of_the_matter_that_is_named(office):
    assert send(office, "/numbers/codes/new", **CODE).status_code == 302
    fields = {"code": "清泉府发", "title": "关于防汛的通知", "on": "2022-03-01", "paper": "review-1"}
    # opened from a matter's papers, and the matter taken out: it is a paper written elsewhere
    assert send(office, "/numbers/new", **fields).status_code == 302
    assert "清泉府发〔2022〕5号" in office.get("/numbers").text
