"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}

A revision has to work on SQLite and PostgreSQL, with data in the tables, upwards and downwards. Entries of the trail
are never touched. Once released it is not edited: write the next one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision: str = ${repr(up_revision)}
down_revision: str | tuple[str, ...] | None = ${repr(down_revision)}
branch_labels: tuple[str, ...] | None = ${repr(branch_labels)}
depends_on: tuple[str, ...] | None = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
