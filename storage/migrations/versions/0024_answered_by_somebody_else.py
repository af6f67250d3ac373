"""Who answered, or asked for a seat, in somebody's name."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COLUMNS = {"rsvp": "answered_by", "claim": "asked_by"}


def upgrade() -> None:
    """From the revision before to this one. The reference stands in the column: SQLite adds none later."""
    for table, name in COLUMNS.items():
        who = sa.Column(name, sa.Integer(), sa.ForeignKey("member.id"), nullable=True)
        op.add_column(table, who, inline_references=True)
        some = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_{table}_{name}", table, [name], sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """And back."""
    for table, name in COLUMNS.items():
        op.drop_index(f"ix_{table}_{name}", table)
        op.drop_column(table, name)
