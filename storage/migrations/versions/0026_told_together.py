"""What is said together with others knows in which message, and every posting when its reader was told."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None
MERGED = sa.text("merged_into IS NOT NULL")


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column("posting", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("posting", sa.Column("told_at", Utc(), nullable=True))
    op.create_index(
        "ix_posting_merged", "posting", ["merged_into"], sqlite_where=MERGED, postgresql_where=MERGED
    )


def downgrade() -> None:
    """And back; what was said together was said."""
    op.execute("UPDATE posting SET stage = 'dropped' WHERE stage = 'merged'")
    op.drop_index("ix_posting_merged", "posting")
    with op.batch_alter_table("posting") as batch_op:
        batch_op.drop_column("told_at")
        batch_op.drop_column("merged_into")
