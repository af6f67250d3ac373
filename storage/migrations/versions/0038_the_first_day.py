"""How far the setting up of a club has come. A club that has members or events is set up."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    notes = op.create_table(
        "set_up_note",
        sa.Column("step", sa.String(), primary_key=True),
        sa.Column("aside", sa.Boolean(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("at", Utc(), nullable=False),
    )
    op.create_index("ix_set_up_note_by_id", "set_up_note", ["by_id"])
    if _lives():
        over = {"step": "over", "aside": False, "found": "", "about": "", "at": datetime.now(UTC)}
        op.bulk_insert(notes, [over])


def _lives() -> bool:
    members, events = "SELECT 1 FROM member WHERE role = 'member'", "SELECT 1 FROM event"
    return any(op.get_bind().execute(sa.text(f"{one} LIMIT 1")).first() for one in (members, events))


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_set_up_note_by_id", "set_up_note")
    op.drop_table("set_up_note")
