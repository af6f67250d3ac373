"""Study groups, and who is in them."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "study_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"]),
        sa.ForeignKeyConstraint(["lead_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["opened_by"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("topic_id"),
    )
    op.create_index("ix_study_group_lead_id", "study_group", ["lead_id"])
    op.create_index("ix_study_group_opened_by", "study_group", ["opened_by"])
    op.create_index("ix_study_group_rank_id", "study_group", ["rank", "id"])
    op.create_table(
        "group_member",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("money", sa.String(), nullable=False),
        sa.Column("joined_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("group_id", "member_id"),
    )
    op.create_index("ix_group_member_member_id", "group_member", ["member_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("group_member")
    op.drop_table("study_group")
