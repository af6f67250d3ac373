"""Whom Prime told what is kept of them, and in which message."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "datanotice",
        sa.Column("slack_id", sa.String(), primary_key=True),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("told_at", Utc(), nullable=False),
    )


def downgrade() -> None:
    """And back."""
    op.drop_table("datanotice")
