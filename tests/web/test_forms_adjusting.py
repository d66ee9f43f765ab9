"""An adjustment in detail is checked by somebody else, in its very words, before the chief orders it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.helpers import PASSWORD, Clock, Staff, given, slipping_in
from tests.web.stepping import Stepping
from workflow.domain.terms import Role
from workflow.services import steps
from workflow.services.recording import BadInput

EXAMINE, ADJUST = "execution.examine", "execution.adjust"
MOVED, PRICED = "取水口上移50米，其余不变。", "水价由每吨2元调为每吨3元。"
FOUND = {"change": MOVED, "finding": "minor", "reason": "供水范围和标准不变。", "password": PASSWORD}
MET = {"meeting": "乡长办公会议2022年第8次", "meeting_on": "2022-05-12", "entitled": "3", "in_favour": "冉光明、田秀英"}
ORDERED = {"reason": "取水口移位。", "measures": "送水到户。", "core_kept": "y"} | MET


@pytest.fixture
def running(app: Flask, staff: Staff, signed_in: Callable[[str], FlaskClient], clock: Clock) -> Stepping:
    """A published matter in execution."""
    road = Stepping(app, staff, signed_in, clock).through("publication.publish")
    road.take("execution.assign", "office", 71)
    return road


def test_a_unit_s_advice_goes_to_the_reviewer_and_the_check_to_the_chief(running: Stepping) -> None:
    reviewer, chief = (running.browser(role) for role in ("legal_reviewer", "chief"))
    assert running.number not in reviewer.get("/").text
    running.take("execution.problem", "staff", 72, advice="suspend")
    assert running.number not in reviewer.get("/").text
    running.take("execution.problem", "staff", 72, advice="amend")
    assert running.url(EXAMINE) in reviewer.get("/").text
    assert "修正决策" in running.open(EXAMINE, "legal_reviewer").text
    assert "未经审核的，不得作一般调整" in running.open(ADJUST, "chief").text
    assert running.send(EXAMINE, "legal_reviewer", **FOUND).status_code == 302
    assert running.number not in reviewer.get("/").text
    for shown in ("一般调整审核意见", running.url(ADJUST)):
        assert shown in chief.get("/").text
    form = running.fields(ADJUST, "chief")
    assert (form["kind"], form["change"], form["not_major"]) == ("minor", MOVED, FOUND["reason"])
    assert running.send(ADJUST, "chief", **ORDERED).status_code == 302
    assert running.number not in chief.get("/").text
    assert running.fields(ADJUST, "chief")["change"] == ""
    public = running.app.test_client().get(f"/public/decisions/{running.number}").text
    assert "作出前经本机关负责合法性审查的部门审核，不属于重大调整" in public
    (check,) = running.dossier.execution.checks
    assert check.reviewer not in public
    assert "审核拟作的一般调整" in running.page("/responsibility", "office").text


def test_the_chief_reads_every_opinion_and_is_bound_by_the_newest(running: Stepping) -> None:
    denied = {"finding": "major", "change": PRICED, "reason": "改变收费标准。"}
    running.take(EXAMINE, "legal_reviewer", 72)
    assert running.number in running.browser("chief").get("/").text
    running.take(EXAMINE, "legal_reviewer", 72, **denied)
    assert running.fields(ADJUST, "chief")["change"] == MOVED
    page = running.open(ADJUST, "chief").text
    for shown in (PRICED, "改变收费标准。", "属于重大调整"):
        assert shown in page
        assert shown in running.page(role="office").text
    refused = running.send(ADJUST, "chief", **ORDERED, change=PRICED)
    assert refused.status_code == 422
    assert "最新审核意见为：属于重大调整" in refused.text
    running.take(EXAMINE, "legal_reviewer", 72, finding="major", reason="供水对象减少。")
    assert running.fields(ADJUST, "chief")["change"] == ""
    # what nobody asked for and was found to be no adjustment in detail waits for nobody
    assert running.number not in running.browser("chief").get("/").text


@pytest.mark.parametrize(
    ("wrong", "at"),
    [({"password": "wrong"}, "password"), ({"change": "见附件。"}, "change"), ({"reason": "同意"}, "reason")],
)
def test_a_check_is_signed_and_says_what_and_why(running: Stepping, wrong: dict[str, str], at: str) -> None:
    answer = running.send(EXAMINE, "legal_reviewer", **FOUND | wrong)
    assert answer.status_code == 422
    assert f'href="#{at}"' in answer.text
    assert running.dossier.execution.checks == ()


def test_who_holds_both_roles_does_not_do_both(running: Stepping) -> None:
    with running.walk() as walk:
        both = given(walk.session, walk.actors["chief"], Role.LEGAL_REVIEWER)
        walk.actors |= {"both": both}
        walk.take(EXAMINE, "legal_reviewer", 72, change=PRICED)
        walk.take(ADJUST, "both", 72, change=PRICED)
        with slipping_in(walk.session):
            walk.decision.adjustment_checks[0].reviewer_id = both.public_id
    # said at once, and whatever else is to be adjusted, as the log alone is read too
    assert "审核过本事项拟作的一般调整，不得决定调整" in running.open(ADJUST, "chief").text
    with running.walk() as walk:
        walk.take(EXAMINE, "legal_reviewer", 73)
        for kind in ("minor", "major"):
            with pytest.raises(steps.Refused) as refused:
                walk.take(ADJUST, "both", 73, kind=kind)
            assert {each.rule_id for each in refused.value.findings if each.stops} == {"house.minor_checked"}


def test_it_is_no_step_where_no_rule_asks_for_it(running: Stepping) -> None:
    with running.walk() as walk, slipping_in(walk.session):
        walk.decision.rulebook = "national-county-2019.1"
    running.take("execution.problem", "staff", 72, advice="amend")
    assert running.number not in running.browser("legal_reviewer").get("/").text
    assert running.open(EXAMINE, "legal_reviewer").status_code == 409
    with pytest.raises(BadInput, match="do not ask"):
        running.take(EXAMINE, "legal_reviewer", 72)
    running.take(ADJUST, "chief", 72)
    assert "负责合法性审查的部门审核" not in running.app.test_client().get(f"/public/decisions/{running.number}").text
