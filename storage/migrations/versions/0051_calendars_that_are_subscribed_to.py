"""The addresses of calendars that are subscribed to."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "calendar_address",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("changed_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("digest"),
        sa.UniqueConstraint("member_id"),
    )


def downgrade() -> None:
    """And back."""
    op.drop_table("calendar_address")
