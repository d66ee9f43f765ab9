"""The page of a meeting: what it deliberated, the orders in execution that name it among it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.helpers import Clock, Staff
from tests.papers.official.reading import words
from tests.web.stepping import Stepping

ADJUST = "execution.adjust"
START = date(2022, 3, 1)


@pytest.mark.one_database
def test_a_meeting_shows_the_orders_it_deliberated(
    app: Flask, staff: Staff, signed_in: Callable[[str], FlaskClient], clock: Clock
) -> None:
    """The order says which meeting it was; whoever opens the meeting, or its list, reads it there, and nothing is entered
    twice. It has minutes of its own: those of the other items were confirmed as they stood."""
    ordered = Stepping(app, staff, signed_in, clock).through("publication.publish")
    ordered.take("execution.assign", "office", 71)
    ordered.take("execution.examine", "legal_reviewer", 72)
    beside = Stepping(app, staff, signed_in, clock).before("deliberation.convene")
    met = START + timedelta(days=73)
    beside.take("deliberation.convene", "recorder", 73, number="2022年第6次")
    beside.take("deliberation.attend", "recorder", 73)
    key = f"{met}/head_office/2022年第6次"
    told = {"meeting": "", "meeting_on": None, "entitled": None, "in_favour": "冉光明、田秀英", "opposed": "白建国"}
    ordered.take(ADJUST, "chief", 74, sitting=key, **told)
    ordered._browsers.clear()
    auditor = ordered.browser("auditor")
    address = f"/meetings/{met}/head_office?number=2022年第6次"
    for page in ("/meetings", address):
        shown = auditor.get(page).text
        assert f"/decisions/{ordered.number}#order-1" in shown, page
        assert "一般调整" in shown, page
    assert "反对：白建国" in auditor.get(address).text
    paper = f"/decisions/{ordered.number}/papers/order_minutes-1.docx"
    assert paper in auditor.get(address).text
    assert "取水口上移50米" in words(auditor.get(paper).data)
    # the meeting that took the decision is another
    first = f"/meetings/{START + timedelta(days=62)}/head_office?number=2022年第122次"
    assert "#order-1" not in auditor.get(first).text
    assert '<a href="/meetings">乡长办公会议2022年第6次</a>' in ordered.page(role="auditor").text
