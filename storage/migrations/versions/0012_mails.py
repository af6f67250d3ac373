"""E-mail as the second way: who agreed to it, and what goes out."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
WAITING, IN_HAND = sa.text("due_at IS NOT NULL"), sa.text("stage = 'sending'")


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "mailconsent",
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), primary_key=True),
        sa.Column("agreed_at", Utc(), nullable=True),
        sa.Column("noted_by", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("stopped_at", Utc(), nullable=True),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("due_at", Utc(), nullable=True),
        sa.Column("queued_at", Utc(), nullable=False),
        sa.Column("claimed_at", Utc(), nullable=True),
        sa.Column("claim", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.UniqueConstraint("kind", "subject", "moment", "member_id", name="uq_mail_identity"),
    )
    op.create_index("ix_mail_due", "mail", ["due_at"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index("ix_mail_in_hand", "mail", ["claimed_at"], sqlite_where=IN_HAND, postgresql_where=IN_HAND)
    op.create_index("ix_mail_member_id", "mail", ["member_id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("mail")
    op.drop_table("mailconsent")
