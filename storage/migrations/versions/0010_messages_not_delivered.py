"""What Slack refused for good is found without reading the whole outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
REFUSED = sa.text("stage = 'failed'")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_index(
        "ix_posting_refused", "posting", ["claimed_at"], sqlite_where=REFUSED, postgresql_where=REFUSED
    )


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_posting_refused", "posting", sqlite_where=REFUSED, postgresql_where=REFUSED)
