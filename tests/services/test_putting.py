"""Rows are put down as a flush would have written them and come back as they were stored; nothing passes by the unit of work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.helpers import Staff
from tests.walk import Walk
from workflow.models.drafting import Attachment, Draft
from workflow.models.files import StoredFile
from workflow.models.preparation import Consultation
from workflow.services.putting import put
from workflow.services.unit import Unentered, unit_of, writing

NOON = datetime(2022, 3, 2, 4, tzinfo=UTC)
FACT = {"on": date(2022, 3, 2), "entered": NOON}
SAID = {"title": "方案", "body": "正文", "note": "", "change": "", "bases": [], "author": "", "author_id": ""}

DIGEST = "0" * 64


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.through("initiation.propose")
    return walk


@contextmanager
def not_kept(session: Session) -> Iterator[Session]:
    """A unit of work that enters nothing: the log would have to tell of what it put down, so that is not kept."""
    with pytest.raises(Unentered), writing(session):
        yield session
    assert session.scalars(select(Draft)).all() == []


def draft(walk: Walk, version: int = 1, **more: object) -> dict[str, object]:
    return {"decision_id": walk.decision_id, "version": version, **FACT, **SAID, **more}


def stored(session: Session, row: Draft) -> dict[str, object]:
    table = Draft.__table__
    found = session.connection().execute(select(table).where(table.c.id == row.id)).one()
    return {name: value for name, value in found._mapping.items() if name not in ("id", "version")}


def test_it_is_what_a_flush_writes(walk):
    with not_kept(walk.session) as session:
        alone, flushed = put(session, Draft, draft(walk)), Draft(**draft(walk, version=2))
        session.add(flushed)
        session.flush()
        assert alone.id < flushed.id
        assert stored(session, alone) == stored(session, flushed)


def test_it_comes_back_as_it_was_stored(walk):
    with not_kept(walk.session) as session:
        beijing = NOON.astimezone(timezone(timedelta(hours=8)))
        row = put(session, Draft, draft(walk, entered=beijing))
        assert (row.title, row.on, row.entered, row.entered.tzinfo) == ("方案", date(2022, 3, 2), NOON, UTC)
        assert (row.traits, row.differs, row.beyond, row.files) == ([], "", None, [])


def test_the_unit_of_work_knows_of_it(walk):
    with not_kept(walk.session) as session:
        row = put(session, Draft, draft(walk))
        unit = unit_of(session)
        assert unit.has_added(row)
        assert (unit.changed, unit.put) == ({Draft}, {Draft: [row]})


def test_of_kinds_that_a_flush_wrote_too_not_all_is_known(walk):
    with not_kept(walk.session) as session:
        put(session, Draft, draft(walk))
        session.add(Draft(**draft(walk, version=2)))
        session.flush()
        put(session, Draft, draft(walk, version=3))
        assert unit_of(session).put == {}


def test_what_hangs_on_a_row_is_written_with_it(walk):
    with not_kept(walk.session) as session:
        session.add(StoredFile(digest=DIGEST, size=4, media_type="application/pdf", created_at=NOON))
        row = put(session, Draft, draft(walk, files=[{"name": "附图.pdf", "digest": DIGEST}]))
        # with what the store says of it
        assert [(each.draft_id, each.name, each.size) for each in row.files] == [(row.id, "附图.pdf", 4)]
        assert session.scalars(select(Attachment.draft_id)).all() == [row.id]
        assert unit_of(session).changed == {Draft, Attachment, StoredFile}


def test_there_may_be_one_below_it_or_none(walk):
    with not_kept(walk.session) as session:
        below = {"issue": "经费分担", "units_said": "由乡承担", "own_view": "由县承担", "reasoning": "按原渠道。"}
        unit = {"unit": "县水利局", "sent_on": None, "replied_on": date(2022, 3, 1), "answered": "agrees"}
        unit |= {"text": "", "dealt_with": "", "settled": True}
        told = {"decision_id": walk.decision_id, "version": 1, "anew": "", **FACT}
        disputed = put(session, Consultation, {**told, "units": [unit], "dispute": below})
        assert disputed.dispute is not None
        assert disputed.dispute.consultation_id == disputed.id
        assert [each.unit for each in disputed.units] == ["县水利局"]
        assert put(session, Consultation, {**told, "dispute": None}).dispute is None


def test_what_a_row_has_not_is_refused(walk):
    with not_kept(walk.session) as session:
        put(session, Consultation, {"decision_id": walk.decision_id, "version": 1, "anew": "", **FACT})
        with pytest.raises(KeyError, match="colour"):
            put(session, Draft, draft(walk, colour="red"))


def test_nothing_is_put_down_outside_a_unit_of_work(walk):
    with pytest.raises(RuntimeError, match="outside a unit"):
        put(walk.session, Draft, draft(walk))
    assert walk.session.scalars(select(Draft)).all() == []
