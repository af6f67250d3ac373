"""The outbox is read in its order, of one instant too."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

DUE = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    """From the revision before to this one."""
    op.drop_index("ix_posting_due", "posting")
    _create("urgency", "due_at", "id")


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_posting_due", "posting")
    _create("urgency", "due_at")


def _create(*columns: str) -> None:
    op.create_index("ix_posting_due", "posting", columns, sqlite_where=DUE, postgresql_where=DUE)
