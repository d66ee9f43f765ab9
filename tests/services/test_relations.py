"""Rows are read with what hangs on them, as plain as they are kept, and hold nothing that was not read."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import UnmappedInstanceError

from tests.helpers import Staff
from tests.walk import Walk
from workflow.models.decisions import Decision, DecisionUnit
from workflow.models.drafting import Attachment, Draft
from workflow.models.files import StoredFile
from workflow.models.participation import Notice
from workflow.services.putting import put
from workflow.services.relations import AT_ONCE, form_of, read_along, reading, rows
from workflow.services.unit import writing

DIGEST = "0" * 64


class Undone(Exception):
    """Nothing of it is kept."""


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.through("participation.open")
    return walk


def decisions(session: Session) -> list[Decision]:
    return rows(session.connection(), Decision, reading(Decision).order_by(Decision.__table__.c.id))


def test_a_row_is_what_the_session_would_read(walk):
    (found,) = decisions(walk.session)
    known = walk.session.get_one(Decision, walk.decision_id)
    names = form_of(Decision).names
    assert {name: getattr(found, name) for name in names} == {name: getattr(known, name) for name in names}
    assert found.undertaking_ids == known.undertaking_ids != set()


def test_what_was_not_read_is_not_asked_for(walk):
    (found,) = decisions(walk.session)
    with pytest.raises(UnmappedInstanceError):
        _ = found.notices


def test_it_cannot_be_changed(walk):
    (found,) = decisions(walk.session)
    with pytest.raises(AttributeError):
        found.title = "另一个名称"
    with pytest.raises(UnmappedInstanceError):
        walk.session.add(found)


def test_what_hangs_on_rows_is_read_along_the_paths(walk):
    (found,) = decisions(walk.session)
    paths = (
        (Decision.lead_unit,),
        (Decision.predecessor,),
        (Decision.undertaking, DecisionUnit.unit),
        (Decision.notices, Notice.opinions),
        (Decision.notices, Notice.result),
    )
    read_along(walk.session.connection(), [found], paths)
    known = walk.session.get_one(Decision, walk.decision_id)
    assert known.lead_unit
    assert found.lead_unit.name == known.lead_unit.name
    assert [each.unit.name for each in found.undertaking] == [each.unit.name for each in known.undertaking]
    assert [each.id for each in found.notices] == [each.id for each in known.notices] != []
    assert (found.predecessor, found.notices[0].opinions, found.notices[0].result) == (None, [], None)


def test_of_many_each_has_its_own(walk, staff):
    other = Walk(
        walk.session, {role: staff.actor(walk.session, role) for role in staff.people}, unit_ids=(staff.units[0],)
    )
    other.take("initiation.propose", "staff", 6, title="另一事项")
    first, second = decisions(walk.session)
    read_along(walk.session.connection(), [first, second], ((Decision.proposals,), (Decision.drafts,)))
    assert [each.title for each in second.proposals] == ["另一事项"]
    assert [each.decision_id for each in first.proposals] == [first.id]
    assert (len(first.drafts), second.drafts) == (1, [])


def test_they_are_asked_for_a_thousand_at_once(walk):
    (found,) = decisions(walk.session)
    many = [form_of(Decision).of({"id": found.id + n}) for n in range(AT_ONCE + 1)]
    asked: list[int] = []
    connection = walk.session.connection()
    event.listen(connection, "before_cursor_execute", lambda c, u, s, values, *_: asked.append(len(values)))
    read_along(connection, many, ((Decision.drafts,),))
    assert len(asked) == 2
    assert [len(each.drafts) for each in many[:2]] == [1, 0]


def test_of_what_may_have_nothing_nothing_is_asked(walk):
    (found,) = decisions(walk.session)
    asked: list[str] = []
    connection = walk.session.connection()
    event.listen(connection, "before_cursor_execute", lambda c, u, statement, *_: asked.append(statement))
    read_along(connection, [found], ((Decision.notices, Notice.opinions),), lambda row, attribute: False)
    assert (asked, found.notices) == ([], [])


def test_what_always_comes_with_a_row_comes_with_it(walk):
    with suppress(Undone), writing(walk.session) as session:
        stored = {"size": 4, "media_type": "application/pdf", "created_at": datetime(2022, 3, 2, tzinfo=UTC)}
        session.add(StoredFile(digest=DIGEST, **stored))
        (draft,) = rows(session.connection(), Draft, reading(Draft))
        put(session, Attachment, {"draft_id": draft.id, "name": "附图.pdf", "digest": DIGEST})
        read_along(session.connection(), [draft], ((Draft.files,),))
        raise Undone
    assert [(each.name, each.size, each.media_type) for each in draft.files] == [("附图.pdf", 4, "application/pdf")]


@pytest.mark.sqlite
def test_a_row_of_which_something_is_lost_is_found_all_the_same(walk):
    """Nobody takes a draft without its file for one that has none."""
    with suppress(Undone), writing(walk.session) as session:
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        (draft,) = rows(connection, Draft, reading(Draft))
        named = {"draft_id": draft.id, "name": "附图.pdf", "digest": DIGEST}
        connection.execute(insert(Attachment.__table__), named)
        read_along(connection, [draft], ((Draft.files,),))
        raise Undone
    assert [(each.name, each.file) for each in draft.files] == [("附图.pdf", None)]
    with pytest.raises(AttributeError):
        _ = draft.files[0].size


def test_a_row_says_which_it_is(walk):
    (found,) = decisions(walk.session)
    assert repr(found) == f"<Decision {found.id}>"
    assert repr(walk.session.get_one(Decision, found.id)) == f"<Decision ({found.id},)>"
