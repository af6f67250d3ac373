"""Two questions after an event, answered without a name."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

UNTOLD = sa.text("told_at IS NULL")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "feedback_asked",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("closes_at", Utc(), nullable=False),
        sa.Column("closed_at", Utc(), nullable=True),
        sa.Column("told_at", Utc(), nullable=True),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index(
        "ix_feedback_asked_untold",
        "feedback_asked",
        ["closes_at"],
        sqlite_where=UNTOLD,
        postgresql_where=UNTOLD,
    )
    op.create_table(
        "feedback_given",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("event_id", "member_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_feedback_given_member_id", "feedback_given", ["member_id"])
    op.create_table(
        "feedback_paper",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("useful", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_feedback_paper_event_id", "feedback_paper", ["event_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("feedback_paper")
    op.drop_table("feedback_given")
    op.drop_table("feedback_asked")
