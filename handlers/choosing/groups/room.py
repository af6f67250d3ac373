"""A group's private channel: made when it is asked for, and kept in step with who is in the group.

What Slack is told follows from the tables alone, so that whatever was cut short is done at the next look:
who is in the group and not in the channel is invited, who is in the channel by Prime and not in the group is
taken out. Both may be said twice (`already_in_channel`, `not_in_channel`).
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from club.groups import GroupRoom, RoomState, StudyGroup, room_name
from club.ids import GroupId, SlackId
from handlers import names
from handlers.choosing.groups.service import GroupDone, may_manage
from handlers.kit.services import Services
from storage import group_rooms as rooms
from storage import groups as rows
from storage.database import Session
from storage.groups import group_of, subject_of_group
from storage.people import Person, get_person, list_reachable_organisers
from storage.postings import Note, Posting, enqueue, touch_all, touch_some

log = logging.getLogger(__name__)
NO_ANSWER = (SlackClientError, OSError, HTTPException)
LOOKED = timedelta(days=1)
"""How often it is seen whether the channel is still there."""
AT_ONCE = 20
"""People invited or taken out at one look: Slack takes some fifty calls a minute (Tier 3)."""

# docs.slack.dev: conversations.create, conversations.invite, conversations.kick, "Errors".
SCOPE, TAKEN = "missing_scope", "name_taken"
CLOSED = frozenset(
    {"channel_not_found", "is_archived", "not_in_channel", "method_not_supported_for_channel_type"}
)
PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "request_timeout", "service_unavailable"}
)
IN, OUT = "already_in_channel", "not_in_channel"


def want(services: Services, group_id: GroupId, by: Person, now: datetime) -> GroupDone:
    """An organiser, or its lead, wants one; asked for twice, it is one."""
    with services.db.begin() as session:
        group, person = rows.get_group(session, group_id, lock=True), get_person(session, by.id)
        if group is None:
            return GroupDone.GONE
        if person is None or not person.can_act or not may_manage(group, person):
            return GroupDone.NOT_YOURS
        if not group.takes_members:
            return GroupDone.OVER
        room = rooms.get_room(session, group_id)
        if room is None or not room.kept:
            if room and room.state is RoomState.LACKING and room.channel:
                rooms.save_room(session, group_id, state=RoomState.OPEN.value)  # the scope is there again
            else:
                rooms.want_room(session, group_id)
            touch_all(session, subject_of_group(group_id), now)
        return GroupDone.DONE


def find(services: Services, group_id: GroupId) -> GroupRoom | None:
    """Where it stands."""
    with services.db.read() as session:
        return rooms.get_room(session, group_id)


def keep_all(services: Services, _since: datetime, now: datetime) -> None:
    """Each is made, or brought in step."""
    with services.db.read() as session:
        kept = rooms.list_kept(session)
        idle = {one.group_id for one in kept if not _is_due(session, one, now)}
    for room in kept:
        if room.group_id not in idle:
            keep(services, room.group_id, now)


def _is_due(session: Session, room: GroupRoom, now: datetime) -> bool:
    if room.state is RoomState.WANTED or room.seen_at is None or room.seen_at + LOOKED <= now:
        return True
    return rooms.list_guests(session, room.group_id).keys() != rooms.list_wanted(session, room.group_id)


def keep(services: Services, group_id: GroupId, now: datetime) -> GroupRoom | None:
    """One look at one channel; what Slack does not answer waits for the next."""
    with services.db.begin() as session:
        group, room = rows.get_group(session, group_id), rooms.get_room(session, group_id)
        if group is None or room is None or not room.kept:
            return room
        name = room.name or room_name(group.title, group.id, room.attempt)
        room = rooms.hold_room(session, group_id, now, name)
    if room is None:
        return find(services, group_id)
    if room.state is RoomState.WANTED:
        _make(services, group, room, now)
    room = find(services, group_id)
    if room and room.state is RoomState.OPEN:
        _bring_in_step(services, room, now)
    return find(services, group_id)


def _call(call: Callable[[], object]) -> str:
    """Slack's error, `ok`, or a passing one where it did not answer."""
    try:
        call()
    except SlackApiError as error:
        return str(error.response.get("error") or "internal_error")
    except NO_ANSWER:
        return "internal_error"
    return "ok"


def _make(services: Services, group: StudyGroup, room: GroupRoom, now: datetime) -> None:
    """The channel of the name that is noted: made, or found where a process died before it could say so."""
    client, made = services.client, list[SlackId]()

    def create() -> None:
        answer = client.conversations_create(name=room.name, is_private=True)
        made.append(SlackId(str(answer["channel"]["id"])))

    code = _call(create)
    if code == TAKEN and _call(lambda: made.extend(_left_empty(client, room.name))) in PASSING:
        code = "internal_error"
    with services.db.begin() as session:
        if made:
            rooms.save_room(session, group.id, state=RoomState.OPEN.value, channel=made[0], seen_at=now)
            subject = subject_of_group(group.id)
            enqueue(session, [Note(names.GROUP_ROOM, subject, made[0], live=True)], now)
        elif code == TAKEN:
            rooms.save_room(session, group.id, name="", attempt=room.attempt + 1)
        elif code in PASSING:
            rooms.save_room(session, group.id)
        else:
            state = RoomState.LACKING if code == SCOPE else RoomState.REFUSED
            rooms.save_room(session, group.id, state=state.value)
            log.warning("no private channel for a study group: %s", code)
        touch_all(session, subject_of_group(group.id), now)


def _left_empty(client: WebClient, name: str) -> list[SlackId]:
    """The private channel of that name in which Prime is alone: nobody in it is to be taken out.

    It takes `groups:read`, which an installation may leave out: then another name is tried.
    """
    for page in client.users_conversations(types="private_channel", exclude_archived=True, limit=200):
        for one in page["channels"]:
            if one["name"] == name:
                asked = client.conversations_info(channel=one["id"], include_num_members=True)
                return [SlackId(str(one["id"]))] if asked["channel"]["num_members"] == 1 else []
    return []


def _bring_in_step(services: Services, room: GroupRoom, now: datetime) -> None:
    with services.db.read() as session:
        wanted, there = rooms.list_wanted(session, room.group_id), rooms.list_guests(session, room.group_id)
    steps = [(one, True) for one in sorted(wanted - there.keys())]
    steps += [(one, False) for one in sorted(there.keys() - wanted)]
    for slack_id, comes in steps[:AT_ONCE]:
        if not _step(services, room, slack_id, now, comes=comes, refused=there.get(slack_id, False)):
            return
    with services.db.begin() as session:
        if room.seen_at is None or room.seen_at + LOOKED <= now:
            # Drawn again, the card in it tells whether the channel is there: by `lost`, where it is not.
            touch_some(session, subject_of_group(room.group_id), [room.channel], now)
            rooms.save_room(session, room.group_id, seen_at=now)
        else:
            rooms.save_room(session, room.group_id)


def _step(
    services: Services, room: GroupRoom, slack_id: SlackId, now: datetime, *, comes: bool, refused: bool
) -> bool:
    """Somebody in or out; whether to go on."""
    client, channel = services.client, room.channel
    if comes:
        code = _call(lambda: client.conversations_invite(channel=channel, users=[slack_id]))
    else:
        code = "ok" if refused else _call(lambda: client.conversations_kick(channel=channel, user=slack_id))
    with services.db.begin() as session:
        if code in PASSING:
            rooms.save_room(session, room.group_id)
            return False
        if code == SCOPE:
            rooms.save_room(session, room.group_id, state=RoomState.LACKING.value)
            touch_all(session, subject_of_group(room.group_id), now)
            return False
        if code in CLOSED and not (code == OUT and not comes):
            _gone(session, room, now)
            return False
        if comes:
            rooms.add_guest(session, room.group_id, slack_id, refused=code not in ("ok", IN))
        else:
            rooms.drop_guest(session, room.group_id, slack_id)
    return True


def lost(session: Session, posting: Posting, _code: str, now: datetime) -> None:
    """The card in the channel cannot be drawn again: neither is there a channel."""
    room = rooms.get_room(session, group_of(posting.subject))
    if room and room.state is RoomState.OPEN and room.channel == posting.recipient:
        _gone(session, room, now)


def _gone(session: Session, room: GroupRoom, now: datetime) -> None:
    """Archived or deleted by hand: its lead and organisers hear of it, once; nothing more is tried."""
    rooms.save_room(session, room.group_id, state=RoomState.GONE.value)
    rooms.drop_guests(session, room.group_id)
    subject, moment = subject_of_group(room.group_id), room.channel
    group = rows.get_group(session, room.group_id)
    lead = get_person(session, group.lead_id) if group and group.lead_id else None
    told = _readers([lead, *list_reachable_organisers(session)])
    enqueue(session, [Note(names.GROUP_ROOM_GONE, subject, one, moment, live=True) for one in told], now)
    touch_all(session, subject, now)


def _readers(people: Sequence[Person | None]) -> list[SlackId]:
    return [*dict.fromkeys(one.slack_id for one in people if one and one.slack_id and one.can_act)]
