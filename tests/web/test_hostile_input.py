"""Whatever is sent to a form of a step, the answer is a page that says what to do: never an error of ours."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.helpers import PASSWORD, Staff, token_in
from tests.walk import AFTERWARDS, WAY, Walk
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
    "initiation.stop": ("participation.open", "chief"),
    "risk_assessment.reuse": ("risk_assessment.start", "staff"),
    "participation.amend": ("participation.receive", "staff"),
    "participation.hear": ("participation.receive", "staff"),
    "participation.explain": ("participation.receive", "staff"),
    "risk_assessment.follow": ("participation.receive", "staff"),
    "fair_competition.examine": ("participation.open", "staff"),
    "fair_competition.conclude": ("participation.open", "unit_lead"),
    "initiation.reply": ("initiation.study", "office"),
    **dict.fromkeys(("drafting.research", "drafting.consult", "drafting.compare"), ("participation.open", "staff")),
    "legality_review.return": ("legality_review.counsel", "legal_reviewer"),
    "expert_review.draw": ("expert_review.convene", "staff"),
    "expert_review.replace": ("expert_review.opine", "staff"),
    "expert_review.record": ("expert_review.opine", "staff"),
    "legality_review.request_supplement": ("legality_review.counsel", "legal_reviewer"),
    "legality_review.check": ("deliberation.decide", "legal_reviewer"),
    "deliberation.submit": ("deliberation.convene", "unit_lead"),
    "deliberation.send_back": ("deliberation.convene", "office"),
    "deliberation.party": ("deliberation.convene", "office"),
    "deliberation.schedule": ("deliberation.convene", "office"),
    "deliberation.confirm": ("publication.report_party", "recorder"),
    "deliberation.correct": ("publication.report_party", "recorder"),
}
# a hearing beside the way: who takes its steps and on which day
HEARING = (
    ("hearing.announce", "staff", 12),
    ("hearing.register", "public", 12),
    ("hearing.register", "public", 12),
    ("hearing.list", "staff", 17),
    ("hearing.deliver", "staff", 17),
    ("hearing.hold", "staff", 29),
    ("hearing.report", "staff", 30),
)
BEFORE |= {step: (step, "staff") for step in FORMS if step.startswith("hearing.")}
# possible where the list is out
LISTED = ("hearing.postpone", "hearing.cancel")
OPERATORS = ("drafting.save", {"traits": ["operators"]})
KEPT_BACK = {
    "traits": ["not_public"],
    "skips": [{"stage": "participation", "by_law": "secret", "scope": "草案全文", "ground": "载有军用光缆走向。"}],
}
# what comes before a step that is no step of every matter
FIRST: dict[str, tuple[tuple[str, dict[str, object]], ...]] = {
    "fair_competition.examine": (OPERATORS,),
    "fair_competition.conclude": (OPERATORS, ("fair_competition.examine", {})),
    "drafting.consult": (("drafting.save", {"traits": ["other_units"]}),),
    "participation.withhold": (("drafting.save", KEPT_BACK),),
}
# what comes after the archive: the steps before it are taken first
BEFORE |= {name: (name, role) for name, role, _ in AFTERWARDS} | dict.fromkeys(
    ("publication.report_congress",), ("publication.publish", "office")
)
BEFORE |= {
    "publication.withhold": ("publication.publish", "chief"),
    "publication.disclose": ("publication.publish", "chief"),
    "participation.withhold": ("participation.open", "chief"),
}
LATER = [name for name, _, _ in AFTERWARDS]
# these need more than a place on the lawful way: they are tried in the tests of their own pages
ELSEWHERE = {
    "participation.reopen",
    "initiation.reply",
    "initiation.propose",
    "legality_review.supply",
    "initiation.move",
    "publication.sign",
    "publication.file",
    "legality_review.extend",
    "execution.terminate",
    "publication.reconsider",
    "legality_review.respond",
}
STEPS = [step for step in FORMS if step not in ELSEWHERE]


@pytest.fixture
def walk_to(app: Flask, staff: Staff) -> Callable[[str, str], str]:
    """Bring a new decision before a place of the lawful way, and from there to where a step can be tried; its number."""

    def go(place: str, step: str) -> str:
        with app.app_context():
            actors = {role: staff.actor(db.session, role) for role in staff.people}
            walk = Walk(db.session, actors, unit_ids=(staff.units[0],))
            walk.password = PASSWORD
            if step in LATER:
                walk.through("publication.archive")
                for name, role, day in AFTERWARDS[: LATER.index(step)]:
                    walk.take(name, role, day)
                return walk.decision.number
            walk.before("expert_review.convene" if step.startswith("hearing.") else place)
            for first, changes in FIRST.get(step, ()):
                walk.take(first, "staff", 10, **changes)
            if step == "publication.disclose":
                walk.take("publication.withhold", "chief", 66)
            if step == "legality_review.check":
                walk.take("deliberation.decide", "recorder", 62, outcome="in_principle")
                walk.take("drafting.save", "staff", 62, beyond=False)
            if step.startswith("hearing."):
                until = "hearing.deliver" if step in LISTED else step
                for name, role, day in HEARING[: [name for name, _, _ in HEARING].index(until)]:
                    walk.take(name, role, day)
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
    step: str, walk_to: Callable[[str, str], str], signed_in: Callable[[str], FlaskClient]
) -> None:
    place, role = BEFORE[step]
    url = f"/decisions/{walk_to(place, step)}/{step}"
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


def test_an_address_with_a_nul_names_nothing(in_year) -> None:
    browser = in_year("office")
    for path in ("/decisions/a%00b", "/public/decisions/a%00b", "/work/entries/2022-T001%00"):
        assert browser.get(path).status_code == 404, path
