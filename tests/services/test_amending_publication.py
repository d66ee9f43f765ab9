"""What was published is put right, and further channels and explanations are added; what was published first stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from tests.helpers import PASSWORD
from tests.walk import Walk
from workflow.domain.attribution import responsible
from workflow.domain.dossier import Dossier
from workflow.domain.inventory import due_items, later_items
from workflow.domain.progress import beside_the_point
from workflow.domain.responsibility import deeds
from workflow.models.publication import Publication
from workflow.papers.official.kinds import available, kinds_of
from workflow.services import published, seals
from workflow.services.dossiers import load
from workflow.services.recording import BadInput
from workflow.services.soundness import examine
from workflow.services.steps import Refused

AMEND = "publication.amend"
WORDS = {"correction": "", "reason": "", "approved_by": "", "channels": [], "interpretation": ""}
RIGHT = {"correction": "“三组”应为“四组”。", "reason": "排印有误。", "approved_by": "田秀英"}


@pytest.fixture
def walk(session, staff) -> Walk:
    """A decision that is published."""
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk.through("publication.publish")


def dossier_of(walk: Walk) -> Dossier:
    return load(walk.session, walk.decision_id or 0)


def refused(walk: Walk, field: str, day: int = 67, **changes: object) -> str:
    with pytest.raises(BadInput) as wrong:
        walk.take(AMEND, "office", day, **WORDS | changes)
    return wrong.value.problems[field].zh


def test_what_was_published_stays_and_the_correction_stands_beside_it(walk):
    before = walk.session.scalars(select(Publication)).one().explanation
    walk.take(AMEND, "office", 67)
    dossier = dossier_of(walk)
    (amended,) = dossier.publication_amendments
    assert (amended.correction, amended.reason) == ("第二条“三组”应为“四组”。", "排印有误。")
    assert amended.channels == ("gazette",)
    assert dossier.publication
    assert (dossier.publication.channels, dossier.publication.explanation) == (("website", "board"), before)
    assert not [found for found in examine(walk.session) if found.faults]
    page = published.decision(walk.session, "2022-001")
    assert [each.correction for each in page.amendments] == [amended.correction]


def test_it_is_in_the_list_of_the_archive_among_the_deeds_and_has_a_paper(walk):
    walk.take(AMEND, "office", 67)
    dossier = dossier_of(walk)
    assert "publication_amendment-1" in [each.key for each in due_items(dossier)]
    assert "更正、补充公布" in [each.act.zh for each in deeds(dossier, {})]
    assert "publication_amendment-1" in [each.key for each in available(kinds_of(), dossier)]
    walk.take("publication.archive", "office", 70)
    walk.take(AMEND, "office", 80, **WORDS | {"interpretation": "在四组院坝会上解读。"})
    # entered after the archive, whatever day it bears, it is added to the archive and not missed in its list
    walk.take(AMEND, "office", 81, **WORDS | {"channels": ["newspaper"], "on": walk.start + dt.timedelta(days=80)})
    dossier = dossier_of(walk)
    assert [each.key for each in later_items(dossier)] == ["publication_amendment-2", "publication_amendment-3"]
    assert "publication_amendment-2" not in [each.key for each in due_items(dossier)]


def test_the_public_list_says_that_something_was_put_right(walk):
    walk.take(AMEND, "office", 67, **WORDS | {"channels": ["gazette"]})
    assert [line.corrected for line in published.decisions(walk.session).items] == [False], "a channel corrects nothing"
    walk.take(AMEND, "office", 68, **WORDS | RIGHT)
    assert [line.corrected for line in published.decisions(walk.session).items] == [True]


def test_its_entry_is_open_to_anybody_with_what_it_tells(walk, monkeypatch):
    walk.take(AMEND, "office", 67)
    (amended,) = dossier_of(walk).publication_amendments
    seal = seals.seal_of(walk.session, walk.decision_id or 0, AMEND, amended.entered)
    assert seal
    monkeypatch.setattr(seals, "_proof", lambda session, seq, point, kinds: ",".join(sorted(kinds)).encode())
    assert b"publication_amendment" in seals.published_proof(walk.session, seal.seq)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({}, "correction", "请填写更正内容"),
        ({"correction": "无", "interpretation": "没有"}, "correction", "请填写更正内容"),
        ({"correction": "同上"}, "correction", "请填写更正内容"),
        ({"correction": "同上", "channels": ["gazette"]}, "correction", "请填写更正内容"),
        (RIGHT | {"reason": ""}, "reason", "更正的原因"),
        (RIGHT | {"reason": "工作需要"}, "reason", "更正的原因"),
        (RIGHT | {"approved_by": "无"}, "approved_by", "批准更正的负责人"),
        ({"channels": ["board"]}, "channels", "已经通过乡、村公开栏公布"),
    ],
)
def test_it_says_something_new_and_why(walk, changes: dict[str, Any], field: str, said: str):
    assert said in refused(walk, field, **changes)


def test_a_channel_is_added_once_and_needs_no_reason(walk):
    walk.take(AMEND, "office", 67, **WORDS | {"channels": ["newspaper"], "reason": "此项不用。"})
    (amended,) = dossier_of(walk).publication_amendments
    assert (amended.channels, amended.reason) == (("newspaper",), "")
    assert "本行政区域内发行的报纸" in refused(walk, "channels", channels=["newspaper"])


def test_it_is_dated_after_what_it_amends(walk):
    assert "不得早于" in refused(walk, "on", **RIGHT, on=walk.start + dt.timedelta(days=65))
    walk.take(AMEND, "office", 69)
    assert "不得早于" in refused(walk, "on", 70, interpretation="院坝会。", on=walk.start + dt.timedelta(days=68))
    # archived later, it may have happened before that day all the same
    walk.take("publication.archive", "office", 72)
    happened = walk.start + dt.timedelta(days=70)
    walk.take(AMEND, "office", 75, **WORDS | {"interpretation": "院坝会上作了解读。", "on": happened})
    assert dossier_of(walk).publication_amendments[-1].on == happened


def test_what_was_not_published_is_not_amended(session, staff):
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    walk.through("publication.report_party")
    walk.take("publication.withhold", "chief", 66)
    walk.take("publication.archive", "office", 70)
    assert beside_the_point(AMEND, dossier_of(walk)), "no page offers it"
    assert "没有公布" in refused(walk, "correction", 71, **RIGHT)
    assert dossier_of(walk).publication_amendments == ()


@pytest.mark.parametrize(
    ("said", "stopped"),
    [
        ("“收到意见3条”应为“收到意见1条”。", False),
        ("“收到意见1条”应为“收到意见3条”。", True),
        ("意见采纳情况说明更正为：收到意见100条，全部采纳。", True),
    ],
)
def test_a_correction_says_of_opinions_what_the_record_says(walk, said: str, stopped: bool):
    if not stopped:
        walk.take(AMEND, "office", 67, **WORDS | RIGHT | {"correction": said})
        return
    with pytest.raises(Refused) as refusal:
        walk.take(AMEND, "office", 67, **WORDS | RIGHT | {"correction": said})
    assert [each.rule_id for each in refusal.value.findings if each.stops] == ["house.figures"]


def test_a_channel_chosen_twice_is_one(walk):
    walk.take(AMEND, "office", 67, **WORDS | {"channels": ["gazette", "gazette"]})
    dossier = dossier_of(walk)
    assert dossier.publication_amendments[0].channels == ("gazette",)
    assert dossier.published_in == {"website", "board", "gazette"}
    assert [each.said.zh for each in deeds(dossier, {}) if each.act.zh == "更正、补充公布"] == ["政府公报"]


def test_the_public_reads_no_telephone_number_of_it_nor_who_approved(walk):
    walk.take(AMEND, "office", 67, **WORDS | RIGHT | {"correction": "联系人电话应为13912345678。"})
    (told,) = published.decision(walk.session, "2022-001").amendments
    assert ("13912345678" in told.correction, told.approved_by) == (False, "")
    assert dossier_of(walk).publication_amendments[0].approved_by == "田秀英"


def test_the_organ_is_responsible_for_it_in_the_list(walk):
    walk.take(AMEND, "office", 67)
    dossier = dossier_of(walk)
    assert responsible(dossier, "publication_amendment-1") == responsible(dossier, "publication") == dossier.organ
