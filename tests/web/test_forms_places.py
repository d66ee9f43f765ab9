"""What only some places ask for is on a form only there: requests for a hearing, the meeting of an order, complex matters."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from tests.helpers import token_of
from tests.walk import AFTERWARDS
from tests.web.stepping import Stepping, fields_of
from workflow.models.decisions import Decision
from workflow.models.participation import Opinion
from workflow.services.rowcheck import disagreements


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


def move(road, label):
    """Read the matter by the rules of another place from here on."""
    with road.walk() as walk:
        moved = update(Decision).where(Decision.id == walk.decision_id).values(rulebook=label)
        walk.session.connection().execute(moved)
        walk.session.commit()
    return road


@pytest.mark.parametrize(("label", "there"), [("gd-county-2024.1", True), ("cq-township-2020.1", False)])
def test_a_request_for_a_hearing_is_entered_where_a_rule_wants_it_answered(road, label, there):
    road.through("participation.open")
    move(road, label)
    page = road.open("participation.receive").text
    assert ('name="asks_hearing"' in page) == there
    sent = road.send(
        "participation.receive", channel="letter", text="请举行听证会。", asks_hearing="y", on="2022-03-20"
    )
    assert sent.status_code == 302
    (opinion,) = road.dossier.opinions
    assert opinion.asks_hearing == there
    assert ("申请举行听证会" in road.page().text) == there
    assert ("申请举行听证会" in road.open("participation.answer", query="?number=1").text) == there
    with road.walk() as walk:
        assert not [each for each in disagreements(walk.session, 1, {walk.decision_id: "x"}) if "申请" in each.said.zh]


def test_a_request_that_was_turned_into_an_opinion_is_found(road):
    road.through("participation.open")
    move(road, "gd-county-2024.1")
    road.send("participation.receive", channel="letter", text="请举行听证会。", asks_hearing="y", on="2022-03-20")
    with road.walk() as walk:
        walk.session.connection().execute(update(Opinion).values(asks_hearing=False))
        walk.session.commit()
        said = "".join(each.said.zh for each in disagreements(walk.session, 1, {walk.decision_id: "x"}))
    assert "申请举行听证会" in said


@pytest.mark.parametrize(("label", "there"), [("gd-county-2024.1", True), ("cq-township-2020.1", False)])
def test_the_public_may_ask_for_a_hearing_there(road, client, label, there):
    road.before("participation.open").send(
        "participation.open", channels=["website"], ways=["web"], starts="2022-08-01", ends="2022-09-10"
    )
    move(road, label)
    page = client.get(f"/public/notices/{road.number}").text
    assert ('name="asks_hearing"' in page) == there
    fields = {**fields_of(page), "text": "请举行听证会。", "asks_hearing": "y", "csrf_token": token_of(client)}
    assert client.post(f"/public/notices/{road.number}", data=fields).status_code == 302
    assert [each.asks_hearing for each in road.dossier.opinions] == [there]


@pytest.mark.parametrize(("label", "there"), [("sh-district-2020.1", True), ("national-county-2019.1", False)])
def test_an_order_names_its_meeting_where_only_a_meeting_may_give_it(road, label, there):
    road.through("publication.archive")
    for step, role, day in AFTERWARDS[:2]:
        road.take(step, role, day)
    move(road, label)
    change = {"kind": "minor", "change": "改线。", "reason": "路基塌方。", "measures": "设便道。", "on": "2022-07-01"}
    page = road.open("execution.adjust", "chief").text
    assert ('name="meeting"' in page) == there
    # one whose record is kept here is chosen, though no rule asks how each voted
    assert ('name="sitting"' in page) == there
    assert 'name="in_favour"' not in page
    if there:
        refused = road.send("execution.adjust", "chief", **change)
        assert refused.status_code == 422
        assert "《上海市重大行政决策程序规定》第四十三条" in refused.text
    assert road.send("execution.adjust", "chief", meeting="区政府第12次常务会议", **change).status_code == 302
    assert road.dossier.execution.order.meeting == ("区政府第12次常务会议" if there else "")
    assert ("区政府第12次常务会议" in road.page(role="chief").text) == there


@pytest.mark.parametrize(("label", "there"), [("hlj-county-2021.1", True), ("cq-township-2020.1", False)])
def test_a_complex_matter_is_declared_where_more_experts_are_asked_for(road, label, there):
    road.before("drafting.save")
    move(road, label)
    page = road.open("drafting.save").text
    assert ("情况复杂" in page) == there
    sent = road.send("drafting.save", body="一、总则。", traits=["complex"], **{"bases-0-title": "水法"})
    assert sent.status_code == (302 if there else 422)
