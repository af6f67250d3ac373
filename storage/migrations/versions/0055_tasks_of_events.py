"""What events decided, and who is charged with what until when."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

AWAITED = sa.text("state = 'open' AND member_id IS NOT NULL")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "event_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", Utc(), nullable=True),
        sa.Column("put_off", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["settled_by"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_event_task_event_id", "event_task", ["event_id"])
    op.create_index(
        "ix_event_task_awaited",
        "event_task",
        ["until", "id"],
        sqlite_where=AWAITED,
        postgresql_where=AWAITED,
    )
    op.create_index("ix_event_task_member_id", "event_task", ["member_id"])
    op.create_index("ix_event_task_by_id", "event_task", ["by_id"])
    op.create_index("ix_event_task_settled_by", "event_task", ["settled_by"])


def downgrade() -> None:
    """And back."""
    op.drop_table("event_task")
