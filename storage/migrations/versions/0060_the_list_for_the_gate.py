"""The list for a site's gate, what people said for it, and what the site was told."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "gate_list",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("due_at", Utc(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told_at", Utc(), nullable=True),
        sa.Column("ended_at", Utc(), nullable=True),
        sa.Column("to_wipe", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.ForeignKeyConstraint(["to_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index("ix_gate_list_company_id", "gate_list", ["company_id"])
    op.create_index("ix_gate_list_to_id", "gate_list", ["to_id"])
    op.create_table(
        "gate_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("birth_date", sa.String(), nullable=False),
        sa.Column("nationality", sa.String(), nullable=False),
        sa.Column("id_number", sa.String(), nullable=False),
        sa.Column("vehicle", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["guest_id"], ["guest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_gate_identity_party", "gate_identity", ["event_id", "member_id"])
    op.create_index("ix_gate_identity_member_id", "gate_identity", ["member_id"])
    op.create_index("ix_gate_identity_guest_id", "gate_identity", ["guest_id"])
    op.create_table(
        "gate_told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("added_in", sa.Integer(), nullable=False),
        sa.Column("removed_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_gate_told_event_id", "gate_told", ["event_id", "key"])
    op.create_index("ix_gate_told_member_id", "gate_told", ["member_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("gate_told")
    op.drop_table("gate_identity")
    op.drop_table("gate_list")
