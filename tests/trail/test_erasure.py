"""An entry of erasure excuses what two people erased, once, of personal data alone."""

from __future__ import annotations

import pytest

from workflow.trail.erasure import DECLINED, ERASED, REQUESTED, Erasures

OBJ = "opinion_sender/7"
ASKED = {"act": REQUESTED, "obj": OBJ, "who": "P-0001", "d.entry": "5", "d.evidence": "opinion_sender"}
DONE = {**ASKED, "act": ERASED, "who": "P-0002", "d.request": "8", "d.asked_by": "P-0001"}


def test_a_request_and_its_approval_by_another_excuse_what_they_name() -> None:
    found = Erasures()
    assert found.follow(8, ASKED) is None
    assert found.erased == {}
    assert found.follow(9, DONE) is None
    assert found.erased == {(5, "opinion_sender"): 9}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"d.evidence": "opinion"}, "no personal data"),
        ({"d.evidence": "notice", "obj": "notice/7"}, "no personal data"),
        ({"obj": "hearing_registrant/7"}, "no personal data"),
        ({"obj": "opinion_sender/8"}, "no request"),
        ({"d.entry": "4"}, "no request"),
        ({"d.request": "7"}, "no request"),
        ({"d.entry": "9"}, "no entry before"),
        ({"d.entry": "-1"}, "no entry before"),
        ({"who": "P-0001"}, "not of two people"),
        ({"who": ""}, "not of two people"),
        ({"d.asked_by": "P-0003"}, "not of two people"),
    ],
)
def test_any_other_excuses_nothing(changed: dict[str, str], said: str) -> None:
    found = Erasures()
    found.follow(8, ASKED)
    flaw = found.follow(9, {**DONE, **changed})
    assert flaw is not None
    assert said in flaw[1]
    assert found.erased == {}


def test_a_request_serves_once_and_not_after_it_was_declined() -> None:
    found = Erasures()
    found.follow(8, ASKED)
    assert found.follow(9, {**DONE, "act": DECLINED}) is None
    assert found.follow(10, DONE) is not None
    found.follow(11, ASKED)
    assert found.follow(12, {**DONE, "d.request": "11"}) is None
    found.follow(13, ASKED)
    flaw = found.follow(14, {**DONE, "d.request": "13"})
    assert flaw is not None
    assert "before" in flaw[1]
