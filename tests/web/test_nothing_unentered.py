"""Every form of every page is filled in and sent, by everybody: no row changes of which the log does not tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.helpers import PASSWORD, send
from tests.longtier.recording import Ran
from tests.told import UNTOLD, UNTOLD_COLUMNS, changed, rows_of
from tests.web.test_security import UNSAFE, address, doors
from tests.year import YEAR_END
from workflow.domain.terms import Role
from workflow.models import Base

pytestmark = pytest.mark.trial("T12")

# who has least to do comes first: that much is tried from day to day; "" is somebody from outside
WHO = ["recorder", *[role.value for role in Role if role is not Role.RECORDER], ""]
SAID = {"date": YEAR_END.date().isoformat(), "number": "1", "password": PASSWORD, "url": "https://example.com/"}
# to leave is a form on every page, and the end of the way
LEAVING = {"auth.sign_out"}
# many pages that nothing is sent from
READING = ("rules.", "papers.", "static")


class Addresses:
    """The addresses of the program: what they lead to, one of a kind being as good as another."""

    def __init__(self, app: Flask) -> None:
        self._adapter: MapAdapter = app.url_map.bind("localhost")

    def kind(self, path: str, method: str) -> tuple[str, ...] | None:
        """The endpoint, and what of the address is a name of the program's and no number."""
        try:
            endpoint, values = self._adapter.match(urlsplit(path).path, method=method)
        except HTTPException:
            return None
        named = (str(value) for value in values.values() if not any(sign.isdigit() for sign in str(value)))
        return (endpoint, *named)


def pages(browser: FlaskClient, addresses: Addresses, most: int) -> Iterator[tuple[str, html.HtmlElement]]:
    """The pages that links lead to, so many of a kind."""
    waiting, seen, of_kind = ["/", "/public/"], set[str](), Counter[tuple[str, ...]]()
    while waiting:
        path = waiting.pop(0)
        kind = addresses.kind(path, "GET")
        if kind is None or path in seen or of_kind[kind] >= most or kind[0].startswith(READING):
            continue
        seen.add(path)
        of_kind[kind] += 1
        answer = browser.get(path, follow_redirects=True)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        page = html.fromstring(answer.text)
        yield path, page
        waiting += [str(link).partition("#")[0] for link in page.xpath("//a/@href") if str(link).startswith("/")]


def filled(form: html.FormElement, named: set[str]) -> dict[str, Any]:
    """What somebody in a hurry types: the first of each choice, every box, something where something must be. What a page
    names as wrong is filled in, and left out where it was filled in."""
    typed: dict[str, Any] = {}
    for field in form.inputs:
        name, kind = field.name, getattr(field, "type", field.tag)
        if not name or name == "csrf_token" or kind in ("file", "submit"):
            continue
        value = str((field.get("value") if field.tag == "input" else field.value) or "").strip()
        blamed = field.get("id") in named
        if kind == "checkbox":
            typed.setdefault(name, []).append(value)
        elif kind == "radio":
            typed.setdefault(name, value)
        elif value or not (blamed or "required" in field.attrib):
            typed[name] = "" if value and blamed else value
        elif field.tag == "select":
            typed[name] = next(filter(None, field.value_options), "")
        else:
            typed[name] = SAID.get(kind, "1" if field.get("inputmode") == "numeric" else "按规定办理，情况属实。")
    return typed


def sent(browser: FlaskClient, action: str, form: html.FormElement) -> None:
    """Send a form, and again with what the page asks for."""
    named: set[str] = set()
    for _ in range(4):
        answer = send(browser, action, **filled(form, named))
        assert answer.status_code < 500, action
        if answer.status_code != 422:
            return
        page = html.fromstring(answer.text)
        links = page.xpath("//*[contains(@class, 'summary') or @id='refused']//a/@href")
        named = {str(link)[1:] for link in links if str(link).startswith("#")}
        again = (each for each in page.forms if named & {str(found) for found in each.xpath(".//@id")})
        if (form := next(again, None)) is None:
            return


def walk(app: Flask, browser: FlaskClient, most: int) -> tuple[dict[tuple[str, ...], int], list[str]]:
    """Send the forms of all pages, each until it changed something, and so often at most: how often each did, and what it
    changed without an entry."""
    addresses, wrong, tried, did = Addresses(app), list[str](), Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    before, entries = rows_of(app)
    for path, page in pages(browser, addresses, most):
        for form in page.forms:
            action = form.action or path
            kind = addresses.kind(action, "POST")
            if form.method != "POST" or kind is None or kind[0] in LEAVING or did[kind] or tried[kind] >= most:
                continue
            tried[kind] += 1
            sent(browser, action, form)
            after, more = rows_of(app)
            if found := changed(before, after):
                did[kind] += 1
                wrong += [f"{action}: {name}" for name in found] if more == entries else []
            before, entries = after, more
    return {kind: did[kind] for kind in tried}, wrong


def test_what_the_log_does_not_tell_of_is_named_here():
    classes = [mapper.class_ for mapper in Base.registry.mappers]
    assert {each.__tablename__ for each in classes if not each.told} == UNTOLD - {"entry", "evidence", "log_head"}
    assert {each.__tablename__: set(each.untold) for each in classes if each.untold} == UNTOLD_COLUMNS


@pytest.mark.one_database
def test_what_is_only_read_has_no_door(app):
    assert not [rule for rule, method in doors(app) if method in UNSAFE and rule.endpoint.startswith(READING)]


@pytest.mark.one_database
@pytest.mark.pieces(len(WHO))
def test_no_row_changes_without_an_entry(year, in_year, everything: bool, ran: Ran, piece: int):
    """Each form that is shown is sent, then something to every door, shown or not."""
    browser = in_year(WHO[piece]) if WHO[piece] else year.test_client()
    did, wrong = walk(year, browser, 12 if everything else 2)
    assert wrong == []
    before, entries = rows_of(year)
    every = [address(year, rule) for rule, method in doors(year) if method in UNSAFE and rule.endpoint not in LEAVING]
    for path in every:
        assert send(browser, path).status_code < 500, path
    after, more = rows_of(year)
    assert not changed(before, after) or more > entries
    ran(doors=len(did) + len(every), changes=sum(did.values()))


@pytest.mark.one_database
def test_a_change_without_an_entry_is_found_out(year, in_year, monkeypatch, ran: Ran):
    browser = in_year(WHO[0])
    monkeypatch.setattr("workflow.services.ledger.append", lambda *_, **__: 0)
    monkeypatch.setattr("workflow.services.unit.Unit.check", lambda _: None)
    assert walk(year, browser, 1)[1]
    ran(defects=1)
