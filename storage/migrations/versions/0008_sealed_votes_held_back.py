"""Sealed votes are held back, encrypted, until several can go into the urn together."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "ballot_seal",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("keeper", sa.String(), nullable=False),
        sa.Column("spent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"]),
        sa.PrimaryKeyConstraint("ballot_id"),
    )
    op.create_table(
        "sealed_paper",
        sa.Column("attendance_id", sa.String(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"]),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"]),
        sa.PrimaryKeyConstraint("attendance_id"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("sealed_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_paper_ballot_id"), ["ballot_id"], unique=False)


def downgrade() -> None:
    """Back; votes that are held back would be lost, so not while there are any."""
    held = op.get_bind().execute(sa.text("SELECT count(*) FROM sealed_paper")).scalar_one()
    if held:
        raise RuntimeError(f"{held} sealed votes are held back: close their ballots first")
    with op.batch_alter_table("sealed_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sealed_paper_ballot_id"))
    op.drop_table("sealed_paper")
    op.drop_table("ballot_seal")
