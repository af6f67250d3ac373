"""Looks at somebody's contact details are read in their order, of one instant too."""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.drop_index("ix_consultation_subject_at", "consultation")
    op.create_index("ix_consultation_subject_at", "consultation", ["subject_id", "at", "id"])


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_consultation_subject_at", "consultation")
    op.create_index("ix_consultation_subject_at", "consultation", ["subject_id", "at"])
