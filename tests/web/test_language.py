"""Which language a page is in: the choice made, else the browser's, else Chinese."""

from __future__ import annotations

import pytest
from flask import render_template_string
from flask_babel import lazy_gettext


def language_of(answer) -> str:
    return answer.text.split('<html lang="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (None, "zh-CN"),
        ("", "zh-CN"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("zh_Hans", "zh-CN"),
        ("en-US,en;q=0.9", "en"),
        ("EN", "en"),
        ("fr,de;q=0.9", "zh-CN"),
        ("fr,en;q=0.5,zh;q=0.4", "en"),
        ("en;q=0.3,zh;q=0.7", "zh-CN"),
        ("xx-$$,;;;q=z", "zh-CN"),
        ("*", "zh-CN"),
    ],
)
def test_the_browser_s_wish(client, asked, given):
    headers = {} if asked is None else {"Accept-Language": asked}
    answer = client.get("/sign-in", headers=headers)
    assert answer.status_code == 200
    assert language_of(answer) == given


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_choice_beats_the_browser_and_leads_back(client, method):
    from tests.helpers import token_of

    more = {"data": {"csrf_token": token_of(client), "next": "/sign-in"}} if method == "post" else {}
    where = "/language/en" if method == "post" else "/language/en?next=/sign-in"
    answer = getattr(client, method)(where, **more)
    assert answer.headers["Location"] == "/sign-in"
    assert language_of(client.get("/sign-in", headers={"Accept-Language": "zh-CN"})) == "en"
    client.get("/language/zh")
    assert language_of(client.get("/sign-in", headers={"Accept-Language": "en"})) == "zh-CN"


@pytest.mark.parametrize("code", ["fr", "zh-CN", "zh_Hans_CN", "EN", "..", "%00"])
def test_there_are_two_languages(client, code):
    assert client.get(f"/language/{code}").status_code == 404


def test_a_cookie_of_nonsense_is_ignored(client):
    client.set_cookie("lang", "zh-CN")
    assert language_of(client.get("/sign-in")) == "zh-CN"
    client.set_cookie("lang", "../../etc")
    assert client.get("/sign-in").status_code == 200


def test_what_is_filled_into_a_lazy_text_is_escaped(app):
    with app.test_request_context():
        words = lazy_gettext("第%(n)s条：%(text)s", n=1, text="<script>alert(1)</script>")
        for template in ("{{ words }}", "{{ words|say }}", "{{ [words]|join('、') }}", "{{ words ~ '' }}"):
            assert "<script>" not in render_template_string(template, words=words), template
            assert "&lt;script&gt;" in render_template_string(template, words=words), template
