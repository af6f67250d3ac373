"""Where the numbers of a year are read: one statement for each kind of row, whoever they are of.

What somebody did counts for the company that they represented at that moment (`storage.tenures`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, literal, select

from club.ballots import BallotState, Purpose
from club.events import EventState
from club.hosting import TIED
from club.ids import CompanyId, MemberId
from club.mutual_help import READY, HelpSeen, HelpState
from club.seating import Says
from club.summary import Figure, Numbers, Span, added
from club.topics import TopicStep
from storage import tables
from storage.session import Session
from storage.tables import core
from storage.tenures import TENURE

EVENT, RSVP, CLAIM = core(tables.Event), core(tables.Rsvp), core(tables.Claim)
TOPIC, STEP, USE = core(tables.Topic), core(tables.Step), core(tables.WorkUse)
BALLOT, VOTER, ATTENDANCE = core(tables.Ballot), core(tables.Voter), core(tables.Attendance)
QUESTION, ASKED, OFFER = core(tables.HelpQuestion), core(tables.HelpAsked), core(tables.HostingOffer)
HELD = EVENT.c.state == EventState.PUBLISHED.value
CLOSED = BALLOT.c.state == BallotState.CLOSED.value
_GIVEN = (RSVP.c.seats > 0) | (RSVP.c.says == Says.NO.value)
_EVALUATION = BALLOT.c.purpose == Purpose.EVALUATION.value
_NAMED = QUESTION.c.seen != HelpSeen.NAMELESS.value
Found = Mapping[CompanyId | None, Numbers]


@dataclass(frozen=True, slots=True)
class Whose:
    """Of whom numbers are read: a member's, some companies', or everybody's."""

    member: MemberId | None = None
    companies: Sequence[CompanyId] | None = None
    by_company: bool = False
    """Whether each number stands under the company that it counts for; it does where companies are given."""

    @property
    def apart(self) -> bool:
        """Whether numbers are told apart by company."""
        return self.by_company or self.companies is not None


@dataclass(frozen=True, slots=True)
class _Source:
    """Rows of people: whose they are, and when it was that they count for somebody's company."""

    rows: FromClause
    member: ColumnElement[Any]
    moment: ColumnElement[Any]
    counts: Mapping[Figure, ColumnElement[Any]]
    where: Sequence[ColumnElement[bool]]


# What people did


def of_people(session: Session, whose: Whose, span: Span, now: datetime) -> list[Found]:
    """Answers, topics, help; and what is a member's own alone."""
    sources = [*_answers(span, now), *_topics(span, now), *_help(whose, span, now)]
    if not whose.apart:
        sources += _of_own_rows(whose, span, now)
    return [_read(session, whose, source) for source in sources]


def within(moment: ColumnElement[Any], span: Span, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (moment >= span.begins, moment < span.ends, moment <= now)


def _one(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((condition, 1), else_=0))


def _read(session: Session, whose: Whose, source: _Source) -> Found:
    """One statement: the counts of a source, under the companies they are of."""
    rows, where = source.rows, list(source.where)
    key: ColumnElement[Any] = literal(None)
    if whose.apart:
        then = (TENURE.c.since <= source.moment, source.moment < TENURE.c.until)
        rows = rows.join(TENURE, and_(TENURE.c.member_id == source.member, *then))
        key = TENURE.c.company_id
    if whose.companies is not None:
        where.append(TENURE.c.company_id.in_(whose.companies))
    if whose.member is not None:
        where.append(source.member == whose.member)
    counted = [column.label(figure.value) for figure, column in source.counts.items()]
    statement = select(key.label("company"), *counted).select_from(rows).where(*where)
    if whose.apart:
        statement = statement.group_by(TENURE.c.company_id)
    return {
        row.company: {figure: int(getattr(row, figure.value) or 0) for figure in source.counts}
        for row in session.connection().execute(statement)
    }


def _answers(span: Span, now: datetime) -> list[_Source]:
    """Of events that have begun: who came, who answered when."""
    seated = RSVP.c.seats > 0
    counts = {
        Figure.CAME: _one(and_(seated, RSVP.c.with_member, RSVP.c.present.is_(True))),
        Figure.REMOTE: _one(and_(seated, RSVP.c.with_member, RSVP.c.present.is_(True), RSVP.c.remote)),
        Figure.UNNOTED: _one(and_(seated, RSVP.c.with_member, RSVP.c.present.is_(None))),
        Figure.SENT: _one(and_(seated, ~RSVP.c.with_member)),
        Figure.EXCUSED: _one(RSVP.c.says == Says.NO.value),
        Figure.ON_TIME: _one(and_(_GIVEN, RSVP.c.answered_at <= EVENT.c.deadline)),
        Figure.LATE: _one(and_(_GIVEN, RSVP.c.answered_at > EVENT.c.deadline)),
    }
    rows = RSVP.join(EVENT, EVENT.c.id == RSVP.c.event_id)
    where = (HELD, *within(EVENT.c.starts_at, span, now))
    return [_Source(rows, RSVP.c.member_id, EVENT.c.starts_at, counts, where)]


def _topics(span: Span, now: datetime) -> list[_Source]:
    """Proposed, and chosen: both count for the company that proposed."""
    proposed = (TOPIC.c.author_id.is_not(None), *within(TOPIC.c.proposed_at, span, now))
    chosen = TOPIC.join(STEP, and_(STEP.c.topic_id == TOPIC.c.id, STEP.c.what == TopicStep.CHOSEN.value))
    times = func.count(TOPIC.c.id.distinct())
    whose, moment = TOPIC.c.author_id, TOPIC.c.proposed_at
    return [
        _Source(TOPIC, whose, moment, {Figure.TOPICS: func.count()}, proposed),
        _Source(
            chosen,
            whose,
            moment,
            {Figure.CHOSEN: times},
            (TOPIC.c.author_id.is_not(None), *within(STEP.c.at, span, now)),
        ),
    ]


def _help(whose: Whose, span: Span, now: datetime) -> list[_Source]:
    """Questions asked under a name (one's own: all of them), and help offered."""
    asked = [QUESTION.c.state != HelpState.REMOVED.value, *within(QUESTION.c.asked_at, span, now)]
    if whose.apart or whose.member is None:
        asked.append(_NAMED)
    questions = {
        Figure.ASKED: func.count(),
        Figure.SOLVED: _one(QUESTION.c.state == HelpState.RESOLVED.value),
    }
    offered = ASKED.c.answer.in_([one.value for one in READY])
    given = (offered, *within(ASKED.c.answered_at, span, now))
    return [
        _Source(QUESTION, QUESTION.c.asker_id, QUESTION.c.asked_at, questions, asked),
        _Source(ASKED, ASKED.c.member_id, ASKED.c.answered_at, {Figure.HELPED: func.count()}, given),
    ]


def _of_own_rows(whose: Whose, span: Span, now: datetime) -> list[_Source]:
    """Hosting and uses, which name the company themselves."""
    uses = _Source(USE, USE.c.member_id, USE.c.at, {Figure.USES: func.count()}, (USE.c.year == span.year,))
    held = (HELD, EVENT.c.host_company_id.is_not(None), *within(EVENT.c.starts_at, span, now))
    hosted = {Figure.HOSTED: func.count(EVENT.c.id.distinct())}
    if whose.member is None:
        return [uses, _Source(EVENT, EVENT.c.host_company_id, EVENT.c.starts_at, hosted, held)]
    there = and_(EVENT.c.id == OFFER.c.event_id, EVENT.c.host_company_id == OFFER.c.company_id)
    tied = OFFER.c.state.in_([state.value for state in TIED])
    offered = OFFER.join(EVENT, there)
    return [uses, _Source(offered, OFFER.c.member_id, EVENT.c.starts_at, hosted, (tied, *held))]


def silent(session: Session, whose: Whose, span: Span, now: datetime) -> Found:
    """Events that have begun, whose deadline fell while an answer was expected, and nothing came."""
    asked = (
        TENURE.c.expected,
        TENURE.c.known_since <= EVENT.c.deadline,
        EVENT.c.deadline < TENURE.c.until,
    )
    answered = exists().where(RSVP.c.event_id == EVENT.c.id, RSVP.c.member_id == TENURE.c.member_id)
    claimed = exists().where(CLAIM.c.event_id == EVENT.c.id, CLAIM.c.member_id == TENURE.c.member_id)
    where = [HELD, *within(EVENT.c.starts_at, span, now), ~answered, ~claimed]
    if whose.companies is not None:
        where.append(TENURE.c.company_id.in_(whose.companies))
    if whose.member is not None:
        where.append(TENURE.c.member_id == whose.member)
    counted = select(TENURE.c.company_id, func.count()).select_from(TENURE.join(EVENT, and_(*asked)))
    rows = session.connection().execute(counted.where(*where).group_by(TENURE.c.company_id))
    return {CompanyId(row[0]): {Figure.SILENT: int(row[1])} for row in rows}


# Votes: that one was cast, as the roll says; never what


def _votes() -> Mapping[Figure, ColumnElement[Any]]:
    return {Figure.VOTES: _one(~_EVALUATION), Figure.EVALUATED: _one(_EVALUATION)}


def _closed(span: Span, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (CLOSED, *within(BALLOT.c.closed_at, span, now))


def votes_cast(session: Session, whose: Whose, span: Span, now: datetime) -> Found:
    """Those that somebody cast, for themself, for their company or for who entrusted theirs."""
    rows = ATTENDANCE.join(BALLOT, BALLOT.c.id == ATTENDANCE.c.ballot_id)
    source = _Source(rows, ATTENDANCE.c.cast_by, BALLOT.c.closed_at, _votes(), _closed(span, now))
    return _read(session, whose, source)


def _cast() -> FromClause:
    cast = VOTER.join(ATTENDANCE, ATTENDANCE.c.voter_id == VOTER.c.id)
    return cast.join(BALLOT, BALLOT.c.id == VOTER.c.ballot_id)


def own_votes(session: Session, whose: Whose, span: Span, now: datetime) -> Found:
    """Members' own, in ballots of members."""
    own = (VOTER.c.member_id.is_not(None), *_closed(span, now))
    return _read(session, whose, _Source(_cast(), VOTER.c.member_id, BALLOT.c.closed_at, _votes(), own))


def company_votes(session: Session, companies: Sequence[CompanyId], span: Span, now: datetime) -> Found:
    """Companies' own, in ballots of companies, whoever cast them."""
    where = (VOTER.c.company_id.in_(companies), *_closed(span, now))
    return _by(session, VOTER.c.company_id, _cast(), _votes(), where)


# What rows say of a company themselves


def company_rows(session: Session, companies: Sequence[CompanyId], span: Span, now: datetime) -> Found:
    hosting = (EVENT.c.host_company_id.in_(companies), HELD, *within(EVENT.c.starts_at, span, now))
    hosted = _by(session, EVENT.c.host_company_id, EVENT, {Figure.HOSTED: func.count()}, hosting)
    using = (USE.c.company_id.in_(companies), USE.c.year == span.year)
    uses = _by(session, USE.c.company_id, USE, {Figure.USES: func.count()}, using)
    return {one: added([hosted.get(one, {}), uses.get(one, {})]) for one in companies}


def _by(
    session: Session,
    key: ColumnElement[Any],
    rows: FromClause,
    counts: Mapping[Figure, ColumnElement[Any]],
    where: Sequence[ColumnElement[bool]],
) -> Found:
    counted = [column.label(figure.value) for figure, column in counts.items()]
    statement = select(key.label("company"), *counted).select_from(rows).where(*where).group_by(key)
    return {
        row.company: {figure: int(getattr(row, figure.value) or 0) for figure in counts}
        for row in session.connection().execute(statement)
    }
