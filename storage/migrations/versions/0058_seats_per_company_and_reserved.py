"""Seats per company, and seats that organisers keep: who waits for a company is told apart from who moves up.

`claim.able` has what `claim.counted` had: it waits, somebody can take it, and it can sit one day. `counted`
is that, where its company has a seat left for it and for its colleagues before it (`club.seating.held_back`).
Chairs taken are those beside the reserved ones, which are counted apart.
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.triggers import Trigger

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

BEFORE, APART = "before", "apart"


def _most(which: str) -> str:
    """How many may sit in one party: all chairs, or all seats of a company if those are fewer."""
    if which == BEFORE:
        return "e.capacity"
    free = "e.capacity - e.reserved"
    return f"""CASE WHEN e.capacity IS NULL THEN e.company_seats
      WHEN e.company_seats IS NULL OR e.company_seats > {free} THEN {free} ELSE e.company_seats END"""


def _able(which: str) -> str:
    """`club.seating.able`, and somebody whom it is for."""
    most, held = _most(which), "r.seats" if which == BEFORE else "r.seats - r.reserved"
    return f"""(claim.stage = 'waiting'
      AND EXISTS (SELECT 1 FROM member m WHERE m.id = claim.member_id AND m.acts)
      AND EXISTS (SELECT 1 FROM event e WHERE e.id = claim.event_id AND (({most}) IS NULL
        OR (claim.seats <= ({most}) AND (claim.kind = 'party' OR ({most}) >=
          (SELECT coalesce(sum({held}), 0) FROM rsvp r
            WHERE r.event_id = claim.event_id AND r.member_id = claim.member_id AND NOT r.remote)
          + (SELECT coalesce(sum(o.seats), 0) FROM claim o
            WHERE o.event_id = claim.event_id AND o.member_id = claim.member_id
              AND (o.stage = 'offered' OR (o.stage = 'waiting' AND o.line <= claim.line))))))))"""


COLLEAGUES = "(SELECT c.id FROM member c WHERE c.company_id = m.company_id)"
COUNTED = f"""(claim.able AND NOT EXISTS (
  SELECT 1 FROM event e JOIN member m ON m.id = claim.member_id
  WHERE e.id = claim.event_id AND e.company_seats IS NOT NULL AND m.company_id IS NOT NULL
    AND e.company_seats < (SELECT coalesce(sum(r.seats - r.reserved), 0) FROM rsvp r
        WHERE r.event_id = claim.event_id AND NOT r.remote AND r.member_id IN {COLLEAGUES})
      + (SELECT coalesce(sum(o.seats), 0) FROM claim o
        WHERE o.event_id = claim.event_id AND o.member_id IN {COLLEAGUES}
          AND (o.stage = 'offered' OR (o.able AND o.line <= claim.line)))))"""
"""`club.seating.held_back` says whom this leaves out."""


def _look(flag: str, value: str, where: str) -> str:
    return f"UPDATE claim SET {flag} = {value} WHERE {where} AND {flag} <> {value}"


def _of(row: str) -> str:
    return f"event_id = {row}.event_id AND member_id = {row}.member_id"


def _lines(which: str, row: str) -> list[str]:
    """Has one's claims at an event looked at again, and where a company has a limit its colleagues'."""
    if which == BEFORE:
        return [_look("counted", _able(BEFORE), _of(row))]
    return [_look("able", _able(APART), _of(row)), *_colleagues(row)]


def _colleagues(row: str) -> list[str]:
    limited = f"SELECT 1 FROM event e WHERE e.id = {row}.event_id AND e.company_seats IS NOT NULL"
    whose = f"""SELECT m.id FROM member m WHERE m.id = {row}.member_id AND EXISTS ({limited})
      UNION SELECT c.id FROM member m JOIN member c ON c.company_id = m.company_id
        WHERE m.id = {row}.member_id AND EXISTS ({limited})"""
    return [
        _look("counted", "able", f"{_of(row)} AND NOT EXISTS ({limited})"),
        _look("counted", COUNTED, f"member_id IN ({whose}) AND event_id = {row}.event_id"),
    ]


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


def _figures(row: str, which: str) -> dict[str, str]:
    """What an answer adds to its event's figures."""
    moved = f"{row}.schedule < (SELECT schedule FROM event WHERE id = {row}.event_id)"
    chairs = f"{row}.seats" if which == BEFORE else f"{row}.seats - {row}.reserved"
    reserved = (
        {} if which == BEFORE else {"reserved": f"CASE WHEN {row}.remote THEN 0 ELSE {row}.reserved END"}
    )
    return {
        "taken": f"CASE WHEN {row}.remote THEN 0 ELSE {chairs} END",
        "remote": f"CASE WHEN {row}.remote THEN {row}.seats ELSE 0 END",
        "yes": _one(f"{row}.seats > 0 AND {row}.says = 'yes'"),
        "no": _one(f"{row}.says = 'no'"),
        "unconfirmed": _one(f"{row}.seats > 0 AND {moved}"),
        "present": _one(f"{row}.present"),
    } | reserved


def _joined(before: str) -> dict[str, str]:
    return {"joined": _one(f"NEW.seats > 0 AND {before} = 0")}


def _offered(row: str) -> dict[str, str]:
    return {"taken": f"CASE WHEN {row}.stage = 'offered' THEN {row}.seats ELSE 0 END"}


def _count(plus: dict[str, str], minus: dict[str, str], row: str) -> str:
    """Changes an event's figures by what is added and what is taken away."""
    names = {**plus, **minus}
    sums = (f"{name} = {name} + ({plus.get(name, 0)}) - ({minus.get(name, 0)})" for name in names)
    return f"UPDATE event_count SET {', '.join(sums)} WHERE event_id = {row}.event_id"


def _triggers(which: str) -> list[Trigger]:
    """Those that count an event's seats, as they were or as they are."""
    answer = "says, seats, schedule, present, remote" + ("" if which == BEFORE else ", reserved")
    new, old = _figures("NEW", which), _figures("OLD", which)
    flag, gone = ("counted", _able(BEFORE)) if which == BEFORE else ("able", _able(APART)), "OLD"
    room = "coalesce(OLD.capacity, -1) <> coalesce(NEW.capacity, -1)"
    waits = "event_id = NEW.id AND stage = 'waiting'"
    apart = "" if which == BEFORE else ", reserved, company_seats"
    if which == APART:
        room += " OR OLD.reserved <> NEW.reserved"
        room += " OR coalesce(OLD.company_seats, -1) <> coalesce(NEW.company_seats, -1)"
    lines = [_look(*flag, waits)] + ([] if which == BEFORE else [_look("counted", COUNTED, waits)])
    return [
        Trigger(
            "kept_member_acts",
            "UPDATE OF acts",
            "member",
            [_look(*flag, "member_id = NEW.id")],
            "OLD.acts <> NEW.acts",
        ),
        Trigger("kept_event_room", f"UPDATE OF capacity{apart}", "event", lines, room),
        Trigger(
            "kept_rsvp_new",
            "INSERT",
            "rsvp",
            [_count(new | _joined("0"), {}, "NEW"), *_listed("NEW"), *_lines(which, "NEW")],
        ),
        Trigger(
            "kept_rsvp",
            f"UPDATE OF {answer}",
            "rsvp",
            [_count(new | _joined("OLD.seats"), old, "NEW"), *_listed("NEW"), *_lines(which, "NEW")],
        ),
        Trigger(
            "kept_rsvp_gone",
            "DELETE",
            "rsvp",
            [_count({}, old, gone), *_listed(gone), *_lines(which, gone)],
        ),
        Trigger(
            "kept_claim_new",
            "INSERT",
            "claim",
            [_count(_offered("NEW"), {}, "NEW"), *_listed("NEW"), *_lines(which, "NEW")],
        ),
        Trigger(
            "kept_claim",
            "UPDATE OF stage, seats, line, kind",
            "claim",
            [_count(_offered("NEW"), _offered("OLD"), "NEW"), *_listed("NEW"), *_lines(which, "NEW")],
        ),
        Trigger(
            "kept_claim_gone",
            "DELETE",
            "claim",
            [
                _count({}, _offered(gone) | {"waiting": _one("OLD.counted")}, gone),
                *_listed(gone),
                *_lines(which, gone),
            ],
        ),
    ]


_THEIRS = """(SELECT r.event_id FROM rsvp r WHERE r.member_id = NEW.id
  UNION SELECT o.event_id FROM claim o WHERE o.member_id = NEW.id)"""
_OF_BOTH = """(SELECT c.id FROM member c WHERE c.company_id IN (OLD.company_id, NEW.company_id)
  UNION SELECT NEW.id)"""
ADDED = (
    Trigger("kept_claim_able", "UPDATE OF able", "claim", _colleagues("NEW"), "OLD.able <> NEW.able"),
    Trigger(
        "kept_member_seats",
        "UPDATE OF company_id",
        "member",
        [_look("counted", COUNTED, f"event_id IN {_THEIRS} AND member_id IN {_OF_BOTH}")],
        "coalesce(OLD.company_id, -1) <> coalesce(NEW.company_id, -1)",
    ),
)


def upgrade() -> None:
    """From the revision before to this one."""
    op.add_column("event", sa.Column("company_seats", sa.Integer(), nullable=True))
    op.add_column("event", sa.Column("reserved", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("rsvp", sa.Column("reserved", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("claim", sa.Column("able", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("event_count", sa.Column("reserved", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE claim SET able = counted WHERE counted")
    _remake(APART)
    for trigger in ADDED:
        trigger.create()


def _remake(which: str) -> None:
    for trigger in _triggers(which):
        trigger.drop()
        trigger.create()


def downgrade() -> None:
    """And back: whoever holds a reserved seat holds a seat like any other, and a company has no limit."""
    op.execute("UPDATE rsvp SET reserved = 0 WHERE reserved <> 0")
    op.execute("UPDATE event SET company_seats = NULL, reserved = 0")
    for trigger in ADDED:
        trigger.drop()
    _remake(BEFORE)
    op.drop_column("event_count", "reserved")
    op.drop_column("claim", "able")
    op.drop_column("rsvp", "reserved")
    op.drop_column("event", "reserved")
    op.drop_column("event", "company_seats")
