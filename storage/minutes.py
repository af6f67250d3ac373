"""Minutes of events as they are kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from club.events import Event
from club.ids import EventId, MemberId, MinutesId, RemarkId
from club.minutes import Minutes, MinutesAudience, MinutesFile, ProposedCorrection, RemarkState
from club.seating import Says
from storage import tables
from storage.care import CARE
from storage.events import EVENT, list_events
from storage.seats import RSVP
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

MINUTES, REMARK = core(tables.EventMinutes), core(tables.MinutesRemark)
READING = core(tables.MinutesReading)
FILE, CONTENT = core(tables.VersionFile), core(tables.MinutesContent)
_READ = Upsert(READING, ["event_id", "member_id"], ["version"])
_KEPT = Upsert(CONTENT, ["sha256"])
_FILED = Upsert(FILE, ["minutes_id"], ["content_id", "name", "kind", "size", "sha256", "by_id"])
_VERSION = select(
    MINUTES,
    *(FILE.c[name].label(f"file_{name}") for name in ("name", "kind", "size", "sha256", "by_id")),
).outerjoin(FILE, FILE.c.minutes_id == MINUTES.c.id)
"""With what is said of its file, never with its bytes."""
_GIVEN = ("event_id", "version", "text", "link", "by_id", "at", "short")
_PROVISIONAL: ColumnElement[bool] = literal_column("NOT event_minutes.final")
"""In the words of the index."""
_LATER = MINUTES.alias("later")
_STANDS = (
    ~select(_LATER.c.id)
    .where(_LATER.c.event_id == MINUTES.c.event_id, _LATER.c.version > MINUTES.c.version)
    .correlate(MINUTES)
    .exists()
)
"""Whether a version is the last one."""


def add_minutes(session: Session, minutes: Minutes) -> MinutesId:
    """A new version; IntegrityError where somebody deposited it meanwhile."""
    values = {
        **{name: getattr(minutes, name) for name in _GIVEN},
        "audience": minutes.audience.value,
        "corrected_until": minutes.corrected_until,
        "final": False,
    }
    made = insert(MINUTES).values(values).returning(MINUTES.c.id)
    minutes_id = MinutesId(session.connection().execute(made).scalar_one())
    if minutes.file:
        put_file(session, minutes_id, minutes.file)
    return minutes_id


def keep_bytes(session: Session, sha256: str, content: bytes) -> None:
    """Keeps a file's bytes, once however often they are handed over."""
    _KEPT.run(session.connection(), [{"sha256": sha256, "content": content}])


def put_file(session: Session, minutes_id: MinutesId, file: MinutesFile) -> None:
    """The file of a version, in the place of the one that it has; its bytes are kept already."""
    connection = session.connection()
    kept = connection.execute(select(CONTENT.c.id).where(CONTENT.c.sha256 == file.sha256)).scalar_one()
    names = ("name", "kind", "size", "sha256", "by_id")
    row = {name: getattr(file, name) for name in names} | {"minutes_id": minutes_id, "content_id": kept}
    _FILED.run(connection, [row])


def get_bytes(session: Session, minutes_id: MinutesId) -> bytes | None:
    """The bytes of a version's file; None where it has none."""
    found = select(CONTENT.c.content).join(FILE, FILE.c.content_id == CONTENT.c.id)
    content = session.connection().execute(found.where(FILE.c.minutes_id == minutes_id)).scalar()
    return None if content is None else bytes(content)


def get_version(session: Session, minutes_id: MinutesId) -> Minutes | None:
    """One version, whether it stands or not."""
    row = session.connection().execute(_VERSION.where(MINUTES.c.id == minutes_id)).one_or_none()
    return _minutes(row) if row else None


def get_minutes(session: Session, event_id: EventId, *, lock: bool = False) -> Minutes | None:
    """The version that stands; `lock`: whoever deposits another waits."""
    if lock:
        session.connection().execute(select(EVENT.c.id).where(EVENT.c.id == event_id).with_for_update())
    found = _VERSION.where(MINUTES.c.event_id == event_id).order_by(MINUTES.c.version.desc()).limit(1)
    row = session.connection().execute(found).one_or_none()
    return _minutes(row) if row else None


def list_readable(
    session: Session, member_id: MemberId | None, offset: int, limit: int
) -> tuple[list[Minutes], int]:
    """A page of what somebody may read, the newest first, and how many there are; None: who reads all."""
    which: Select[Any] = _VERSION.where(_STANDS)
    if member_id is not None:
        noted = exists().where(CARE.c.event_id == RSVP.c.event_id, CARE.c.noted_at.is_not(None))
        there = or_(RSVP.c.present.is_(True), and_(~noted, RSVP.c.present.is_(None)))
        came = and_(RSVP.c.seats > 0, RSVP.c.with_member, there)
        answered = select(RSVP.c.event_id).where(
            RSVP.c.event_id == MINUTES.c.event_id,
            RSVP.c.member_id == member_id,
            or_(came, RSVP.c.says == Says.NO.value),
        )
        which = which.where(
            or_(MINUTES.c.audience == MinutesAudience.MEMBERS.value, MINUTES.c.short != "", answered.exists())
        )
    connection = session.connection()
    total = connection.execute(select(func.count()).select_from(which.subquery())).scalar_one()
    page = which.order_by(MINUTES.c.at.desc(), MINUTES.c.id.desc()).offset(offset).limit(limit)
    return [_minutes(row) for row in connection.execute(page)], int(total)


def list_without_minutes(session: Session, now: datetime, since: datetime, limit: int) -> Sequence[Event]:
    """Events that ended since then and of which nobody deposited any, the first first."""
    there = select(MINUTES.c.id).where(MINUTES.c.event_id == EVENT.c.id).exists()
    held = (EVENT.c.state == "published", EVENT.c.ends_at > since, EVENT.c.ends_at <= now)
    return list_events(session, *held, ~there, limit=limit)


def make_final(session: Session, now: datetime) -> list[EventId]:
    """Those of which nothing can be corrected any more are final; of which events they are."""
    due = update(MINUTES).where(_PROVISIONAL, MINUTES.c.corrected_until <= now).values(final=True)
    return [EventId(one) for one in session.connection().execute(due.returning(MINUTES.c.event_id)).scalars()]


def note_reading(session: Session, event_id: EventId, member_id: MemberId, version: int) -> None:
    """Somebody opened a version."""
    row = {"event_id": event_id, "member_id": member_id, "version": version}
    _READ.run(session.connection(), row)


def get_reading(session: Session, event_id: EventId, member_id: MemberId) -> int:
    """The last version that somebody opened; 0: none."""
    whose = (READING.c.event_id == event_id, READING.c.member_id == member_id)
    return int(session.connection().execute(select(READING.c.version).where(*whose)).scalar() or 0)


def list_readers_before(session: Session, event_id: EventId, version: int) -> list[MemberId]:
    """Who opened an earlier version, and none since."""
    found = select(READING.c.member_id).where(READING.c.event_id == event_id, READING.c.version < version)
    return [
        MemberId(one) for one in session.connection().execute(found.order_by(READING.c.member_id)).scalars()
    ]


def forget_readings(session: Session, event_id: EventId) -> None:
    """No other version is to be expected."""
    session.connection().execute(delete(READING).where(READING.c.event_id == event_id))


def has_provisional(session: Session, now: datetime) -> bool:
    """Whether any are to be made final."""
    due = select(MINUTES.c.id).where(_PROVISIONAL, MINUTES.c.corrected_until <= now).limit(1)
    return session.connection().execute(due).first() is not None


def add_remark(
    session: Session, event_id: EventId, by: MemberId, passage: str, proposed: str, now: datetime
) -> RemarkId:
    """A new one."""
    values = {"event_id": event_id, "by_id": by, "passage": passage, "proposed": proposed, "at": now}
    made = insert(REMARK).values(values | {"state": RemarkState.OPEN.value, "reason": ""})
    return RemarkId(session.connection().execute(made.returning(REMARK.c.id)).scalar_one())


def get_remark(session: Session, remark_id: RemarkId, *, lock: bool = False) -> ProposedCorrection | None:
    """One by id."""
    found = select(REMARK).where(REMARK.c.id == remark_id)
    row = session.connection().execute(found.with_for_update() if lock else found).one_or_none()
    return _remark(row) if row else None


def list_open_remarks(session: Session, event_id: EventId) -> list[ProposedCorrection]:
    """Those that wait, the first first."""
    waiting = (REMARK.c.event_id == event_id, REMARK.c.state == RemarkState.OPEN.value)
    rows = session.connection().execute(select(REMARK).where(*waiting).order_by(REMARK.c.id))
    return [_remark(row) for row in rows]


def list_remarks_of(session: Session, member_id: MemberId) -> list[ProposedCorrection]:
    """All that somebody proposed."""
    rows = session.connection().execute(select(REMARK).where(REMARK.c.by_id == member_id))
    return [_remark(row) for row in rows]


def settle_remark(
    session: Session, remark_id: RemarkId, state: RemarkState, reason: str, by: MemberId
) -> None:
    """What became of it."""
    change = update(REMARK).where(REMARK.c.id == remark_id)
    session.connection().execute(change.values(state=state.value, reason=reason, settled_by=by))


def _minutes(row: Row[Any]) -> Minutes:
    return Minutes(
        MinutesId(row.id),
        EventId(row.event_id),
        row.version,
        row.text,
        row.link,
        MinutesAudience(row.audience),
        row.by_id,
        row.at,
        row.corrected_until,
        row.short,
        MinutesFile(row.file_name, row.file_kind, row.file_size, row.file_sha256, row.file_by_id)
        if row.file_name is not None
        else None,
    )


def _remark(row: Row[Any]) -> ProposedCorrection:
    ids = RemarkId(row.id), EventId(row.event_id), MemberId(row.by_id)
    return ProposedCorrection(*ids, row.passage, row.proposed, row.at, RemarkState(row.state), row.reason)
