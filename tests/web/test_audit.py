"""The auditor's pages: who may open them, what they say, and that they say it of the log as it is."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

from tests.databases import lift_protection, put_back_protection
from workflow.models import Base
from workflow.models.trail import Entry
from workflow.services import logsheet
from workflow.trail.entry import decode
from workflow.wiring import db

ROLES = ("staff", "unit_lead", "office", "legal_reviewer", "recorder", "chief", "auditor", "admin")
LOG_PAGES = ("/audit", "/audit/log", "/audit/log.jsonl", "/audit/log.xlsx", "/audit/log/12")


@pytest.mark.parametrize("role", ROLES)
def test_the_log_is_open_to_the_auditor_and_the_chief_only(in_year, role):
    browser = in_year(role)
    expected = 200 if role in ("auditor", "chief") else 403
    for page in LOG_PAGES:
        # closed, for the lines of the log come as long as somebody reads on
        with browser.get(page) as answer:
            assert answer.status_code == expected, page
    # how to verify is nobody's secret; a timeline is open to whoever sees decisions
    assert browser.get("/audit/method").status_code == 200
    assert browser.get("/decisions/2022-001/trail").status_code == (403 if role == "admin" else 200)


def test_the_desk_of_an_auditor_leads_to_what_an_auditor_does(in_year):
    page = in_year("auditor").get("/").text
    assert "有事项转到您这里时" not in page
    assert '<a class="btn btn-primary" href="/audit">' in page


def test_pages_that_are_not_there(in_year):
    browser = in_year("auditor")
    assert browser.get("/audit/log/99999").status_code == 404
    assert browser.get("/audit/log/x").status_code == 404
    assert browser.get("/decisions/2022-777/trail").status_code == 404


def test_a_sound_log_is_called_sound_in_one_sentence(in_year, year):
    page = in_year("auditor").get("/audit").text
    with year.app_context():
        size = len(list(db.session.scalars(select(Entry.seq))))
    assert "审计日志完好：自2021年1月4日 09:00以来的" in page
    assert f"的 {size} 条日志" in page
    assert "共拒绝 4 次" in page
    assert "《重大行政决策程序暂行条例》第十四条第一款" in page
    assert "有 1 条日志的录入日期晚于发生日期，最长相隔 9 日" in page


def test_a_log_that_was_altered_is_never_called_sound(in_year, year):
    browser = in_year("auditor")
    with year.app_context(), db.engine.begin() as connection:
        lift_protection(connection)
        connection.execute(text("UPDATE entry SET unit = '别处' WHERE seq = 14"))
        connection.execute(text("UPDATE decision SET state = 'studied' WHERE number = '2022-002'"))
        put_back_protection(connection)
    page = browser.get("/audit").text
    assert "审计日志完好" not in page
    assert "审计日志存在 2 处问题" in page
    assert 'href="/audit/log/14"' in page
    assert "事项2022-002的state为" in page


def test_the_foot_of_every_page_carries_size_and_root(in_year, year):
    from workflow.services.soundness import examine

    with year.app_context():
        (found,) = examine(db.session)
    for page in ("/audit/method", "/decisions/2022-001/trail"):
        foot = in_year("staff").get(page).text.rpartition("<footer")[2]
        assert f"共 {found.size} 条" in foot
        assert f'title="{found.root}"' in foot
        assert 'href="/audit/method"' in foot


def test_a_stranger_s_foot_has_no_link_they_cannot_follow(year):
    foot = year.test_client().get("/sign-in").text.rpartition("<footer")[2]
    assert "审计日志：共" in foot
    assert "/audit/" not in foot


def rows(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'data-label="序号"><a href="/audit/log/(\d+)"', page)]


def test_the_log_is_paged_by_fifty_newest_first(in_year, year):
    browser = in_year("auditor")
    with year.app_context():
        seqs = list(db.session.scalars(select(Entry.seq).order_by(Entry.seq.desc())))
    first, second = browser.get("/audit/log").text, browser.get("/audit/log?page=2").text
    assert rows(first) == seqs[:50]
    assert rows(second) == seqs[50:100]
    for odd in ("0", "-1", "９", "x", "99999999999"):
        assert rows(browser.get(f"/audit/log?page={odd}").text)


def test_filters_are_kept_from_page_to_page(in_year):
    page = in_year("auditor").get("/audit/log?unit=规划建设办&result=ok&nonsense=1").text
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    assert (
        following.group(1) == "/audit/log?unit=%E8%A7%84%E5%88%92%E5%BB%BA%E8%AE%BE%E5%8A%9E&amp;result=ok&amp;page=2"
    )
    assert '<option selected value="ok">' in page


def test_the_log_is_found_by_what_is_asked(in_year):
    browser = in_year("auditor")
    assert len(rows(browser.get("/audit/log?result=denied").text)) == 4
    assert len(rows(browser.get("/audit/log?result=late").text)) == 1
    assert len(rows(browser.get("/audit/log?result=denied&rule=house.participation").text)) == 1
    assert "取消此条件" in browser.get("/audit/log?rule=house.participation").text
    assert len(rows(browser.get("/audit/log?decision=２０２２－００２").text)) == 5  # full-width, as it is typed
    assert len(rows(browser.get("/audit/log?since=2022年4月1日&until=2022-04-02&act=initiation.amend").text)) == 1
    empty = browser.get("/audit/log?decision=2022-777")
    assert empty.status_code == 200
    assert "没有符合条件的条目" in empty.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=2022-13-40", "日期无法识别"),
        ("since=2022-05-02&until=2022-05-01", "截止日期不得早于起始日期"),
        ("person=nobody", "请从列出的选项中选择"),
        ("article=" + "长" * 41, "不得超过40个字"),
    ],
)
def test_bad_filters_are_explained(in_year, query, sentence):
    answer = in_year("auditor").get(f"/audit/log?{query}")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert rows(answer.text) == []
    assert in_year("auditor").get(f"/audit/log.jsonl?{query}").status_code == 400


def test_what_is_typed_is_shown_as_text(in_year):
    page = in_year("auditor").get("/audit/log?article=<script>alert(1)</script>&rule=<b>x</b>").text
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_the_export_is_the_canonical_bytes(in_year, year):
    answer = in_year("auditor").get("/audit/log.jsonl")
    with year.app_context():
        bodies = list(db.session.scalars(select(Entry.body).order_by(Entry.seq)))
    assert answer.data.splitlines() == bodies
    assert answer.mimetype == "application/jsonl"
    assert f'filename="shenjue-log-{len(bodies)}.jsonl"' in answer.headers["Content-Disposition"]
    part = in_year("auditor").get("/audit/log.jsonl?result=denied")
    assert [decode(line)["res"] for line in part.data.splitlines()] == ["denied"] * 4
    assert "part" in part.headers["Content-Disposition"]


def sheet_of(answer):
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return load_workbook(io.BytesIO(answer.data)).active


def test_the_sheet_has_a_row_for_each_entry_wanted(in_year, year):
    browser = in_year("auditor")
    answer = browser.get("/audit/log.xlsx")
    rows = list(sheet_of(answer).iter_rows(values_only=True))
    with year.app_context():
        entries = db.session.execute(select(Entry.seq, Entry.leaf, Entry.act).order_by(Entry.seq)).all()
    assert [row[0] for row in rows[1:]] == [each.seq for each in entries]
    assert [row[-1] for row in rows[1:]] == [each.leaf.hex() for each in entries]
    place = next(n for n, each in enumerate(entries, 1) if each.act == "publication.publish")
    assert rows[0][:4] == ("序号", "录入时间", "发生日期", "补录迟延（日）")
    assert isinstance(rows[place][1], datetime)
    assert rows[place][5] == "已办理"
    assert "《重大行政决策程序暂行条例》第三十二条" in rows[place][13]
    denied = list(sheet_of(browser.get("/audit/log.xlsx?result=denied")).iter_rows(values_only=True))
    assert [row[5] for row in denied[1:]] == ["已拒绝"] * 4
    assert browser.get("/audit/log.xlsx").data == answer.data
    assert browser.get("/audit/log.xlsx?since=never").status_code == 400
    english = sheet_of(browser.get("/audit/log.xlsx", headers={"Accept-Language": "en"}))
    assert english.cell(1, 1).value == "No."


def test_a_log_longer_than_a_sheet_is_told_before_it_is_written(in_year, monkeypatch):
    monkeypatch.setattr(logsheet, "MOST_ROWS", 10)
    answer = in_year("auditor").get("/audit/log.xlsx?until=2022-12-31", follow_redirects=True)
    assert "条目超过电子表格的行数上限" in answer.text
    assert 'value="2022-12-31"' in answer.text


def test_an_entry_shows_its_bytes_leaf_and_neighbours(in_year, year):
    with year.app_context():
        seq, body, leaf = db.session.execute(
            select(Entry.seq, Entry.body, Entry.leaf).where(Entry.act == "publication.publish", Entry.result == "ok")
        ).first()
        before = db.session.scalar(select(Entry.seq).where(Entry.act == "publication.report_party").order_by(Entry.seq))
    page = in_year("auditor").get(f"/audit/log/{seq}").text
    assert leaf.hex() in page
    assert f'href="/audit/log/{before}"' in page
    fields = json.loads(body)
    assert fields["prev"] in page
    assert fields["req"] in page
    assert "与条目内容一致" in page
    assert "发文字号" in page


def test_a_timeline_shows_both_times_and_what_was_late(in_year):
    page = in_year("staff").get("/decisions/2022-004/trail").text
    assert "补录，迟 9 日" in page
    assert page.count('class="denied"') == 3
    assert '当时告知的理由：<span lang="zh-CN">公众参与尚未办结。' in page
    assert "《重大行政决策程序暂行条例》第十四条第一款" in page
    assert "与第" in page


@pytest.mark.parametrize("role", ["staff", "auditor", "chief", "office"])
def test_whoever_reads_the_dossier_reads_its_evidence_but_never_who_sent_an_opinion(in_year, role):
    shown = in_year(role).get("/decisions/2022-001/trail?full=1").text
    assert "建议把三组也纳入管网" in shown
    assert "县水利局" in shown
    assert "个人信息" in shown


def test_the_trail_reads_as_people_speak_not_as_programs_know_it(in_year):
    """Keys of kinds, of the items of an in-file list, of rulebooks: their names are read, whatever is unfolded."""
    for number in ("2022-001", "2022-004"):
        shown = in_year("auditor").get(f"/decisions/{number}/trail?full=1").text
        words = re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style|title)\b.*?</\1>", "", shown, flags=re.DOTALL))
        assert re.findall(r"[a-z]+(?:_[a-z]+)+|[a-z_]+-\d+|major_decision|chinesecalendar|application/", words) == []
        assert "重庆市乡镇重大行政决策规则（2020.1版）" in words


@pytest.mark.trial("T12")
def test_reading_leaves_every_row_as_it_was(in_year, year):
    browser = in_year("auditor")

    def dump() -> dict[str, list[tuple[object, ...]]]:
        with year.app_context(), db.engine.connect() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
            }

    before = dump()
    for page in (*LOG_PAGES, "/audit/method", "/decisions/2022-004/trail", "/report", "/report/2022"):
        assert browser.get(page).status_code == 200
    assert dump() == before


def test_the_pages_have_no_log_to_show_before_there_is_one(app, client):
    assert "审计日志：共" not in client.get("/sign-in").text


def sections(page: str) -> dict[str, str]:
    """The parts of the page about what was known, by their ids."""
    parts = re.split(r'<h2 id="(held|later|since)">', page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_what_was_known_when_the_last_step_was_taken(in_year, year):
    with year.app_context():
        bodies = db.session.scalars(select(Entry.body).where(Entry.obj == "decision/2022-004").order_by(Entry.seq))
        done = [entry for body in bodies if (entry := decode(body))["res"] == "ok"]
    browser = in_year("auditor")
    told = sections(browser.get(f"/decisions/2022-004/trail/{done[-1]['seq']}").text)
    assert f'#entry-{done[0]["seq"]}"' in told["held"]
    assert "当时都已录入" in told["later"]
    assert "没有人员" in told["since"]
    told = sections(browser.get(f"/decisions/2022-004/trail/{done[0]['seq']}").text)
    assert "此前没有录入材料" in told["held"]
    assert all(each["name"] in told["since"] for each in done[1:])
    assert f"/decisions/2022-004/trail/{done[0]['seq']}" in browser.get("/decisions/2022-004/trail").text


def test_what_was_known_at_an_entry_of_another_matter_is_not_asked_here(in_year):
    assert in_year("auditor").get("/decisions/2022-004/trail/0").status_code == 404
    assert in_year("admin").get("/decisions/2022-004/trail/12").status_code == 403


def test_only_the_newest_version_of_a_record_counts_as_known(in_year, year):
    with year.app_context():
        bodies = db.session.scalars(select(Entry.body).where(Entry.act == "drafting.save").order_by(Entry.seq))
        saves = [decode(body) for body in bodies]
    number = next(each["obj"] for each in saves if sum(other["obj"] == each["obj"] for other in saves) > 1)
    mine = [each["seq"] for each in saves if each["obj"] == number]
    path = f"/decisions/{number.removeprefix('decision/')}/trail"
    shown = in_year("auditor").get(path).text
    last = max(int(seq) for seq in re.findall(r'id="entry-(\d+)"', shown))
    held = sections(in_year("auditor").get(f"{path}/{last}").text)["held"]
    assert f'#entry-{mine[-1]}"' in held
    assert f'#entry-{mine[0]}"' not in held
