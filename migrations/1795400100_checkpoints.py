"""checkpoints and their cosignatures

Revision ID: 1795400100
Revises: 1795400000

A revision has to work on SQLite and PostgreSQL, with data in the tables, upwards and downwards. Entries of the trail
are never touched. Once released it is not edited: write the next one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "1795400100"
down_revision: str | tuple[str, ...] | None = "1795400000"
branch_labels: tuple[str, ...] | None = None
depends_on: tuple[str, ...] | None = None


def upgrade() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("organ_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file", sa.String(), nullable=False, comment="the signed notes, one for each hash"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organ_id"], ["organ.id"], name=op.f("fk_checkpoint_organ_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("organ_id", "size", name=op.f("pk_checkpoint")),
    )
    op.create_table(
        "cosignature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organ_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("witness", sa.String(), nullable=False),
        sa.Column("lines", sa.String(), nullable=False, comment="the lines of signature, one for each hash"),
        sa.Column(
            "at", sa.DateTime(timezone=True), nullable=False, comment="when the witness signed, by its own clock"
        ),
        sa.ForeignKeyConstraint(
            ["organ_id", "size"],
            ["checkpoint.organ_id", "checkpoint.size"],
            name=op.f("fk_cosignature_organ_id_size"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cosignature")),
        sa.UniqueConstraint("organ_id", "size", "witness", name=op.f("uq_cosignature_organ_id_size_witness")),
    )
    op.create_table(
        "time_stamp",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organ_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False, comment="the answer as it came (.tsr)"),
        sa.Column(
            "stamped_by",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="by when, by its clock and as exact as it says that is",
        ),
        sa.ForeignKeyConstraint(
            ["organ_id", "size"],
            ["checkpoint.organ_id", "checkpoint.size"],
            name=op.f("fk_time_stamp_organ_id_size"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_stamp")),
        sa.UniqueConstraint("organ_id", "size", "authority", name=op.f("uq_time_stamp_organ_id_size_authority")),
    )


def downgrade() -> None:
    op.drop_table("time_stamp")
    op.drop_table("cosignature")
    op.drop_table("checkpoint")
