"""The pages on rules: for anybody, with every rule, its articles and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.domain.dossiers import rulebook
from tests.helpers import Staff
from workflow.domain.coverage import PAGES
from workflow.services.coverage import coverages


def page(client: FlaskClient, address: str, lang: str = "zh") -> str:
    done = client.get(address, headers={"Accept-Language": lang})
    assert done.status_code == 200, address
    return done.get_data(as_text=True)


def text(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def test_anybody_may_read_them(client: FlaskClient, staff: Staff) -> None:
    html = page(client, "/rules/")
    shown = text(html)
    for words in (
        "重庆市乡镇重大行政决策规则",
        "cq-township-2020.1",
        "《重大行政决策程序暂行条例》",
        "国务院令第713号",
        "参照执行（第四十二条）",
        "参照执行（第四十四条）",
        "本级内部规则",
        "起始日不计入",
        "国务院办公厅放假安排（资料版本",
        "乡长办公会议；党政联席会议",
        "不得少于30日（起始日不计入）",
        "一般不少于7个工作日（调休计入）",
    ):
        assert words in shown, words
    for rule in rulebook().rules:
        assert f'id="{rule.id}"' in html
        assert rule.rule.demand.zh in html
        for citation in rule.citations:
            assert f"{citation.text.zh}（{citation.binding.zh}）" in shown


def test_the_page_of_each_rule(client: FlaskClient, staff: Staff) -> None:
    for rule in rulebook().rules:
        shown = text(page(client, f"/rules/{rule.id}"))
        assert rule.rule.remedy.zh in shown
        for step in rulebook().procedure.step_by_id.keys() & set(rule.rule.steps):
            assert text(rulebook().step(step).name.zh) in shown
        for citation in rule.citations:
            assert citation.text.zh in shown
            assert citation.rule_id in shown
    shown = text(page(client, "/rules/cq-337.17.period"))
    assert "此条约束最强" in shown
    assert "一般不少于30日" in shown


def test_a_rule_that_is_overridden_leads_to_the_one_that_rules(client: FlaskClient, staff: Staff) -> None:
    done = client.get("/rules/cn-713.15.period")
    assert done.status_code == 302
    assert done.headers["Location"] == "/rules/cq-337.17.period#cn-713.15.period"


@pytest.mark.parametrize(
    "address", ["/rules/nowhere", "/rules/%3Cscript%3E", "/rules/?rulebook=nowhere-1", "/rules/record.dates"]
)
def test_what_is_not_there(client: FlaskClient, staff: Staff, address: str) -> None:
    done = client.get(address)
    assert done.status_code == 404
    assert b"<script>" not in done.data


def test_who_may_take_which_step(client: FlaskClient, staff: Staff) -> None:
    html = page(client, "/rules/steps")
    for step in rulebook().procedure.steps:
        assert f'id="{step.id}"' in html
        assert step.name.zh in html
        for role in step.roles:
            assert role.label.zh in html
    assert "须再次输入密码" in html


def test_in_english_no_word_is_left_in_chinese(client: FlaskClient, staff: Staff, app: Flask) -> None:
    """The law's own words; what the pages themselves say is the catalogue's business."""
    for rule in rulebook().rules:
        html = page(client, f"/rules/{rule.id}", "en")
        for texts in (rule.rule.demand, rule.rule.remedy):
            assert texts.en.replace("'", "&#39;") in html
            assert texts.zh not in html


def test_signed_in_the_staff_layout_is_kept(signed_in: Callable[[str], FlaskClient]) -> None:
    html = page(signed_in("staff"), "/rules/")
    assert "退出" in html
    assert "我的办理台" in html


def test_the_rulebook_of_a_decision_can_be_asked_for(client: FlaskClient, staff: Staff) -> None:
    assert "cq-township-2020.1" in page(client, "/rules/?rulebook=cq-township-2020.1")


def test_anybody_may_see_what_carries_each_paragraph_of_the_law(client: FlaskClient, staff: Staff) -> None:
    assert "/rules/coverage/" in page(client, "/rules/")
    assert "/rules/coverage/cn-713" in page(client, "/rules/coverage/")
    html = page(client, "/rules/coverage/cn-713")
    for name, covered in coverages().items():
        shown = text(page(client, f"/rules/coverage/{name}"))
        for each in covered.paragraphs:
            assert text(each.place.zh) in shown
            assert text(each.gist.zh) in shown
    assert 'href="/rules/cn-713.15.period"' in html
    assert client.get("/rules/coverage/cn-999").status_code == 404


def test_the_pages_that_carry_a_paragraph_exist(app: Flask) -> None:
    assert set(PAGES) <= set(app.view_functions)


def test_a_provision_cited_by_subject_says_that_its_article_has_no_number_here(client):
    note = "收录的文本没有载明部分条文的序号"
    assert note in page(client, "/rules/cq-171.notice")
    assert note not in page(client, "/rules/cq-171.3")
    assert note in page(client, "/rules/")
    assert note in page(client, "/rules/coverage/cq-337")
