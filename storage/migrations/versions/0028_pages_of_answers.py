"""Lists of answers are read a page at a time: who holds seats, how many there are, and who is called alike.

Triggers follow every change, in its transaction, whoever makes it; `storage.recount` counts again.
"""

import sqlalchemy as sa
from alembic import op

from club.folding import fold
from storage.migrations.triggers import Trigger

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

COMING = """EXISTS (SELECT 1 FROM rsvp r WHERE r.event_id = answered.event_id
  AND r.member_id = answered.member_id AND r.seats > 0)"""


def _figure(column: str, row: str, by: str) -> str:
    return f"UPDATE event_count SET {column} = {column} {by} WHERE event_id = {row}.event_id"


def _awaited(row: str) -> str:
    return f"(CASE WHEN {row}.stage = 'waiting' THEN {row}.seats ELSE 0 END)"


def _shown(row: str, by: str) -> str:
    return f"UPDATE consultation_count SET shown = shown {by} WHERE subject_id = {row}.subject_id"


_COMES = """UPDATE answered SET coming = (NEW.seats > 0)
  WHERE event_id = NEW.event_id AND member_id = NEW.member_id"""
_GONE = "DELETE FROM consultation_count WHERE subject_id = OLD.subject_id AND shown = 0"
_FIRST = """INSERT INTO consultation_count (subject_id, shown) VALUES (NEW.subject_id, 0)
  ON CONFLICT DO NOTHING"""

TRIGGERS = (
    Trigger(
        "paged_answered_new",
        "INSERT",
        "answered",
        [
            f"""UPDATE answered SET coming = ({COMING})
              WHERE event_id = NEW.event_id AND member_id = NEW.member_id""",
            _figure("parties", "NEW", "+ 1"),
        ],
    ),
    Trigger("paged_answered_gone", "DELETE", "answered", [_figure("parties", "OLD", "- 1")]),
    Trigger("paged_rsvp_new", "INSERT", "rsvp", [_COMES], "NEW.seats > 0"),
    Trigger(
        "paged_rsvp_seats",
        "UPDATE OF seats",
        "rsvp",
        [_COMES],
        "(OLD.seats > 0) <> (NEW.seats > 0)",
    ),
    Trigger(
        "paged_rsvp_none",
        "DELETE",
        "rsvp",
        [
            f"""UPDATE answered SET coming = ({COMING})
              WHERE event_id = OLD.event_id AND member_id = OLD.member_id"""
        ],
        "OLD.seats > 0",
    ),
    Trigger(
        "paged_claim_awaited_new", "INSERT", "claim", [_figure("awaited", "NEW", f"+ {_awaited('NEW')}")]
    ),
    Trigger(
        "paged_claim_awaited",
        "UPDATE OF stage, seats",
        "claim",
        [_figure("awaited", "NEW", f"+ {_awaited('NEW')} - {_awaited('OLD')}")],
    ),
    Trigger(
        "paged_claim_awaited_gone", "DELETE", "claim", [_figure("awaited", "OLD", f"- {_awaited('OLD')}")]
    ),
    Trigger("paged_consultation_new", "INSERT", "consultation", [_FIRST, _shown("NEW", "+ 1")]),
    Trigger(
        "paged_consultation",
        "UPDATE OF subject_id",
        "consultation",
        [_FIRST, _shown("OLD", "- 1"), _shown("NEW", "+ 1"), _GONE],
    ),
    Trigger("paged_consultation_gone", "DELETE", "consultation", [_shown("OLD", "- 1"), _GONE]),
)

BACKFILL = (
    f"UPDATE answered SET coming = ({COMING})",
    """UPDATE event_count SET
      parties = (SELECT count(*) FROM answered a WHERE a.event_id = event_count.event_id),
      awaited = (SELECT coalesce(sum(o.seats), 0) FROM claim o
        WHERE o.event_id = event_count.event_id AND o.stage = 'waiting')""",
    """INSERT INTO consultation_count (subject_id, shown)
      SELECT subject_id, count(*) FROM consultation GROUP BY 1""",
)

INDEXES: dict[str, tuple[str, list[object], str | None]] = {
    "ix_answered_coming": ("answered", ["event_id", "company", "name", "member_id"], "coming"),
    "ix_guest_called": ("guest", ["event_id", "called"], None),
    "ix_guest_reached": ("guest", ["event_id", sa.text("lower(email)")], None),
    "ix_step_other": ("step", ["what", "other_id"], None),
    "ix_member_accepted": (
        "member",
        ["accepted_version", "listed", "name", "id"],
        "acts AND role = 'member'",
    ),
}


def upgrade() -> None:
    """From the revision before to this one."""
    false = sa.false()
    op.add_column("answered", sa.Column("coming", sa.Boolean(), nullable=False, server_default=false))
    for name in ("parties", "awaited"):
        op.add_column("event_count", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("guest", sa.Column("called", sa.String(), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "consultation_count",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("subject_id", "shown")),
        sa.PrimaryKeyConstraint("subject_id"),
    )
    for name, (table, columns, where) in INDEXES.items():
        partial = None if where is None else sa.text(where)
        op.create_index(name, table, columns, sqlite_where=partial, postgresql_where=partial)  # type: ignore[arg-type]
    for statement in BACKFILL:
        op.execute(statement)
    _call_guests()
    for trigger in TRIGGERS:
        trigger.create()


def _call_guests() -> None:
    """Names without case and accents: no engine folds them by itself."""
    guest = sa.table("guest", sa.column("id"), sa.column("name"), sa.column("called"))
    to = op.get_bind()
    rows = [
        {"one": row.id, "said": fold(row.name)} for row in to.execute(sa.select(guest.c.id, guest.c.name))
    ]
    if rows:
        known = sa.update(guest).where(guest.c.id == sa.bindparam("one"))
        to.execute(known.values(called=sa.bindparam("said")), rows)


def downgrade() -> None:
    """And back."""
    for trigger in reversed(TRIGGERS):
        trigger.drop()
    for name, (table, _, _) in reversed(INDEXES.items()):
        op.drop_index(name, table)
    op.drop_table("consultation_count")
    op.drop_column("guest", "called")
    for name in ("awaited", "parties"):
        op.drop_column("event_count", name)
    op.drop_column("answered", "coming")
