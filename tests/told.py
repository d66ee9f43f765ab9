"""The rows of which the log has to tell, whole: to see whether any changed without an entry."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import func, select

from workflow.models import Base
from workflow.models.trail import Entry
from workflow.wiring import db

# what the log does not tell of: itself, what proves it, who signed in, the clock of a demonstration
UNTOLD = {
    *("entry", "evidence", "log_head"),
    *("checkpoint", "cosignature", "time_stamp"),
    *("sign_in", "setup_token", "instance", "demo_clock"),
}
UNTOLD_COLUMNS = {
    # wrong passwords are counted, right ones are kept by a better method; both by whoever signs in
    "person": {"failed_count", "locked_until", "password_hash"},
    # the title as it is searched for; where what is told of a past decision was read
    "decision": {"name", "source_note"},
}
Rows = dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]


def rows_of(app: Flask) -> tuple[Rows, int]:
    """Everything the log has to tell of, and how many entries there are."""
    found: Rows = {}
    with app.app_context(), db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in UNTOLD:
                continue
            keys = [column.name for column in table.primary_key]
            told = [each for each in table.c if each.name not in UNTOLD_COLUMNS.get(table.name, ())]
            rows = connection.execute(select(*told)).mappings()
            found[table.name] = {tuple(row[key] for key in keys): tuple(row.values()) for row in rows}
        return found, connection.scalar(select(func.count(Entry.seq))) or 0


def changed(before: Rows, after: Rows) -> list[str]:
    return [name for name, rows in after.items() if rows != before[name]]
