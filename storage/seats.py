"""Who holds seats and who claims them. Callers hold the event's lock while they change anything here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from club.events import Event
from club.ids import ClaimId, EventId, MemberId
from club.seating import LIVE, Claim, ClaimKind, Quota, Room, Rsvp, Says, Stage
from storage import tables
from storage.people import COMPANY, MEMBER
from storage.prepared import Prepared
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

EVENT, RSVP, CLAIM = core(tables.Event), core(tables.Rsvp), core(tables.Claim)
EVENT_COUNT = core(tables.EventCount)


@dataclass(frozen=True, slots=True)
class Answer:
    """One member's whole position at one event: what is held, and what is still claimed."""

    rsvp: Rsvp
    claims: Sequence[Claim] = ()

    def claim(self, *stages: Stage) -> Claim | None:
        """The member's live claim in one of these stages, the oldest first."""
        return next((claim for claim in self.claims if claim.stage in stages), None)

    @property
    def coming(self) -> bool:
        """Whether at least one seat is held."""
        return self.rsvp.seats > 0

    @property
    def silent(self) -> bool:
        """Whether nothing is answered: no seat, no claim, no "no".

        A yes whose offer lapsed, or whose line was closed, asks for an answer anew (FACILITER).
        """
        return not (self.coming or self.claims or self.rsvp.says is Says.NO)


CLAIM_COLUMNS = (
    CLAIM.c.id,
    CLAIM.c.member_id,
    CLAIM.c.kind,
    CLAIM.c.stage,
    CLAIM.c.seats,
    CLAIM.c.with_member,
    CLAIM.c.line,
    CLAIM.c.note,
    CLAIM.c.created_at,
    CLAIM.c.offer_until,
    CLAIM.c.decided_by,
    CLAIM.c.decided_at,
    CLAIM.c.reason,
)
_RSVP = (
    RSVP.c.says,
    RSVP.c.seats,
    RSVP.c.with_member,
    RSVP.c.schedule,
    RSVP.c.late_minutes,
    RSVP.c.remote,
    RSVP.c.reserved,
)
_RSVP_ENDS = len(_RSVP)
_CLAIM_ENDS = _RSVP_ENDS + len(CLAIM_COLUMNS)
# Not IN: SQLAlchemy writes such a list out anew for each execution, which doubles what this one costs.
_LIVE = or_(*(CLAIM.c.stage == stage.value for stage in LIVE))
OF_EVENT: BindParameter[int] = bindparam("event_id")
OF_MEMBER: BindParameter[int] = bindparam("member_id")

_TAKEN = select(EVENT_COUNT.c.taken).where(EVENT_COUNT.c.event_id == OF_EVENT).scalar_subquery()
_WAITING = select(EVENT_COUNT.c.waiting).where(EVENT_COUNT.c.event_id == OF_EVENT).scalar_subquery()
_REMOTE = select(EVENT_COUNT.c.remote).where(EVENT_COUNT.c.event_id == OF_EVENT).scalar_subquery()
PRESENT = exists().where(MEMBER.c.id == CLAIM.c.member_id, MEMBER.c.acts).correlate(CLAIM)
"""Whose claim it is can act: nobody waits behind somebody who cannot take the seat."""
_ROOM = select(_TAKEN, _WAITING, _REMOTE)
_GIVEN = select(EVENT_COUNT.c.reserved).where(EVENT_COUNT.c.event_id == OF_EVENT)
_COLLEAGUE = MEMBER.alias("colleague")
COLLEAGUES = (
    select(_COLLEAGUE.c.id)
    .where(
        _COLLEAGUE.c.company_id
        == select(MEMBER.c.company_id).where(MEMBER.c.id == OF_MEMBER).scalar_subquery()
    )
    .scalar_subquery()
)
HELD_BACK: ColumnElement[bool] = literal_column("claim.able AND NOT claim.counted")
_QUOTA = select(
    select(func.coalesce(func.sum(RSVP.c.seats - RSVP.c.reserved), 0))
    .where(RSVP.c.event_id == OF_EVENT, ~RSVP.c.remote, RSVP.c.member_id.in_(COLLEAGUES))
    .scalar_subquery(),
    select(func.coalesce(func.sum(CLAIM.c.seats), 0))
    .where(
        CLAIM.c.event_id == OF_EVENT,
        CLAIM.c.member_id.in_(COLLEAGUES),
        CLAIM.c.stage == Stage.OFFERED.value,
    )
    .scalar_subquery(),
    select(func.count())
    .where(CLAIM.c.event_id == OF_EVENT, CLAIM.c.member_id.in_(COLLEAGUES), HELD_BACK)
    .scalar_subquery(),
)
"""What a member's company has of an event: seats held and offered, and claims held back."""
_OF_ONE = (
    select(*_RSVP, *CLAIM_COLUMNS)
    .select_from(MEMBER)
    .outerjoin(RSVP, and_(RSVP.c.member_id == MEMBER.c.id, RSVP.c.event_id == OF_EVENT))
    .outerjoin(CLAIM, and_(CLAIM.c.member_id == MEMBER.c.id, CLAIM.c.event_id == OF_EVENT, _LIVE))
    .where(MEMBER.c.id == OF_MEMBER)
    .order_by(CLAIM.c.id)
)
_PLACE = Prepared(_OF_ONE.add_columns(_TAKEN, _WAITING, _REMOTE))
UNDECIDED: ColumnElement[bool] = literal_column("claim.stage IN ('requested', 'offered')")
"""In the words of the index."""
_ONE_CLAIM = select(CLAIM.c.event_id, *CLAIM_COLUMNS).where(CLAIM.c.id == bindparam("claim_id"))
_LAST_IN_LINE = select(func.coalesce(func.max(CLAIM.c.line), 0)).where(CLAIM.c.event_id == OF_EVENT)
_NOTE_CANCELLED = Prepared(
    update(RSVP)
    .where(RSVP.c.event_id == bindparam("b_event"), RSVP.c.member_id == bindparam("b_member"))
    .values(cancel_notice=bindparam("b_seconds"))
)
_ANSWERED = ["says", "seats", "with_member", "schedule", "late_minutes", "answered_at", "remote", "reserved"]


def _turned(given: Any) -> Mapping[str, ColumnElement[int]]:
    """The calendar follows the seats: one more turn whenever the first comes or the last goes.

    Two more where a party comes the other way from now on: the entry stays, and is written anew.
    """
    holds = RSVP.c.calendar_turns % 2 == 1
    turned = case((holds != (given.seats > 0), 1), (and_(holds, RSVP.c.remote != given.remote), 2), else_=0)
    return {"calendar_turns": RSVP.c.calendar_turns + turned}


_KEY = ["event_id", "member_id"]
_SAVE = Upsert(RSVP, _KEY, _ANSWERED, reckoned=_turned, back="calendar_turns")
_SAVE_ANSWER = Upsert(RSVP, _KEY, [*_ANSWERED, "answered_by"], reckoned=_turned, back="calendar_turns")


def read_claim(row: Any) -> Claim:
    """Out of `CLAIM_COLUMNS`."""
    id_, member_id, kind, stage, *rest = row
    return Claim(id_, member_id, ClaimKind(kind), Stage(stage), *rest)


def _rsvp(row: Any) -> Rsvp:
    says, *held = row
    return Rsvp() if says is None else Rsvp(Says(says), *held)


def get_room(session: Session, event: Event, member_id: MemberId | None = None) -> Room:
    """How full the event is now; with what is left to the company of a member, where it has a limit."""
    figures = session.connection().execute(_ROOM, {"event_id": event.id}).one()
    return _with_limits(session, event, member_id, Room(event.chairs, *figures))


def _with_limits(session: Session, event: Event, member_id: MemberId | None, room: Room) -> Room:
    """The same with what few events have: reserved chairs, and so many for one company."""
    if event.limits.reserved:
        given = session.connection().execute(_GIVEN, {"event_id": event.id}).scalar_one()
        room = replace(room, reserved=event.limits.reserved, given=given)
    if event.limits.company is None or member_id is None:
        return room
    whose = {"event_id": event.id, "member_id": member_id}
    held, offered, waiting = session.connection().execute(_QUOTA, whose).one()
    return replace(room, quota=Quota(event.limits.company, held + offered, waiting))


def get_answer(session: Session, event_id: EventId, member_id: MemberId) -> Answer:
    """One member's position at one event."""
    whose = {"event_id": event_id, "member_id": member_id}
    return _answer(session.connection().execute(_OF_ONE, whose).all())


def get_place(session: Session, event: Event, member_id: MemberId) -> tuple[Room, Answer]:
    """How full the event is and the member's position at it. One statement: every click asks."""
    rows = _PLACE.rows(session.connection(), {"event_id": event.id, "member_id": member_id})
    if not rows:
        return get_room(session, event, member_id), _answer(rows)
    room = Room(event.chairs, *rows[0][_CLAIM_ENDS:])
    return _with_limits(session, event, member_id, room), _answer(rows)


def _answer(rows: Sequence[Any]) -> Answer:
    found = [row[_RSVP_ENDS:_CLAIM_ENDS] for row in rows]
    claims = [read_claim(row) for row in found if row[0] is not None]
    return Answer(_rsvp(rows[0][:_RSVP_ENDS]) if rows else Rsvp(), claims)


def save_rsvp(session: Session, event_id: EventId, member_id: MemberId, rsvp: Rsvp, now: datetime) -> int:
    """Writes what a member holds from now on; returns the turns of the member's calendar file.

    It is no answer of anybody's: who gave the last stays noted.
    """
    return int(_SAVE.fetch(session.connection(), _row(event_id, member_id, rsvp, now)))


def save_answer(
    session: Session, event_id: EventId, member_id: MemberId, rsvp: Rsvp, now: datetime, by: MemberId | None
) -> int:
    """The same for an answer, given by the member (None) or by somebody in their name."""
    row = _row(event_id, member_id, rsvp, now) | {"answered_by": by}
    return int(_SAVE_ANSWER.fetch(session.connection(), row))


def get_answered_by(session: Session, event_id: EventId, member_id: MemberId) -> str:
    """The name of whoever gave a member's answer in their name; empty where they gave it themself."""
    found = select(MEMBER.c.name).join(RSVP, RSVP.c.answered_by == MEMBER.c.id)
    whose = (RSVP.c.event_id == event_id, RSVP.c.member_id == member_id)
    return session.connection().execute(found.where(*whose)).scalar_one_or_none() or ""


def note_asked_by(session: Session, claim_id: ClaimId, by: MemberId) -> None:
    """Keeps who asked in the member's name."""
    session.connection().execute(update(CLAIM).where(CLAIM.c.id == claim_id).values(asked_by=by))


def get_asked_by(session: Session, claim_id: ClaimId) -> str:
    """The name of whoever asked in the member's name; empty where they asked themself."""
    found = select(MEMBER.c.name).join(CLAIM, CLAIM.c.asked_by == MEMBER.c.id)
    return session.connection().execute(found.where(CLAIM.c.id == claim_id)).scalar_one_or_none() or ""


def _row(event_id: EventId, member_id: MemberId, rsvp: Rsvp, now: datetime) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "member_id": member_id,
        "says": (rsvp.says or Says.NO).value,
        "seats": rsvp.seats,
        "with_member": rsvp.with_member,
        "schedule": rsvp.schedule,
        "late_minutes": rsvp.late_minutes,
        "answered_at": now,
        "calendar_turns": int(rsvp.seats > 0),
        "remote": rsvp.remote,
        "reserved": rsvp.kept,
    }


def note_cancelled(session: Session, event_id: EventId, member_id: MemberId, seconds: int) -> None:
    """Keeps how long before the start seats were given back."""
    told = {"b_event": event_id, "b_member": member_id, "b_seconds": seconds}
    _NOTE_CANCELLED.run(session.connection(), told)


def note_late(session: Session, event_id: EventId, member_id: MemberId, minutes: int, seconds: int) -> None:
    """Keeps by how much a member will be late, and how long before the start it was said."""
    whose = update(RSVP).where(RSVP.c.event_id == event_id, RSVP.c.member_id == member_id)
    session.connection().execute(whose.values(late_minutes=minutes, late_notice=seconds))


def list_companies_over(session: Session, event: Event) -> list[tuple[str, int]]:
    """Companies that have more seats than one may have, as they were before it could have so many; and how
    many. The largest first."""
    if event.limits.company is None:
        return []
    held = func.sum(RSVP.c.seats - RSVP.c.reserved)
    found = (
        select(COMPANY.c.name, held)
        .join(MEMBER, MEMBER.c.id == RSVP.c.member_id)
        .join(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
        .where(RSVP.c.event_id == event.id, ~RSVP.c.remote)
        .group_by(COMPANY.c.id, COMPANY.c.name)
        .having(held > event.limits.company)
        .order_by(held.desc(), COMPANY.c.name)
    )
    return [(name, count) for name, count in session.connection().execute(found)]


def get_claim(session: Session, claim_id: ClaimId) -> tuple[EventId, Claim] | None:
    """A claim in whatever stage, and the event it is for."""
    row = session.connection().execute(_ONE_CLAIM, {"claim_id": claim_id}).one_or_none()
    return row and (EventId(row[0]), read_claim(row[1:]))


def add_claim(session: Session, event_id: EventId, claim: Claim) -> ClaimId:
    """A new claim; a waiting one joins the end of the line."""
    values = {
        "event_id": event_id,
        "member_id": claim.member_id,
        "kind": claim.kind.value,
        "stage": claim.stage.value,
        "seats": claim.seats,
        "with_member": claim.with_member,
        "line": _next_in_line(session, event_id) if claim.stage is Stage.WAITING else 0,
        "note": claim.note,
        "created_at": claim.created_at,
    }
    result = session.connection().execute(insert(CLAIM).values(values).returning(CLAIM.c.id))
    return ClaimId(result.scalar_one())


def join_line(session: Session, event_id: EventId, claim_id: ClaimId) -> None:
    """Puts a claim at the end of the line."""
    change_claim(session, claim_id, Stage.WAITING, line=_next_in_line(session, event_id))


def change_claim(session: Session, claim_id: ClaimId, stage: Stage, **values: object) -> None:
    """Moves a claim to a stage, with what goes with it (`seats`, `decided_by`, `reason`, `offer_until`…)."""
    claim = update(CLAIM).where(CLAIM.c.id == claim_id)
    session.connection().execute(claim.values(stage=stage.value, **values))


def list_claims(
    session: Session, stages: Iterable[Stage], event_id: EventId | None = None
) -> list[tuple[EventId, Claim]]:
    """Claims in these stages, the oldest first; of one event or of all."""
    found = select(CLAIM.c.event_id, *CLAIM_COLUMNS).where(
        CLAIM.c.stage.in_([stage.value for stage in stages])
    )
    if event_id is not None:
        found = found.where(CLAIM.c.event_id == event_id)
    return [(row[0], read_claim(row[1:])) for row in session.connection().execute(found.order_by(CLAIM.c.id))]


def list_expired_offers(session: Session, now: datetime) -> list[tuple[EventId, Claim]]:
    """Offers whose time is over, or that nobody can take any more."""
    over = (UNDECIDED, CLAIM.c.stage == Stage.OFFERED.value, or_(CLAIM.c.offer_until <= now, ~PRESENT))
    found = select(CLAIM.c.event_id, *CLAIM_COLUMNS).where(*over)
    return [(row[0], read_claim(row[1:])) for row in session.connection().execute(found)]


def _next_in_line(session: Session, event_id: EventId) -> int:
    return int(session.connection().execute(_LAST_IN_LINE, {"event_id": event_id}).scalar_one()) + 1
