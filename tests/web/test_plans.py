"""The page of the plan: days, reasons, the drawing, and what if."""

from __future__ import annotations

import datetime as dt

import pytest
from flask.cli import ScriptInfo

from tests.web.stepping import Stepping
from workflow.planfile import plan_command


@pytest.fixture
def road(app, staff, signed_in, clock):
    """A draft for which opinions are about to be solicited; today is 1 August 2022."""
    return Stepping(app, staff, signed_in, clock).before("participation.open")


def page(road, query="", role="staff"):
    return road.browser(role).get(f"/decisions/{road.number}/plan{query}")


def days(text):
    """The days of the table of steps."""
    return text.split('id="steps"')[1]


def test_the_decision_leads_to_its_plan(road):
    decision = road.browser("staff").get(f"/decisions/{road.number}")
    assert f"/decisions/{road.number}/plan" in decision.text


def test_it_shows_days_reasons_articles_and_the_path(road):
    shown = page(road)
    assert shown.status_code == 200
    steps = days(shown.text)
    assert 'datetime="2022-08-31"' in steps
    assert 'datetime="2022-09-13"' in steps
    assert "征求意见期限不得少于30日" in steps
    assert "《重庆市重大行政决策程序规定》第十七条第二款" in steps
    assert "法律没有规定期限" in steps
    assert "关键路径" in steps
    assert 'class="bar critical"' in shown.text
    assert "style=" not in shown.text
    assert 'id="compared"' not in shown.text
    head = shown.text.split('class="chart"')[1].split("</thead>")[0]
    assert ">2022年8月</td>" in head
    assert "2022-08" not in head


def test_what_if_is_put_side_by_side(road):
    shown = page(road, "?comment_days=１０&hearing=y&begin=2022-08-02").text
    compared = shown.split('id="compared"')[1].split("</section>")[0]
    assert 'datetime="2022-08-31"' in compared
    assert 'datetime="2022-08-12"' in compared
    assert "早 19 日" in compared
    assert "无此步骤" in compared
    assert "应当在公开征求意见时说明理由" in days(shown)
    # a hearing on a Saturday is told, not moved
    assert "非工作日" not in shown
    saturday = days(page(road, "?hearing=y&begin=2022-08-05").text)
    assert "非工作日" in saturday.split('datetime="2022-08-20"')[1].split("</td>")[0]


def test_a_plan_whose_last_day_is_past_says_so(road):
    road.through("deliberation.decide")
    late = page(road, f"?begin={road.dossier.meeting.on + dt.timedelta(days=90)}")
    assert late.status_code == 200
    assert "已过最迟日期" in days(late.text)
    assert "已过最迟日期" not in days(page(road, f"?begin={road.dossier.meeting.on}").text)


def test_a_plan_of_which_all_is_done_is_a_record(road):
    road.through("publication.archive")
    shown = page(road).text
    assert "法定步骤均已办理。" in shown
    assert "各步骤办理日期" in days(shown)
    for of_a_plan in ("设想其他办法", "最早日期", "关键路径上的步骤推迟"):
        assert of_a_plan not in shown


def test_another_rulebook_may_be_tried(road):
    shown = page(road, "?profile=cq-township-2024.1")
    assert shown.status_code == 200
    # what people read is the name of the rules; the label is for programs, in the address
    assert "重庆市乡镇重大行政决策规则（2024.1版）" in days(shown.text)
    assert "cq-township-2024.1" not in days(shown.text)
    assert "国务院办公厅放假安排（资料版本" in days(shown.text)


@pytest.mark.parametrize("query", ["?comment_days=0", "?comment_days=x", "?begin=yesterday", "?profile=nowhere"])
def test_what_cannot_be_wished_is_said_and_the_plan_stays(road, query):
    shown = page(road, query)
    assert shown.status_code == 422
    assert 'role="alert"' in shown.text
    assert 'datetime="2022-08-31"' in days(shown.text)


def test_a_year_without_a_calendar_is_said(road):
    shown = page(road, "?begin=2090-08-01").text
    assert "没有2090年的工作日安排" in days(shown)
    assert "不能确定" in days(shown)


def test_a_review_that_was_accepted_counts(road):
    road.through("legality_review.accept")
    review = road.dossier.review
    assert review
    assert review.acceptance
    steps = days(page(road, f"?begin={review.acceptance.on}").text)
    assert f'datetime="{review.acceptance.guaranteed_until}"' in steps
    assert "受理（补正）时确定的审查期限届满之日" in steps
    assert "已办理" in steps


def test_when_all_is_over_nothing_is_to_come(road):
    road.through("publication.archive")
    shown = page(road)
    assert shown.status_code == 200
    assert "法定步骤均已办理" in shown.text
    assert 'class="chart"' not in shown.text


def test_it_reads_in_english(road):
    browser = road.browser("staff")
    browser.get("/language/en")
    shown = browser.get(f"/decisions/{road.number}/plan?hearing=y")
    assert "Critical path" in shown.text
    assert "no length is set by law" in days(shown.text)
    assert "Hearing held" in days(shown.text)


def test_the_administrator_of_the_system_has_no_business_here(road):
    assert page(road, role="admin").status_code == 403
    assert road.browser("staff").get("/decisions/none/plan").status_code == 404


def test_the_command_plans_a_decision_by_its_number(road, app):
    runner = app.test_cli_runner()
    obj = ScriptInfo(create_app=lambda: app)
    done = runner.invoke(plan_command, [road.number, "--from", "2022-08-01"], obj=obj)
    assert done.exit_code in (0, 1), done.output
    assert "2022-08-31  征求意见截止" in done.output
    off = runner.invoke(plan_command, [road.number, "--from", "2022-08-05", "--hearing"], obj=obj)
    assert "2022-08-20（非工作日）  召开听证会" in off.output
    none = runner.invoke(plan_command, ["2099-999"], obj=obj)
    assert none.exit_code == 2
    assert "没有编号为" in none.output


def test_it_begins_today(road, clock):
    """The plan begins today, wherever the clock stands."""
    clock.forward(days=3)
    assert f'datetime="{dt.date(2022, 9, 3)}"' in days(page(road).text)
