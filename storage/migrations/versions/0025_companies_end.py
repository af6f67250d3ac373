"""A company that leaves, or becomes one with another."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column("company", sa.Column("ended_at", Utc(), nullable=True))
    # Without a foreign key: SQLite would build the table anew for it, and its triggers with it.
    op.add_column("company", sa.Column("merged_into", sa.Integer(), nullable=True))


def downgrade() -> None:
    """And back."""
    op.drop_column("company", "merged_into")
    op.drop_column("company", "ended_at")
