"""Topics that were answered are found by their state, without reading those that wait."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_index("ix_topic_answered", "topic", ["state", "unanswered", "id"])


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_topic_answered", "topic")
