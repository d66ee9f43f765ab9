"""What an official may still do, and has to, however far a matter has come: no state leaves a duty without its step."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff
from tests.walk import WAY, Walk, way_of
from workflow.domain.inventory import due_items, later_items
from workflow.domain.meetingrecord import record_digest
from workflow.services.dossiers import load

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
