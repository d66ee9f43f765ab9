"""The yearly report: who may read it, what it says, that every number opens its entries, and that only the log counts."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text, update

from tests.databases import Original, attacking, lift_protection, plain
from tests.domain.test_figures import BY_HAND, rulebook
from workflow.domain.counting import count
from workflow.domain.paragraph import paragraph
from workflow.models.trail import Entry
from workflow.reportfile import report_group
from workflow.services import logreading, report
from workflow.trail.entry import decode
from workflow.wiring import db

READERS = {"office", "chief", "auditor", "unit_lead"}
ROLES = ("staff", "unit_lead", "office", "legal_reviewer", "recorder", "chief", "auditor", "admin")


@pytest.mark.parametrize("role", ROLES)
def test_the_report_is_open_to_those_who_write_or_check_it(in_year, role):
    browser = in_year(role)
    for page in ("/report", "/report/2022", "/report/2022/proposals"):
        assert browser.get(page).status_code == (200 if role in READERS else 403), page


def test_years_are_those_the_log_tells_of(in_year):
    browser = in_year("office")
    assert re.findall(r'href="/report/(\d+)/text"', browser.get("/report").text) == ["2022", "2021"]
    for year, status in ((2020, 404), (2021, 200), (2022, 200), (2023, 404), (99999, 404)):
        assert browser.get(f"/report/{year}").status_code == status
    assert browser.get("/report/2022/no-such-figure").status_code == 404


def said(page: str) -> str:
    found = re.search(r'<p id="paragraph">(.*?)</p>', page)
    assert found
    return html.unescape(found.group(1))


def test_the_page_says_the_paragraph_of_the_day_and_the_log_it_rests_on(in_year, year):
    page = in_year("office").get("/report/2022").text
    with year.app_context():
        log = logreading.read_log(db.session)
    day = datetime(2022, 12, 20, tzinfo=UTC).date()
    assert said(page) == paragraph(count(log.entries, 2022, rulebook(), day)).zh
    assert "2022年1月1日至12月20日" in said(page)
    assert log.root in page
    assert f'<dd class="lines">{log.size}</dd>' in page
    assert "项核对全部一致" in page
    # the year before is over
    assert "2021年，" in said(in_year("office").get("/report/2021").text)


def test_a_day_may_be_chosen(in_year):
    browser = in_year("office")
    assert "截至5月9日，上述事项" in said(browser.get("/report/2022?as_of=2022-05-09").text)
    assert "截至5月9日，上述事项" in said(browser.get("/report/2022?as_of=２０２２年５月９日").text)
    assert browser.get("/report/2022?as_of=2022-12-20").location == "/report/2022"
    link = 'href="/report/2022/started?as_of=2022-05-09"'
    assert link in browser.get("/report/2022?as_of=2022-05-09").text


@pytest.mark.parametrize("day", ["2021-12-31", "2022-12-21", "2023-01-01", "yesterday", "2022-02-30"])
def test_a_day_outside_the_year_or_to_come_is_refused_with_a_sentence(in_year, day):
    browser = in_year("office")
    answer = browser.get(f"/report/2022?as_of={day}")
    assert answer.status_code == 422
    assert "请选择2022年1月1日至2022年12月20日之间的日期" in answer.text or "日期无法识别" in answer.text
    assert "2022年1月1日至12月20日" in said(answer.text)


def test_every_number_opens_the_entries_behind_it(in_year, year):
    browser = in_year("office")
    with year.app_context():
        log = logreading.read_log(db.session)
        found = report.report_of(log, 2022, report.last_day_of(2022, datetime(2022, 12, 20, tzinfo=UTC).date()))
    page = browser.get("/report/2022").text
    links = set(re.findall(r'href="/report/2022/([^"?]+)"', page))
    assert links - {"text", "charts"} == {figure.key for figure in found.figures.figures if figure.entries}
    for figure in found.figures.figures:
        behind = browser.get(f"/report/2022/{figure.key}")
        assert behind.status_code == 200
        seqs = [int(seq) for seq in re.findall(r"#entry-(\d+)\">\d+</a>", behind.text)]
        assert seqs == [seq for seq in figure.entries if log.entries[seq]["obj"].startswith("decision/")]


def test_the_entries_link_to_the_log_for_those_who_may_open_it(in_year):
    office, auditor = (in_year(role).get("/report/2022/archived").text for role in ("office", "auditor"))
    assert "/audit/log/" not in office
    assert re.search(r'href="/audit/log/\d+"', auditor)
    assert "清泉乡农村饮水安全巩固提升工程" in office


def test_only_the_log_is_read(in_year, year):
    """Whatever happens to the business tables, the report stays the same."""
    browser = in_year("office")
    before = browser.get("/report/2022").text
    with year.app_context(), db.engine.begin() as connection:
        for statement in (
            "UPDATE decision SET title = '改名', category = 'other', state = 'declined'",
            "UPDATE opinion SET text = '改写'",
            "UPDATE opinion_answer SET disposition = 'rejected'",
            "UPDATE review_conclusion SET working_days = 99, conclusion = 'unlawful'",
            "UPDATE risk_report SET level = 'high'",
            "UPDATE publication SET number = number || 'x'",
        ):
            assert connection.execute(text(statement)).rowcount
        lift_protection(connection)
        connection.execute(
            text("UPDATE entry SET at = '2020-01-01 00:00:00', act = 'x', effective = NULL, result = 'error'")
        )
        connection.execute(text("DELETE FROM evidence"))

    def plain(page: str) -> str:
        return re.sub(r'value="[^"]{40,}"|\d\d:\d\d', "", page)

    assert plain(browser.get("/report/2022").text) == plain(before)


def test_there_is_no_report_on_a_broken_log(in_year, year):
    browser = in_year("office")
    with year.app_context(), db.engine.begin() as connection:
        lift_protection(connection)
        connection.execute(update(Entry.__table__).where(Entry.seq == 20).values(body=b" "))
    answer = browser.get("/report/2022")
    assert answer.status_code == 503
    assert "审计日志第 20 条不完整或者被改动" in answer.text


def test_the_copy_button_needs_a_script_and_hides_without_one(in_year):
    page = in_year("office").get("/report/2022").text
    assert re.search(r'<button[^>]*data-copy="paragraph"[^>]*hidden', page)


# -- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def url(year_database: Original) -> str:
    """The database of the year, only to be read."""
    return plain(year_database.url)


def run(url: str, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(report_group, ["figures", *arguments], env={"DATABASE_URL": url})
    return result.exit_code, result.output


def test_the_command_prints_the_same(url, year_session):
    log = logreading.read_log(year_session)
    code, printed = run(url, "2022")
    assert code == 0
    assert paragraph(count(log.entries, 2022, rulebook())).zh in printed
    assert log.root in printed
    assert run(url, "2022", "--lang", "en")[1].startswith("(2) Raising")


def test_the_command_prints_the_figures_for_programs(url, year_session):
    code, printed = run(url, "2022", "--json")
    assert code == 0
    found = json.loads(printed)
    entries = [decode(body) for body in year_session.scalars(select(Entry.body).order_by(Entry.seq))]
    assert found["log"]["size"] == len(entries)
    assert {each["key"]: each["value"] for each in found["figures"]}.items() >= BY_HAND.items()
    assert all(each["holds"] for each in found["checks"])
    assert all(0 <= seq < len(entries) for each in found["figures"] for seq in each["entries"])


def test_the_command_takes_a_day(url):
    assert "截至5月9日" in run(url, "2022", "--as-of", "２０２２-05-09")[1]
    for wrong in ("2021-05-09", "9 May"):
        assert run(url, "2022", "--as-of", wrong)[0] == 2


def test_a_log_that_cannot_be_read_is_not_reported_on(year_database, copied, tmp_path):
    url = copied(year_database, tmp_path)
    with attacking(url) as connection:
        lift_protection(connection)
        connection.execute(update(Entry.__table__).where(Entry.seq == 7).values(body=bytes(1)))
    code, printed = run(url, "2022")
    assert code == 2
    assert "第7条" in printed
