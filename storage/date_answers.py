"""What was answered to searches for a date: kept, counted, and forgotten after them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, insert, or_, select

from club.date_polls import DateCircle, DateFit, DatePoll, SlotTally
from club.ids import DatePollId, MemberId, SlackId
from storage.attendance import CLUB_COUNT
from storage.date_polls import ANSWER, ASKED, INVITED, OPEN, POLL
from storage.people import COMPANY, EXPECTED, MEMBER
from storage.session import Session


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
    asked = select(func.count()).select_from(POLL.join(MEMBER, ASKED))
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


def forget_fits(session: Session, until: datetime) -> int:
    """Drops what was answered, and who was asked by name, of searches over before; how many answers."""
    closed = and_(OPEN, POLL.c.closes_at <= until)
    over = select(POLL.c.id).where(or_(POLL.c.ended_at <= until, closed))
    connection = session.connection()
    connection.execute(delete(INVITED).where(INVITED.c.poll_id.in_(over)))
    return connection.execute(delete(ANSWER).where(ANSWER.c.poll_id.in_(over))).rowcount
