"""Reading columns as the database holds them: what someone wrote past the program may be no date and no bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select, type_coerce
from sqlalchemy.types import NullType

from workflow.services.ledger import moment


def raw(*columns: Any) -> Select[*tuple[Any, ...]]:
    """A statement for the columns, none of which is turned into what its type says."""
    return select(*(type_coerce(column, NullType()).label(column.key) for column in columns))


def stored_moment(value: object) -> str:
    """A stored moment as entries write it; what is none, as it is."""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return repr(value)
    return moment(at if at.tzinfo else at.replace(tzinfo=UTC))
