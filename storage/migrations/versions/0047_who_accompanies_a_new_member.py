"""Colleagues who are asked to accompany somebody new to the club."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

WAITS = sa.text("waits_until IS NOT NULL")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "buddy",
        sa.Column("newcomer_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("asked_at", Utc(), nullable=False),
        sa.Column("waits_until", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["newcomer_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("newcomer_id", "member_id"),
    )
    op.create_index("ix_buddy_waits", "buddy", ["waits_until"], sqlite_where=WAITS, postgresql_where=WAITS)
    op.create_index("ix_buddy_member_id", "buddy", ["member_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("buddy")
