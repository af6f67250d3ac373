"""Files handed over in Slack: which one, and what it comes to."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "handedfile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handed_by", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("file_id", "stage", "kind", "digest", "outcome")
        ),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("look_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["handed_by"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("handed_by", "at", "look_at"):
        op.create_index(f"ix_handedfile_{column}", "handedfile", [column])


def downgrade() -> None:
    """And back."""
    op.drop_table("handedfile")
