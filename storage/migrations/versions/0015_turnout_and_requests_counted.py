"""Turnout, ballots by state and late requests are counted where they are written; short lists have an index.

Triggers follow every change, in its transaction, whoever makes it; `storage.recount` counts again.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.triggers import Trigger

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ASKS = """(claim.stage = 'requested'
  AND EXISTS (SELECT 1 FROM member m WHERE m.id = claim.member_id AND m.acts))"""
CALLED = """coalesce((SELECT c.folded FROM company c WHERE c.id = voter.company_id),
  (SELECT m.name FROM member m WHERE m.id = voter.member_id), '')"""


def _one(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def _asks(which: str) -> str:
    return f"UPDATE claim SET asks = {ASKS} WHERE {which} AND asks <> {ASKS}"


def _roll(column: str, row: str, by: str) -> str:
    return f"UPDATE ballot_count SET {column} = {column} {by} WHERE ballot_id = {row}.ballot_id"


def _states(row: str, by: str) -> list[str]:
    """Counts ballots by state, and by whether what a closing erased is wiped: then the result is told."""
    wiped = _one(f"{row}.scrubbed_at IS NOT NULL")
    return [
        f"""INSERT INTO ballot_state_count (state, wiped, ballots)
          VALUES ({row}.state, {wiped}, 0) ON CONFLICT DO NOTHING""",
        f"""UPDATE ballot_state_count SET ballots = ballots {by}
          WHERE state = {row}.state AND wiped = {wiped}""",
    ]


_REQUESTED = f"({_one('NEW.asks')}) - ({_one('OLD.asks')})"

TRIGGERS = (
    Trigger(
        "kept_voter_new",
        "INSERT",
        "voter",
        [
            """INSERT INTO ballot_count (ballot_id, roll, voted) VALUES (NEW.ballot_id, 0, 0)
              ON CONFLICT DO NOTHING""",
            _roll("roll", "NEW", "+ 1"),
            f"UPDATE voter SET called = {CALLED} WHERE id = NEW.id",
        ],
    ),
    Trigger("kept_voter_gone", "DELETE", "voter", [_roll("roll", "OLD", "- 1")]),
    Trigger(
        "kept_voter_company",
        "UPDATE OF folded",
        "company",
        [f"UPDATE voter SET called = {CALLED} WHERE company_id = NEW.id"],
        "OLD.folded <> NEW.folded",
    ),
    Trigger(
        "kept_voter_member",
        "UPDATE OF name",
        "member",
        [f"UPDATE voter SET called = {CALLED} WHERE member_id = NEW.id"],
        "OLD.name <> NEW.name",
    ),
    Trigger("kept_attendance_new", "INSERT", "attendance", [_roll("voted", "NEW", "+ 1")]),
    Trigger("kept_attendance_gone", "DELETE", "attendance", [_roll("voted", "OLD", "- 1")]),
    Trigger("kept_ballot_new", "INSERT", "ballot", _states("NEW", "+ 1")),
    Trigger(
        "kept_ballot",
        "UPDATE OF state, scrubbed_at",
        "ballot",
        [*_states("OLD", "- 1"), *_states("NEW", "+ 1")],
    ),
    Trigger("kept_ballot_gone", "DELETE", "ballot", _states("OLD", "- 1")),
    Trigger("kept_claim_asks_new", "INSERT", "claim", [_asks("id = NEW.id")]),
    Trigger("kept_claim_asks", "UPDATE OF stage", "claim", [_asks("id = NEW.id")]),
    Trigger(
        "kept_claim_asked",
        "UPDATE OF asks",
        "claim",
        [f"UPDATE event_count SET asked = asked + {_REQUESTED} WHERE event_id = NEW.event_id"],
        "OLD.asks <> NEW.asks",
    ),
    Trigger(
        "kept_claim_asked_gone",
        "DELETE",
        "claim",
        ["UPDATE event_count SET asked = asked - 1 WHERE event_id = OLD.event_id"],
        "OLD.asks",
    ),
    Trigger(
        "kept_member_asks",
        "UPDATE OF acts",
        "member",
        [_asks("member_id = NEW.id AND stage = 'requested'")],
        "OLD.acts <> NEW.acts",
    ),
)

BACKFILL = (
    f"UPDATE claim SET asks = {ASKS}",
    """UPDATE event_count SET asked = (SELECT count(*) FROM claim o
      WHERE o.event_id = event_count.event_id AND o.asks)""",
    f"UPDATE voter SET called = {CALLED}",
    """INSERT INTO ballot_count (ballot_id, roll, voted)
      SELECT v.ballot_id, count(*),
        (SELECT count(*) FROM attendance a WHERE a.ballot_id = v.ballot_id)
      FROM voter v GROUP BY v.ballot_id""",
    """INSERT INTO ballot_state_count (state, wiped, ballots)
      SELECT state, CASE WHEN scrubbed_at IS NOT NULL THEN 1 ELSE 0 END, count(*)
      FROM ballot GROUP BY 1, 2""",
)

INDEXES = {
    "ix_claim_asks": ("claim", ["event_id", "id"], "asks"),
    "ix_claim_open": ("claim", ["event_id"], "stage IN ('requested', 'waiting')"),
    "ix_company_organisation": ("company", ["id"], "organisation"),
    "ix_voter_called": ("voter", ["ballot_id", "called", "id"], None),
    "ix_ballot_state_id": ("ballot", ["state", "id"], None),
    "ix_ballot_wiped": ("ballot", ["state", "scrubbed_at"], None),
    "ix_ballot_closed": ("ballot", ["state", "closed_at", "id"], None),
    "ix_ballot_second_of": ("ballot", ["second_of"], None),
}


def upgrade() -> None:
    """From the revision before to this one."""
    false = sa.false()
    op.add_column("claim", sa.Column("asks", sa.Boolean(), nullable=False, server_default=false))
    op.add_column("event_count", sa.Column("asked", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("voter", sa.Column("called", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "ballot_count",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("roll", "voted")),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"]),
        sa.PrimaryKeyConstraint("ballot_id"),
    )
    op.create_table(
        "ballot_state_count",
        sa.Column("state", sa.String(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("wiped", "ballots")),
        sa.PrimaryKeyConstraint("state", "wiped"),
    )
    for name, (table, columns, where) in INDEXES.items():
        partial = None if where is None else sa.text(where)
        op.create_index(name, table, columns, sqlite_where=partial, postgresql_where=partial)
    for statement in BACKFILL:
        op.execute(statement)
    for trigger in TRIGGERS:
        trigger.create()


def downgrade() -> None:
    """And back."""
    for trigger in reversed(TRIGGERS):
        trigger.drop()
    for name, (table, _, _) in reversed(INDEXES.items()):
        op.drop_index(name, table)
    for table in ("ballot_state_count", "ballot_count"):
        op.drop_table(table)
    op.drop_column("voter", "called")
    op.drop_column("event_count", "asked")
    op.drop_column("claim", "asks")
