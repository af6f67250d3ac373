"""Of premises that are offered the days that suit, and until when their site wants its list."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column(
        "hosting_offer", sa.Column("dates", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "hosting_offer", sa.Column("list_days", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )


def downgrade() -> None:
    """And back."""
    op.drop_column("hosting_offer", "list_days")
    op.drop_column("hosting_offer", "dates")
