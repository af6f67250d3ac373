"""Private channels of study groups: where they stand, and whom Prime brought in."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, or_, select, update

from club.groups import GroupRoom, RoomState
from club.ids import GroupId, SlackId
from storage import tables
from storage.groups import IN_GROUP
from storage.people import MEMBER
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

ROOM, GUEST = core(tables.GroupRoom), core(tables.GroupRoomGuest)
_WANT = Upsert(ROOM, ["group_id"], ["state", "channel", "name", "held_until", "seen_at", "attempt"])
_GUEST = Upsert(GUEST, ["group_id", "slack_id"], ["refused"])
HELD = timedelta(minutes=2)
"""For so long one process works at a channel; one that died is not waited for longer."""


def want_room(session: Session, group_id: GroupId) -> None:
    """A channel is to be made: another than one that was there. Of that one nobody is known any more."""
    before = get_room(session, group_id)
    attempt = max(before.attempt, 1) + bool(before.channel) if before else 1
    session.connection().execute(delete(GUEST).where(GUEST.c.group_id == group_id))
    nothing: dict[str, Any] = {"channel": "", "name": "", "held_until": None, "seen_at": None}
    values = {"group_id": group_id, "state": RoomState.WANTED.value, "attempt": attempt, **nothing}
    _WANT.run(session.connection(), values)


def get_room(session: Session, group_id: GroupId) -> GroupRoom | None:
    """The channel of a group."""
    row = session.connection().execute(select(ROOM).where(ROOM.c.group_id == group_id)).one_or_none()
    return _room(row) if row else None


def list_kept(session: Session) -> list[GroupRoom]:
    """Those that Prime works at."""
    kept = (RoomState.WANTED.value, RoomState.OPEN.value)
    found = select(ROOM).where(ROOM.c.state.in_(kept)).order_by(ROOM.c.group_id)
    return [_room(row) for row in session.connection().execute(found)]


def hold_room(session: Session, group_id: GroupId, now: datetime, name: str) -> GroupRoom | None:
    """Takes it in hand, unless another process has it; `name`, which Slack is to hear, is noted first."""
    free = or_(ROOM.c.held_until.is_(None), ROOM.c.held_until <= now)
    held = update(ROOM).where(ROOM.c.group_id == group_id, free).values(held_until=now + HELD, name=name)
    if not session.connection().execute(held).rowcount:
        return None
    return get_room(session, group_id)


def save_room(session: Session, group_id: GroupId, **values: Any) -> None:
    """As it stands from now on, out of hand."""
    changed = update(ROOM).where(ROOM.c.group_id == group_id).values({"held_until": None, **values})
    session.connection().execute(changed)


def list_wanted(session: Session, group_id: GroupId) -> set[SlackId]:
    """Who is to be in it: members of the group who can act."""
    found = (
        select(MEMBER.c.slack_id)
        .join(IN_GROUP, IN_GROUP.c.member_id == MEMBER.c.id)
        .where(
            IN_GROUP.c.group_id == group_id,
            MEMBER.c.state == "admitted",
            MEMBER.c.slack_id.is_not(None),
            MEMBER.c.acts,
        )
    )
    return {SlackId(one) for one in session.connection().execute(found).scalars()}


def list_guests(session: Session, group_id: GroupId) -> Mapping[SlackId, bool]:
    """Whom Prime brought in, and whether Slack refused it."""
    found = select(GUEST.c.slack_id, GUEST.c.refused).where(GUEST.c.group_id == group_id)
    return {SlackId(row.slack_id): bool(row.refused) for row in session.connection().execute(found)}


def add_guest(session: Session, group_id: GroupId, slack_id: SlackId, *, refused: bool) -> None:
    """Somebody is in, or Slack would not have them."""
    _GUEST.run(session.connection(), {"group_id": group_id, "slack_id": slack_id, "refused": refused})


def drop_guest(session: Session, group_id: GroupId, slack_id: SlackId) -> None:
    """Somebody is out: nothing is kept of them."""
    session.connection().execute(
        delete(GUEST).where(GUEST.c.group_id == group_id, GUEST.c.slack_id == slack_id)
    )


def drop_guests(session: Session, group_id: GroupId) -> None:
    """The channel is there no longer, and nobody in it."""
    session.connection().execute(delete(GUEST).where(GUEST.c.group_id == group_id))


def drop_where_closed(session: Session, slack_id: SlackId) -> None:
    """Somebody is erased: their id goes, but where it takes them out of a channel at the next look."""
    kept = select(ROOM.c.group_id).where(ROOM.c.state == RoomState.OPEN.value)
    gone = delete(GUEST).where(GUEST.c.slack_id == slack_id, GUEST.c.group_id.not_in(kept))
    session.connection().execute(gone)


def _room(row: Row[Any]) -> GroupRoom:
    state, channel = RoomState(row.state), SlackId(row.channel)
    return GroupRoom(GroupId(row.group_id), state, channel, row.name, row.attempt, row.seen_at)
