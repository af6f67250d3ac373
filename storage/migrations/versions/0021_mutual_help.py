"""Mutual help: questions, who was asked, who does not wish it, and what is found again."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "help_question",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("asker_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("wanted_by", sa.Date(), nullable=True),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("widens", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", Utc(), nullable=False),
        sa.Column("look_at", Utc(), nullable=False),
        *(sa.Column(name, Utc(), nullable=True) for name in ("widened_at", "escalated_at", "closed_at")),
        sa.Column("helper_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("thanks", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("publication", sa.String(), nullable=False),
        sa.Column("published_at", Utc(), nullable=True),
    )
    due = ("ix_help_question_due", "help_question", ["look_at"])
    op.create_index(*due, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_help_question_asker_state", "help_question", ["asker_id", "state"])
    op.create_index("ix_help_question_closed_at", "help_question", ["closed_at"])
    op.create_index("ix_help_question_helper_id", "help_question", ["helper_id"])
    _asked()
    _beside()


def _asked() -> None:
    op.create_table(
        "help_asked",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("question_id", sa.Integer(), sa.ForeignKey("help_question.id"), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("asked_at", Utc(), nullable=False),
        sa.Column("answered_at", Utc(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("passed_by", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("offered_self", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_help_asked_once", "help_asked", ["question_id", "member_id"], unique=True)
    op.create_index("ix_help_asked_member_at", "help_asked", ["member_id", "asked_at"])
    op.create_index("ix_help_asked_passed_by", "help_asked", ["passed_by"])


def _beside() -> None:
    op.create_table(
        "help_off",
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), primary_key=True),
        sa.Column("since", Utc(), nullable=False),
    )
    op.create_table(
        "help_report",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("question_id", sa.Integer(), sa.ForeignKey("help_question.id"), nullable=False),
        sa.Column("reporter_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
    )
    for column in ("question_id", "reporter_id", "at"):
        op.create_index(f"ix_help_report_{column}", "help_report", [column])
    op.create_table(
        "help_word",
        sa.Column("question_id", sa.Integer(), sa.ForeignKey("help_question.id"), primary_key=True),
        sa.Column("beginning", sa.String(), primary_key=True),
    )
    op.create_index("ix_help_word_beginning", "help_word", ["beginning", "question_id"])


def downgrade() -> None:
    """And back."""
    for name in ("help_word", "help_report", "help_off", "help_asked", "help_question"):
        op.drop_table(name)
