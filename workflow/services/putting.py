"""Putting rows down: those that stand alone are inserted as they are.

Most facts are one row that names by number what it belongs to, so there is nothing to put in order; to find that out the
unit of work of the ORM takes longer than the rest of a step's writing.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Insert, insert, inspect

from workflow.models.base import Base
from workflow.services.unit import Session, only_in_a_unit, unit_of


class _Kind(NamedTuple):
    """How rows of a kind are inserted: the statement, the columns by the names of their attributes, what may hang on one,
    and after which kinds it comes: what it names by number is there before it."""

    statement: Insert
    columns: dict[str, str]
    relations: frozenset[str]
    place: int


@cache
def _kind(of: Any) -> _Kind:
    mapper = inspect(of)
    table = of.__table__
    columns = {attribute.key: attribute.columns[0] for attribute in mapper.column_attrs}
    own = {key: column.name for key, column in columns.items() if column.table is table}
    place = Base.metadata.sorted_tables.index(table)
    return _Kind(insert(table), own, frozenset(mapper.relationships.keys()), place)


def put_down(session: Session) -> None:
    """Bring what was added and changed in the open unit of work into the database. Raises RuntimeError where none is."""
    only_in_a_unit(session)
    rows: list[Base] = list(session.new)
    # a row may also hang on one that was there: that one has then changed
    if not session.dirty and not session.deleted and all(map(_alone, rows)):
        for row in sorted(rows, key=_place):
            session.expunge(row)
            _insert(session, row)
    session.flush()


def _alone(row: Base) -> bool:
    """Whether no other row hangs on it, or it on another, but by number."""
    return not any(row.__dict__.get(name) for name in _kind(type(row)).relations)


def _place(row: Base) -> int:
    return _kind(type(row)).place


def _insert(session: Session, row: Base) -> None:
    statement, columns, *_ = _kind(type(row))
    given = row.__dict__
    done = session.connection().execute(statement, {name: given[key] for key, name in columns.items() if key in given})
    number = done.inserted_primary_key
    kept = {**done.context.compiled_parameters[0], **(number._mapping if number else {})}
    for key in columns.keys() - given.keys():
        setattr(row, key, kept.get(columns[key]))
    unit_of(session).note_added(row)
