"""Which calendar file each member is to have."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SENT = """
UPDATE rsvp SET calendar_turns = 1
WHERE seats > 0 OR EXISTS (
    SELECT 1 FROM posting JOIN member ON member.slack_id = posting.recipient
    WHERE member.id = rsvp.member_id AND posting.kind = 'rsvp.ics' AND posting.ts <> ''
    AND posting.subject = 'event:' || CAST(rsvp.event_id AS VARCHAR)
)
"""


def upgrade() -> None:
    """From the revision before to this one.

    Whoever has a file and said no since still has it: once the event is called off, it is taken out.
    """
    with op.batch_alter_table("rsvp", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calendar_turns", sa.Integer(), nullable=False, server_default="0"))
    op.execute(_SENT)


def downgrade() -> None:
    """Back to the revision before."""
    op.drop_column("rsvp", "calendar_turns")
