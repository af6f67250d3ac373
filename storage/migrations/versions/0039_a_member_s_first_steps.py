"""What a new member did of their first steps."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "first_steps",
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), primary_key=True),
        sa.Column("aside", sa.String(), nullable=False),
        sa.Column("agenda", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("introduced_at", Utc(), nullable=True),
    )


def downgrade() -> None:
    """And back."""
    op.drop_table("first_steps")
