"""Resolutions: their texts, and what adopts one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one: no ballot has a resolution yet."""
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        for name, default in (("majority", "simple"), ("majority_of", "expressed")):
            batch_op.add_column(sa.Column(name, sa.String(), server_default=default, nullable=False))
    with op.batch_alter_table("ballot_option", schema=None) as batch_op:
        for name in ("text", "link"):
            batch_op.add_column(sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    """And back."""
    with op.batch_alter_table("ballot_option", schema=None) as batch_op:
        for name in ("link", "text"):
            batch_op.drop_column(name)
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        for name in ("majority_of", "majority"):
            batch_op.drop_column(name)
