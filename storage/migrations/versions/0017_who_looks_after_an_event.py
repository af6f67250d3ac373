"""Who looks after an event and noted who came; proposals without an answer are followed up."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "event_care",
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), primary_key=True),
        sa.Column("organiser_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("noted_by", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("noted_at", Utc(), nullable=True),
    )
    op.create_index("ix_event_care_organiser_id", "event_care", ["organiser_id"])
    op.create_index("ix_event_care_noted_by", "event_care", ["noted_by"])
    op.execute(
        "INSERT INTO event_care (event_id, noted_at) SELECT event.id, event.ends_at FROM event"
        " WHERE EXISTS (SELECT 1 FROM rsvp WHERE rsvp.event_id = event.id AND rsvp.present IS NOT NULL)"
    )
    op.execute(
        "INSERT INTO follow_up (matter, ref, since, times, due_at)"
        " SELECT 'proposal', id, proposed_at, 0, proposed_at FROM topic WHERE unanswered"
    )


def downgrade() -> None:
    """And back."""
    op.execute("DELETE FROM follow_up WHERE matter IN ('proposal', 'attendance')")
    op.drop_table("event_care")
