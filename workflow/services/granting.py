"""What the application's own account may do on PostgreSQL: read everything, add facts, change only what is no fact."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.sql import quoted_name

from workflow.models import Base
from workflow.models.protection import GUARDED
from workflow.services.unit import Session, writing

CHANGING = ("body_member", "decision", "demo_clock", "person", "person_role", "setup_token", "sign_in")
"""The tables of which rows change: where a matter stands, who is who, who is signed in. Facts are superseded."""

_FUNCTIONS = ("log_open", "log_append", "log_erase")


class NotPostgresql(Exception):
    """The database knows no accounts."""


class NoSuchRole(Exception):
    """The database has no account of that name."""


def grant(session: Session, role: str) -> None:
    """Give an account what the application needs and take from it whatever else it had.

    :raises NotPostgresql: on SQLite.
    :raises NoSuchRole: there is no such account.
    """
    dialect = session.get_bind().dialect
    if dialect.name != "postgresql":
        raise NotPostgresql
    if session.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}) is None:
        raise NoSuchRole(role)
    name = dialect.identifier_preparer.quote(quoted_name(role, quote=True))
    growing = [table.name for table in Base.metadata.sorted_tables if table.name not in GUARDED]
    with writing(session):
        for statement in (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            f"REVOKE ALL ON FUNCTION {', '.join(_FUNCTIONS)} FROM PUBLIC",
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
            f"GRANT USAGE ON SCHEMA public TO {name}",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}",
            f"GRANT INSERT ON {', '.join(growing)} TO {name}",
            f"GRANT UPDATE ON {', '.join(CHANGING)} TO {name}",
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}",
            *(f"GRANT EXECUTE ON FUNCTION {function} TO {name}" for function in _FUNCTIONS),
        ):
            session.execute(text(statement))
