"""Who came to a body or left it shortly before a meeting: from when on that is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.domain.dossiers import having, rulebook, setting
from workflow.domain.checking import findings_for
from workflow.domain.guarding import GUARDS, Params
from workflow.domain.seated import seated

BROUGHT = {"meeting_submissions": [], "agenda": []}
SEAT = {"body": "head_office", "since": "2020-01-01"}


def left(entered: int, **change: object) -> list[str]:
    """What is told of one whose seat ended in January as it says, entered on a day of October; the meeting is on the 18th,
    the legality opinion is of the 12th."""
    gone = {
        "name": "甲",
        "until": "2022-01-31",
        "left_why": "工作调动。",
        "left_entered_on": dt.date(2022, 10, entered),
    }
    dossier = having({"seats": [SEAT | gone]} | change)
    assert dossier.meeting is not None
    assert dossier.meeting.on == dt.date(2022, 10, 18)
    return [each.zh for each in seated(dossier, dossier.meeting).changes]


@pytest.mark.parametrize(("entered", "told"), [(1, False), (17, True)])
def test_whose_seat_ends_once_the_matter_is_reviewed_is_told_of(entered, told):
    said = left(entered, **BROUGHT)
    assert bool(said) is told
    assert all("甲自2022年2月1日起不再担任（2022年10月17日录入）" in each for each in said)


@pytest.mark.parametrize(("record", "told"), [(False, True), (True, False)])
def test_where_no_register_is_kept_it_is_told_that_nobody_can_be_compared(record, told):
    """Whoever is named as entitled, chairs or is the chief is taken at their word; papers bring no register at all."""
    at = replace(setting(), record=record)
    said = [gap.detail.zh for gap in GUARDS["register_kept"].check(having({}), Params(), at)]
    assert said == (
        ["没有登记“乡长办公会议”2022年10月18日的组成人员，应到人员、主持人和行政首长无法核对。"] if told else []
    )


def test_it_is_said_and_forbids_nothing():
    found = findings_for(rulebook(), "deliberation.convene", having({}), setting())
    (said,) = [each for each in found if each.rule_id == "house.register_kept"]
    assert not said.stops
