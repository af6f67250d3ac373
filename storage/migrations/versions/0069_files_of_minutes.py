"""Files of minutes: what is said of each version's, and the bytes apart, once for all that have them."""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "minutes_content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256", name="uq_minutes_content_sha256"),
    )
    op.create_table(
        "minutes_file",
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["minutes_id"], ["event_minutes.id"]),
        sa.ForeignKeyConstraint(["content_id"], ["minutes_content.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("minutes_id"),
    )
    op.create_index("ix_minutes_file_content_id", "minutes_file", ["content_id"])
    op.create_index("ix_minutes_file_by_id", "minutes_file", ["by_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("minutes_file")
    op.drop_table("minutes_content")
