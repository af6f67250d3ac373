"""Events and slots that last whole days."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

TABLES = ("event", "date_slot")


def upgrade() -> None:
    """From the revision before to this one."""
    for table in TABLES:
        whole: sa.Column[bool] = sa.Column("all_day", sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column(table, whole)


def downgrade() -> None:
    """And back."""
    for table in TABLES:
        op.drop_column(table, "all_day")
