"""What did not reach a member, and who passed it on; what Slack refused before is among it."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

INDEXES = {"ix_missed_untold": ("member_id", "passed_at IS NULL")}
INDEXES |= {"ix_missed_passed_by": ("passed_by", "passed_by IS NOT NULL")}
BEFORE = """INSERT INTO missed (member_id, kind, subject, moment, event_id, ballot_id, fault, at)
  SELECT m.id, p.kind, p.subject, p.moment, e.id, b.id, p.fault, p.claimed_at
  FROM posting p JOIN member m ON m.slack_id = p.recipient
  LEFT JOIN event e ON p.subject = 'event:' || e.id LEFT JOIN ballot b ON p.subject = 'ballot:' || b.id
  WHERE p.stage = 'failed' AND p.claimed_at IS NOT NULL"""


def upgrade() -> None:
    """From the revision before to this one."""
    op.create_table(
        "missed",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "subject", "moment")),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), nullable=True),
        sa.Column("ballot_id", sa.Integer(), sa.ForeignKey("ballot.id"), nullable=True),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passed_by", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("member_id", "kind", "subject", "moment", name="uq_missed_identity"),
    )
    for name, (column, where) in INDEXES.items():
        op.create_index(
            name, "missed", [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )
    op.execute(BEFORE)


def downgrade() -> None:
    """And back."""
    for name in reversed(INDEXES):
        op.drop_index(name, "missed")
    op.drop_table("missed")
