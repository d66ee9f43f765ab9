"""Pages for what went wrong: they say what to do, keep what was typed, and give nothing away."""

from __future__ import annotations

import errno
import re
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.exc import DBAPIError

from tests.helpers import send, token_in
from workflow.services import ledger
from workflow.services.unit import Busy

OURS = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"title": '<b>通村公路"提质</b>', "old_password": "hunter2", "csrf_token": "stale", "member": ["甲", "乙"]}


def broken(app, error: Exception):
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def view():
        raise error

    app.view_functions["auth.change_password"] = view


def test_a_page_that_does_not_exist(client, staff):
    answer = client.get("/没有这个页面")
    assert answer.status_code == 404
    assert "页面不存在" in answer.text
    assert "返回首页" in answer.text


def test_an_expired_page_keeps_what_was_typed(signed_in):
    client = signed_in("staff")
    answer = client.post("/account/password?a=1", data=TYPED, headers=OURS)
    assert answer.status_code == 400
    assert "页面已过期" in answer.text
    form = answer.text.split('action="/account/password?a=1"')[1].split("</form>")[0]
    assert 'name="title" value="&lt;b&gt;通村公路&#34;提质&lt;/b&gt;"' in form
    assert re.findall(r'name="member" value="(.)"', form) == ["甲", "乙"]
    assert "hunter2" not in answer.text
    assert form.count("csrf_token") == 1
    assert "stale" not in form


def test_what_was_kept_can_be_sent_again_as_it_is(signed_in):
    client = signed_in("staff")
    page = client.post("/account/password", data=TYPED, headers=OURS).text
    token = token_in(page.split('action="/account/password"')[1])
    assert client.post("/account/password", data={"csrf_token": token}).status_code == 422


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Referer": "https://evil.example/localhost"},
        {"Origin": "null"},
    ],
)
def test_words_of_another_site_are_not_offered_for_sending(signed_in, headers):
    answer = signed_in("staff").post("/account/password", data=TYPED, headers=headers)
    assert answer.status_code == 400
    assert "通村公路" not in answer.text


@pytest.mark.parametrize("headers", [{"Origin": "http://localhost"}, {"Referer": "http://localhost/x"}])
def test_older_browsers_say_it_another_way(signed_in, headers):
    assert "通村公路" in signed_in("staff").post("/account/password", data=TYPED, headers=headers).text


def test_a_form_sent_after_the_stay_had_ended_is_kept_too(client, staff):
    headers = {**OURS, "Referer": "http://localhost/account/password"}
    answer = client.post("/account/password", data=TYPED, headers=headers)
    assert answer.status_code == 401
    assert "登录已失效" in answer.text
    assert "通村公路" in answer.text
    assert "/sign-in?next=" in answer.text


def test_a_failure_says_nothing_of_its_cause_and_asks_nothing_of_the_database(app, signed_in, monkeypatch):
    client = signed_in("staff")
    broken(app, RuntimeError("secret of the house"))
    answer = client.get("/account/password")
    assert answer.status_code == 500
    assert "系统出现错误" in answer.text
    assert "secret of the house" not in answer.text


def test_the_last_resort_page_needs_nothing(app, signed_in, monkeypatch):
    client = signed_in("staff")
    broken(app, RuntimeError("x"))
    monkeypatch.setattr("workflow.web.errors.render_template", None)
    answer = client.get("/account/password")
    assert answer.status_code == 500
    assert "系统出现错误" in answer.text


def full_database() -> Exception:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as small:
        small.execute("CREATE TABLE a (id integer)")
        small.execute("PRAGMA max_page_count=2")
        try:
            small.execute("CREATE TABLE b (id integer)")
        except sqlite3.OperationalError as full:
            return DBAPIError("INSERT", {}, full)
    raise AssertionError


@pytest.mark.one_database
def test_a_full_disk_is_named_and_the_form_kept(app, signed_in):
    client = signed_in("staff")
    token = token_in(client.get("/account/password").text)
    for error in (OSError(errno.ENOSPC, "No space left on device"), full_database()):
        broken(app, error)
        answer = client.post("/account/password", data={**TYPED, "csrf_token": token}, headers=OURS)
        assert answer.status_code == 503
        assert "存储空间已满" in answer.text
        assert "通村公路" in answer.text


def test_a_busy_database_is_told_and_the_form_kept(app, signed_in):
    client = signed_in("staff")
    token = token_in(client.get("/account/password").text)
    broken(app, Busy())
    answer = client.post("/account/password", data={**TYPED, "csrf_token": token}, headers=OURS)
    assert answer.status_code == 503
    assert "系统繁忙" in answer.text
    assert "通村公路" in answer.text


def test_too_large_a_body_names_the_limit(app, client, settings):
    answer = client.post("/sign-in", data=b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1))
    assert answer.status_code == 413
    assert f"{settings.max_upload_mb} MB" in answer.text


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 429, 500, 503])
def test_each_page_is_whole(app, staff, code):
    from flask import render_template

    with app.test_request_context():
        page = render_template(f"errors/{code}.html", kept=[])
    assert "<h1" in page
    assert str(code) in page


@pytest.mark.one_database
def test_an_account_changed_meanwhile_is_said(in_year, monkeypatch):
    browser = in_year("office")

    def changed(*_: object, **__: object) -> None:
        raise ledger.AccountChanged

    monkeypatch.setattr("workflow.services.ledger.append", changed)
    answer = send(
        browser,
        "/bodies",
        body="head_office",
        name="龙某",
        post="副乡长",
        since="2022-08-01",
        why="清泉府任〔2022〕3号",
    )
    assert answer.status_code == 409
    assert "账号已经调整" in answer.text
