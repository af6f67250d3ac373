"""As what kind of file a site gets its list."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column("gate_list", sa.Column("format", sa.String(), nullable=False, server_default="xlsx"))


def downgrade() -> None:
    """And back."""
    op.drop_column("gate_list", "format")
