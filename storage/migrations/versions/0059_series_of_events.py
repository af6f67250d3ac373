"""Events that are dates of one series."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "event_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("skips", sa.Boolean(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "series_date",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["series_id"], ["event_series.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index("ix_series_date_series_id", "series_date", ["series_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("series_date")
    op.drop_table("event_series")
