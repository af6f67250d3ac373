"""A few words that an organiser writes to the members of a company."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "company_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_company_letter_company_id", "company_letter", ["company_id", "at"])
    op.create_index("ix_company_letter_by_id", "company_letter", ["by_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("company_letter")
