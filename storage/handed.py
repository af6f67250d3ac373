"""Files handed over in Slack, until they are imported or an hour has gone by. Their content is never kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, select, update

from club.ids import HandedId, MemberId
from storage import tables
from storage.session import Session
from storage.tables import core

HANDED = core(tables.HandedFile)
KEPT = timedelta(hours=1)
"""A list that nobody imports is forgotten: whom it names may never have become a member."""
FIGURES_KEPT = timedelta(days=7)
"""What was imported stays in figures, for the message that says so, however late Slack shows it."""
CLAIMED = timedelta(minutes=2)
"""How long a file is its reader's: longer than any reading."""


class HandedStage(StrEnum):
    """Where a file stands."""

    RECEIVED = "received"
    """To be read."""
    READ = "read"
    """Tried, and undone; a click imports it."""
    WANTED = "wanted"
    """To be imported."""
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file, and what it comes to."""

    id: HandedId
    handed_by: MemberId
    file_id: str
    stage: HandedStage
    kind: str
    digest: str
    outcome: str
    at: datetime
    """When it was handed over; from the click on, when that was."""


def subject_of_handed(handed_id: HandedId) -> str:
    """The subject of what is said of a file."""
    return f"handed:{handed_id}"


def handed_of(subject: str) -> HandedId:
    """Back from `subject_of_handed`."""
    return HandedId(int(subject.removeprefix("handed:")))


def add_handed(session: Session, member_id: MemberId, file_id: str, now: datetime) -> HandedId:
    """A file to be read."""
    row = {"handed_by": member_id, "file_id": file_id, "stage": HandedStage.RECEIVED.value}
    rest = {"kind": "", "digest": "", "outcome": "", "at": now, "look_at": now}
    made = insert(HANDED).values({**row, **rest}).returning(HANDED.c.id)
    return HandedId(session.connection().execute(made).scalar_one())


def get_handed(session: Session, handed_id: HandedId) -> HandedFile | None:
    """A file by id; None once it is forgotten."""
    row = session.connection().execute(select(HANDED).where(HANDED.c.id == handed_id)).one_or_none()
    return _handed(row) if row else None


def list_told(session: Session, now: datetime) -> list[HandedFile]:
    """What was imported an hour ago, and still names lines that were left out."""
    old = (HANDED.c.stage == HandedStage.DONE.value, HANDED.c.at < now - KEPT)
    rows = session.connection().execute(select(HANDED).where(*old, HANDED.c.outcome.contains('"line"')))
    return [_handed(row) for row in rows]


def _handed(row: Any) -> HandedFile:
    given = (HandedId(row.id), MemberId(row.handed_by), row.file_id, HandedStage(row.stage))
    return HandedFile(*given, row.kind, row.digest, row.outcome, row.at)


def find_due_handed(session: Session, now: datetime) -> HandedId | None:
    """The first file that is to be read, or read again."""
    due = select(HANDED.c.id).where(HANDED.c.look_at <= now).order_by(HANDED.c.look_at).limit(1)
    found = session.connection().execute(due).scalar_one_or_none()
    return HandedId(found) if found is not None else None


def claim_handed(session: Session, handed_id: HandedId, now: datetime) -> HandedFile | None:
    """Takes it for a while; None where another process was faster. Whoever dies over it lets it go."""
    taken = update(HANDED).where(HANDED.c.id == handed_id, HANDED.c.look_at <= now)
    if not session.connection().execute(taken.values(look_at=now + CLAIMED)).rowcount:
        return None
    return get_handed(session, handed_id)


def look_again(session: Session, handed_id: HandedId, when: datetime) -> None:
    """It could not be read yet."""
    session.connection().execute(update(HANDED).where(HANDED.c.id == handed_id).values(look_at=when))


def settle_handed(
    session: Session,
    handed_id: HandedId,
    stage: HandedStage,
    outcome: str,
    *,
    kind: str = "",
    digest: str = "",
) -> bool:
    """What a reading came to; False where the file is forgotten meanwhile."""
    values = {"stage": stage.value, "outcome": outcome, "kind": kind, "digest": digest, "look_at": None}
    settled = update(HANDED).where(HANDED.c.id == handed_id).values(values)
    return bool(session.connection().execute(settled).rowcount)


def want_handed(session: Session, handed_id: HandedId, now: datetime) -> bool:
    """It is to be imported; False where it is not one that waits for that."""
    waits = update(HANDED).where(HANDED.c.id == handed_id, HANDED.c.stage == HandedStage.READ.value)
    # From the click on it has its time anew: to be read, and to be forgotten.
    wanted = waits.values(stage=HandedStage.WANTED.value, look_at=now, at=now)
    return bool(session.connection().execute(wanted).rowcount)


def forget_handed(session: Session, now: datetime) -> list[HandedId]:
    """Drops what nobody imported within the hour, and old figures; those whose message waited for a click."""
    old = HANDED.c.at < now - KEPT
    waiting = [one.value for one in HandedStage if one not in (HandedStage.DONE, HandedStage.REFUSED)]
    found = select(HANDED.c.id).where(old, HANDED.c.stage.in_(waiting))
    ids = [HandedId(one) for one in session.connection().execute(found).scalars()]
    session.connection().execute(delete(HANDED).where(old, HANDED.c.stage != HandedStage.DONE.value))
    session.connection().execute(delete(HANDED).where(HANDED.c.at < now - FIGURES_KEPT))
    return ids
