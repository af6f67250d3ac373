"""A work has a level and companies; members say where works were used."""

import sqlalchemy as sa
from alembic import op

from storage.types import Utc

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column(
        "work", sa.Column("level", sa.String(), nullable=False, server_default=sa.text("'members'"))
    )
    op.create_table(
        "workcompany",
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"]),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("work_id", "company_id"),
    )
    op.create_index("ix_workcompany_company_id", "workcompany", ["company_id"])
    _uses()


def _uses() -> None:
    op.create_table(
        "workuse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("place", "folded", "link")),
        sa.Column("cited", sa.Boolean(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("work_id", "member_id", "year", "folded", name="uq_workuse_place"),
    )
    op.create_index("ix_workuse_member_id", "workuse", ["member_id"])
    op.create_index("ix_workuse_company_id", "workuse", ["company_id"])
    op.create_index("ix_workuse_year", "workuse", ["year", "id"])
    op.create_index("ix_workuse_uncited", "workuse", ["year", "cited", "id"])


def downgrade() -> None:
    """And back."""
    op.drop_table("workuse")
    op.drop_table("workcompany")
    op.drop_column("work", "level")
