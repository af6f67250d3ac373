"""Who comes late to an event is found without reading everybody who answered."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

LATE = sa.text("late_minutes IS NOT NULL")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_index("ix_rsvp_late", "rsvp", ["event_id"], sqlite_where=LATE, postgresql_where=LATE)


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_rsvp_late", "rsvp")
