"""Signing in and out, in a demonstration and in production."""

from __future__ import annotations

import pytest

from tests.helpers import PASSWORD, send, sign_in, step_into, token_in, token_of
from workflow.services import accounts, passwordchange, setup
from workflow.services.passwords import DEMO_PASSWORD
from workflow.wiring import db

NEW = "another long phrase"


def signed_in_as(client) -> str | None:
    page = client.get("/account/password")
    return page.text if page.status_code == 200 else None


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client, staff):
    answer = client.get("/account/password?from=here")
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).text
    fields = {"csrf_token": token_in(page), "login": "staff", "password": PASSWORD}
    fields["next"] = page.split('name="next" type="hidden" value="')[1].split('"')[0]
    answer = client.post("/sign-in", data=fields)
    assert answer.headers["Location"] == "/account/password?from=here"
    assert "某承办工作人员" in signed_in_as(client)


def test_a_wrong_password_keeps_the_login_and_says_what_to_do(client, staff):
    answer = sign_in(client, "staff", "wrong")
    assert answer.status_code == 422
    assert "登录名或者密码不正确" in answer.text
    assert 'value="staff"' in answer.text
    assert "wrong" not in answer.text
    assert signed_in_as(client) is None


def test_nothing_filled_in_is_said_beside_each_field(client, staff):
    page = sign_in(client, "", "").text
    assert "请填写登录名" in page
    assert "请填写密码" in page


def test_one_click_enters_a_demonstration(app, client, staff):
    page = client.get("/sign-in").text
    assert "演示系统" in page
    assert DEMO_PASSWORD in page
    for role in staff.people:
        assert staff.public_id(role) in page
    assert step_into(client, staff.public_id("chief")).status_code == 302
    assert "某行政首长" in signed_in_as(client)


def test_one_click_changes_roles(client, staff):
    step_into(client, staff.public_id("chief"))
    step_into(client, staff.public_id("auditor"))
    assert "某审计监督人员" in signed_in_as(client)


def test_an_unknown_demonstration_account_is_not_entered(client, staff):
    assert step_into(client, "P-9999").headers["Location"] == "/sign-in"
    assert signed_in_as(client) is None


def test_signing_out_ends_the_stay_on_the_server_too(app, client, staff):
    step_into(client, staff.public_id("staff"))
    stolen = client.get_cookie("shenjue").value
    assert send(client, "/sign-out").headers["Location"] == "/sign-in"
    assert signed_in_as(client) is None
    thief = app.test_client()
    thief.set_cookie("shenjue", stolen)
    assert signed_in_as(thief) is None


def test_the_cookie_and_the_token_change_at_sign_in(client, staff):
    before, token = client.get("/sign-in").headers["Set-Cookie"], token_of(client)
    step_into(client, staff.public_id("staff"))
    assert client.get_cookie("shenjue").value not in before
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 400


def test_a_disabled_person_is_out_with_the_next_request(app, client, staff, clock):
    step_into(client, staff.public_id("staff"))
    assert signed_in_as(client)
    with app.app_context():
        admin = staff.actor(db.session, "admin")
        accounts.disable_person(db.session, actor=admin, now=clock(), real_now=clock(), person_id=staff.people["staff"])
    assert signed_in_as(client) is None


def test_a_stay_ends_after_the_hours_set(client, staff, clock, settings):
    step_into(client, staff.public_id("staff"))
    clock.forward(hours=settings.session_hours, seconds=-1)
    assert signed_in_as(client)
    clock.forward(seconds=1)
    assert signed_in_as(client) is None


def test_moving_the_demonstration_s_clock_ends_nobody_s_stay(client, staff):
    step_into(client, staff.public_id("staff"))
    send(client, "/clock", days="30")
    assert signed_in_as(client)


def test_a_cookie_from_another_browser_is_not_taken(app, client, staff):
    step_into(client, staff.public_id("staff"))
    thief = app.test_client()
    thief.set_cookie("shenjue", client.get_cookie("shenjue").value)
    assert thief.get("/account/password", headers={"User-Agent": "another"}).status_code == 302


def test_changing_the_password(client, staff):
    step_into(client, staff.public_id("staff"))
    answer = send(client, "/account/password", old=PASSWORD, new_password=NEW, again="something else")
    assert "两次输入的新密码不一致" in answer.text
    answer = send(client, "/account/password", old="wrong", new_password=NEW, again=NEW)
    assert "原密码不正确" in answer.text
    assert send(client, "/account/password", old=PASSWORD, new_password=NEW, again=NEW).status_code == 302
    assert signed_in_as(client), "the stay in which it was changed goes on"
    send(client, "/sign-out")
    assert sign_in(client, "staff", PASSWORD).status_code == 422
    assert sign_in(client, "staff", NEW).status_code == 302


def test_a_password_someone_else_chose_has_to_be_changed_first(app, client, staff, clock):
    with app.app_context():
        passwordchange.reset_password(
            db.session,
            actor=staff.actor(db.session, "admin"),
            now=clock(),
            real_now=clock(),
            person_id=staff.people["staff"],
            new=NEW,
        )
    sign_in(client, "staff", NEW)
    assert client.get("/sign-in").status_code in (200, 302)
    page = client.get("/account/password").text
    assert "请先改为只有本人知道的密码" in page


# -- production ------------------------------------------------------------------------------------------------------


@pytest.fixture
def production(make_app, production_settings):
    return make_app(production_settings)


def begin(app, clock, **changes):
    client = app.test_client()
    with app.app_context():
        token = setup.make_token(db.session, real_now=clock())
    page = client.get("/setup", base_url="https://shenjue.test").text
    fields = {
        "csrf_token": token_in(page),
        "token": token,
        "organ_zh": "清泉乡人民政府",
        "organ_en": "Qingquan Township",
        "name": "管理员",
        "login": "root1",
        "password": NEW,
        "again": NEW,
        **changes,
    }
    headers = {"Referer": "https://shenjue.test/setup"}
    return client, client.post("/setup", data=fields, base_url="https://shenjue.test", headers=headers)


def test_production_begins_with_the_token_and_then_has_no_setup(production, clock):
    client, answer = begin(production, clock)
    assert answer.headers["Location"] == "/sign-in"
    page = client.get("/sign-in", base_url="https://shenjue.test").text
    assert "清泉乡人民政府" in page
    for words in ("演示", DEMO_PASSWORD, "P-0001", "root1"):
        assert words not in page
    assert client.get("/setup", base_url="https://shenjue.test").status_code == 404


def test_the_sign_in_page_leads_to_setup_while_there_is_nobody(production):
    assert production.test_client().get("/sign-in").headers["Location"] == "/setup"


def test_what_is_wrong_at_setup_is_said_and_kept(production, clock):
    _client, answer = begin(production, clock, token="made up", password="short", again="short")
    assert answer.status_code == 422
    assert "令牌无效" in answer.text
    assert 'value="清泉乡人民政府"' in answer.text
    assert "short" not in answer.text


def test_production_knows_no_one_click_and_no_clock(production, clock):
    client, _answer = begin(production, clock)
    page = client.get("/sign-in", base_url="https://shenjue.test").text
    headers = {"Referer": "https://shenjue.test/sign-in"}
    for path in ("/sign-in/as", "/clock"):
        data = {"csrf_token": token_in(page), "public_id": "P-0001", "days": "1"}
        answer = client.post(path, data=data, base_url="https://shenjue.test", headers=headers)
        assert answer.status_code == 404


def test_a_demonstration_has_no_setup(client, staff):
    assert client.get("/setup").status_code == 404
