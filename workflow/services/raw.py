"""Reading columns as the database holds them: what someone wrote past the program may be no date and no bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Date, DateTime, Select, String, cast, select, type_coerce
from sqlalchemy.exc import DataError
from sqlalchemy.types import NullType

from workflow.models.base import UTCDateTime
from workflow.services.ledger import moment

UNREADABLE = (ArithmeticError, AttributeError, DataError, LookupError, RecursionError, TypeError, ValueError)
"""What reading may raise where somebody wrote past the program what is no day, no number and no text."""


def raw(*columns: Any) -> Select[*tuple[Any, ...]]:
    """A statement for the columns, none of which is turned into what its type says; days and moments as text."""
    return select(*(_plain(column).label(column.key) for column in columns))


def _plain(column: Any) -> Any:
    # PostgreSQL has days that Python has not
    temporal = isinstance(column.type, Date | DateTime | UTCDateTime)
    return cast(column, String) if temporal else type_coerce(column, NullType())


def stored_moment(value: object) -> str:
    """A stored moment as entries write it; what is none, as it is."""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return repr(value)
    return moment(at if at.tzinfo else at.replace(tzinfo=UTC))
