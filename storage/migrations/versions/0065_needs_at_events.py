"""What somebody needs at an event."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "event_need",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("event_id", "member_id"),
    )
    op.create_index("ix_event_need_member_id", "event_need", ["member_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("event_need")
