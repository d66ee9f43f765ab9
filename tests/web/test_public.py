"""The public site: a notice through its whole life, seen by people who never sign in."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from flask import has_app_context
from sqlalchemy import select

from tests.helpers import PASSWORD, Staff, token_in
from tests.walk import WAY, Walk
from workflow.models.participation import Opinion, OpinionSender
from workflow.models.trail import Entry, Evidence
from workflow.services import files, papers
from workflow.services.recording import BadInput
from workflow.wiring import db

NUMBER = "2022-001"
NOTICE = f"/public/notices/{NUMBER}"
START = dt.date(2022, 6, 1)
OPENED = START + dt.timedelta(days=11)
STARTS = dt.date(2022, 6, 14)
ENDS = dt.date(2022, 7, 14)
PDF = b"%PDF-1.7\ntrailer <<>>\n%%EOF\n"
TITLE = "清泉乡农村饮水安全巩固提升工程实施方案（草案）"


def shanghai(day: dt.date, hour: int = 10, minute: int = 0, second: int = 0) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=dt.timezone(dt.timedelta(hours=8)))


class Apart(Walk):
    """A walk whose every step has an application context of its own, as a request has."""

    def __init__(self, app, staff: Staff) -> None:
        with app.app_context():
            actors = {role: staff.actor(db.session, role) for role in staff.people}
            super().__init__(db.session, actors, start=START, unit_ids=(staff.units[0],))
        self.app = app
        self.password = PASSWORD

    @contextmanager
    def within(self) -> Iterator[None]:
        """A context of its own, unless one is open: a session left open on a database that is replaced would break."""
        with nullcontext() if has_app_context() else self.app.app_context():
            self.session = db.session
            yield

    @property
    def version(self) -> int:
        with self.within():
            return self.decision.version

    def take(self, *args, **changes):
        with self.within():
            return super().take(*args, **changes)

    def _go(self, steps: int) -> Apart:
        with self.within():
            super()._go(steps)
        return self


@pytest.fixture
def walk(app, staff) -> Apart:
    """A decision with a draft; its notice is not yet out."""
    return Apart(app, staff).before("participation.open")


@pytest.fixture
def noticed(walk) -> Apart:
    """The notice, published on 12 June for 14 June to 14 July."""
    walk.take("participation.open", "staff", OPENED, starts=STARTS, ends=ENDS, title="关于饮水工程方案的公告")
    return walk


@pytest.fixture
def concluded(noticed, clock, client) -> Apart:
    """Three opinions, one of them by name, answered and published on 20 July."""
    clock.now = shanghai(STARTS)
    send(client, text="我是李四，电话13812345678，建议三组也通水。", name="李四", contact="13812345678")
    send(client, text="水价请不要提高。")
    send(client, text="三组也要通水！")
    day = dt.date(2022, 7, 18)
    noticed.take("participation.answer", "staff", day, number=1, disposition="adopted", reason="已将三组纳入管网。")
    noticed.take("participation.answer", "staff", day, number=2, disposition="rejected", reason="水价由县里核定。")
    noticed.take(
        "participation.answer", "staff", day, number=3, disposition="adopted", reason="同第1条。", duplicate_of=1
    )
    noticed.take("participation.conclude", "staff", dt.date(2022, 7, 20), summary="感谢各位乡亲参与。")
    clock.now = shanghai(dt.date(2022, 7, 21))
    return noticed


def key_in(page: str) -> str:
    found = re.search(r'name="key"[^>]*value="([0-9a-f]{32})"', page)
    assert found is not None
    return found.group(1)


def send(client, url: str = NOTICE, page: str | None = None, **fields: object):
    page = page or client.get(url).text
    data = {"csrf_token": token_in(page), "key": key_in(page), "text": "请把三组也纳入管网。"} | fields
    return client.post(url, data=data)


def code_of(answer, client) -> str:
    assert answer.status_code == 302, answer.text
    page = client.get(answer.headers["Location"]).text
    found = re.search(r"<output>([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})</output>", page)
    assert found is not None
    return found.group(1)


def look_up(client, code: str):
    page = client.get("/public/receipt").text
    return client.post("/public/receipt", data={"csrf_token": token_in(page), "code": code})


def opinions(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Opinion.text).order_by(Opinion.number)))


# -- before anything is public -----------------------------------------------------------------------------------------


def test_empty_pages_say_so(client, staff):
    page = client.get("/public/").text
    assert "目前没有正在征求意见的事项" in page
    assert "还没有公布的决策" in page
    assert "还没有公布的决策" in client.get("/public/decisions").text


@pytest.mark.parametrize("path", ["", "/result", "/received", "/files/" + "a" * 64 + "/x.pdf"])
def test_nothing_of_a_decision_without_a_notice_is_shown(client, walk, path):
    answer = client.get(NOTICE + path)
    assert answer.status_code == 404
    assert "农村饮水" not in answer.text
    assert "/public/" in answer.text
    assert "农村饮水" not in client.get("/public/?q=饮水").text
    assert client.get(f"/public/decisions/{NUMBER}").status_code == 404


# -- the period --------------------------------------------------------------------------------------------------------

CHINA = {
    "the evening before": (shanghai(dt.date(2022, 6, 13), 23, 59, 59), "尚未开始", False),
    "the first moment": (shanghai(STARTS, 0, 0), "正在征求意见", True),
    "the last minute": (shanghai(ENDS, 23, 59, 59), "今日截止", True),
    "the next day": (shanghai(ENDS + dt.timedelta(days=1), 0, 0), "已截止", False),
}


@pytest.mark.parametrize("when", CHINA)
def test_opinions_are_taken_from_the_first_to_the_last_moment_in_china(app, client, noticed, clock, when):
    moment, status, opened = CHINA[when]
    clock.now = shanghai(STARTS)
    page = client.get(NOTICE).text
    clock.now = moment
    shown = client.get(NOTICE).text
    assert status in shown
    assert ('id="opinion"' in shown) is opened
    answer = send(client, page=page, text="早晚都要提的意见")
    if opened:
        code_of(answer, client)
        assert opinions(app) == ["早晚都要提的意见"]
    else:
        assert answer.status_code == 409
        assert "早晚都要提的意见" in answer.text
        assert opinions(app) == []


def test_a_notice_not_yet_running_says_since_when_one_over_until_when(client, noticed, clock):
    clock.now = shanghai(dt.date(2022, 6, 13))
    assert "自2022年6月14日起可以提出意见" in client.get(NOTICE).text
    clock.now = shanghai(ENDS + dt.timedelta(days=3))
    assert "已于2022年7月14日截止" in client.get(NOTICE).text


def test_the_notice_says_all_the_law_asks(client, noticed, clock):
    clock.now = shanghai(STARTS)
    page = client.get(NOTICE).text
    for part in (
        "关于饮水工程方案的公告",
        TITLE,
        "二、建设内容。",
        "现就草案起草情况说明如下。",
        "政府网站",
        "乡、村公开栏",
        "网上提交",
        "023-00000000",
        "规划建设办",
        "2022年6月14日",
        "2022年7月14日",
        "剩余 30 日",
        "起始日不计入",
        "计算为30日",
        "《重庆市重大行政决策程序规定》第十七条第二款",
        "《重大行政决策程序暂行条例》第十五条第一款",
        "中华人民共和国水法",
    ):
        assert part in page, part
    assert "缩短期限的理由" not in page
    assert page.index("个人信息处理告知") < page.index('name="text"')


def test_a_shortened_period_shows_its_reason(client, walk, clock):
    reason = "汛期抢险在即。"
    walk.take("participation.open", "staff", OPENED, ends=OPENED + dt.timedelta(days=10), shortened_reason=reason)
    clock.now = shanghai(OPENED)
    page = client.get(NOTICE).text
    assert reason in page
    assert "计算为10日" in page
    assert "期限短于规定" in page


def test_what_is_put_right_is_seen_beside_what_was_published(app, client, noticed, clock):
    later = ENDS + dt.timedelta(days=6)
    noticed.take("participation.amend", "staff", STARTS, ends=later, contact="电话023-00000001", reason="农忙时节。")
    clock.now = shanghai(ENDS + dt.timedelta(days=1))
    page = client.get(NOTICE).text
    for part in (
        "截止日期由2022年7月14日延长至2022年7月20日。",
        "电话023-00000001",
        "农忙时节。",
        "剩余 5 日",
        "计算为36日",
    ):
        assert part in page, part
    assert page.count("023-00000000") == 1, "only what was there before"
    code = code_of(send(client), client)
    assert "2022年7月20日截止" in look_up(client, code).text
    assert "2022年7月20日" in client.get("/public/").text
    clock.now = shanghai(later + dt.timedelta(days=1))
    assert send(client, page=page).status_code == 409
    assert "已于2022年7月20日截止" in client.get(NOTICE).text
    assert len(opinions(app)) == 1


def test_the_version_of_the_notice_stays_when_the_draft_goes_on(client, noticed, clock):
    noticed.take("drafting.save", "staff", dt.date(2022, 6, 20), title="改后的方案", body="只给内部看的改稿。")
    clock.now = shanghai(dt.date(2022, 6, 21))
    page = client.get(NOTICE).text
    assert "二、建设内容。" in page
    assert "改稿" not in page
    assert "改后的方案" not in page


# -- sending -----------------------------------------------------------------------------------------------------------


def test_an_opinion_gets_a_receipt_shown_once(app, client, noticed, clock):
    clock.now = shanghai(STARTS)
    answer = send(client)
    client.head(answer.headers["Location"])
    page = client.get(answer.headers["Location"]).text
    assert "请妥善保存" in page
    assert "接下来" in page
    assert re.search(r"<output>[A-Z2-7-]{14}</output>", page)
    again = client.get(answer.headers["Location"], follow_redirects=True).text
    assert "只显示一次" in again
    assert "<output>" not in again
    assert opinions(app) == ["请把三组也纳入管网。"]


def test_pressing_twice_is_one_opinion_other_words_are_another(app, client, noticed, clock):
    clock.now = shanghai(STARTS)
    page = client.get(NOTICE).text
    first = code_of(send(client, page=page), client)
    assert code_of(send(client, page=page), client) == first
    assert opinions(app) == ["请把三组也纳入管网。"]
    assert code_of(send(client, page=page, text="补充一条：水压不足。"), client) != first
    assert len(opinions(app)) == 2


def test_a_page_without_its_key_loses_nothing(app, client, noticed, clock):
    clock.now = shanghai(STARTS)
    page = client.get(NOTICE).text
    codes = {code_of(send(client, page=page, key=key), client) for key in ("", "weak", "weak")}
    assert len(codes) == len(opinions(app)) == 3


def test_two_clerks_are_not_disturbed_by_opinions(client, noticed, clock):
    version = noticed.version
    clock.now = shanghai(STARTS)
    code_of(send(client), client)
    assert noticed.version == version


REFUSED = {
    "nothing": ("", "请填写意见内容"),
    "blanks": (" 　\n\t", "请填写意见内容"),
    "nothing to be seen": ("\x00\u202e\u2066", "请填写意见内容"),
    "signs alone": ("。。！！\u200b", "请用文字写明您的意见"),
    "one too many": ("水" * 5001, "不得超过5000个字"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_said_and_kept(app, client, noticed, clock, case):
    text, sentence = REFUSED[case]
    clock.now = shanghai(STARTS)
    answer = send(client, text=text, name="李四", contact="13800000000")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="李四"' in answer.text
    assert 'value="13800000000"' in answer.text
    assert text.strip("\x00\u202e\u2066 　\n\t") in answer.text
    assert opinions(app) == []


TAKEN = {
    "as long as may be": ("水" * 5000, "水" * 5000),
    "lines as Windows sends them": ("水\r\n" * 1999 + "水" * 1002, "水\n" * 1999 + "水" * 1002),
    "script": ("<script>alert('水')</script>", "<script>alert('水')</script>"),
    "template": ("{{ 7*7 }}{% raw %}", "{{ 7*7 }}{% raw %}"),
    "turned round": ("\u202e反的\u202c水", "反的水"),
    "nul": ("水\x00管", "水管"),
    "full width": ("第３条改为“５０户”", "第３条改为“５０户”"),
    "beyond the plane": ("𠮷家村🚰", "𠮷家村🚰"),
}


@pytest.mark.parametrize("case", TAKEN)
def test_hostile_and_unusual_words_are_only_words(app, client, noticed, clock, case):
    text, kept = TAKEN[case]
    clock.now = shanghai(STARTS)
    code = code_of(send(client, text=text), client)
    assert opinions(app) == [kept]
    page = look_up(client, code).text
    assert "<script>alert" not in page
    assert kept.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;") in page


def test_long_names_are_refused_and_the_words_kept(app, client, noticed, clock):
    clock.now = shanghai(STARTS)
    answer = send(client, name="名" * 51, contact="1" * 101)
    assert answer.status_code == 422
    assert "请把三组也纳入管网。" in answer.text
    assert opinions(app) == []


def test_a_program_that_fills_in_everything_is_asked_again(app, client, noticed, clock):
    clock.now = shanghai(STARTS)
    answer = send(client, website="https://spam.example")
    assert answer.status_code == 422
    assert "已为您清空" in answer.text
    assert "spam.example" not in answer.text
    assert "请把三组也纳入管网。" in answer.text
    assert opinions(app) == []
    code_of(send(client, page=answer.text, website=""), client)


def test_without_its_token_a_form_is_given_back_with_what_was_typed(app, client, noticed, clock):
    clock.now = shanghai(STARTS)
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answer = client.post(NOTICE, data={"text": "写了很久的意见"}, headers=own)
    assert answer.status_code == 400
    assert "写了很久的意见" in answer.text
    assert "再次提交" in answer.text
    assert opinions(app) == []
    code_of(send(client, page=answer.text, text="写了很久的意见"), client)


def test_words_of_another_site_are_not_put_into_our_form(client, noticed, clock):
    clock.now = shanghai(STARTS)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://elsewhere.example"}, {}):
        answer = client.post(NOTICE, data={"text": "别站的话"}, headers=headers)
        assert answer.status_code == 400
        assert "别站的话" not in answer.text


def test_too_much_from_one_address_waits_and_keeps_the_words(app, client, noticed, clock):
    app.config["PUBLIC_POST_LIMIT"] = "2 per 10 minutes"
    clock.now = shanghai(STARTS)
    for place in range(2):
        code_of(send(client, text=f"意见{place}"), client)
    answer = send(client, text="第三条写了很久", contact="0230000")
    assert answer.status_code == 429
    assert "第三条写了很久" in answer.text
    assert 'value="0230000"' in answer.text
    assert "稍候" in answer.text
    assert len(opinions(app)) == 2
    assert client.get(NOTICE).status_code == 200


def test_receipt_codes_cannot_be_tried_without_end(app, client, noticed):
    app.config["PUBLIC_POST_LIMIT"] = "3 per 10 minutes"
    statuses = [look_up(client, "AAAA-BBBB-CCCC").status_code for _ in range(4)]
    assert statuses == [404, 404, 404, 429]
    assert look_up(client, "AAAA-BBBB-CCCC").text.count('value="AAAA-BBBB-CCCC"') == 1


@pytest.mark.parametrize("page", ["decisions", "hearings", "notices"])
def test_what_is_sent_too_often_to_a_page_that_is_not_there_is_still_answered(app, client, page):
    app.config["PUBLIC_POST_LIMIT"] = "1 per 10 minutes"
    token = token_in(client.get("/public/receipt").text)
    statuses = [client.post(f"/public/{page}/2022-777", data={"csrf_token": token}).status_code for _ in range(2)]
    assert statuses == [404, 429]


def test_sending_to_a_notice_that_does_not_exist(client, noticed, clock):
    clock.now = shanghai(STARTS)
    page = client.get(NOTICE).text
    answer = send(client, url="/public/notices/2022-999", page=page)
    assert answer.status_code == 404


def test_an_opinion_after_an_early_conclusion_is_given_back(app, client, concluded):
    page = client.get("/public/receipt").text
    answer = client.post(NOTICE, data={"csrf_token": token_in(page), "text": "来晚了的意见"})
    assert answer.status_code == 409
    assert "来晚了的意见" in answer.text
    assert len(opinions(app)) == 3


def test_an_opinion_on_a_matter_that_goes_no_further_is_given_back(app, client, noticed, clock):
    clock.now = shanghai(STARTS + dt.timedelta(days=2))
    noticed.take("initiation.stop", "chief", STARTS + dt.timedelta(days=1))
    assert "事项已终止办理" in client.get("/public/").text
    page = client.get(NOTICE).text
    assert "本事项已经终止办理，不再征求意见。" in page
    assert "我要提意见" not in page
    token = token_in(client.get("/public/receipt").text)
    answer = client.post(NOTICE, data={"csrf_token": token, "text": "来晚了的意见"})
    assert answer.status_code == 409
    assert "来晚了的意见" in answer.text
    assert not opinions(app)


# -- who sent it -------------------------------------------------------------------------------------------------------


def test_name_and_contact_stand_in_the_register_of_senders_alone(app, client, noticed, clock):
    clock.now = shanghai(STARTS)
    name, contact = "欧阳独特", "13987654321"
    send(client, text="请加装净水设备。", name=name, contact=contact)
    with app.app_context():
        assert db.session.execute(select(OpinionSender.name, OpinionSender.contact)).all() == [(name, contact)]
        kept = [*db.session.scalars(select(Entry.body)), *db.session.scalars(select(Evidence.body))]
    assert any("请加装净水设备".encode() in body for body in kept)
    for secret in (name, contact):
        for form in (secret.encode(), secret.encode("unicode_escape"), secret.encode("utf-16-le")):
            assert not any(form in body for body in kept)


def test_without_name_and_contact_nothing_is_kept_of_the_sender(app, client, noticed, clock):
    clock.now = shanghai(STARTS)
    code_of(send(client, name=" ", contact="　"), client)
    with app.app_context():
        assert db.session.scalars(select(OpinionSender)).all() == []


# -- receipts ----------------------------------------------------------------------------------------------------------


def test_a_receipt_is_found_however_it_is_copied(client, noticed, clock):
    clock.now = shanghai(STARTS)
    code = code_of(send(client, text="请修蓄水池。"), client)
    full = "".join(chr(ord(char) + 0xFEE0) if char != "-" else "－" for char in code)
    for written in (
        code,
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        f"  {code}　",
        " ".join(code),
        full,
        full.lower(),
        code.replace("-", "—"),
        code.replace("O", "0").replace("B", "8"),
    ):
        answer = look_up(client, written)
        assert answer.status_code == 200, written
        assert "请修蓄水池。" in answer.text


def test_before_publication_the_answer_is_withheld(client, noticed, clock):
    clock.now = shanghai(STARTS)
    code = code_of(send(client), client)
    assert "研究处理中" in look_up(client, code).text
    day = dt.date(2022, 7, 18)
    noticed.take("participation.answer", "staff", day, number=1, disposition="rejected", reason="暂不具备条件。")
    clock.now = shanghai(day)
    page = look_up(client, code).text
    assert "研究处理中" in page
    assert "暂不具备条件" not in page
    assert "不采纳" not in page
    assert client.get(f"{NOTICE}/result").status_code == 404
    noticed.take("participation.conclude", "staff", day + dt.timedelta(days=1))
    page = look_up(client, code).text
    assert "暂不具备条件。" in page
    assert "不采纳" in page
    assert "研究处理中" not in page


def test_an_unknown_code_and_what_is_no_code_get_the_same_answer(client, noticed):
    def bare(page: str) -> str:
        return re.sub(r'value="[^"]*"', "", page)

    pages = {bare(look_up(client, code).text) for code in ("AAAA-BBBB-CCCC", "1", "' OR 1=1 --", "水" * 400, "%")}
    assert len(pages) == 1
    assert "没有查到" in pages.pop()
    assert look_up(client, "").status_code == 422


def test_the_code_is_never_part_of_an_address(client, noticed, clock):
    clock.now = shanghai(STARTS)
    answer = send(client)
    code = code_of(answer, client)
    assert code not in answer.headers["Location"]
    assert "研究处理中" not in client.get(f"/public/receipt?code={code}").text


# -- results -----------------------------------------------------------------------------------------------------------


def test_the_result_gives_numbers_answers_and_no_sender(client, concluded):
    page = client.get(f"{NOTICE}/result").text
    for part in (
        "共收到意见3条，其中采纳2条、部分采纳0条、不采纳1条",
        "内容与其他意见相同的1条",
        "感谢各位乡亲参与。",
        "我是**，电话***********，建议三组也通水。",
        "水价由县里核定。",
        "与第1条意见相同",
        "2022年7月20日",
    ):
        assert part in page, part
    for public_page in (page, client.get(NOTICE).text, client.get("/public/").text):
        assert "李四" not in public_page
        assert "13812345678" not in public_page
    assert "查看采纳情况" in client.get("/public/").text


def test_no_sender_is_named_anywhere_and_what_staff_hid_stays_hidden(client, noticed, clock):
    clock.now = shanghai(STARTS)
    send(client, text="请修路。", name="王五", contact="")
    send(client, text="黄桷村三组45号李家反对，微信号lijia888。")
    day = dt.date(2022, 7, 18)
    with pytest.raises(BadInput, match="copy its words"):
        noticed.take("participation.answer", "staff", day, number=2, reason="已研究。", hidden="别处6号")
    with pytest.raises(BadInput, match="is what the opinion says"):
        noticed.take("participation.answer", "staff", day, number=2, reason="已研究。", hidden="李家反对")
    hiding = {"hidden": "黄桷村三组45号李家\n\n", "reason": "与王五的意见一并研究。"}
    noticed.take("participation.answer", "staff", day, number=1, together=(2,), **hiding)
    noticed.take(
        "participation.conclude", "staff", dt.date(2022, 7, 20), summary="王五等提出意见。", report_published=True
    )
    assert client.get(f"{NOTICE}/report.pdf").data.startswith(b"%PDF-")
    with noticed.within():
        document = papers.paper(noticed.session, NUMBER, "participation_report", papers.House()).document
    for published in (client.get(f"{NOTICE}/result").text, "".join(document.texts())):
        assert "王五" not in published
        assert "45号" not in published
        assert "反对" in published
        assert "lijia888" not in published


def test_no_opinion_is_a_result_too(client, noticed, clock):
    noticed.take("participation.conclude", "staff", dt.date(2022, 7, 20), summary="期满未收到意见。")
    clock.now = shanghai(dt.date(2022, 7, 21))
    page = client.get(f"{NOTICE}/result").text
    assert "期间未收到社会公众意见" in page
    assert "期满未收到意见。" in page
    assert "<table" not in page


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_files(app, staff, settings):
    """Three versions, each with a file of its own; the second is the one the notice publishes."""
    walk = Apart(app, staff).before("drafting.save")
    refs = [
        files.save(settings.files, f"方案 第{n}稿.pdf", io.BytesIO(PDF + f"{n}".encode()), 10_000) for n in (1, 2, 3)
    ]
    walk.take("drafting.save", "staff", 9, files=[refs[0]])
    walk.take("drafting.save", "staff", 10, files=[refs[1]])
    walk.take("participation.open", "staff", OPENED, starts=STARTS, ends=ENDS)
    walk.take("drafting.save", "staff", OPENED, files=[refs[2]])
    return walk, refs


def address(ref, name: str | None = None) -> str:
    return f"{NOTICE}/files/{ref.digest}/{name or ref.name}"


def test_files_of_the_published_version_are_downloads_nothing_can_run_in(client, with_files, clock):
    clock.now = shanghai(STARTS)
    _, (_, ref, _) = with_files
    page = client.get(NOTICE).text
    assert ref.digest in page
    answer = client.get(address(ref))
    assert answer.status_code == 200
    assert answer.data == PDF + b"2"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "%E6%96%B9%E6%A1%88" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/pdf"
    head = client.head(address(ref))
    assert (head.status_code, head.data) == (200, b"")


def test_files_of_other_versions_other_names_and_guesses_are_refused(client, with_files, clock, settings):
    clock.now = shanghai(STARTS)
    _, (first, ref, third) = with_files
    page = client.get(NOTICE).text
    assert first.digest not in page
    assert third.digest not in page
    for url in (address(first), address(third), address(ref, "别名.pdf"), f"{NOTICE}/files/{'0' * 64}/{ref.name}"):
        assert client.get(url).status_code == 404, url
    (settings.files / ref.digest[:2] / ref.digest[2:]).write_bytes(b"damaged")
    assert client.get(address(ref)).status_code == 404


# -- published decisions -----------------------------------------------------------------------------------------------


def test_a_decision_is_public_once_published(client, app, staff, clock):
    walk = Apart(app, staff).before("publication.publish")
    clock.now = shanghai(dt.date(2022, 8, 31))
    assert client.get(f"/public/decisions/{NUMBER}").status_code == 404
    walk.take("publication.publish", "office", 66, interpretation="这样定，是为了让家家有水。")
    page = client.get(f"/public/decisions/{NUMBER}").text
    for part in (
        "清泉府发〔2022〕5号",
        "关于印发农村饮水安全巩固提升工程实施方案的通知",
        "二、建设内容。",
        "公众意见、专家意见逐条研究采纳",
        "这样定，是为了让家家有水。",
        "政府网站",
        "2022年8月6日",
        f"/public/notices/{NUMBER}/result",
    ):
        assert part in page, part
    assert "公开征求意见后" not in page
    assert "公开征求意见时的名称" not in page
    assert f"/public/hearings/{NUMBER}" not in page, "there was none"
    assert "关于印发农村饮水安全巩固提升工程实施方案的通知" in client.get("/public/decisions").text
    assert "关于印发农村饮水安全巩固提升工程实施方案的通知" in client.get("/public/decisions?q=〔2022〕5号").text
    assert "没有找到" in client.get("/public/decisions?q=道路").text
    assert "关于印发农村饮水安全巩固提升工程实施方案的通知" in client.get("/public/").text


def test_what_is_not_what_the_public_was_asked_about_says_so(client, app, staff, clock):
    walk = Apart(app, staff).before("legality_review.submit")
    walk.take(
        "drafting.save",
        "staff",
        44,
        change="另作规定。",
        title="垃圾焚烧厂建设方案（草案）",
        body="一、总体要求。\n二、征收房屋。",
    )
    for step, role, day in WAY[[each for each, _, _ in WAY].index("legality_review.submit") :]:
        walk.take(step, role, day, **({"title": "垃圾焚烧厂建设方案"} if step == "publication.publish" else {}))
        if step == "publication.publish":
            break
    clock.now = shanghai(dt.date(2022, 8, 31))
    page = client.get(f"/public/decisions/{NUMBER}").text
    assert "公开征求意见后，内容作了修改" in page
    assert re.search("公开征求意见时的名称：.*农村饮水", page)


def test_what_was_ordered_since_stands_on_the_page_of_the_decision(client, app, staff, clock):
    walk = Apart(app, staff).through("publication.publish")
    clock.now = shanghai(dt.date(2022, 8, 31))
    assert "决策机关作出下列决定" not in client.get(f"/public/decisions/{NUMBER}").text
    walk.take("execution.assign", "office", 71)
    walk.take("execution.suspend", "chief", 85)
    page = client.get(f"/public/decisions/{NUMBER}").text
    assert "2022年8月25日 中止执行" in page
    assert "汛情紧急" not in page, "what the chief wrote is not published"
    walk.take("execution.terminate", "chief", 90)
    assert "2022年8月30日 停止执行" in client.get(f"/public/decisions/{NUMBER}").text


# -- finding -----------------------------------------------------------------------------------------------------------


def test_searching_and_paging(client, app, staff, clock):
    for place in range(12):
        walk = Apart(app, staff).before("drafting.save")
        walk.take("drafting.save", "staff", 10, title=f"第{place}号水库方案" + "%" * (place == 3))
        walk.take("participation.open", "staff", OPENED, title=f"公告{place}")
    clock.now = shanghai(OPENED)
    page = client.get("/public/").text
    assert page.count('href="/public/notices/') == 12
    clock.now = shanghai(dt.date(2022, 8, 1))
    page = client.get("/public/").text
    assert page.count('href="/public/notices/') == 10
    assert "第 1 页，共 2 页" in page
    second = client.get("/public/?page=2").text
    assert second.count('href="/public/notices/') == 2
    assert client.get("/public/?q=%25").text.count('href="/public/notices/') == 1
    assert client.get("/public/?q=公告3").text.count('href="/public/notices/') == 1
    assert "没有找到与“&lt;b&gt;”有关的内容" in client.get("/public/?q=<b>").text
    for odd in ("0", "-1", "99999999999", "x", "１"):
        assert client.get(f"/public/?page={odd}").status_code == 200


@pytest.mark.parametrize("path", ["/public/", NOTICE, f"{NOTICE}/result", "/public/receipt", "/public/decisions"])
def test_pages_answer_head_and_both_languages(client, concluded, path):
    assert client.head(path).status_code == 200
    page = client.get(path, headers={"Accept-Language": "en"}).text
    assert '<html lang="en">' in page
    assert client.get(path).headers["Cache-Control"] == "no-store"
