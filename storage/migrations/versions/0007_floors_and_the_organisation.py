"""What may win, how a quorum is given, and which company is the club's own organisation."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SETTINGS: dict[str, str | sa.TextClause] = {
    "floor": "1",
    "floor_share": "0",
    "no_opinion": "reject",
    "quorum_share": "0",
    "quorum_of": "voters",
    "salt": sa.text("''"),
    "edition": "2",
}
_NUMBERS = ("floor", "edition")


def upgrade() -> None:
    """From the revision before to this one.

    Ballots that were opened keep the rules they were opened under; those still being prepared, which nobody
    was told of, get the new ones.
    """
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        for name, default in _SETTINGS.items():
            kind = sa.Integer() if name in _NUMBERS else sa.String()
            batch_op.add_column(sa.Column(name, kind, server_default=default, nullable=False))
        batch_op.add_column(sa.Column("floor_grade", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("second_of", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_ballot_second_of", "ballot", ["second_of"], ["id"])
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("organisation", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.execute(
        "UPDATE ballot SET edition = 1, floor = 0, no_opinion = 'aside' "
        "WHERE state NOT IN ('draft', 'planned', 'opening')"
    )
    op.execute("UPDATE ballot SET no_opinion = 'aside' WHERE purpose = 'evaluation'")
    op.execute("UPDATE ballot SET floor_grade = 2, seed = '' WHERE edition = 2")


def downgrade() -> None:
    """And back."""
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.drop_column("organisation")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_constraint("fk_ballot_second_of", type_="foreignkey")
        for name in ("second_of", "floor_grade", *_SETTINGS):
            batch_op.drop_column(name)
