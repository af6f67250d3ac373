"""What companies owe the club: calls, instalments, payments."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "dues",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("company_id", "year", "net", "gross")),
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reference", "stand", "reason")),
        sa.Column("told_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("told_reference", "address")),
        sa.Column("told_by", sa.Integer(), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("called_by", sa.Integer(), nullable=True),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.ForeignKeyConstraint(["told_by"], ["member.id"]),
        sa.ForeignKeyConstraint(["called_by"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", "company_id", name="uq_dues_company"),
        sa.UniqueConstraint("reference"),
    )
    op.create_index("ix_dues_stand_day", "dues", ["stand", "day"])
    for column in ("company_id", "told_by", "called_by"):
        op.create_index(f"ix_dues_{column}", "dues", [column])
    op.create_table(
        "duesterm",
        sa.Column("dues_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dues_id"], ["dues.id"]),
        sa.PrimaryKeyConstraint("dues_id", "day"),
    )
    _payments()


def _payments() -> None:
    op.create_table(
        "duespayment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dues_id", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reference", "trace")),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["dues_id"], ["dues.id"]),
        sa.ForeignKeyConstraint(["noted_by"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("trace"),
    )
    op.create_index("ix_duespayment_dues_id", "duespayment", ["dues_id"])
    op.create_index("ix_duespayment_noted_by", "duespayment", ["noted_by"])


def downgrade() -> None:
    """And back."""
    for table in ("duespayment", "duesterm", "dues"):
        op.drop_table(table)
