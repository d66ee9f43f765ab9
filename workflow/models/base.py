"""What every table shares: names of constraints, times in UTC, a readable repr."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, MetaData, TypeDecorator, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: stored in UTC, read back aware. A time without a zone is refused: nobody can say what it meant."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a time zone was given to the database")
        value = value.astimezone(UTC)
        # SQLite has no type for a zone: without this, text with and without an offset would be compared as text
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UTCDateTime()}
    told: ClassVar[bool] = True
    """Whether the log has to tell of it when a row is written."""
    untold: ClassVar[frozenset[str]] = frozenset()
    """The columns of a row that change without the log telling of it."""

    def __repr__(self) -> str:
        state = inspect(self, raiseerr=False)
        return f"<{type(self).__name__} {state.identity if state else self.__dict__.get('id')}>"


class Keyed:
    """A table with a number of its own as primary key."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)


class Created:
    """A row that knows when it was entered."""

    created_at: Mapped[datetime] = mapped_column(comment="when the row was entered, UTC", sort_order=90)


def one_of(column: str, keys: Any) -> str:
    """The SQL of a CHECK that `column` holds one of `keys`. The keys are our own constants, never input."""
    return f"{column} IN ({', '.join(repr(str(key)) for key in keys)})"
