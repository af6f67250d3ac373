"""Which e-mail was the first to somebody: it says what is kept of them."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column("mailconsent", sa.Column("notice_mail", sa.Integer(), nullable=True))


def downgrade() -> None:
    """And back."""
    op.drop_column("mailconsent", "notice_mail")
