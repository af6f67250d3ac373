"""What waits for a person is followed up; what waits already is, too."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ALREADY = {
    "late_request": "SELECT id, created_at FROM claim WHERE stage = 'requested'",
    "admission": "SELECT id, created_at FROM admission WHERE state = 'open'",
    "admission_ready": (
        "SELECT admission.id, at.queued_at AS created_at FROM admission JOIN (SELECT subject, MIN(queued_at)"
        " AS queued_at FROM posting WHERE kind = 'admission.organiser' AND moment = 'ready'"
        " AND queued_at IS NOT NULL GROUP BY subject) AS at ON at.subject = 'admission:' || admission.id"
        " WHERE admission.state = 'open'"
    ),
    "seat_wish": "SELECT id, created_at FROM admission WHERE state = 'seat_asked'",
}


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "follow_up",
        sa.Column("matter", sa.String(), primary_key=True),
        sa.Column("ref", sa.Integer(), primary_key=True),
        sa.Column("since", Utc(), nullable=False),
        sa.Column("told_at", Utc(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("due_at", Utc(), nullable=False),
    )
    op.create_index("ix_follow_up_due", "follow_up", ["matter", "due_at"])
    for matter, waiting in _ALREADY.items():
        op.execute(
            "INSERT INTO follow_up (matter, ref, since, times, due_at)"
            f" SELECT '{matter}', one.id, one.created_at, 0, one.created_at FROM ({waiting}) AS one"
        )


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_follow_up_due", "follow_up")
    op.drop_table("follow_up")
