"""Searches for a date: kept, who is asked, what they answer, and counts of it.

Whoever is asked of a search is found anew each time: somebody who joins the club, a topic or a company while
it is open is asked too, and whoever can act no longer is counted neither among the answers nor among those
missing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, insert, or_, select, update

from club.date_polls import DateCircle, DateDraft, DatePoll, DatePollState, DateSlot
from club.ids import CompanyId, DatePollId, EventId, MemberId, OfferId, SlackId, TopicId
from storage import tables
from storage.groups import GROUP, IN_GROUP
from storage.hosting import OFFER
from storage.people import EXPECTED, MEMBER
from storage.postings import Note, enqueue_members, touch_all, touch_some
from storage.session import Session
from storage.tables import core
from storage.topics import BACKING

POLL, SLOT = core(tables.DatePoll), core(tables.DateSlot)
INVITED, ANSWER = core(tables.DateInvited), core(tables.DateAnswer)
GRID = "grid"
"""The moment of what organisers see of a search, whoever answers."""
OPEN = POLL.c.state == "open"
_ANSWERED = (
    exists().where(ANSWER.c.poll_id == POLL.c.id, ANSWER.c.member_id == MEMBER.c.id).correlate(POLL, MEMBER)
)
_BY_NAME = (
    exists().where(INVITED.c.poll_id == POLL.c.id, INVITED.c.member_id == MEMBER.c.id).correlate(POLL, MEMBER)
)
_BEHIND = (
    exists()
    .where(BACKING.c.topic_id == POLL.c.topic_id, BACKING.c.member_id == MEMBER.c.id)
    .correlate(POLL, MEMBER)
)
_IN_GROUP = (
    exists()
    .where(GROUP.c.topic_id == POLL.c.topic_id, IN_GROUP.c.group_id == GROUP.c.id)
    .where(IN_GROUP.c.member_id == MEMBER.c.id)
    .correlate(POLL, MEMBER)
)
ASKED = or_(
    and_(POLL.c.circle == DateCircle.EVERYBODY.value, EXPECTED),
    and_(POLL.c.circle == DateCircle.COMPANY.value, MEMBER.c.company_id == POLL.c.company_id),
    and_(POLL.c.circle == DateCircle.TOPIC.value, _BEHIND),
    and_(POLL.c.circle == DateCircle.GROUP.value, _IN_GROUP),
    _BY_NAME,
)
"""The condition that a member is asked by a search; both stand in the statement."""
_NEWEST = (POLL.c.closes_at, POLL.c.id)


@dataclass(frozen=True, slots=True)
class DateAsk:
    """A search that a member is asked by, and whether they have answered it."""

    poll: DatePoll
    answered: bool


def subject_of_poll(poll_id: DatePollId) -> str:
    """The subject of everything that is about a search."""
    return f"dates:{poll_id}"


def poll_of(subject: str) -> DatePollId:
    """Back from `subject_of_poll`."""
    return DatePollId(int(subject.removeprefix("dates:")))


def add_poll(
    session: Session, draft: DateDraft, made_by: MemberId, now: datetime, remind_at: datetime
) -> DatePollId:
    """A search that is open from now on, with its slots and those who are asked by name."""
    values = {
        **{"title": draft.title, "circle": draft.circle.value, "state": DatePollState.OPEN.value},
        **{"topic_id": draft.topic_id, "company_id": draft.company_id, "offer_id": draft.offer_id},
        **{"made_by": made_by, "made_at": now, "closes_at": draft.closes_at, "remind_at": remind_at},
        "closing_told": False,
    }
    connection = session.connection()
    poll_id = DatePollId(connection.execute(insert(POLL).values(values).returning(POLL.c.id)).scalar_one())
    slots = [
        {
            **{"poll_id": poll_id, "number": number, "all_day": one.all_day},
            **{"starts_at": one.starts_at, "ends_at": one.ends_at},
        }
        for number, one in enumerate(draft.slots, 1)
    ]
    connection.execute(insert(SLOT), slots)
    host = _host_of(session, draft.offer_id)
    named = dict.fromkeys(draft.people, False) | ({host: True} if host is not None else {})
    if named:
        rows = [{"poll_id": poll_id, "member_id": one, "host": is_host} for one, is_host in named.items()]
        connection.execute(insert(INVITED), rows)
    return poll_id


def _host_of(session: Session, offer_id: OfferId | None) -> MemberId | None:
    found = select(OFFER.c.member_id).where(OFFER.c.id == offer_id)
    return session.connection().execute(found).scalar_one_or_none() if offer_id is not None else None


def get_poll(session: Session, poll_id: DatePollId) -> DatePoll | None:
    """A search by id."""
    return next(iter(_polls(session, select(POLL).where(POLL.c.id == poll_id))), None)


def lock_poll(session: Session, poll_id: DatePollId) -> DatePoll | None:
    """The same; whoever else would answer or decide it waits for the end of this transaction."""
    session.connection().execute(select(POLL.c.id).where(POLL.c.id == poll_id).with_for_update())
    return get_poll(session, poll_id)


def change_poll(session: Session, poll_id: DatePollId, **values: object) -> None:
    """Sets columns of one search, named as in the table."""
    session.connection().execute(update(POLL).where(POLL.c.id == poll_id).values(values))


def find_same(session: Session, made_by: MemberId, title: str, since: datetime) -> DatePoll | None:
    """An open search of that title which this organiser has just sent."""
    same = (POLL.c.made_by == made_by, POLL.c.title == title, POLL.c.made_at >= since, OPEN)
    return next(iter(_polls(session, select(POLL).where(*same).order_by(POLL.c.id.desc()).limit(1))), None)


def get_poll_of_event(session: Session, event_id: EventId) -> DatePoll | None:
    """The search that this event was made of."""
    found = select(POLL).where(POLL.c.event_id == event_id).order_by(POLL.c.id.desc()).limit(1)
    return next(iter(_polls(session, found)), None)


def list_open(session: Session, first: int, limit: int) -> tuple[list[DatePoll], int]:
    """Searches that organisers have not ended, the next to close first, from number `first` on; how many."""
    connection = session.connection()
    total = connection.execute(select(func.count()).select_from(POLL).where(OPEN)).scalar_one()
    page = select(POLL).where(OPEN).order_by(*_NEWEST).offset(first).limit(limit)
    return _polls(session, page), int(total)


def list_polls_of_group(session: Session, topic_id: TopicId, limit: int) -> list[DatePoll]:
    """The searches of the study group of a topic, the newest first, but for those that were given up."""
    asked = (POLL.c.topic_id == topic_id, POLL.c.circle == DateCircle.GROUP.value)
    kept = select(POLL).where(*asked, POLL.c.state != DatePollState.CANCELLED.value)
    return _polls(session, kept.order_by(POLL.c.id.desc()).limit(limit))


def list_led_by(session: Session, member_id: MemberId) -> list[DatePoll]:
    """Open searches of one organiser."""
    mine = select(POLL).where(OPEN, POLL.c.made_by == member_id).order_by(POLL.c.id)
    return _polls(session, mine)


def list_asking(session: Session, member_id: MemberId, now: datetime, limit: int) -> list[DateAsk]:
    """The searches that this member may answer now, the next to close first."""
    found = _asking(member_id, now).add_columns(_ANSWERED.label("answered")).order_by(*_NEWEST).limit(limit)
    rows = session.connection().execute(found).all()
    polls = {one.id: one for one in _with_slots(session, rows)}
    return [DateAsk(polls[row.id], bool(row.answered)) for row in rows]


def list_unanswered_polls(
    session: Session, member_id: MemberId, now: datetime, until: datetime
) -> list[DatePoll]:
    """Those of them that close by then and wait for this member's answer."""
    waiting = _asking(member_id, now).where(POLL.c.closes_at <= until, ~_ANSWERED)
    return _polls(session, waiting.order_by(*_NEWEST))


def _asking(member_id: MemberId, now: datetime) -> Select[Any]:
    joined = select(POLL).select_from(POLL.join(MEMBER, ASKED))
    return joined.where(MEMBER.c.id == member_id, OPEN, POLL.c.closes_at > now)


def is_asked(session: Session, poll_id: DatePollId, member_id: MemberId) -> bool:
    """Whether this member is among those whom a search asks."""
    found = select(POLL.c.id).select_from(POLL.join(MEMBER, ASKED))
    found = found.where(POLL.c.id == poll_id, MEMBER.c.id == member_id)
    return session.connection().execute(found).first() is not None


def is_host(session: Session, poll_id: DatePollId, member_id: MemberId) -> bool:
    """Whether they are asked as the host of the premises in view."""
    asked = (INVITED.c.poll_id == poll_id, INVITED.c.member_id == member_id, INVITED.c.host)
    return session.connection().execute(select(INVITED.c.member_id).where(*asked)).first() is not None


def ask(session: Session, note: Note, poll_id: DatePollId, due: datetime) -> int:
    """Queues the note for everybody who is asked and has not answered; returns how many."""
    missing = exists().where(POLL.c.id == poll_id, ASKED, ~_ANSWERED).correlate(MEMBER)
    return enqueue_members(session, note, missing, due)


# What comes due


def list_to_remind(session: Session, now: datetime) -> list[DatePollId]:
    """Open searches whose reminder is due."""
    due = select(POLL.c.id).where(OPEN, POLL.c.remind_at <= now).order_by(POLL.c.remind_at, POLL.c.id)
    return [DatePollId(one) for one in session.connection().execute(due).scalars()]


def list_just_closed(session: Session, now: datetime) -> list[DatePollId]:
    """Searches whose closing has passed, and organisers have not heard of it."""
    over = select(POLL.c.id).where(OPEN, POLL.c.closes_at <= now, ~POLL.c.closing_told)
    return [DatePollId(one) for one in session.connection().execute(over.order_by(*_NEWEST)).scalars()]


def touch_premises(session: Session, offer_id: OfferId, host: SlackId | None, now: datetime) -> None:
    """The premises turned: of open searches that have them in view, what organisers and the host see is drawn
    again. Nobody else is shown them."""
    found = select(POLL.c.id).where(OPEN, POLL.c.offer_id == offer_id).order_by(POLL.c.id)
    for poll_id in session.connection().execute(found).scalars().all():
        subject = subject_of_poll(DatePollId(poll_id))
        touch_all(session, subject, now, moment=GRID)
        touch_some(session, subject, [host] if host else [], now)


def list_polls_answered(session: Session, member_id: MemberId) -> list[DatePollId]:
    """Open searches that somebody answered, or leads."""
    said = exists().where(ANSWER.c.poll_id == POLL.c.id, ANSWER.c.member_id == member_id)
    found = select(POLL.c.id).where(OPEN, or_(said, POLL.c.made_by == member_id)).order_by(POLL.c.id)
    return [DatePollId(one) for one in session.connection().execute(found).scalars()]


def _polls(session: Session, statement: Select[Any]) -> list[DatePoll]:
    return _with_slots(session, session.connection().execute(statement).all())


def _with_slots(session: Session, rows: Collection[Any]) -> list[DatePoll]:
    ids = [row.id for row in rows]
    if not ids:
        return []
    slots: dict[int, dict[int, DateSlot]] = {one: {} for one in ids}
    found = select(SLOT).where(SLOT.c.poll_id.in_(ids)).order_by(SLOT.c.poll_id, SLOT.c.number)
    for row in session.connection().execute(found):
        slots[row.poll_id][row.number] = DateSlot(row.starts_at, row.ends_at, row.all_day)
    return [_poll(row, slots[row.id]) for row in rows]


def _poll(row: Any, slots: Mapping[int, DateSlot]) -> DatePoll:
    return DatePoll(
        DatePollId(row.id),
        row.title,
        slots,
        row.closes_at,
        DatePollState(row.state),
        DateCircle(row.circle),
        MemberId(row.made_by),
        row.made_at,
        TopicId(row.topic_id) if row.topic_id is not None else None,
        CompanyId(row.company_id) if row.company_id is not None else None,
        OfferId(row.offer_id) if row.offer_id is not None else None,
        row.chosen,
        EventId(row.event_id) if row.event_id is not None else None,
    )
