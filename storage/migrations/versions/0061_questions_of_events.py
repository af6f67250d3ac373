"""What an event asks of those who come, and what they say to it."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column("event", sa.Column("questions", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("event", sa.Column("questions_closed_at", Utc(), nullable=True))
    op.create_table(
        "event_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("batch", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_event_question_event_id", "event_question", ["event_id"])
    op.create_index("ix_event_question_batch", "event_question", ["batch"])
    op.create_table(
        "question_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["event_question.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["guest_id"], ["guest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_question_reply_party", "question_reply", ["event_id", "member_id"])
    op.create_index("ix_question_reply_question_id", "question_reply", ["question_id"])
    op.create_index("ix_question_reply_member_id", "question_reply", ["member_id"])
    op.create_index("ix_question_reply_guest_id", "question_reply", ["guest_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("question_reply")
    op.drop_table("event_question")
    op.drop_column("event", "questions_closed_at")
    op.drop_column("event", "questions")
