"""Putting rows down: a fact is inserted as it is, and given back as it was stored.

Most facts are one row, or one with a few below it, and each names by number what it belongs to: there is nothing to put in
order and nothing to keep an eye on, which is what the unit of work of the ORM takes its time for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Insert, insert, inspect
from sqlalchemy.orm import RelationshipDirection

from workflow.models.base import Base
from workflow.services.relations import Link, form_of, link_of, reading, rows
from workflow.services.unit import Session, connection_of, only_in_a_unit, unit_of

_R = TypeVar("_R", bound=Base)


class _Kind(NamedTuple):
    """How rows of a class are inserted: the statement, which gives them back; its columns by the names of their attributes;
    and what may hang on one, by the names of the relationships."""

    statement: Insert
    columns: dict[str, str]
    hanging: dict[str, Link]


@cache
def _kind(of: type[Base]) -> _Kind:
    mapper, table = inspect(of), of.__table__
    own = {each.key: each.columns[0] for each in mapper.column_attrs if each.columns[0].table is table}
    below = (each for each in mapper.relationships if each.direction is RelationshipDirection.ONETOMANY)
    hanging = {each.key: link_of(each.class_attribute) for each in below}
    statement = insert(table).returning(*own.values())  # type: ignore[arg-type]
    return _Kind(statement, {key: column.name for key, column in own.items()}, hanging)


def put(session: Session, kind: type[_R], values: Mapping[str, Any]) -> _R:
    """Insert a row into the open unit of work, with what is to hang on it (the values of a row, or of each), and return it.

    No session knows the row that comes back. Raises RuntimeError where no unit of work is open, KeyError for what a row of
    this class has not.
    """
    only_in_a_unit(session)
    statement, columns, hanging = _kind(kind)
    given = {columns[key]: value for key, value in values.items() if key not in hanging}
    found = connection_of(session).execute(statement, given).one()
    row: _R = form_of(kind).of(dict(zip(columns, found, strict=True)))
    if form_of(kind).brought:
        row = _with_what_comes(session, kind, row.__dict__["id"])
    unit_of(session).note_put(row)
    for name, link in hanging.items():
        below = values.get(name)
        each = (below if link.many else [below]) if below else ()
        kept = [put(session, link.kind, {**one, link.theirs: row.__dict__[link.own]}) for one in each]
        row.__dict__[name] = kept if link.many else next(iter(kept), None)
    return row


def _with_what_comes(session: Session, kind: type[_R], number: int) -> _R:
    """The row with what always comes with it, as it stands now."""
    statement = reading(kind).where(kind.__table__.c.id == number)
    return rows(connection_of(session), kind, statement)[0]
