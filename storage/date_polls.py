"""Searches for a date: kept, who is asked, what they answer, and counts of it.

Whoever is asked of a search is found anew each time: somebody who joins the club, a topic or a company while
it is open is asked too, and whoever can act no longer is counted neither among the answers nor among those
missing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, exists, func, insert, or_, select, update

from club.date_polls import DateCircle, DateDraft, DateFit, DatePoll, DatePollState, DateSlot, SlotTally
from club.ids import CompanyId, DatePollId, EventId, MemberId, OfferId, SlackId, TopicId
from storage import tables
from storage.attendance import CLUB_COUNT
from storage.groups import GROUP, IN_GROUP
from storage.hosting import OFFER
from storage.people import COMPANY, EXPECTED, MEMBER
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
_ASKED = or_(
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


@dataclass(frozen=True, slots=True)
class DateFigures:
    """How a search stands, in numbers."""

    tallies: tuple[SlotTally, ...]
    """Of each slot, in order of time."""
    answered: int
    """Members who answered, and can act."""
    missing: int
    """Members who are asked and have not answered."""


@dataclass(frozen=True, slots=True)
class DateVoice:
    """What one member said of a slot."""

    name: str
    company: str
    says: DateFit


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
    joined = select(POLL).select_from(POLL.join(MEMBER, _ASKED))
    return joined.where(MEMBER.c.id == member_id, OPEN, POLL.c.closes_at > now)


def is_asked(session: Session, poll_id: DatePollId, member_id: MemberId) -> bool:
    """Whether this member is among those whom a search asks."""
    found = select(POLL.c.id).select_from(POLL.join(MEMBER, _ASKED))
    found = found.where(POLL.c.id == poll_id, MEMBER.c.id == member_id)
    return session.connection().execute(found).first() is not None


def is_host(session: Session, poll_id: DatePollId, member_id: MemberId) -> bool:
    """Whether they are asked as the host of the premises in view."""
    asked = (INVITED.c.poll_id == poll_id, INVITED.c.member_id == member_id, INVITED.c.host)
    return session.connection().execute(select(INVITED.c.member_id).where(*asked)).first() is not None


def ask(session: Session, note: Note, poll_id: DatePollId, due: datetime) -> int:
    """Queues the note for everybody who is asked and has not answered; returns how many."""
    missing = exists().where(POLL.c.id == poll_id, _ASKED, ~_ANSWERED).correlate(MEMBER)
    return enqueue_members(session, note, missing, due)


def list_answerers(
    session: Session, poll_id: DatePollId, says: Collection[DateFit] = (), number: int = 0
) -> dict[MemberId, SlackId]:
    """How Slack names those who answered and can act; `says` and `number`: who said so of that slot."""
    voices = MEMBER.join(ANSWER, ANSWER.c.member_id == MEMBER.c.id)
    found = select(MEMBER.c.id, MEMBER.c.slack_id).select_from(voices)
    found = found.where(ANSWER.c.poll_id == poll_id, MEMBER.c.acts).distinct()
    if says:
        found = found.where(ANSWER.c.number == number, ANSWER.c.says.in_([one.value for one in says]))
    return {MemberId(row[0]): SlackId(row[1]) for row in session.connection().execute(found)}


# Answers


def save_fits(
    session: Session, poll_id: DatePollId, member_id: MemberId, fits: Mapping[int, DateFit], now: datetime
) -> None:
    """What a member says of each slot, in the place of what they said before."""
    connection = session.connection()
    connection.execute(delete(ANSWER).where(ANSWER.c.poll_id == poll_id, ANSWER.c.member_id == member_id))
    whose = {"poll_id": poll_id, "member_id": member_id, "answered_at": now}
    rows = [{**whose, "number": number, "says": fit.value} for number, fit in sorted(fits.items())]
    if rows:
        connection.execute(insert(ANSWER), rows)


def get_fits(session: Session, poll_id: DatePollId, member_id: MemberId) -> dict[int, DateFit]:
    """What a member said; nothing for nobody."""
    mine = select(ANSWER.c.number, ANSWER.c.says).where(
        ANSWER.c.poll_id == poll_id, ANSWER.c.member_id == member_id
    )
    return {row[0]: DateFit(row[1]) for row in session.connection().execute(mine)}


def get_figures(session: Session, poll: DatePoll) -> DateFigures:
    """How a search stands. It reads every answer that there is, in one pass through an index."""
    connection = session.connection()
    voices = ANSWER.join(MEMBER, MEMBER.c.id == ANSWER.c.member_id)
    here = (ANSWER.c.poll_id == poll.id, MEMBER.c.acts)
    counted = (
        select(ANSWER.c.number, ANSWER.c.says, func.count())
        .select_from(voices)
        .where(*here)
        .group_by(ANSWER.c.number, ANSWER.c.says)
    )
    counts = {(row[0], DateFit(row[1])): int(row[2]) for row in connection.execute(counted)}
    can = (*here, ANSWER.c.says != DateFit.NO.value)
    present = select(ANSWER.c.number, func.count(MEMBER.c.company_id.distinct())).select_from(voices)
    companies = {
        row[0]: int(row[1]) for row in connection.execute(present.where(*can).group_by(ANSWER.c.number))
    }
    host = _host_fits(session, poll)
    tallies = tuple(
        SlotTally(
            number,
            slot,
            counts.get((number, DateFit.YES), 0),
            counts.get((number, DateFit.IF_NEEDED), 0),
            companies.get(number, 0),
            host.get(number),
        )
        for number, slot in poll.slots.items()
    )
    answered = sum(counts.get((1, fit), 0) for fit in DateFit)  # every slot has a word of whoever answers
    return DateFigures(tallies, answered, max(0, _count_asked(session, poll) - answered))


def _host_fits(session: Session, poll: DatePoll) -> dict[int, DateFit]:
    asked = INVITED.join(
        ANSWER, and_(ANSWER.c.poll_id == INVITED.c.poll_id, ANSWER.c.member_id == INVITED.c.member_id)
    )
    said = select(ANSWER.c.number, ANSWER.c.says).select_from(asked)
    rows = session.connection().execute(said.where(INVITED.c.poll_id == poll.id, INVITED.c.host))
    return {row[0]: DateFit(row[1]) for row in rows}


def _count_asked(session: Session, poll: DatePoll) -> int:
    """How many are asked; of the whole club by the figure that is kept, so that no member is read."""
    connection = session.connection()
    if poll.circle is DateCircle.EVERYBODY:
        expected = connection.execute(select(CLUB_COUNT.c.expected)).scalar_one_or_none() or 0
        besides = select(func.count()).select_from(INVITED.join(MEMBER, MEMBER.c.id == INVITED.c.member_id))
        more = connection.execute(besides.where(INVITED.c.poll_id == poll.id, MEMBER.c.acts, ~EXPECTED))
        return int(expected) + int(more.scalar_one())
    asked = select(func.count()).select_from(POLL.join(MEMBER, _ASKED))
    return int(connection.execute(asked.where(POLL.c.id == poll.id, MEMBER.c.acts)).scalar_one())


def list_voices(
    session: Session, poll_id: DatePollId, number: int, limit: int
) -> tuple[list[DateVoice], int]:
    """Who can come at a slot, if needed or not, by company and name; so many, and how many there are."""
    can = (ANSWER.c.poll_id == poll_id, ANSWER.c.number == number, ANSWER.c.says != DateFit.NO.value)
    people = ANSWER.join(MEMBER, MEMBER.c.id == ANSWER.c.member_id)
    connection = session.connection()
    counted = select(func.count()).select_from(people).where(*can, MEMBER.c.acts)
    total = int(connection.execute(counted).scalar_one())
    company = func.coalesce(COMPANY.c.name, "")
    named = (
        select(MEMBER.c.name, company, ANSWER.c.says)
        .select_from(people.outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id))
        .where(*can, MEMBER.c.acts)
        .order_by(ANSWER.c.says.desc(), func.coalesce(COMPANY.c.folded, ""), MEMBER.c.name, MEMBER.c.id)
        .limit(limit)
    )
    return [DateVoice(row[0], row[1], DateFit(row[2])) for row in connection.execute(named)], total


# What comes due


def list_to_remind(session: Session, now: datetime) -> list[DatePollId]:
    """Open searches whose reminder is due."""
    due = select(POLL.c.id).where(OPEN, POLL.c.remind_at <= now).order_by(POLL.c.remind_at, POLL.c.id)
    return [DatePollId(one) for one in session.connection().execute(due).scalars()]


def list_just_closed(session: Session, now: datetime) -> list[DatePollId]:
    """Searches whose closing has passed, and organisers have not heard of it."""
    over = select(POLL.c.id).where(OPEN, POLL.c.closes_at <= now, ~POLL.c.closing_told)
    return [DatePollId(one) for one in session.connection().execute(over.order_by(*_NEWEST)).scalars()]


def forget_fits(session: Session, until: datetime) -> int:
    """Drops what was answered, and who was asked by name, of searches over before; how many answers."""
    closed = and_(OPEN, POLL.c.closes_at <= until)
    over = select(POLL.c.id).where(or_(POLL.c.ended_at <= until, closed))
    connection = session.connection()
    connection.execute(delete(INVITED).where(INVITED.c.poll_id.in_(over)))
    return connection.execute(delete(ANSWER).where(ANSWER.c.poll_id.in_(over))).rowcount


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
