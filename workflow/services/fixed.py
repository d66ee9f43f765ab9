"""Statements that are the same in every step: how they are written, and how their values are, is worked out once.

SQLAlchemy finds that out anew for each execution, and takes longer for it than the database for its part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement


class _Written(NamedTuple):
    """A statement in the words of one driver: its values in their order, each with what makes the driver's of it."""

    text: str
    values: Sequence[tuple[str, Callable[[Any], Any] | None]]
    in_order: bool


class Fixed:
    """A statement of which nothing but the values changes, and that answers nothing; `columns`: those that are given values,
    where not all of the table are."""

    def __init__(self, statement: ClauseElement, columns: Iterable[str] | None = None) -> None:
        self._statement = statement
        self._columns = list(columns) if columns else None
        self._written: dict[str, _Written] = {}

    def execute(self, connection: Connection, given: Mapping[str, Any]) -> int:
        """Execute it with the values given; how many rows it changed. Raises KeyError for a value that is not given."""
        dialect = connection.dialect
        text, values, in_order = self._written.get(dialect.name) or self._write(dialect)
        found = [(name, make(given[name]) if make else given[name]) for name, make in values]
        return connection.exec_driver_sql(
            text, tuple(value for _, value in found) if in_order else dict(found)
        ).rowcount

    def _write(self, dialect: Dialect) -> _Written:
        compiled: Any = self._statement.compile(dialect=dialect, column_keys=self._columns)
        names = compiled.positiontup or list(compiled.binds)
        types = (compiled.binds[name].type.dialect_impl(dialect) for name in names)
        values = [(name, kind.bind_processor(dialect)) for name, kind in zip(names, types, strict=True)]
        self._written[dialect.name] = written = _Written(str(compiled), values, bool(compiled.positional))
        return written
