"""Opening a study group, joining and leaving it, keeping it: one transaction a function."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from club.date_polls import DatePoll
from club.events import Event, EventState
from club.groups import (
    MOST_MEMBERS,
    GroupFault,
    GroupMember,
    GroupRoom,
    GroupShares,
    GroupState,
    StudyGroup,
    may_open,
)
from club.ids import GroupId, MemberId, SlackId, TopicId
from club.topics import Topic
from club.works import Work
from handlers import names
from handlers.kit import organisers
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage import groups as rows
from storage.database import Session
from storage.date_polls import list_polls_of_group
from storage.events import get_event
from storage.group_rooms import get_room
from storage.groups import subject_of_group
from storage.minutes import get_minutes
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue, touch_all
from storage.supporters import enqueue_behind
from storage.topics import get_topic, lock_topic, subject_of_topic
from storage.works import list_works_of_topic

LAST_MEETINGS = 5
"""Of a group, shown."""


class GroupDone(Enum):
    """What an act came to."""

    DONE = "done"
    GONE = "gone"
    """Nobody knows it."""
    NOT_CHOSEN = "not_chosen"
    """No vote chose the topic."""
    THERE = "there"
    """The topic has its group."""
    NOT_YOURS = "not_yours"
    OVER = "over"
    """It is done: nobody joins any more."""
    FULL = "full"
    MEANWHILE = "meanwhile"
    """Changed since the form was opened."""


@dataclass(frozen=True, slots=True)
class GroupMeeting:
    """A date that the group looks for, or found."""

    poll: DatePoll
    event: Event | None = None
    """What was made of it, once members see it."""
    minuted: bool = False
    """Whether there are minutes."""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group, and who is in it."""

    group: StudyGroup
    topic: Topic | None
    members: Sequence[GroupMember] = ()
    works: Sequence[Work] = ()
    meetings: Sequence[GroupMeeting] = ()
    """The last searches for a date, and what was made of them."""
    mine: GroupMember | None = None
    """The reader, who is in it."""
    may_manage: bool = False
    organises: bool = False
    room: GroupRoom | None = None
    """Its private channel."""

    @property
    def lead(self) -> GroupMember | None:
        """Who leads it."""
        return next((one for one in self.members if one.id == self.group.lead_id), None)

    @property
    def companies(self) -> Sequence[str]:
        """Those who joined, each once, in that order."""
        return [*dict.fromkeys(one.company for one in self.members if one.company)]


def may_manage(group: StudyGroup, person: Person) -> bool:
    """Whether this member changes what a group says and where it stands: its lead, and organisers."""
    return person.active and (person.role is Role.ORGANISER or person.id == group.lead_id)


# Reading


def listing(services: Services, person: Person, asked: ListPosition, size: int) -> Page[ShownGroup]:
    """A page of all groups; beyond the end, the last."""
    with services.db.read() as session:
        _, total = rows.list_groups(session, 0, 1)
        at = asked.within(total, size)
        found, _ = rows.list_groups(session, at.number * size, size)
        shown = [_shown(session, one, person) for one in found]
    return Page.of(shown, total, at, size)


def look(session: Session, group_id: GroupId, person: Person | None = None) -> ShownGroup | None:
    """One as it stands."""
    group = rows.get_group(session, group_id)
    return _shown(session, group, person) if group else None


def _shown(session: Session, group: StudyGroup, person: Person | None) -> ShownGroup:
    members = rows.list_group_members(session, group.id)
    return ShownGroup(
        group,
        get_topic(session, group.topic_id),
        members,
        list_works_of_topic(session, group.topic_id),
        _meetings(session, group),
        next((one for one in members if person and one.id == person.id), None),
        person is not None and may_manage(group, person),
        person is not None and person.role is Role.ORGANISER,
        get_room(session, group.id),
    )


def _meetings(session: Session, group: StudyGroup) -> Sequence[GroupMeeting]:
    found = list_polls_of_group(session, group.topic_id, LAST_MEETINGS)
    return [meeting for poll in found if (meeting := _meeting(session, poll))]


def _meeting(session: Session, poll: DatePoll) -> GroupMeeting | None:
    event = get_event(session, poll.event_id) if poll.event_id else None
    if event is None or event.state is EventState.DRAFT:
        return GroupMeeting(poll)
    if event.state is EventState.CANCELLED:
        return None
    return GroupMeeting(poll, event, get_minutes(session, event.id) is not None)


def find(services: Services, group_id: GroupId, person: Person) -> ShownGroup | None:
    """The same, read by itself."""
    with services.db.read() as session:
        return look(session, group_id, person)


# Opening


def get_topic_to_open(services: Services, topic_id: TopicId) -> Topic | GroupDone | GroupId:
    """The topic on which a group may be opened; the group that it has already."""
    with services.db.read() as session:
        return _openable(session, topic_id)


def _openable(session: Session, topic_id: TopicId) -> Topic | GroupDone | GroupId:
    topic = get_topic(session, topic_id)
    if topic is None:
        return GroupDone.GONE
    there = rows.get_group_of_topic(session, topic_id)
    if there is not None:
        return there.id
    return topic if may_open(topic.state) else GroupDone.NOT_CHOSEN


def open_group(
    services: Services, topic_id: TopicId, title: str, purpose: str, by: Person, now: datetime
) -> list[GroupFault] | GroupDone | GroupId:
    """An organiser opens a group: its card stands in the channel, and who stands behind the topic hears.

    Sent twice, it is one group.
    """
    with services.db.begin() as session:
        person = get_person(session, by.id)
        if person is None or not person.can_act or person.role is not Role.ORGANISER:
            return GroupDone.NOT_YOURS
        lock_topic(session, topic_id)
        topic = _openable(session, topic_id)
        if not isinstance(topic, Topic):
            return topic
        if not title:
            return [GroupFault.TITLE]
        made = rows.add_group(session, topic_id, title, purpose, by.id, now)
        subject = subject_of_group(made)
        channel = services.club.channel_of(names.GROUP_CARD)
        enqueue(session, [Note(names.GROUP_CARD, subject, channel, live=True)], now)
        note = Note(names.GROUP_OPENED, subject, SlackId(""), live=True)
        enqueue_behind(session, note, [topic_id], now, but=by.id)
        touch_all(session, subject_of_topic(topic_id), now)
        return made


# Joining and leaving


def join(
    services: Services, group_id: GroupId, by: Person, shares: GroupShares, now: datetime
) -> list[GroupFault] | GroupDone:
    """A member is in the group for their company, and says what it brings; or says it anew."""
    with services.db.begin() as session:
        group, person = rows.get_group(session, group_id, lock=True), get_person(session, by.id)
        if group is None:
            return GroupDone.GONE
        if person is None or not person.can_act:
            return GroupDone.NOT_YOURS
        members = rows.list_group_members(session, group_id)
        inside = any(one.id == by.id for one in members)
        if not inside and not group.takes_members:
            return GroupDone.OVER
        if not inside and len(members) >= MOST_MEMBERS:
            return GroupDone.FULL
        if shares.empty:
            return [GroupFault.NOTHING]
        rows.join(session, group_id, by.id, shares, now)
        _touch(session, group, now)
        return GroupDone.DONE


def leave(services: Services, group_id: GroupId, by: Person, now: datetime) -> GroupDone:
    """A member leaves the group; of its lead organisers hear."""
    with services.db.begin() as session:
        group = rows.get_group(session, group_id, lock=True)
        if group is None:
            return GroupDone.GONE
        if rows.leave(session, group_id, by.id):
            _lost_lead(session, services, group, by.id, now)
            _touch(session, group, now)
        return GroupDone.DONE


def _lost_lead(
    session: Session, services: Services, group: StudyGroup, member_id: MemberId, now: datetime
) -> None:
    """Where somebody led it: it has no lead, and organisers are told, unless it is done."""
    if group.lead_id != member_id:
        return
    rows.save_group(session, group.id, group.title, group.purpose, group.state, None)
    services.lead_changed(session, group.topic_id, now)
    if group.takes_members:
        moment = f"{now:%Y%m%dT%H%M%S}"
        organisers.tell(session, names.GROUP_NO_LEAD, subject_of_group(group.id), moment, now, live=True)


def _touch(session: Session, group: StudyGroup, now: datetime) -> None:
    touch_all(session, subject_of_group(group.id), now)
    touch_all(session, subject_of_topic(group.topic_id), now)


# Keeping


@dataclass(frozen=True, slots=True)
class GroupForm:
    """What its form holds."""

    title: str
    purpose: str
    state: GroupState
    lead_id: MemberId | None
    """Read of organisers alone; a lead keeps it."""


def change(
    services: Services, group_id: GroupId, seen: str, form: GroupForm, by: Person, now: datetime
) -> list[GroupFault] | GroupDone:
    """Its lead or an organiser says what it is and where it stands; an organiser, who leads it."""
    with services.db.begin() as session:
        group, person = rows.get_group(session, group_id, lock=True), get_person(session, by.id)
        if group is None:
            return GroupDone.GONE
        if person is None or not may_manage(group, person):
            return GroupDone.NOT_YOURS
        if revision(group) != seen:
            return GroupDone.MEANWHILE
        lead = form.lead_id if person.role is Role.ORGANISER else group.lead_id
        here = {one.id for one in rows.list_group_members(session, group_id)}
        wrong = {GroupFault.TITLE: not form.title, GroupFault.LEAD: lead is not None and lead not in here}
        if faults := [fault for fault, holds in wrong.items() if holds]:
            return faults
        rows.save_group(session, group_id, form.title, form.purpose, form.state, lead)
        if lead != group.lead_id:
            _tell_lead(session, group, lead, by, now)
            services.lead_changed(session, group.topic_id, now)
        _touch(session, group, now)
        return GroupDone.DONE


def _tell_lead(
    session: Session, group: StudyGroup, lead_id: MemberId | None, by: Person, now: datetime
) -> None:
    lead = get_person(session, lead_id) if lead_id and lead_id != by.id else None
    if lead and lead.slack_id:
        subject, moment = subject_of_group(group.id), f"{now:%Y%m%dT%H%M%S}"
        enqueue(session, [Note(names.GROUP_LEAD, subject, lead.slack_id, moment, live=True)], now)


def ceases(session: Session, services: Services, person: Person, now: datetime) -> None:
    """Somebody takes part no longer: no group shows them, and of one that they led organisers hear."""
    for group_id in rows.list_groups_of(session, person.id):
        group = rows.get_group(session, group_id, lock=True)
        if group is not None:
            _lost_lead(session, services, group, person.id, now)
            _touch(session, group, now)
