"""What was sent is listed by where it stands and by whom it was for, without reading the whole outbox."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_index("ix_posting_stage", "posting", ["stage", "id"])
    op.create_index("ix_posting_recipient", "posting", ["recipient", "id"])


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_posting_recipient", "posting")
    op.drop_index("ix_posting_stage", "posting")
