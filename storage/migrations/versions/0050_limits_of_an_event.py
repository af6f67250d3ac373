"""What an event allows and needs: people whom one member may bring, people without whom it is not held."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column("event", sa.Column("guests_each", sa.Integer(), nullable=True))
    op.add_column("event", sa.Column("minimum", sa.Integer(), nullable=True))
    who = sa.Column("held_by", sa.Integer(), sa.ForeignKey("member.id"), nullable=True)
    op.add_column("event_care", who, inline_references=True)
    op.add_column("event_care", sa.Column("held_at", Utc(), nullable=True))
    op.create_index("ix_event_care_held_by", "event_care", ["held_by"])


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_event_care_held_by", "event_care")
    op.drop_column("event_care", "held_at")
    op.drop_column("event_care", "held_by")
    op.drop_column("event", "minimum")
    op.drop_column("event", "guests_each")
