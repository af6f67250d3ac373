"""What organisers set while the program runs."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "settingchange",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("changed_by", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("changed_at", Utc(), nullable=False),
    )
    op.create_index("ix_settingchange_name", "settingchange", ["name"])
    op.create_index("ix_settingchange_changed_by", "settingchange", ["changed_by"])


def downgrade() -> None:
    """And back."""
    op.drop_table("settingchange")
