"""Accounts and units, kept by the system administrator alone."""

from __future__ import annotations

import pytest

from tests.helpers import PASSWORD, send, sign_in
from workflow.services import accounts, organ
from workflow.wiring import db

PEOPLE = "/admin/people"
NEW = {
    "name": "周文",
    "post": "科员",
    "unit_id": "1",
    "roles": ["staff"],
    "login": "zhouwen",
    "password": "a long first phrase",
    "again": "a long first phrase",
}


@pytest.fixture
def admin(signed_in):
    return signed_in("admin")


def account(app, login):
    with app.app_context():
        return next((one for one in accounts.accounts(db.session) if one.login == login), None)


@pytest.mark.parametrize("role", ["staff", "office", "chief", "auditor"])
def test_nobody_else_comes_in(signed_in, role):
    browser = signed_in(role)
    for url in (PEOPLE, f"{PEOPLE}/new", f"{PEOPLE}/P-0001"):
        assert browser.get(url).status_code == 403
    for url in (f"{PEOPLE}/new", f"{PEOPLE}/P-0001", f"{PEOPLE}/P-0001/password", f"{PEOPLE}/P-0001/disable"):
        assert send(browser, url, **NEW).status_code == 403
    assert send(browser, "/admin/units", unit_name="新单位").status_code == 403


def test_the_administrator_lands_on_the_list(admin):
    page = admin.get("/", follow_redirects=True)
    assert page.status_code == 200
    assert "账号与单位" in page.text
    for words in ("某合法性审查人员", "legal_reviewer", "规划建设办", "使用中"):
        assert words in page.text


def test_an_account_is_made_and_has_to_change_its_password(app, admin, client):
    answer = send(admin, f"{PEOPLE}/new", **NEW)
    assert answer.status_code == 302
    made = account(app, "zhouwen")
    assert (made.name, made.post, made.unit, [role.value for role in made.roles]) == (
        "周文",
        "科员",
        "规划建设办",
        ["staff"],
    )
    assert sign_in(client, "zhouwen", NEW["password"]).status_code == 302
    assert client.get("/decisions").headers["Location"] == "/account/password"


def test_roles_that_exclude_each_other_are_refused_in_a_sentence(app, admin):
    answer = send(admin, f"{PEOPLE}/new", **NEW | {"roles": ["staff", "auditor"]})
    assert answer.status_code == 422
    assert "同一人不得同时担任“承办工作人员”和“审计监督人员”" in answer.text
    assert 'value="周文"' in answer.text
    assert NEW["password"] not in answer.text
    assert account(app, "zhouwen") is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "请填写姓名"),
        ({"login": "staff"}, "登录名“staff”已被使用"),
        ({"login": "周文"}, "登录名应为2至32个字符"),
        ({"roles": []}, "请至少选择一个角色"),
        ({"password": "short", "again": "short"}, "密码应不少于12个字符"),
        ({"again": "another phrase"}, "两次输入的密码不一致"),
        ({"unit_id": "99"}, "请从列出的选项中选择"),
        ({"unit_id": "x"}, "请从列出的选项中选择"),
        ({"roles": ["king"]}, "请从列出的选项中选择"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(app, admin, changes, sentence):
    before = len(_all(app))
    answer = send(admin, f"{PEOPLE}/new", **NEW | changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert len(_all(app)) == before


def _all(app):
    with app.app_context():
        return accounts.accounts(db.session)


def test_name_post_unit_and_roles_are_changed(app, admin):
    page = admin.get(f"{PEOPLE}/P-0001").text
    assert 'value="某承办工作人员"' in page
    fields = {"name": "周文", "post": "主任", "unit_id": "2", "roles": ["staff", "unit_lead"]}
    assert send(admin, f"{PEOPLE}/P-0001", **fields).status_code == 302
    changed = account(app, "staff")
    assert (changed.name, changed.post, changed.unit_id, len(changed.roles)) == ("周文", "主任", 2, 2)


def test_a_change_that_is_refused_changes_nothing(app, admin):
    fields = {"name": "周文", "post": "主任", "unit_id": "2", "roles": ["staff", "admin"]}
    answer = send(admin, f"{PEOPLE}/P-0001", **fields)
    assert answer.status_code == 422
    assert "不得同时担任" in answer.text
    assert account(app, "staff").name == "某承办工作人员"


def test_the_last_administrator_stays(app, admin):
    own = account(app, "admin")
    answer = send(admin, f"{PEOPLE}/{own.public_id}/disable", follow_redirects=True)
    assert "至少要保留一名系统管理员" in answer.text
    fields = {"name": own.name, "post": "", "unit_id": "", "roles": ["staff"]}
    answer = send(admin, f"{PEOPLE}/{own.public_id}", **fields)
    assert answer.status_code == 422
    assert "至少要保留一名系统管理员" in answer.text
    assert account(app, "admin").active


def test_a_password_is_reset(admin, client):
    phrase = "quite another phrase"
    answer = send(admin, f"{PEOPLE}/P-0001/password", password=phrase, again=phrase)
    assert answer.status_code == 302
    assert sign_in(client, "staff", PASSWORD).status_code == 422
    assert sign_in(client, "staff", phrase).status_code == 302


def test_a_weak_new_password_is_refused_and_not_shown(admin):
    answer = send(admin, f"{PEOPLE}/P-0001/password", password="weakling", again="weakling")
    assert answer.status_code == 422
    assert "密码应不少于12个字符" in answer.text
    assert "weakling" not in answer.text
    # the other form of the page is as the account is
    assert 'value="某承办工作人员"' in answer.text


def test_a_disabled_account_is_shut_at_once(app, admin, signed_in, client):
    other = signed_in("staff")
    assert other.get("/decisions").status_code == 200
    assert send(admin, f"{PEOPLE}/P-0001/disable").status_code == 302
    assert other.get("/decisions").status_code == 302
    assert sign_in(client, "staff").status_code == 422
    assert "已停用" in admin.get(PEOPLE).text
    page = admin.get(f"{PEOPLE}/P-0001").text
    assert "重置密码" not in page


def test_a_unit_is_made_once(app, admin):
    assert send(admin, "/admin/units", unit_name="农业服务中心").status_code == 302
    with app.app_context():
        assert [unit.name for unit in organ.units(db.session)][-1] == "农业服务中心"
    again = send(admin, "/admin/units", unit_name="农业服务中心")
    assert again.status_code == 422
    assert "已有名为“农业服务中心”的单位" in again.text
    assert "请填写单位名称" in send(admin, "/admin/units", unit_name=" ").text


def test_an_account_that_is_not_there_is_not_found(admin):
    assert admin.get(f"{PEOPLE}/P-9999").status_code == 404
    assert send(admin, f"{PEOPLE}/P-9999/disable").status_code == 404
