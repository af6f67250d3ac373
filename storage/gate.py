"""Lists for a site's gate, what people said for them, and what the site was told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, union, update

from club.gate import GateField, GateFormat, GateList, Identity, SiteVisitor
from club.ids import CompanyId, EventId, GuestId, MemberId
from storage import tables
from storage.database import Database
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

GATE, IDENTITY, TOLD = core(tables.GateListed), core(tables.GateIdentity), core(tables.GateTold)
_ASKED = Upsert(GATE, ["event_id"], ["company_id", "fields", "format", "due_at", "to_id"])
NOTHING = {field.value: "" for field in GateField}


@dataclass(frozen=True, slots=True)
class GateLine:
    """Somebody of whom the site was told."""

    key: str
    number: int
    name: str
    """Empty once they were erased."""
    company: str
    added_in: int
    removed_in: int | None


def get_gate(session: Session, event_id: EventId) -> GateList | None:
    """What the site of an event asks."""
    row = session.connection().execute(select(GATE).where(GATE.c.event_id == event_id)).one_or_none()
    return _gate(row) if row else None


def list_gates(session: Session) -> list[GateList]:
    """Those of which something is kept."""
    rows = session.connection().execute(
        select(GATE).where(GATE.c.ended_at.is_(None)).order_by(GATE.c.event_id)
    )
    return [_gate(row) for row in rows]


def save_gate(session: Session, gate: GateList) -> None:
    """What is asked, when it is handed over and to whom; how far it is stays."""
    values: dict[str, Any] = {"event_id": gate.event_id, "company_id": gate.company_id, "to_id": gate.to_id}
    values |= {"fields": "\n".join(gate.fields), "format": gate.format, "due_at": gate.due_at}
    values |= {"version": 0, "to_wipe": 0}
    _ASKED.run(session.connection(), values)


def list_identities(
    session: Session, event_id: EventId, *members: MemberId
) -> Mapping[tuple[MemberId, GuestId | None], Identity]:
    """What was said, by person, of whom it was not taken back."""
    found = select(IDENTITY).where(IDENTITY.c.event_id == event_id, ~IDENTITY.c.withdrawn)
    if members:
        found = found.where(IDENTITY.c.member_id.in_(members))
    return {
        (MemberId(row.member_id), row.guest_id): {field: getattr(row, field.value) for field in GateField}
        for row in session.connection().execute(found)
    }


def list_withdrawn(session: Session, event_id: EventId) -> set[tuple[MemberId, GuestId | None]]:
    """Who took it back."""
    found = select(IDENTITY.c.member_id, IDENTITY.c.guest_id)
    found = found.where(IDENTITY.c.event_id == event_id, IDENTITY.c.withdrawn)
    return {(MemberId(member), guest) for member, guest in session.connection().execute(found)}


def save_identities(
    session: Session, event_id: EventId, member_id: MemberId, said: Mapping[GuestId | None, Identity]
) -> None:
    """What a member says, of each person of their party, in the place of what was said before."""
    _drop(session, event_id, member_id)
    for guest_id, identity in said.items():
        whom: dict[str, Any] = {"event_id": event_id, "member_id": member_id, "guest_id": guest_id}
        values = NOTHING | {field.value: value for field, value in identity.items()}
        session.connection().execute(insert(IDENTITY).values({**whom, **values, "withdrawn": False}))


def withdraw_identities(
    session: Session, event_id: EventId, member_id: MemberId, people: Iterable[GuestId | None]
) -> None:
    """Nothing is kept of what was said of these people but that it was taken back."""
    _drop(session, event_id, member_id)
    for guest_id in people:
        whom: dict[str, Any] = {"event_id": event_id, "member_id": member_id, "guest_id": guest_id}
        session.connection().execute(insert(IDENTITY).values({**whom, **NOTHING, "withdrawn": True}))


def forget_identities(session: Session, event_id: EventId, members: Iterable[MemberId]) -> None:
    """Whoever comes to the site no more leaves nothing behind."""
    for member_id in members:
        _drop(session, event_id, member_id)


def _drop(session: Session, event_id: EventId, member_id: MemberId) -> None:
    whose = (IDENTITY.c.event_id == event_id, IDENTITY.c.member_id == member_id)
    if session.connection().execute(delete(IDENTITY).where(*whose)).rowcount:
        noted = update(GATE).where(GATE.c.event_id == event_id).values(to_wipe=GATE.c.to_wipe + 1)
        session.connection().execute(noted)


def note_unsaid(session: Session, member_id: MemberId) -> None:
    """What a member said for sites, and their name in what sites were told, is about to go: to be wiped."""
    theirs = union(*(select(one.c.event_id).where(one.c.member_id == member_id) for one in (IDENTITY, TOLD)))
    noted = update(GATE).where(GATE.c.event_id.in_(theirs)).values(to_wipe=GATE.c.to_wipe + 1)
    session.connection().execute(noted)


def list_identified(session: Session, event_id: EventId) -> set[MemberId]:
    """Members who said something, or took it back."""
    found = select(IDENTITY.c.member_id).where(IDENTITY.c.event_id == event_id).distinct()
    return {MemberId(one) for one in session.connection().execute(found).scalars()}


def list_lines(session: Session, event_id: EventId) -> list[GateLine]:
    """All of whom the site was told, by number."""
    columns = (TOLD.c.key, TOLD.c.number, TOLD.c.name, TOLD.c.company, TOLD.c.added_in, TOLD.c.removed_in)
    found = select(*columns).where(TOLD.c.event_id == event_id).order_by(TOLD.c.number)
    return [GateLine(*row) for row in session.connection().execute(found)]


def tell_version(
    session: Session,
    event_id: EventId,
    version: int,
    change: tuple[Sequence[SiteVisitor], Sequence[str]],
    now: datetime,
) -> None:
    """The site is told of a version: who is added, who comes no more."""
    added, removed = change
    connection, gone = session.connection(), (TOLD.c.event_id == event_id, TOLD.c.removed_in.is_(None))
    if removed:
        connection.execute(
            update(TOLD).where(*gone, TOLD.c.key.in_(list(removed))).values(removed_in=version)
        )
    last = select(func.coalesce(func.max(TOLD.c.number), 0)).where(TOLD.c.event_id == event_id)
    first = int(connection.execute(last).scalar_one()) + 1
    for number, one in enumerate(added, first):
        values: dict[str, Any] = {"event_id": event_id, "member_id": one.member_id, "key": one.key}
        values |= {"number": number, "name": one.name, "company": one.company, "added_in": version}
        connection.execute(insert(TOLD).values(values))
    told = update(GATE).where(GATE.c.event_id == event_id)
    connection.execute(told.values(version=version, told_at=now))


def end_gate(session: Session, event_id: EventId, now: datetime) -> None:
    """All that was said, and of whom the site was told, is erased."""
    session.connection().execute(delete(IDENTITY).where(IDENTITY.c.event_id == event_id))
    session.connection().execute(delete(TOLD).where(TOLD.c.event_id == event_id))
    ended = update(GATE).where(GATE.c.event_id == event_id).values(ended_at=now, to_wipe=GATE.c.to_wipe + 1)
    session.connection().execute(ended)


def leave_host(session: Session, event_id: EventId) -> None:
    """Another company receives: all that was said and told is erased, and nobody is to get a list."""
    session.connection().execute(delete(IDENTITY).where(IDENTITY.c.event_id == event_id))
    session.connection().execute(delete(TOLD).where(TOLD.c.event_id == event_id))
    left = update(GATE).where(GATE.c.event_id == event_id)
    nothing: dict[str, Any] = {"version": 0, "told_at": None, "to_id": None}
    session.connection().execute(left.values(to_wipe=GATE.c.to_wipe + 1, **nothing))


def has_nobody(session: Session, event_id: EventId) -> bool:
    """Whether no list is out: all of it was erased, or whoever receives now has none yet."""
    nobody = or_(GATE.c.ended_at.is_not(None), GATE.c.version == 0)
    found = select(nobody).where(GATE.c.event_id == event_id)
    return bool(session.connection().execute(found).scalar_one())


def list_to_wipe(session: Session) -> Mapping[EventId, int]:
    """Lists of which something was deleted that the database's files may still hold, and how often."""
    found = select(GATE.c.event_id, GATE.c.to_wipe).where(GATE.c.to_wipe > 0)
    return {EventId(event_id): times for event_id, times in session.connection().execute(found)}


def note_wiped(session: Session, wiped: Mapping[EventId, int]) -> None:
    """It is gone from there too, but for what was deleted meanwhile."""
    for event_id, times in wiped.items():
        whole = update(GATE).where(GATE.c.event_id == event_id, GATE.c.to_wipe == times)
        session.connection().execute(whole.values(to_wipe=0))


def wipe(db: Database) -> bool:
    """Wipes what was deleted from the database's files; False where somebody was in the way."""
    return db.scrub([IDENTITY.name, TOLD.name], witness=GATE.name)


def _gate(row: Row[Any]) -> GateList:
    return GateList(
        EventId(row.event_id),
        CompanyId(row.company_id),
        tuple(GateField(one) for one in row.fields.split("\n") if one),
        row.due_at,
        row.to_id,
        row.version,
        row.told_at,
        row.ended_at,
        GateFormat(row.format),
    )
