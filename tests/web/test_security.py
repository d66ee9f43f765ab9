"""What holds for every request: denied unless public, headers, tokens, limits, addresses of our own only."""

from __future__ import annotations

import pytest
from flask import url_for
from werkzeug.routing import Rule

from tests.helpers import send, token_of
from workflow.web.addresses import pack_next, safe_path, unpack_next
from workflow.web.security import PUBLIC_ENDPOINTS

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")

# what an address may be filled with, by the name of its converter
SAMPLES = {
    "IntegerConverter": 1,
    "UnicodeConverter": "x",
    "PathConverter": "x/y",
    "FloatConverter": 1.0,
    "UUIDConverter": "0" * 32,
    "AnyConverter": "pdf",
}


def address(app, rule: Rule) -> str:
    values = {name: SAMPLES[type(converter).__name__] for name, converter in rule._converters.items()}
    with app.test_request_context():
        return url_for(rule.endpoint, **values)


def doors(app):
    """Every route and method there is."""
    return [(rule, method) for rule in app.url_map.iter_rules() for method in sorted(rule.methods - {"OPTIONS"})]


def test_every_route_is_public_by_name_or_denied(app, staff):
    client = app.test_client()
    opened = []
    for rule, method in doors(app):
        if rule.endpoint in PUBLIC_ENDPOINTS:
            continue
        answer = client.open(address(app, rule), method=method)
        to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in?next=")
        if not (to_sign_in if method in ("GET", "HEAD") else answer.status_code in (401, 403)):
            opened.append(f"{method} {rule} → {answer.status_code}")
    assert opened == []
    assert len(doors(app)) > len(PUBLIC_ENDPOINTS)


def test_the_walk_would_see_an_open_door(app, monkeypatch):
    monkeypatch.setattr("workflow.web.security.PUBLIC_ENDPOINTS", PUBLIC_ENDPOINTS | {"auth.change_password"})
    assert app.test_client().get("/account/password").status_code == 403


def test_public_endpoints_all_exist(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC_ENDPOINTS


def test_options_changes_nothing_and_tells_nothing(app, client, staff):
    assert client.options("/account/password").status_code in (200, 302, 401)


POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def test_every_kind_of_answer_carries_the_headers(app, client, staff, signed_in):
    person = signed_in("staff")
    etag = client.get("/static/theme.css", buffered=True).headers["ETag"]
    answers = {
        200: client.get("/sign-in"),
        302: client.get("/account/password"),
        304: client.get("/static/theme.css", headers={"If-None-Match": etag}, buffered=True),
        400: person.post("/account/password", data={}),
        401: client.post("/account/password"),
        404: client.get("/no-such-page"),
        405: client.get("/sign-in/as"),
        413: client.post("/sign-in", data=b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1)),
        422: send(person, "/account/password"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, status
        assert "Strict-Transport-Security" not in answer.headers


def test_tls_is_demanded_only_where_the_instance_is_published_over_tls(make_app, production_settings):
    headers = make_app(production_settings).test_client().get("/setup").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_pages_are_not_kept_by_caches_but_assets_are(client):
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"
    assert "no-store" not in client.get("/static/theme.css", buffered=True).headers["Cache-Control"]


def session_cookie(client, path: str) -> str:
    return next(c for c in client.get(path).headers.getlist("Set-Cookie") if "shenjue=" in c)


def test_cookies_are_shut_against_scripts_and_other_sites(client, make_app, production_settings):
    cookie = session_cookie(client, "/sign-in")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    cookie = session_cookie(make_app(production_settings).test_client(), "/setup")
    assert cookie.startswith("__Host-shenjue=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie


def test_every_unsafe_door_wants_the_token(app, staff, signed_in):
    taken = []
    client = signed_in("admin")
    for rule, method in doors(app):
        if method in UNSAFE and rule.endpoint != "auth.sign_out":
            for token in ({}, {"csrf_token": "made up"}):
                answer = client.open(address(app, rule), method=method, data=token)
                if answer.status_code != 400:
                    taken.append(f"{method} {rule} → {answer.status_code}")
    assert taken == []
    assert client.post("/sign-out").status_code == 400


def test_a_token_of_another_browser_is_worth_nothing(app, staff, signed_in):
    theirs = token_of(signed_in("chief"))
    mine = signed_in("staff")
    assert mine.post("/sign-out", data={"csrf_token": theirs}).status_code == 400


def test_sign_ins_are_limited(app, client, staff):
    app.config["SIGN_IN_LIMIT"] = "3 per minute"
    statuses = [send(client, "/sign-in", login="staff", password="wrong").status_code for _ in range(4)]
    assert statuses == [422, 422, 422, 429]
    assert client.get("/sign-in").status_code == 200


def test_the_sender_s_address_is_taken_from_proxies_only_as_told(make_app, settings, clock):
    for proxies, limited in ((0, True), (1, False)):
        app = make_app(settings.model_copy(update={"trusted_proxies": proxies}))
        app.config["SIGN_IN_LIMIT"] = "1 per minute"
        client = app.test_client()
        token = token_of(client)
        statuses = [
            client.post(
                "/sign-in", data={"csrf_token": token}, headers={"X-Forwarded-For": f"198.51.100.{number}"}
            ).status_code
            for number in range(2)
        ]
        assert (429 in statuses) is limited


ELSEWHERE = [
    "https://evil.example", "http:evil.example", "//evil.example", "///evil.example", "/\\evil.example",
    "\\\\evil.example", "/\\/evil.example", "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)",
    "data:text/html,x", "evil.example", "https:/sign-in", "/sign-in\r\nSet-Cookie: x=1", "/%5cevil.example",
    "//sign-in", "/no-such-page", "", " ", None, "/sign-out", "/" + "x" * 3000, "http://localhost@evil.example/",
    "/..//evil.example", "/%2f%2fevil.example", "?x", "#x",
]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_anywhere_else(app, target):
    with app.test_request_context():
        assert safe_path(target) is None


@pytest.mark.parametrize(
    "target", ["/sign-in", "/account/password", "/account/password?a=1&b=%E5%AD%97", "/language/zh"]
)
def test_our_own_pages_are_found_again(app, target):
    with app.test_request_context():
        assert safe_path(target) == target


@pytest.mark.parametrize("target", ELSEWHERE)
def test_the_language_switch_leads_nowhere_else(client, target):
    answer = client.get("/language/en", query_string={"next": target} if target else {})
    assert answer.headers["Location"] == "/"


def test_where_to_go_next_has_to_be_signed_by_us(app):
    with app.test_request_context():
        assert unpack_next(pack_next("/account/password")) == "/account/password"
        assert unpack_next("/account/password") is None
        assert unpack_next(pack_next("/account/password") + "x") is None
        assert unpack_next(pack_next("//evil.example")) is None


def test_a_form_of_very_many_parts_is_refused(app, client):
    data = {f"f{number}": "x" for number in range(app.config["MAX_FORM_PARTS"] + 1)}
    assert client.post("/sign-in", data=data, content_type="multipart/form-data").status_code == 413


def test_a_flood_of_fields_is_refused_before_it_is_read(client):
    answer = client.post(
        "/sign-in",
        data="a=&" * 5000,
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 413
    assert len(answer.data) < 20_000


@pytest.mark.parametrize("seen", ["²", "9" * 5000, "-1", "x"])
def test_a_strange_version_is_a_stale_form_and_no_error(signed_in, seen):
    browser = signed_in("staff")
    form = {
        "title": "某事项",
        "kinds": "major_decision",
        "category": "plan",
        "source": "leader",
        "proposer": "某人",
        "problem": "一",
        "basis": "二",
        "plan": "三",
        "necessity": "四",
        "feasibility": "五",
        "on": "2022-08-01",
    }
    assert send(browser, "/decisions/new", **form, key="k").status_code == 302
    assert send(browser, "/decisions/2022-001/initiation.amend", **form, key="l", seen=seen).status_code == 409


@pytest.mark.parametrize(
    "address", ["/audit/log/99999999999999999999999", "/audit/log?since=0001-01-01", "/audit/log?until=9999-12-31"]
)
def test_addresses_beyond_all_numbers_are_no_error(signed_in, address):
    assert signed_in("auditor").get(address).status_code in (404, 422)
