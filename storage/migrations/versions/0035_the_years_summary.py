"""Who represented which company when, and what is counted of those who are no longer known.

A trigger marks members whose company changed: `storage.tenures` notes it. Who is a member already represented
their company since it was last decided on them, as far as that is known, else since ever.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.triggers import Trigger
from storage.tenures import BEGINNING, OPEN_END
from storage.types import Utc

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_MARK = "UPDATE member SET unsettled = TRUE WHERE id = NEW.id AND NOT unsettled"
TRIGGERS = (
    Trigger("tenure_new", "INSERT", "member", [_MARK], "NEW.company_id IS NOT NULL"),
    Trigger(
        "tenure_turned",
        "UPDATE OF company_id, expected",
        "member",
        [_MARK],
        "coalesce(OLD.company_id, 0) <> coalesce(NEW.company_id, 0) OR OLD.expected <> NEW.expected",
    ),
)
_PRESENT = """INSERT INTO tenure (member_id, company_id, since, known_since, until, expected)
  SELECT m.id, m.company_id, :beginning,
    coalesce((SELECT max(a.decided_at) FROM admission a WHERE a.member_id = m.id), :beginning),
    :open_end, m.expected
  FROM member m WHERE m.company_id IS NOT NULL"""


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("member_id", "company_id")),
        *(sa.Column(name, Utc(), nullable=False) for name in ("since", "known_since", "until")),
        sa.Column("expected", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("company_id", "member_id"):
        op.create_index(f"ix_tenure_{column}", "tenure", [column, "until"])
    op.create_table(
        "kept_figure",
        *(
            sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)
            for name in ("company_id", "year")
        ),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("company_id", "year", "figure"),
    )
    unsettled: sa.Column[bool] = sa.Column(
        "unsettled", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("member", unsettled)
    which = sa.text("unsettled")
    op.create_index("ix_member_unsettled", "member", ["id"], sqlite_where=which, postgresql_where=which)
    _fill()
    for trigger in TRIGGERS:
        trigger.create()


def _fill() -> None:
    """Who is a member now."""
    named = [sa.bindparam(name, type_=Utc()) for name in ("beginning", "open_end")]
    op.get_bind().execute(
        sa.text(_PRESENT).bindparams(*named), {"beginning": BEGINNING, "open_end": OPEN_END}
    )


def downgrade() -> None:
    """And back."""
    for trigger in TRIGGERS:
        trigger.drop()
    op.drop_index("ix_member_unsettled", "member")
    op.drop_column("member", "unsettled")
    op.drop_table("kept_figure")
    op.drop_table("tenure")
