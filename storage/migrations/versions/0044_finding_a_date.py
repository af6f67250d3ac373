"""Searches for a date."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

SOUGHT = sa.text("state = 'open'")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "date_poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("circle", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("closes_at", Utc(), nullable=False),
        sa.Column("remind_at", Utc(), nullable=True),
        sa.Column("closing_told", sa.Boolean(), nullable=False),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("chosen", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"]),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.ForeignKeyConstraint(["offer_id"], ["hosting_offer.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["member.id"]),
        sa.ForeignKeyConstraint(["ended_by"], ["member.id"]),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("topic_id", "company_id", "offer_id", "made_by", "ended_at", "ended_by", "event_id"):
        op.create_index(f"ix_date_poll_{column}", "date_poll", [column])
    for name, column in (("closes", "closes_at"), ("remind", "remind_at")):
        op.create_index(
            f"ix_date_poll_{name}", "date_poll", [column], sqlite_where=SOUGHT, postgresql_where=SOUGHT
        )
    op.create_table(
        "date_slot",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_at", Utc(), nullable=False),
        sa.Column("ends_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["date_poll.id"]),
        sa.PrimaryKeyConstraint("poll_id", "number"),
    )
    op.create_table(
        "date_invited",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("host", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["date_poll.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("poll_id", "member_id"),
    )
    op.create_index("ix_date_invited_member_id", "date_invited", ["member_id"])
    op.create_table(
        "date_answer",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("answered_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["date_poll.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("poll_id", "member_id", "number"),
    )
    op.create_index("ix_date_answer_member_id", "date_answer", ["member_id"])
    op.create_index("ix_date_answer_slot", "date_answer", ["poll_id", "number", "says"])


def downgrade() -> None:
    """And back."""
    for table in ("date_answer", "date_invited", "date_slot", "date_poll"):
        op.drop_table(table)
