"""What organisers set: the last change of each setting, and who made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from club.ids import MemberId
from club.settings import Setting
from storage import tables
from storage.people import MEMBER
from storage.session import Session
from storage.tables import core

CHANGE = core(tables.SettingChange)
_LAST = select(func.max(CHANGE.c.id)).group_by(CHANGE.c.name)
_CHANGES = (
    select(
        CHANGE.c.id,
        CHANGE.c.name,
        CHANGE.c.before,
        CHANGE.c.value,
        MEMBER.c.name.label("by"),
        CHANGE.c.changed_at,
    )
    .outerjoin(MEMBER, MEMBER.c.id == CHANGE.c.changed_by)
    .where(CHANGE.c.id.in_(_LAST))
)
_NEWEST = select(func.max(CHANGE.c.id))
_KNOWN = frozenset(one.value for one in Setting)


@dataclass(frozen=True, slots=True)
class LastChange:
    """How a setting came to be what it is."""

    id: int
    before: int
    value: int | None
    """None: what the installation gives, again."""
    by: str
    at: datetime


def get_newest(session: Session) -> int:
    """The id of the newest change of any setting; 0 where nothing was ever changed."""
    return session.connection().execute(_NEWEST).scalar_one() or 0


def list_changes(session: Session) -> Mapping[Setting, LastChange]:
    """The last change of each setting that was ever changed; of settings that this program knows."""
    rows = session.connection().execute(_CHANGES)
    return {
        Setting(row.name): LastChange(row.id, row.before, row.value, row.by or "", row.changed_at)
        for row in rows
        if row.name in _KNOWN
    }


def add_change(
    session: Session, setting: Setting, before: int, value: int | None, by: MemberId, now: datetime
) -> None:
    """Notes what somebody made of a setting."""
    row = {"name": setting.value, "before": before, "value": value, "changed_by": by, "changed_at": now}
    session.connection().execute(insert(CHANGE).values(row))


def list_values(session: Session, setting: Setting) -> set[int]:
    """All that a setting ever was while organisers changed it."""
    found = select(CHANGE.c.before, CHANGE.c.value).where(CHANGE.c.name == setting.value)
    rows = session.connection().execute(found)
    return {value for row in rows for value in row if value is not None}
