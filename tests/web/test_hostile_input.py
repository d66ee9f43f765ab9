"""Whatever is sent to a form of a step, the answer is a page that says what to do: never an error of ours."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.helpers import PASSWORD, Staff, token_in
from tests.walk import WAY, Walk
from workflow.domain.lawfiles import library
from workflow.web.forms import FORMS
from workflow.wiring import db

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "template": "{{ 'pwn' ~ 'ed' }}{% for x in y %}",
    "quotes": "'\"; DROP TABLE decision; --",
    "nul": "a\x00b",
    "direction": "\u202egnp.exe",
    "surrogate pair": "𠮷野家、堃喆祎珺㎡",
    "full width": "１２３４５６７８９０",
    "long": "长" * 20_001,
    "number": "99999999999999999999",
    "negative": "-1",
    "date": "2022-02-30",
    "far": "9999-12-31",
    "path": "../../etc/passwd",
    "formula": "=1+1",
}

# the step after which each step can be tried, and by whom; steps off the lawful way are tried where they are possible
BEFORE = {name.partition(":")[0]: (name, role) for name, role, _ in reversed(WAY)} | {
    "initiation.amend": ("initiation.study", "staff"),
    "initiation.decline": ("initiation.approve", "chief"),
    "legality_review.return": ("legality_review.counsel", "legal_reviewer"),
    "legality_review.request_supplement": ("legality_review.counsel", "legal_reviewer"),
}
# these need more than a place on the lawful way: they are tried in the tests of their own pages
ELSEWHERE = {"initiation.propose", "legality_review.supply", "initiation.move", "publication.sign", "publication.file"}
ELSEWHERE |= {"legality_review.extend", "legality_review.respond"}
STEPS = [step for step in FORMS if step not in ELSEWHERE]


@pytest.fixture
def walk_to(app: Flask, staff: Staff) -> Callable[[str], str]:
    """Bring a new decision before a step; return its number."""

    def go(step: str) -> str:
        with app.app_context():
            actors = {role: staff.actor(db.session, role) for role in staff.people}
            walk = Walk(db.session, actors, unit_ids=(staff.units[0],))
            walk.password = PASSWORD
            walk.before(step)
            return walk.decision.number

    return go


def test_every_step_of_the_procedure_has_a_form(app: Flask) -> None:
    steps = {step.id for procedure in library().procedures.values() for step in procedure.steps}
    assert steps == set(FORMS)


def fields_of(browser: FlaskClient, url: str) -> tuple[str, list[str]]:
    """The token and the names of all fields of the form of a step."""
    page = browser.get(url)
    assert page.status_code == 200, (url, page.status_code)
    names = re.findall(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"', page.text)
    own = {"csrf_token", "key", "seen", "next", "date", "days", "_remove", "_add"}
    return token_in(page.text), [name for name in dict.fromkeys(names) if name not in own]


@pytest.mark.parametrize("step", STEPS)
def test_what_is_missing_or_hostile_is_answered_with_a_page(
    step: str, walk_to: Callable[[str], str], signed_in: Callable[[str], FlaskClient]
) -> None:
    place, role = BEFORE[step]
    url = f"/decisions/{walk_to(place)}/{step}"
    browser = signed_in(role)
    token, names = fields_of(browser, url)
    empty = browser.post(url, data={"csrf_token": token})
    assert empty.status_code == 422
    assert 'class="summary"' in empty.text
    # each field meets several hostile values, and each value several fields
    for shift in range(0, len(HOSTILE), 3):
        values = {name: list(HOSTILE.values())[(place + shift) % len(HOSTILE)] for place, name in enumerate(names)}
        answer = browser.post(url, data={"csrf_token": token, "key": "k", "seen": "x", **values})
        assert answer.status_code in (302, 409, 422), (step, shift, answer.status_code)
        assert "<script>alert(1)" not in answer.text
        assert "pwned" not in answer.text
        if answer.status_code == 302:
            break
