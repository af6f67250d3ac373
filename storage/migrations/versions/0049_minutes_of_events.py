"""Minutes of events, by versions, and corrections proposed of them."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

PROVISIONAL = sa.text("NOT final")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "event_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("corrected_until", Utc(), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "version", name="uq_event_minutes_version"),
    )
    op.create_index(
        "ix_event_minutes_provisional",
        "event_minutes",
        ["corrected_until"],
        sqlite_where=PROVISIONAL,
        postgresql_where=PROVISIONAL,
    )
    op.create_index("ix_event_minutes_at", "event_minutes", ["at"])
    op.create_index("ix_event_minutes_by_id", "event_minutes", ["by_id"])
    op.create_table(
        "minutes_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("proposed", sa.String(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["settled_by"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_minutes_remark_event_id", "minutes_remark", ["event_id", "state"])
    op.create_index("ix_minutes_remark_by_id", "minutes_remark", ["by_id"])
    op.create_index("ix_minutes_remark_settled_by", "minutes_remark", ["settled_by"])


def downgrade() -> None:
    """And back."""
    op.drop_table("minutes_remark")
    op.drop_table("event_minutes")
