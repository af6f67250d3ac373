"""Codes that are shown in the room, by which people say that they are there."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "event_code",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index("ix_event_code_code", "event_code", ["code"])


def downgrade() -> None:
    """And back."""
    op.drop_table("event_code")
