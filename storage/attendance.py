"""Who answered what, as the organisers see it, and who came."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
    update,
)

from club.events import EventState
from club.ids import ClaimId, EventId, GuestId, MemberId
from club.seating import Says, Stage
from storage import tables
from storage.events import EVENT
from storage.guests import GUEST, Guest, list_guests
from storage.people import COMPANY, MEMBER
from storage.seats import CLAIM, EVENT_COUNT, RSVP, UNDECIDED
from storage.session import Session
from storage.tables import core

ANSWERED, CLUB_COUNT = core(tables.Answered), core(tables.ClubCount)
OPEN_STAGES = (Stage.WAITING.value, Stage.OFFERED.value, Stage.REQUESTED.value)
TOGETHER = 200
"""Events asked for in one statement: SQLite takes 500 (sqlite.org/limits.html, compound SELECT)."""
_ASKS: ColumnElement[bool] = literal_column("claim.asks")
"""In the words of the index."""
_OPEN: ColumnElement[bool] = literal_column("claim.stage IN ('requested', 'waiting')")
"""In the words of the index, which is asked for the next event, and the next: not for every claim."""
_NEXT = select(func.min(CLAIM.c.event_id).label("event_id")).where(_OPEN)
_FOUND = _NEXT.cte("awaited", recursive=True)
_AWAITED = select(
    _FOUND.union_all(
        select(_NEXT.where(CLAIM.c.event_id > _FOUND.c.event_id).correlate(_FOUND).scalar_subquery()).where(
            _FOUND.c.event_id.is_not(None)
        )
    ).c.event_id
)
_GIVEN = or_(RSVP.c.seats > 0, RSVP.c.says == Says.NO.value)
"""The condition that a row is an answer by itself. A yes without a seat is one while its claim is open: once
the offer has lapsed or the line is closed, nothing is left of it (`storage.seats.Answer.silent`)."""


@dataclass(frozen=True, slots=True)
class Party:
    """One member's line in the list: what was answered, and with whom."""

    member_id: MemberId
    name: str
    company: str
    says: Says | None
    seats: int
    with_member: bool
    waiting: int
    """Seats waited for, offered or asked for."""
    answered_at: datetime | None
    cancel_notice: int | None
    late_minutes: int | None
    late_notice: int | None
    confirmed: bool
    """Whether the answer was given, or confirmed, for the date and place as they are now."""
    present: bool | None
    function: str = ""
    email: str = ""
    by: str = ""
    """Who answered, or asked, in their name; empty where they did themself."""
    remote: bool = False
    """Whether the seats are by the video link."""
    reserved: bool = False
    """Whether an organiser gave them, of those kept."""
    guests: list[Guest] = field(default_factory=list)


_GIVER = MEMBER.alias("giver")
_ANSWERED = (
    MEMBER.c.id,
    MEMBER.c.name,
    MEMBER.c.function,
    func.coalesce(MEMBER.c.email, "").label("email"),
    MEMBER.c.company_id,
    RSVP.c.says,
    func.coalesce(RSVP.c.seats, 0).label("seats"),
    func.coalesce(RSVP.c.with_member, True).label("with_member"),
    RSVP.c.answered_at,
    RSVP.c.cancel_notice,
    RSVP.c.late_minutes,
    RSVP.c.late_notice,
    RSVP.c.schedule,
    RSVP.c.present,
    func.coalesce(RSVP.c.remote, False).label("remote"),
    func.coalesce(RSVP.c.reserved, 0).label("reserved"),
)


_ASKER = func.max(CLAIM.c.asked_by).label("asked_by")


def list_parties(session: Session, event_id: EventId, schedule: int) -> list[Party]:
    """Everybody who answered, asks or waits, by company and name."""
    return _parties(session, event_id, schedule, None)


def list_parties_of(
    session: Session, event_id: EventId, schedule: int, members: Sequence[MemberId]
) -> list[Party]:
    """Those of these members, by company and name."""
    return _parties(session, event_id, schedule, members) if members else []


def count_coming(session: Session, event_id: EventId) -> tuple[int, int]:
    """How many members hold seats, and how many seats, on site and by the link."""
    offered = select(func.coalesce(func.sum(CLAIM.c.seats), 0)).where(
        UNDECIDED, CLAIM.c.event_id == event_id, CLAIM.c.stage == Stage.OFFERED.value
    )
    chairs = EVENT_COUNT.c.taken - offered.scalar_subquery() + EVENT_COUNT.c.reserved
    seats = chairs + EVENT_COUNT.c.remote
    figures = select(EVENT_COUNT.c.yes, seats)
    parties, held = session.connection().execute(figures.where(EVENT_COUNT.c.event_id == event_id)).one()
    return parties, held


def get_party(session: Session, event_id: EventId, member_id: MemberId) -> Party | None:
    """One member's line in the list; None for a member of whom no answer and no claim holds."""
    return next(iter(_parties(session, event_id, 0, [member_id])), None)


def _parties(
    session: Session, event_id: EventId, schedule: int, only: Sequence[MemberId] | None
) -> list[Party]:
    whose = MEMBER.c.id.in_(only) if only is not None else true()
    # Of some members, each one's claims are looked for; an index by stage would have those of everybody read.
    stage = CLAIM.c.stage if only is None else CLAIM.c.stage.concat("")
    claimed = (
        select(CLAIM.c.member_id, func.sum(CLAIM.c.seats).label("seats"), _ASKER)
        .where(CLAIM.c.event_id == event_id, stage.in_(OPEN_STAGES))
        .where(true() if only is None else CLAIM.c.member_id.in_(only))
        .group_by(CLAIM.c.member_id)
        .subquery()
    )
    # Asked for each one shown: as a join, PostgreSQL would rather read every member for a page.
    giver = func.coalesce(RSVP.c.answered_by, claimed.c.asked_by)
    by = select(_GIVER.c.name).where(_GIVER.c.id == giver).scalar_subquery()
    listed = (
        select(*_ANSWERED, func.coalesce(claimed.c.seats, 0).label("waiting"))
        .add_columns(func.coalesce(by, "").label("by"))
        .select_from(MEMBER)
        .outerjoin(RSVP, and_(RSVP.c.member_id == MEMBER.c.id, RSVP.c.event_id == event_id))
        .outerjoin(claimed, claimed.c.member_id == MEMBER.c.id)
        .where(whose, or_(_GIVEN, claimed.c.member_id.is_not(None)))
        .order_by(MEMBER.c.listed, MEMBER.c.name, MEMBER.c.id)
    )
    rows = session.connection().execute(listed).mappings().all()
    companies = _named(session, {row["company_id"] for row in rows} - {None})
    guests: dict[MemberId | None, list[Guest]] = {}
    for guest in list_guests(session, event_id, *(only or ())):
        guests.setdefault(guest.member_id, []).append(guest)
    return [
        _party(row, companies.get(row["company_id"], ""), schedule, guests.get(row["id"], [])) for row in rows
    ]


def _named(session: Session, companies: Collection[int]) -> Mapping[int, str]:
    """What companies are called. Asked by themselves: within the list, PostgreSQL would read all of them for
    a page, or a small table from end to end for each row."""
    if not companies:
        return {}
    found = select(COMPANY.c.id, COMPANY.c.name).where(COMPANY.c.id.in_(companies))
    return {row.id: row.name for row in session.connection().execute(found)}


def _party(row: RowMapping, company: str, schedule: int, guests: list[Guest]) -> Party:
    return Party(
        member_id=row["id"],
        name=row["name"],
        company=company,
        says=Says(row["says"]) if row["says"] else None,
        seats=row["seats"],
        with_member=bool(row["with_member"]),
        waiting=row["waiting"],
        answered_at=row["answered_at"],
        cancel_notice=row["cancel_notice"],
        late_minutes=row["late_minutes"],
        late_notice=row["late_notice"],
        confirmed=row["schedule"] == schedule,
        present=row["present"],
        function=row["function"],
        email=row["email"],
        by=row["by"],
        remote=bool(row["remote"]),
        reserved=bool(row["reserved"]),
        guests=guests,
    )


def count_answers(session: Session, event_id: EventId) -> tuple[int, int, int]:
    """Members who hold seats, who said no, and who could answer and did not.

    Those who wait or ask are none of these: their claims are counted for themselves.
    """
    expected = select(CLUB_COUNT.c.expected).scalar_subquery()
    counts = select(EVENT_COUNT.c.yes, EVENT_COUNT.c.no, func.coalesce(expected, 0) - EVENT_COUNT.c.answered)
    yes, no, silent = session.connection().execute(counts.where(EVENT_COUNT.c.event_id == event_id)).one()
    return yes, no, silent


def answered(event_id: EventId) -> ColumnElement[bool]:
    """The condition that a member has answered or has a claim on this event."""
    return exists().where(ANSWERED.c.event_id == event_id, ANSWERED.c.member_id == MEMBER.c.id)


def count_unconfirmed(session: Session, event_id: EventId) -> int:
    """Members who hold seats, and said so for an earlier date or place."""
    found = select(EVENT_COUNT.c.unconfirmed).where(EVENT_COUNT.c.event_id == event_id)
    return int(session.connection().execute(found).scalar_one())


def list_awaited(session: Session) -> list[EventId]:
    """The events for which somebody waits, or asks for a seat."""
    found = session.connection().execute(_AWAITED).scalars()
    return [EventId(one) for one in found if one is not None]  # what follows the last one is none


def list_asked(session: Session, now: datetime) -> dict[EventId, int]:
    """How many late requests are to be decided, by event to come; of members who can act.

    An event to come is one that `club.events.phase` calls open or late.
    """
    asked = select(EVENT_COUNT.c.asked).where(EVENT_COUNT.c.event_id == EVENT.c.id).scalar_subquery()
    coming = (EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.starts_at > now, asked > 0)
    found = select(EVENT.c.id, asked).where(*coming)
    return {EventId(row[0]): int(row[1]) for row in session.connection().execute(found)}


def list_requests(session: Session, events: Sequence[EventId], offset: int, limit: int) -> list[ClaimId]:
    """Some of these, the oldest first: of each event no more than are asked for, as its index has them."""
    found: list[int] = []
    for first in range(0, len(events), TOGETHER):
        some = events[first : first + TOGETHER]
        each = [select(_asked_of(event_id, offset + limit).subquery()) for event_id in some]
        page = union_all(*each).order_by(literal_column("1")).limit(offset + limit)
        found += session.connection().execute(page).scalars()
    return [ClaimId(one) for one in sorted(found)[offset : offset + limit]]


def _asked_of(event_id: EventId, limit: int) -> Select[tuple[int]]:
    asked = select(CLAIM.c.id).where(_ASKS, CLAIM.c.event_id == event_id)
    return asked.order_by(CLAIM.c.id).limit(limit)


def list_yes(session: Session, event_id: EventId) -> list[MemberId]:
    """Members who hold or wait for seats: those whom a moved or cancelled event concerns."""
    holding = select(RSVP.c.member_id).where(RSVP.c.event_id == event_id, RSVP.c.seats > 0)
    claiming = select(CLAIM.c.member_id).where(CLAIM.c.event_id == event_id, CLAIM.c.stage.in_(OPEN_STAGES))
    return sorted(set(session.connection().execute(holding.union(claiming)).scalars()))


def list_corrected(
    session: Session, event_id: EventId, members: Mapping[MemberId, bool]
) -> Sequence[MemberId]:
    """Of these, who is noted already, and otherwise."""
    noted = (RSVP.c.event_id == event_id, RSVP.c.member_id.in_(list(members)), RSVP.c.present.is_not(None))
    rows = session.connection().execute(select(RSVP.c.member_id, RSVP.c.present).where(*noted))
    return [MemberId(row.member_id) for row in rows if row.present is not members[row.member_id]]


def record_attendance(
    session: Session,
    event_id: EventId,
    members: dict[MemberId, bool],
    guests: dict[GuestId, bool],
) -> None:
    """Writes who came and who did not, for those named; the others stay as they were."""
    for came in (True, False):
        _mark(session, event_id, [m for m, here in members.items() if here is came], came)
        wanted = [guest for guest, here in guests.items() if here is came]
        session.connection().execute(
            update(GUEST).where(GUEST.c.event_id == event_id, GUEST.c.id.in_(wanted)).values(present=came)
        )


def _mark(session: Session, event_id: EventId, members: Collection[MemberId], came: bool) -> None:
    who = (RSVP.c.event_id == event_id, RSVP.c.member_id.in_(members))
    session.connection().execute(update(RSVP).where(*who).values(present=came))


def count_present(session: Session, event_id: EventId) -> int:
    """People recorded as present, guests included."""
    found = select(EVENT_COUNT.c.present).where(EVENT_COUNT.c.event_id == event_id)
    return int(session.connection().execute(found).scalar_one())


def list_attended(
    session: Session, member_id: MemberId, now: datetime, offset: int, limit: int
) -> tuple[list[EventId], int]:
    """A page of the events that are over and at which this member was noted as there, the last first; and
    how many there are."""
    there = (RSVP.c.member_id == member_id, RSVP.c.present.is_(True), RSVP.c.with_member)
    over = (EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.ends_at <= now)
    found = select(EVENT.c.id).join(RSVP, RSVP.c.event_id == EVENT.c.id).where(*there, *over)
    connection = session.connection()
    total = connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    page = found.order_by(EVENT.c.starts_at.desc(), EVENT.c.id.desc()).offset(offset).limit(limit)
    return [EventId(one) for one in connection.execute(page).scalars()], int(total)
