"""Who comes on site and who by the video link are counted apart: chairs are taken by the first alone.

The triggers of migration 0013 that count an event's seats are made anew. Whoever held or awaited a seat at an
event that has a link and no place comes by the link.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.triggers import Trigger

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

BEFORE, CHAIRS = "", " AND NOT r.remote"
"""Which of the seats held a party in line is counted with: all, before there were two ways."""


def _counted(held: str) -> str:
    """`club.seating.able`, and somebody whom it is for."""
    return f"""(claim.stage = 'waiting'
      AND EXISTS (SELECT 1 FROM member m WHERE m.id = claim.member_id AND m.acts)
      AND EXISTS (SELECT 1 FROM event e WHERE e.id = claim.event_id AND (e.capacity IS NULL
        OR (claim.seats <= e.capacity AND (claim.kind = 'party' OR e.capacity >=
          (SELECT coalesce(sum(r.seats), 0) FROM rsvp r
            WHERE r.event_id = claim.event_id AND r.member_id = claim.member_id{held})
          + (SELECT coalesce(sum(o.seats), 0) FROM claim o
            WHERE o.event_id = claim.event_id AND o.member_id = claim.member_id
              AND (o.stage = 'offered' OR (o.stage = 'waiting' AND o.line <= claim.line))))))))"""


def _able(which: str, held: str) -> str:
    """Has those claims counted, or not."""
    counted = _counted(held)
    return f"UPDATE claim SET counted = {counted} WHERE {which} AND counted <> {counted}"


def _of(row: str) -> str:
    return f"event_id = {row}.event_id AND member_id = {row}.member_id"


def _given(event: str, member: str) -> str:
    """Whether a member has answered an event, or has a claim open on it."""
    return f"""(EXISTS (SELECT 1 FROM rsvp r WHERE r.event_id = {event} AND r.member_id = {member}
        AND (r.seats > 0 OR r.says = 'no'))
      OR EXISTS (SELECT 1 FROM claim o WHERE o.member_id = {member} AND o.event_id = {event}
        AND o.stage IN ('waiting', 'offered', 'requested')))"""


def _listed(row: str) -> list[str]:
    """Puts whose row that is on the list of those who answered, or takes them off."""
    event, member = f"{row}.event_id", f"{row}.member_id"
    return [
        f"""INSERT INTO answered (event_id, member_id, company, name)
          SELECT {event}, m.id, coalesce(c.folded, ''), m.name
          FROM member m LEFT JOIN company c ON c.id = m.company_id
          WHERE m.id = {member} AND {_given(event, member)} ON CONFLICT DO NOTHING""",
        f"""DELETE FROM answered WHERE event_id = {event} AND member_id = {member}
          AND NOT {_given(event, member)}""",
    ]


def _one(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def _figures(row: str, held: str) -> dict[str, str]:
    """What an answer adds to its event's figures."""
    moved = f"{row}.schedule < (SELECT schedule FROM event WHERE id = {row}.event_id)"
    figures = {
        "taken": f"{row}.seats",
        "yes": _one(f"{row}.seats > 0 AND {row}.says = 'yes'"),
        "no": _one(f"{row}.says = 'no'"),
        "unconfirmed": _one(f"{row}.seats > 0 AND {moved}"),
        "present": _one(f"{row}.present"),
    }
    if held == BEFORE:
        return figures
    apart = {
        "taken": f"CASE WHEN {row}.remote THEN 0 ELSE {row}.seats END",
        "remote": f"CASE WHEN {row}.remote THEN {row}.seats ELSE 0 END",
    }
    return figures | apart


def _joined(before: str) -> dict[str, str]:
    return {"joined": _one(f"NEW.seats > 0 AND {before} = 0")}


def _offered(row: str) -> dict[str, str]:
    return {"taken": f"CASE WHEN {row}.stage = 'offered' THEN {row}.seats ELSE 0 END"}


def _count(plus: dict[str, str], minus: dict[str, str], row: str) -> str:
    """Changes an event's figures by what is added and what is taken away."""
    names = {**plus, **minus}
    sums = (f"{name} = {name} + ({plus.get(name, 0)}) - ({minus.get(name, 0)})" for name in names)
    return f"UPDATE event_count SET {', '.join(sums)} WHERE event_id = {row}.event_id"


def _triggers(held: str) -> list[Trigger]:
    """Those of migration 0013 that count seats, as they were or as they are."""
    answer = "says, seats, schedule, present" + ("" if held == BEFORE else ", remote")
    new, old = _figures("NEW", held), _figures("OLD", held)
    return [
        Trigger(
            "kept_member_acts",
            "UPDATE OF acts",
            "member",
            [_able("member_id = NEW.id", held)],
            "OLD.acts <> NEW.acts",
        ),
        Trigger(
            "kept_event_room",
            "UPDATE OF capacity",
            "event",
            [_able("event_id = NEW.id AND stage = 'waiting'", held)],
            "coalesce(OLD.capacity, -1) <> coalesce(NEW.capacity, -1)",
        ),
        Trigger(
            "kept_rsvp_new",
            "INSERT",
            "rsvp",
            [_count(new | _joined("0"), {}, "NEW"), *_listed("NEW"), _able(_of("NEW"), held)],
        ),
        Trigger(
            "kept_rsvp",
            f"UPDATE OF {answer}",
            "rsvp",
            [_count(new | _joined("OLD.seats"), old, "NEW"), *_listed("NEW"), _able(_of("NEW"), held)],
        ),
        Trigger(
            "kept_rsvp_gone",
            "DELETE",
            "rsvp",
            [_count({}, old, "OLD"), *_listed("OLD"), _able(_of("OLD"), held)],
        ),
        Trigger(
            "kept_claim_new",
            "INSERT",
            "claim",
            [_count(_offered("NEW"), {}, "NEW"), *_listed("NEW"), _able(_of("NEW"), held)],
        ),
        Trigger(
            "kept_claim",
            "UPDATE OF stage, seats, line, kind",
            "claim",
            [_count(_offered("NEW"), _offered("OLD"), "NEW"), *_listed("NEW"), _able(_of("NEW"), held)],
        ),
        Trigger(
            "kept_claim_gone",
            "DELETE",
            "claim",
            [
                _count({}, _offered("OLD") | {"waiting": _one("OLD.counted")}, "OLD"),
                *_listed("OLD"),
                _able(_of("OLD"), held),
            ],
        ),
    ]


LINKED = "SELECT id FROM event WHERE video_url <> '' AND place = '' AND host_company_id IS NULL"
"""Events to which one comes by the link alone."""
AWAITED = f"claim.stage IN ('waiting', 'offered') AND claim.event_id IN ({LINKED} AND state = 'published')"
_THEIRS = f"""(SELECT coalesce(sum(claim.seats), 0) FROM claim
  WHERE claim.event_id = rsvp.event_id AND claim.member_id = rsvp.member_id AND {AWAITED})"""
_THEMSELF = f"""NOT EXISTS (SELECT 1 FROM claim WHERE claim.event_id = rsvp.event_id
  AND claim.member_id = rsvp.member_id AND claim.kind = 'party' AND NOT claim.with_member AND {AWAITED})"""
BACKFILL = (
    f"""UPDATE rsvp SET seats = seats + {_THEIRS},
      with_member = CASE WHEN seats > 0 THEN with_member ELSE {_THEMSELF} END,
      calendar_turns = calendar_turns + CASE WHEN seats > 0 THEN 0 ELSE 1 END
      WHERE {_THEIRS} > 0""",
    f"UPDATE guest SET claim_id = NULL WHERE claim_id IN (SELECT claim.id FROM claim WHERE {AWAITED})",
    f"UPDATE claim SET stage = 'granted' WHERE {AWAITED}",
    f"UPDATE rsvp SET remote = true WHERE seats > 0 AND event_id IN ({LINKED})",
)


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column("rsvp", sa.Column("remote", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("event_count", sa.Column("remote", sa.Integer(), nullable=False, server_default="0"))
    _remake(CHAIRS)
    for statement in BACKFILL:
        op.execute(statement)


def _remake(held: str) -> None:
    for trigger in _triggers(held):
        trigger.drop()
        trigger.create()


def downgrade() -> None:
    """And back: whoever came by the link holds a seat like any other."""
    op.execute("UPDATE rsvp SET remote = false WHERE remote")
    _remake(BEFORE)
    op.drop_column("event_count", "remote")
    op.drop_column("rsvp", "remote")
