"""Events that are not the club's, and who goes there."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

TAKEN_BACK = sa.text("NOT going")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "outside_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outside_event_by_id", "outside_event", ["by_id"])
    op.create_index("ix_outside_event_folded", "outside_event", ["folded"])
    op.create_index("ix_outside_event_state_last_day", "outside_event", ["state", "last_day"])
    op.create_table(
        "outside_going",
        sa.Column("outside_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("going", sa.Boolean(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["outside_id"], ["outside_event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("outside_id", "member_id"),
    )
    op.create_index("ix_outside_going_member_id", "outside_going", ["member_id"])
    op.create_index("ix_outside_going_outside_id_at", "outside_going", ["outside_id", "at"])
    op.create_index(
        "ix_outside_going_taken_back",
        "outside_going",
        ["at"],
        sqlite_where=TAKEN_BACK,
        postgresql_where=TAKEN_BACK,
    )


def downgrade() -> None:
    """And back."""
    op.drop_table("outside_going")
    op.drop_table("outside_event")
