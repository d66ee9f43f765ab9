"""The yearly report in the browser: drafted, kept, handed upward, published, as files and for the public; and by command."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import re
import zipfile

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.databases import Original, plain
from tests.year import YEAR_END
from workflow.reportfile import report_group
from workflow.services import annual, logreading, papers
from workflow.services.papers import House
from workflow.wiring import db

TEXT, DAY = "/report/2022/text", "2023-02-20"
WRITTEN = {
    "sections-0-content": "measures",
    "sections-0-heading": "提高依法决策水平",
    "sections-0-text": "全年启动{决策事项·启动决策程序}件。{依法决策}",
    "sections-1-content": "principals",
    "sections-1-text": "主要负责人带头学法。",
    "sections-2-content": "shortcomings",
    "sections-2-text": "补录较多，原因是人手不足。",
    "sections-3-content": "arrangements",
    "sections-3-text": "继续推进。",
}

HANDED = {"addressee": "县委、县政府", "copied_to": "县委依法治县办、县司法局", "approved_by": "冉光明"}


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a form, as a browser sends them back."""
    return dict(re.findall(r'<input[^>]* name="(\w+)" type="hidden" value="([^"]*)"', page))


def sent(browser, path: str, **fields: str):
    """Open a form and send it with these fields, on the last day of the year or later."""
    page = browser.get(path).text
    return browser.post(path, data={**hidden(page), "on": fields.pop("on", DAY), **fields})


def plain_text(page: str) -> str:
    """What a page says, without its marks."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def kept(browser, **changes: str):
    return sent(browser, "/report/2022/edit", **{"until": "2022-12-31", **WRITTEN, **changes})


@pytest.fixture
def in_year(in_year, clock):
    """A browser in February of the next year, when the report on the year is due."""
    clock.now = dt.datetime(2023, 2, 20, 2, 0, tzinfo=dt.UTC)
    return in_year


@pytest.fixture
def within_year(in_year, clock):
    """The same while the year runs."""
    clock.now = YEAR_END
    return in_year


def test_it_is_drafted_from_the_log_before_anybody_wrote_a_word(in_year):
    browser = in_year("office")
    page = browser.get(TEXT).text
    assert "尚未存稿" in page
    assert "严格执行《重庆市重大行政决策程序规定》等文件" in page
    assert "2023年3月1日" in page
    editor = html.unescape(browser.get("/report/2022/edit").text)
    assert "{依法决策}" in editor
    assert 'data-insert="{决策事项·启动决策程序}"' in editor


def test_a_report_goes_its_way_and_what_was_handed_upward_stays_what_it_was(in_year, year):
    office = in_year("office")
    assert kept(office).status_code == 302
    page = office.get(TEXT).text
    started = re.search(r"全年启动(\d+)件", page)
    assert started
    assert "数字随日志计算" in page
    # a text of that number, but not the one on the page
    assert "已由他人另存新稿" in sent(office, "/report/2022/submit", **HANDED, mark="0" * 16).text
    assert sent(office, "/report/2022/submit", **HANDED).status_code == 302
    with year.app_context():
        found = annual.annual(db.session, 2022)
        assert found is not None
        handed = found.submission
        assert handed is not None
        # of the log before the entry that tells of it
        assert handed.size == logreading.read_log(db.session).size - 1
        assert handed.root == logreading.read_log(db.session, handed.size).root
        first = papers.made(papers.paper(db.session, "2022", "annual_report-1", House()), "pdf", House())
    assert kept(office, **{"sections-3-text": "继续推进，另作安排。全年公布48件。"}).status_code == 302
    assert "正文在上报后有改动" in office.get(TEXT).text
    anybody = year.test_client()
    assert "还没有公布的报告" in anybody.get("/public/reports").text
    assert anybody.get("/public/reports/2022").status_code == 404
    # what was changed is handed upward again before it is published
    refused = sent(office, "/report/2022/publish", channels="website")
    assert refused.status_code == 422
    assert "公布的应当是已经上报的一稿" in refused.text
    again = HANDED | {"reason": "补充了下一年的安排。", "document": "清泉府文〔2022〕9号"}
    assert sent(office, "/report/2022/submit", **again).status_code == 302
    signed = office.get("/report/2022/report.html").text
    assert "清泉府文〔2022〕9号" in signed
    assert "签发人：冉光明" in signed
    assert "县委、县政府：" in plain_text(signed)
    assert "抄送：县委依法治县办、县司法局。" in plain_text(signed)
    assert "年度依法决策情况图表" in signed
    assert "<rect" in signed
    typed = "中下列数字由起草人填写，没有日志条目佐证：48。"
    assert typed in plain_text(signed)
    again = sent(office, "/report/2022/submit", **again)
    assert (again.status_code, "该稿已经登记上报" in again.text) == (422, True)
    early = sent(office, "/report/2022/publish", channels="website", on="2023-02-19")
    assert (early.status_code, "早于" in early.text) == (422, True)
    assert "http://" in office.get("/report/2022/publish").text, "the hint says what is checked"
    for half in ("www.example.gov.cn", "见政府网站", "https://www.example.gov.cn/a b"):
        astray = sent(office, "/report/2022/publish", channels="website", address=half)
        assert (astray.status_code, "请填写完整的网址" in astray.text, half in astray.text) == (422, True, True)
    whole = "https://www.example.gov.cn/zwgk/2023.html?id=1"
    lost = sent(office, "/report/2022/publish", channels="website", address=whole, mark="0" * 16)
    assert "公布的应当是已经上报的一稿" in lost.text
    assert sent(office, "/report/2022/publish", channels="website", address=whole).status_code == 302
    assert "已公布" in office.get("/report").text
    public = anybody.get("/public/reports")
    assert "另作安排" in public.text
    assert "截至2022年12月31日" in public.text
    assert started[0] in public.text
    assert typed in plain_text(public.text)
    assert "替代2023年2月20日上报的报告，理由：补充了下一年的安排。" in plain_text(public.text)
    assert anybody.get("/public/reports/2022/report.pdf").data[:5] == b"%PDF-"
    with year.app_context():
        again = papers.paper(db.session, "2022", "annual_report-1", House(), _first_submission(db.session))
        assert papers.made(again, "pdf", House()) == first
        path = again.sourced("https://gov.example").source.code.removeprefix("https://gov.example")
    assert "内容摘要与所填的相同" in anybody.get(path).text


def _first_submission(session) -> int:
    return next(int(each["seq"]) for each in logreading.read_log(session).entries if each["act"] == "report.submitted")


def test_what_is_wrong_is_said_and_what_was_typed_stays(in_year):
    office = in_year("office")
    for changes, said in (
        ({"sections-1-text": "办理{没有这个数字}件"}, "没有名为“没有这个数字”的数字"),
        ({"sections-1-content": ""}, "请选择这一节属于哪一项内容"),
        ({"until": "2023-02-25"}, "不晚于今天"),
        ({"until": "2021-12-25"}, "报告年度之内"),
        ({"on": "2023-02-28"}, "日期不得晚于今天"),
        ({"seen": "7"}, "已由他人另存新稿"),
        ({"seen": "x"}, "请重新打开页面"),
    ):
        answer = kept(office, **changes)
        assert answer.status_code == 422, changes
        assert said in html.unescape(answer.text), changes
        assert "带头学法" in answer.text or "sections-1-text" in changes
    assert "尚未存稿" in office.get(TEXT).text
    assert kept(office).status_code == 302
    assert "内容没有变化" in kept(office, seen="1").text
    form = office.get("/report/2022/edit").text
    mark = re.search(r'name="mark"[^>]*value="([0-9a-f]{16})"', form)[1]
    assert "内容没有变化" in kept(office, seen="1", mark=mark).text
    assert "已由他人另存新稿" in html.unescape(kept(office, seen="1", mark="0" * 16).text)
    assert kept(office, **{"sections-2-text": "无", "_": ""}).status_code == 302
    page = office.get(TEXT).text
    assert "还没有写“推进法治政府建设存在的不足和原因”" in page
    assert "/report/2022/submit" not in page
    assert "请填写签发人" in sent(office, "/report/2022/submit", addressee="县政府").text
    refused = sent(office, "/report/2022/submit", **HANDED)
    assert refused.status_code == 422
    assert "还没有写" in refused.text


def test_what_is_handed_up_is_of_the_whole_year_and_a_later_one_hides_none_before_it(in_year, within_year, clock):
    running = within_year("office")
    assert kept(running, until="2022-12-20", on="2022-12-20").status_code == 302
    early = sent(running, "/report/2022/submit", **HANDED, on="2022-12-20")
    assert (early.status_code, "只统计到2022年12月20日" in early.text) == (422, True)
    with running.application.app_context():
        (refused,) = [each for each in logreading.read_log(db.session).entries if each["act"] == "report.submitted"]
        assert (refused["res"], refused["d.rules"]) == ("denied", "supervision.report")
    clock.now = dt.datetime(2022, 12, 31, 2, 0, tzinfo=dt.UTC)
    running = within_year("office")
    assert kept(running, on="2022-12-31").status_code == 302
    last_day = sent(running, "/report/2022/submit", **HANDED, on="2022-12-31")
    assert (last_day.status_code, "2022年结束后方可上报" in last_day.text) == (422, True)
    clock.now = dt.datetime(2023, 2, 20, 2, 0, tzinfo=dt.UTC)
    office = in_year("office")
    assert sent(office, "/report/2022/submit", **HANDED, document="清泉府文〔2023〕1号").status_code == 302
    assert kept(office, **{"sections-3-text": "另作安排。"}).status_code == 302
    clock.now = dt.datetime(2023, 2, 25, 2, 0, tzinfo=dt.UTC)
    office = in_year("office")
    again = {"document": "清泉府文〔2023〕2号", "on": "2023-02-25"}
    for unsaid in ({}, {"reason": "无"}):
        refused = sent(office, "/report/2022/submit", **HANDED, **again, **unsaid)
        assert (refused.status_code, 'href="#reason"' in refused.text) == (422, True)
    again["reason"] = "第一次上报漏写了安排。"
    assert sent(office, "/report/2022/submit", **HANDED, **again).status_code == 302
    page = office.get(TEXT).text
    first = page.index("清泉府文〔2023〕1号")
    places = [
        page.index(each, first) for each in ("2023年2月20日", "此后重新上报", "清泉府文〔2023〕2号", again["reason"])
    ]
    assert places == sorted(places)
    assert page.count("此后重新上报") == 1


def test_sums_that_do_not_add_up_are_put_right_or_explained(in_year):
    office = in_year("office")
    assert 'name="sums"' not in office.get("/report/2022/edit").text
    assert 'name="reason"' not in office.get("/report/2022/submit").text
    assert kept(office, **{"sections-1-text": "共备案390件，其中镇街110件、部门270件。"}).status_code == 302
    unsaid = sent(office, "/report/2022/submit", **HANDED)
    assert unsaid.status_code == 422
    assert "总数390，各项合计380" in html.unescape(unsaid.text)
    assert 'href="#sums"' in unsaid.text
    assert sent(office, "/report/2022/submit", **HANDED, sums="同上").status_code == 422
    why = "另有10件由县级部门直接备案。"
    assert sent(office, "/report/2022/submit", **HANDED, sums=why).status_code == 302
    assert why in office.get(TEXT).text
    assert kept(office).status_code == 302
    assert 'name="sums"' not in office.get("/report/2022/submit").text


def test_sums_and_numbers_typed_by_hand_are_pointed_out(in_year):
    office = in_year("office")
    assert kept(office, **{"sections-1-text": "共备案390件，其中镇街110件、部门270件。"}).status_code == 302
    page = html.unescape(office.get(TEXT).text)
    assert "总数390，各项合计380" in page
    assert "390、110、270" in page


def test_the_number_of_a_report_and_of_a_catalogue_is_the_registers(in_year):
    office = in_year("office")
    code = {"code": "清泉府文", "use": "request", "first": "7", "since": "2023-01-01"}
    assert sent(office, "/numbers/codes/new", **code).status_code == 302
    assert kept(office).status_code == 302
    page = office.get("/report/2022/submit").text
    assert "清泉府文〔2023〕7号" in page
    handed = HANDED | {"code": "清泉府文"}
    assert sent(office, "/report/2022/submit", **handed).status_code == 302
    assert "清泉府文〔2023〕7号" in office.get(TEXT).text
    # it stands on a paper of the record
    voided = sent(office, "/numbers/1/void", reason="没有印发。")
    assert voided.status_code == 422
    assert "不能作废" in voided.text


def test_every_number_of_a_chart_opens_its_entries(in_year):
    office = in_year("office")
    links = set(re.findall(r'href="(/report/2022/[\w.]+)"', office.get("/report/2022/charts").text))
    links -= {"/report/2022/text", "/report/2022/charts"}
    assert "/report/2022/days.legality_review" in links
    for link in links:
        assert "所依据的日志条目" in office.get(link).text, link
    assert "出具合法性审查意见" in office.get("/report/2022/days.legality_review").text
    assert office.get("/report/2022/days.nothing").status_code == 404


@pytest.mark.one_database
def test_every_figure_beside_that_of_the_year_before_opens_its_entries(in_year):
    office = in_year("office")
    # of this year next to nothing is known: most figures are those of the year before alone
    page = office.get("/report/2023/text").text
    assert "公告" in page
    for link in set(re.findall(r'href="(/report/2023/[\w.]+)"', page)) - {"/report/2023/text", "/report/2023/charts"}:
        assert office.get(link).status_code in (200, 302), link


def test_years_no_report_has(in_year):
    office = in_year("office")
    for path in ("submit", "publish", "text", "report.pdf"):
        assert office.get(f"/report/99999999999999999999/{path}").status_code == 404, path


def test_rows_are_added_and_removed_without_script(in_year):
    office = in_year("office")
    page = office.get("/report/2022/edit").text
    rows = page.count("data-remove")
    assert sent(office, "/report/2022/edit", **WRITTEN, _add="sections").text.count("data-remove") == rows + 1
    answer = sent(office, "/report/2022/edit", **WRITTEN, _remove="sections-1")
    assert answer.text.count("data-remove") == rows - 1
    assert "带头学法" not in answer.text


@pytest.mark.parametrize("role", ["chief", "auditor", "unit_lead", "staff"])
def test_only_the_office_writes(in_year, role):
    browser = in_year(role)
    reads = role != "staff"
    assert browser.get(TEXT).status_code == (200 if reads else 403)
    assert browser.get("/report/2022/charts").status_code == (200 if reads else 403)
    assert "起草报告" not in browser.get(TEXT).text
    for path in ("edit", "submit", "publish"):
        assert browser.get(f"/report/2022/{path}").status_code == 403, path


def test_files_hold_the_same_figures(in_year, year):
    office = in_year("office")
    for kind in ("json", "xlsx", "html", "docx", "pdf"):  # drafted by the program alone
        assert office.get(f"/report/2022/report.{kind}").status_code == 200, kind
    assert kept(office).status_code == 302
    data = json.loads(office.get("/report/2022/report.json").data)
    figures = {each["key"]: each["value"] for each in data["figures"]}
    sheets = load_workbook(io.BytesIO(office.get("/report/2022/report.xlsx").data))
    rows = {row[1]: row[2] for row in sheets["数字"].iter_rows(min_row=2, values_only=True)}
    assert rows["启动决策程序"] == figures["started"]
    behind = list(sheets["数字所依据的条目"].iter_rows(min_row=2, values_only=True))
    assert len({row[0] for row in behind}) == len(behind), "every entry once"
    assert sum("决策事项·启动决策程序" in row[6].split("、") for row in behind) == figures["started"]
    page = office.get("/report/2022/report.html").text
    assert f"全年启动{figures['started']}件" in page
    assert "src=" not in page
    document = (
        zipfile.ZipFile(io.BytesIO(office.get("/report/2022/report.docx").data)).read("word/document.xml").decode()
    )
    assert f"全年启动{figures['started']}件" in document
    assert (
        data["before"]["started"]
        == json.loads(
            CliRunner()
            .invoke(report_group, ["figures", "2021", "--json"], env={"DATABASE_URL": plain(_url(year))})
            .output
        )["figures"][_place(data, "started")]["value"]
    )


def _url(year) -> object:
    with year.app_context():
        return db.engine.url


def _place(data, key: str) -> int:
    return next(place for place, each in enumerate(data["figures"]) if each["key"] == key)


def test_a_draft_up_to_a_day_is_as_it_was_drafted_on_that_day(year):
    day, later = dt.date(2022, 5, 9), dt.date(2023, 2, 1)
    with year.app_context():
        log = logreading.read_log(db.session)
        then = annual.begun(db.session, log, 2022, day)
        assert annual.begun(db.session, log, 2022, later, day) == then.model_copy(update={"on": later})
        assert annual.begun(db.session, log, 2022, later).sections != then.sections


def test_the_command_writes_the_report_whole_or_not_at_all(year_database: Original, tmp_path):
    env = {"DATABASE_URL": plain(year_database.url)}

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(report_group, ["annual", "--year", "2022", *arguments], env=env)
        return result.exit_code, result.output

    target = tmp_path / "报告.json"
    code, said = run("--as-of", "2022-05-09", "--format", "json", "--to", str(target))
    assert code == 0, said
    assert "已写入" in said
    assert json.loads(target.read_text("utf-8"))["as_of"] == "2022-05-09"
    code, said = run("--format", "json", "--to", str(tmp_path / "none" / "x.json"))
    assert code != 0
    assert "不能写入" in said
    assert run("--as-of", "2021-05-09")[0] == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["报告.json"]
