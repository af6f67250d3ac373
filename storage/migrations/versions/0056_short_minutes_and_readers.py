"""Of minutes a short version for all others, and who read which version."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column(
        "event_minutes", sa.Column("short", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.create_table(
        "minutes_reading",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("event_id", "member_id"),
    )
    op.create_index("ix_minutes_reading_member_id", "minutes_reading", ["member_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("minutes_reading")
    op.drop_column("event_minutes", "short")
