"""Private channels that are kept in step with study groups."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "group_room",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("held_until", Utc(), nullable=True),
        sa.Column("seen_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"]),
        sa.PrimaryKeyConstraint("group_id"),
    )
    op.create_table(
        "group_room_guest",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"]),
        sa.PrimaryKeyConstraint("group_id", "slack_id"),
    )
    op.create_index("ix_group_room_guest_slack_id", "group_room_guest", ["slack_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("group_room_guest")
    op.drop_table("group_room")
