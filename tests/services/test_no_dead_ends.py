"""What an official may still do, and has to, however far a matter has come: no state leaves a duty without its step."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff
from tests.walk import CALENDAR, WAY, Walk, way_of
from workflow.domain.checking import check_dossier, setting_of
from workflow.domain.inventory import due_items, later_items
from workflow.domain.lawfiles import library
from workflow.domain.meetingrecord import record_digest
from workflow.papers.letters import proposer_reply
from workflow.services.dossiers import load
from workflow.services.recording import BadInput
from workflow.services.steps import NotAllowed, Stale

pytestmark = pytest.mark.one_database


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def test_the_record_of_what_is_withheld_is_still_confirmed(walk: Walk) -> None:
    walk.through("publication.report_party")
    walk.take("publication.withhold", "chief", 64)
    assert walk.decision_id
    digest = record_digest(load(walk.session, walk.decision_id).meetings[-1])
    confirmed = [{"number": number} for number in (1, 2, 3)]
    walk.take("deliberation.confirm", "recorder", 65, digest=digest, confirmations=confirmed)
    walk.take("publication.archive", "office", 70, unconfirmed="")
    assert walk.decision.state == "archived"


def test_materials_whose_supplement_never_comes_are_sent_back(walk: Walk) -> None:
    walk.through("legality_review.accept")
    walk.take("legality_review.request_supplement", "legal_reviewer", 47)
    walk.take("legality_review.return", "legal_reviewer", 60, reason="要求补充的资金来源依据至今没有提交。")
    assert walk.decision.state == "drafting"
    walk.take("legality_review.submit", "unit_lead", 61)
    walk.take("legality_review.accept", "legal_reviewer", 62)


def test_a_citizen_is_answered_after_the_archive_and_the_reply_is_added_to_it(walk: Walk) -> None:
    walk.take("initiation.propose", "staff", 0, source="citizen", proposer="张某")
    for name, role, day in WAY[1:]:
        walk.take(name, role, day)
    walk.take("initiation.reply", "office", 72)
    assert walk.decision_id
    dossier = load(walk.session, walk.decision_id)
    assert "reply" in {each.key for each in later_items(dossier)} - {each.key for each in due_items(dossier)}


def test_a_policy_document_is_filed_after_it_was_archived(walk: Walk) -> None:
    for step, role, day in way_of("policy_document"):
        walk.take(step, role, day, **({"kinds": ["policy_document"]} if step == "initiation.propose" else {}))
    walk.take("publication.archive", "office", 70)
    walk.take("publication.file", "office", 75)
    assert walk.decision_id
    dossier = load(walk.session, walk.decision_id)
    filed = [each for each in later_items(dossier) if each.key == "filing"]
    assert filed
    assert not {each.key for each in due_items(dossier)} & {"filing"}
    walk.take(
        "publication.supplement_archive",
        "office",
        76,
        items=[{"key": each.key, "title": each.title.zh, "on": each.on} for each in filed],
    )


@pytest.mark.parametrize("after", ["drafting.save", "legality_review.submit", "legality_review.conclude"])
def test_a_matter_overtaken_by_events_is_ended_by_the_chief_with_the_reason(walk: Walk, after: str) -> None:
    walk.through(after)
    with pytest.raises(NotAllowed):
        walk.take("initiation.stop", "unit_lead", 61)
    with pytest.raises(BadInput):
        walk.take("initiation.stop", "chief", 61, reason="领导要求。")
    walk.take("initiation.stop", "chief", 61)
    assert walk.decision.state == "stopped"
    for step, role in (
        ("drafting.save", "staff"),
        ("participation.receive", "staff"),
        ("deliberation.convene", "recorder"),
    ):
        with pytest.raises(Stale):
            walk.take(step, role, 62)
    assert walk.decision_id
    dossier = load(walk.session, walk.decision_id)
    assert dossier.refusal
    book = library().rulebook(walk.decision.rulebook)
    findings = check_dossier(book, dossier, setting_of(book, walk.start, CALENDAR))
    assert not [each for each in findings if each.stage == "initiation" and each.stops]


def test_what_a_meeting_adopted_is_not_ended_in_this_way(walk: Walk) -> None:
    walk.through("deliberation.decide")
    with pytest.raises(Stale):
        walk.take("initiation.stop", "chief", 63)


def test_whoever_was_invited_to_a_hearing_is_told_first(walk: Walk) -> None:
    walk.through("participation.open")
    walk.take("hearing.announce", "staff", 12)
    with pytest.raises(BadInput) as told:
        walk.take("initiation.stop", "chief", 13)
    assert set(told.value.problems) == {"reason"}
    walk.take("hearing.cancel", "staff", 13)
    walk.take("initiation.stop", "chief", 13)


def test_a_citizen_whose_matter_was_ended_is_told_why(walk: Walk) -> None:
    walk.take("initiation.propose", "staff", 0, source="citizen", proposer="张某")
    for name, role, day in WAY[1:5]:
        walk.take(name, role, day)
    walk.take("initiation.stop", "chief", 20)
    walk.take("initiation.reply", "office", 21)
    assert walk.decision_id
    assert "决定终止办理。理由是：县里已将本工程" in proposer_reply(load(walk.session, walk.decision_id))
