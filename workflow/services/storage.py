"""Whether the database holds in its indexes what it holds in its tables: it answers from either, whichever is nearer.

A value that was changed in the file of one of them alone is shown by some queries and hidden by others. Where both agree,
it is enough that an examination reads either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from workflow.domain.text import Text
from workflow.services.unit import Session

MOST = 20
"""How many disagreements are told."""

_CHECK = text("SELECT bt_index_check(CAST(:index AS regclass), true)")
_MAY_CHECK = text("""
SELECT coalesce(has_function_privilege(to_regprocedure('bt_index_check(regclass,boolean)'), 'EXECUTE'), false)""")
_INDEXES = text("""
SELECT i.indexrelid::regclass::text FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
WHERE c.relnamespace = 'public'::regnamespace AND a.amname = 'btree' ORDER BY 1""")
_CORRUPTED = ("XX001", "XX002")
_BY_INDEX = ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")


def disagreements(session: Session) -> list[Text] | None:
    """Where tables and indexes differ, or the file is damaged; None where this cannot be asked (PostgreSQL without amcheck)."""
    if session.get_bind().dialect.name == "sqlite":
        said = session.scalars(text(f"PRAGMA integrity_check({MOST})")).all()
        return [] if said == ["ok"] else [_damaged(each) for each in said]
    if not session.scalar(_MAY_CHECK):
        return None
    return list(_differing(session))[:MOST]


def _differing(session: Session) -> Iterator[Text]:
    for index in session.scalars(_INDEXES).all():
        try:
            with session.begin_nested():
                session.execute(_CHECK, {"index": index})
        except DBAPIError as error:
            # whatever else failed says nothing of the index
            if getattr(error.orig, "sqlstate", "") not in _CORRUPTED:
                raise
            yield _damaged(str(error.orig).partition("\n")[0])


def _damaged(said: str) -> Text:
    return Text(
        f"数据库的数据表与索引不一致，或者文件已损坏：{said}", f"tables and indexes of the database differ: {said}"
    )


@contextmanager
def by_rows(session: Session, needed: bool) -> Iterator[None]:
    """What is asked in the block reads the rows themselves, on PostgreSQL, where `needed`."""
    if not needed:
        yield
        return
    for name in _BY_INDEX:
        session.execute(text(f"SET LOCAL {name} = off"))
    yield
    for name in _BY_INDEX:
        session.execute(text(f"SET LOCAL {name} = on"))
