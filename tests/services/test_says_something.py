"""What a step is for is said in it: a study, a report to the Party committee and a result that say nothing are none."""

from __future__ import annotations

import pytest

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.services.recording import BadInput

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("step", "role", "day", "field", "words"),
    [
        ("initiation.study", "unit_lead", 3, "opinion", "同意。"),
        ("participation.conclude", "staff", 44, "summary", "无。"),
        ("publication.report_party", "office", 63, "text", "无。"),
    ],
)
def test_what_says_nothing_is_asked_for_again(session, staff, step: str, role: str, day: int, field: str, words: str):
    walk = Walk(session, {each: staff.actor(session, each) for each in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.before(step)
    with pytest.raises(BadInput) as told:
        walk.take(step, role, day, **{field: words})
    assert set(told.value.problems) == {field}
    walk.take(step, role, day)
