"""The outbox: whose a posting is, whether it may stand in Slack already, how urgent it is."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DUE = sa.text("due_at IS NOT NULL")
OPEN = sa.text("stage IN ('sending', 'broken')")


def upgrade() -> None:
    """From the revision before to this one."""
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("urgency", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("queued_at", Utc(), nullable=True))
        batch_op.add_column(sa.Column("doubted_at", Utc(), nullable=True))
        batch_op.add_column(sa.Column("file_id", sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column("broke", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("claim", sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column("version", sa.String(), server_default=sa.text("''"), nullable=False))
        batch_op.drop_index("ix_posting_due", sqlite_where=DUE, postgresql_where=DUE)
        batch_op.create_index(
            "ix_posting_due", ["urgency", "due_at"], unique=False, sqlite_where=DUE, postgresql_where=DUE
        )
        batch_op.create_index(
            "ix_posting_open", ["stage"], unique=False, sqlite_where=OPEN, postgresql_where=OPEN
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.drop_index("ix_posting_open", sqlite_where=OPEN, postgresql_where=OPEN)
        batch_op.drop_index("ix_posting_due", sqlite_where=DUE, postgresql_where=DUE)
        batch_op.create_index(
            "ix_posting_due", ["due_at"], unique=False, sqlite_where=DUE, postgresql_where=DUE
        )
        for name in ("version", "claim", "broke", "file_id", "doubted_at", "queued_at", "urgency"):
            batch_op.drop_column(name)
