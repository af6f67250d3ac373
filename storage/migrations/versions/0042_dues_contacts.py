"""Who of a company follows its dues."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "duescontact",
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("company_id", "member_id"),
    )
    op.create_index("ix_duescontact_member_id", "duescontact", ["member_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("duescontact")
