"""A statement that was worked out once writes what SQLAlchemy would have written."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, insert, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.helpers import Staff
from tests.walk import Walk
from workflow.models.drafting import Draft
from workflow.services.fixed import Fixed
from workflow.services.unit import writing

TABLE: Any = Draft.__table__
IN_BEIJING = datetime(2022, 3, 2, 12, tzinfo=timezone(timedelta(hours=8)))


class Undone(Exception):
    """Nothing of it is kept."""


def draft(number: int, decision_id: int) -> dict[str, Any]:
    """Every column of a draft."""
    words = dict.fromkeys(("title", "body", "note", "change", "why_dropped", "differs", "author", "author_id"), "正文")
    lists = {key: ["供水"] for key in ("bases", "traits", "skips", "omissions", "earlier")}
    own = {"id": number, "version": number, "decision_id": decision_id, "beyond": None, "entered_by": None}
    return {**words, **lists, **own, "happened_on": date(2022, 3, 2), "entered_at": IN_BEIJING}


def raw(connection: Connection, number: int) -> dict[str, Any]:
    """What is in the database, whatever the types of the columns say."""
    found = connection.execute(text("SELECT * FROM draft WHERE id = :id"), {"id": number}).one()
    return {name: value for name, value in found._mapping.items() if name not in ("id", "version")}


@pytest.fixture
def decision_id(session: Session, staff: Staff) -> int:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.through("initiation.propose")
    assert walk.decision_id
    return walk.decision_id


def test_it_writes_what_the_statement_does(session, decision_id):
    with suppress(Undone), writing(session):
        connection, statement = session.connection(), Fixed(insert(TABLE))
        connection.execute(insert(TABLE), draft(1, decision_id))
        for number in (2, 3):
            statement.execute(connection, draft(number, decision_id))
        stored = [raw(connection, number) for number in (1, 2, 3)]
        raise Undone
    assert stored[0] == stored[1] == stored[2]
    assert stored[0]["body"] == "正文"


def test_only_the_columns_named_are_changed(session, decision_id):
    with suppress(Undone), writing(session):
        connection = session.connection()
        connection.execute(insert(TABLE), draft(1, decision_id))
        before = raw(connection, 1)
        one = update(TABLE).where(TABLE.c.id == bindparam("which"))
        later = datetime(2022, 3, 3, 4, tzinfo=UTC)
        Fixed(one, ("note", "entered_at")).execute(connection, {"which": 1, "note": "说明", "entered_at": later})
        changed = {name for name, value in raw(connection, 1).items() if value != before[name]}
        raise Undone
    assert changed == {"note", "entered_at"}


def test_a_value_that_is_missing_is_not_made_up(session, decision_id):
    given = {name: value for name, value in draft(1, decision_id).items() if name != "body"}
    with writing(session), pytest.raises(KeyError, match="body"):
        Fixed(insert(TABLE)).execute(session.connection(), given)


def test_what_the_database_refuses_is_told_as_always(session, decision_id):
    with pytest.raises(IntegrityError), writing(session):
        Fixed(insert(TABLE)).execute(session.connection(), draft(1, decision_id + 1))
