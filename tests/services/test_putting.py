"""Rows that stand alone are put down as a flush would have, and nothing passes by the unit of work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.helpers import Staff
from tests.walk import Walk
from workflow.models.drafting import Attachment, Draft
from workflow.models.files import StoredFile
from workflow.models.preparation import Research, ResearchFile
from workflow.services.putting import put_down
from workflow.services.unit import Unentered, unit_of, writing

FACT = {"on": date(2022, 3, 2), "entered": datetime(2022, 3, 2, 4, tzinfo=UTC)}
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


def draft(walk: Walk, version: int = 1, **more: object) -> Draft:
    return Draft(decision_id=walk.decision_id, version=version, **FACT, **SAID, **more)


def stored_file() -> StoredFile:
    return StoredFile(digest=DIGEST, size=4, media_type="application/pdf", created_at=datetime(2022, 3, 2, tzinfo=UTC))


def stored(session: Session, row: Draft) -> dict[str, object]:
    table = Draft.__table__
    found = session.connection().execute(select(table).where(table.c.id == row.id)).one()
    return {name: value for name, value in found._mapping.items() if name not in ("id", "version")}


def test_it_is_what_a_flush_writes(walk):
    with not_kept(walk.session) as session:
        alone, flushed = draft(walk), draft(walk, version=2)
        session.add(alone)
        put_down(session)
        session.add(flushed)
        session.flush()
        assert alone.id < flushed.id
        assert stored(session, alone) == stored(session, flushed)
        assert (alone.traits, alone.differs, alone.beyond) == ([], "", None)
        assert unit_of(session).has_added(alone)
        assert unit_of(session).changed == {Draft}


def test_what_hangs_on_a_row_is_written_with_it(walk):
    with not_kept(walk.session) as session:
        row = draft(walk, files=[Attachment(name="附图.pdf", digest=DIGEST)])
        session.add_all([row, stored_file()])
        put_down(session)
        assert session.scalars(select(Attachment.draft_id)).all() == [row.id]
        assert unit_of(session).changed == {Draft, Attachment, StoredFile}


def test_what_a_row_names_comes_before_it(walk):
    with not_kept(walk.session) as session:
        row = draft(walk)
        session.add(row)
        put_down(session)
        session.add_all([Attachment(name="附图.pdf", digest=DIGEST, draft_id=row.id), stored_file()])
        put_down(session)
        assert session.scalars(select(Attachment.digest)).all() == [DIGEST]


def test_what_hangs_on_a_row_that_was_there_is_written_with_it(walk):
    with not_kept(walk.session) as session:
        row = Research(title="调研", researchers="农业办", text="正文", **FACT, decision_id=walk.decision_id)
        session.add_all([row, stored_file()])
        session.flush()
        row.files.append(ResearchFile(name="附图.pdf", digest=DIGEST))
        put_down(session)
        assert session.scalars(select(ResearchFile.research_id)).all() == [row.id]


def test_an_empty_list_hangs_nothing_on_it(walk):
    with not_kept(walk.session) as session:
        row = draft(walk, files=[])
        session.add(row)
        put_down(session)
        assert row not in session
        assert stored(session, row)["body"] == "正文"


def test_nothing_is_put_down_outside_a_unit_of_work(walk):
    walk.session.add(draft(walk))
    with pytest.raises(RuntimeError, match="outside a unit"):
        put_down(walk.session)
    walk.session.rollback()
    assert walk.session.scalars(select(Draft)).all() == []
