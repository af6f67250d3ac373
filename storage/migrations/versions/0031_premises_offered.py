"""Premises that members offer for meetings."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    words = ("room", "access", "demands", "wheelchair", "contact", "state")
    op.create_table(
        "hosting_offer",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("company_id", sa.Integer(), sa.ForeignKey("company.id"), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("months", sa.String(), nullable=False),
        sa.Column("last_month", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in words),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), nullable=True),
        sa.Column("schedule", sa.Integer(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
    )
    op.create_index("ix_hosting_offer_state_last", "hosting_offer", ["state", "last_month"])
    for column in ("event_id", "member_id", "company_id"):
        op.create_index(f"ix_hosting_offer_{column}", "hosting_offer", [column])
    op.create_index("ix_event_host_company_id", "event", ["host_company_id"])


def downgrade() -> None:
    """And back."""
    op.drop_index("ix_event_host_company_id", "event")
    op.drop_table("hosting_offer")
