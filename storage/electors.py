"""Who may vote in a ballot: telling them, reminding them, and who has voted. Never what.

A ballot by company concerns every admitted member of a company on its roll; one by member, who is on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    cast,
    delete,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    update,
)

from club.ballots import Ballot, BallotState, Unit
from club.ids import BallotId, MemberId, VoterId
from storage import tables
from storage.ballot_rows import settings_of
from storage.ballots import ATTENDANCE, BALLOT, OPTION, PROXY, VOTER, get_turnout
from storage.people import ADMITTED, COMPANY, MEMBER, Person, can_act
from storage.postings import POSTING, Note, PostingStage, enqueue_found, enqueue_members
from storage.sealing import PAPER
from storage.session import Session
from storage.tables import core

REMARK = core(tables.Remark)
TOPIC, WORK = core(tables.Topic), core(tables.Work)


_REACHED = POSTING.c.stage.in_(
    (PostingStage.SENT.value, PostingStage.SENDING.value, PostingStage.MERGED.value)
)


@dataclass(frozen=True, slots=True)
class CastableVote:
    """The vote that a member may cast, their company's or their own, and whether it is cast."""

    voter_id: VoterId
    cast: bool
    cast_by: str
    """Who cast it; empty while nobody did."""
    cast_by_id: MemberId | None
    cast_at: datetime | None
    """None in a sealed ballot."""


@dataclass(frozen=True, slots=True)
class Attendant:
    """A line of the list of voters."""

    name: str
    company: str
    """The member's; empty where the vote is a company's."""
    cast: bool


def enqueue_electors(session: Session, note: Note, ballot: Ballot, due: datetime) -> int:
    """Queues the note for everybody on the roll; returns how many. One INSERT … SELECT."""
    return enqueue_members(session, note, _on_roll(ballot), due)


def enqueue_silent_electors(
    session: Session, note: Note, ballot: Ballot, due: datetime, *, zones: Iterable[str]
) -> int:
    """Queues the note for those who can cast a vote that is not cast, in these zones; returns how many.

    A vote entrusted to somebody is theirs to cast: they are told, and not whoever entrusted it, as long as
    they can act.
    """
    return enqueue_members(session, note, _can_still_cast(ballot), due, zones)


def enqueue_voters(session: Session, note: Note, ballot: Ballot, voter_id: VoterId, due: datetime) -> int:
    """Queues the note for those whose one vote it is: the member, or everybody of the company."""
    one = and_(_vote_of(ballot), VOTER.c.id == voter_id)
    return enqueue_members(session, note, exists().where(one), due)


def enqueue_told(session: Session, note: Note, told: str, due: datetime) -> int:
    """Queues the note for whoever got a posting of the kind `told` about its subject; returns how many."""
    about = (POSTING.c.kind == told, POSTING.c.subject == note.subject, _REACHED)
    return enqueue_found(session, note, select(POSTING.c.recipient).where(*about), due)


def count_told(session: Session, kind: str, subject: str, *, reached: bool = False) -> int:
    """How many postings of that kind about a subject were queued, or have reached somebody."""
    about = [POSTING.c.kind == kind, POSTING.c.subject == subject, *([_REACHED] if reached else [])]
    return int(session.connection().execute(select(func.count()).where(*about)).scalar_one())


def show_again(session: Session, subject: str, now: datetime) -> None:
    """Has everything that stands about a subject rendered again, also what follows nothing by itself."""
    by_itself = and_(POSTING.c.stage == PostingStage.SENT.value, POSTING.c.ts != "")
    with_others = POSTING.c.stage == PostingStage.MERGED.value
    stands = and_(or_(by_itself, with_others), POSTING.c.due_at.is_(None))
    again = update(POSTING).where(POSTING.c.subject == subject, stands).values(due_at=now)
    session.connection().execute(again)


def _vote_of(ballot: Ballot) -> ColumnElement[bool]:
    """The condition that a voter is the member's."""
    mine = VOTER.c.member_id == MEMBER.c.id
    if ballot.rules.unit is Unit.COMPANY:
        mine = VOTER.c.company_id == MEMBER.c.company_id
    return and_(VOTER.c.ballot_id == ballot.id, mine)


def _on_roll(ballot: Ballot) -> ColumnElement[bool]:
    return exists().where(_vote_of(ballot))


_CAST = exists().where(ATTENDANCE.c.voter_id == VOTER.c.id)
_CAST_ONE = (
    select(ATTENDANCE.c.voter_id).where(ATTENDANCE.c.voter_id == VOTER.c.id).limit(1).scalar_subquery()
)
"""The same, looked up vote by vote: for `exists`, PostgreSQL may read a whole roll before it shows a page."""
_HOLDER = MEMBER.alias("holder")
# To somebody who can act: else it is its owner who is asked, for nobody would cast it.
_ENTRUSTED = exists().where(
    PROXY.c.voter_id == VOTER.c.id, _HOLDER.c.id == PROXY.c.holder_id, can_act(_HOLDER)
)


def _can_still_cast(ballot: Ballot) -> ColumnElement[bool]:
    own = exists().where(_vote_of(ballot), ~_CAST, ~_ENTRUSTED)
    if not ballot.rules.proxies:
        return own
    held = and_(PROXY.c.holder_id == MEMBER.c.id, PROXY.c.ballot_id == ballot.id)
    return own | exists().where(held, VOTER.c.id == PROXY.c.voter_id, ~_CAST)


def can_still_cast(session: Session, ballot: Ballot, member_id: MemberId) -> bool:
    """Whether a vote not cast yet is this member's to cast: the company's, their own, an entrusted one."""
    found = select(MEMBER.c.id).where(MEMBER.c.id == member_id, ADMITTED, _can_still_cast(ballot))
    return session.connection().execute(found).first() is not None


def get_ticket(session: Session, ballot: Ballot, person: Person) -> CastableVote | None:
    """The vote that this member may cast; None for whoever is not on the roll."""
    mine = VOTER.c.member_id == person.id
    if ballot.rules.unit is Unit.COMPANY:
        mine = VOTER.c.company_id == person.company_id if person.company_id is not None else false()
    found = (
        select(VOTER.c.id, ATTENDANCE.c.cast_by, MEMBER.c.name, ATTENDANCE.c.cast_at)
        .select_from(VOTER)
        .outerjoin(ATTENDANCE, ATTENDANCE.c.voter_id == VOTER.c.id)
        .outerjoin(MEMBER, MEMBER.c.id == ATTENDANCE.c.cast_by)
        .where(VOTER.c.ballot_id == ballot.id, mine)
    )
    row = session.connection().execute(found).one_or_none()
    return row and CastableVote(VoterId(row[0]), row[1] is not None, row[2] or "", row[1], row[3])


FEW = 200
"""Votes cast: while there are no more, a list of who voted begins with them and not with the roll."""


def list_roll(
    session: Session, ballot: Ballot, offset: int, limit: int, *, cast_only: bool
) -> list[Attendant]:
    """A page of the list of voters by name; those who have voted alone, where only they are wanted."""
    company = ballot.rules.unit is Unit.COMPANY
    cast_here = _CAST_ONE.label("cast")
    listed = select(VOTER.c.id, VOTER.c.company_id, VOTER.c.member_id, VOTER.c.called, cast_here)
    listed = listed.where(VOTER.c.ballot_id == ballot.id)
    if cast_only:
        listed = listed.where(_voted(session, ballot.id))
    page = listed.order_by(VOTER.c.called, VOTER.c.id).offset(offset).limit(limit).subquery("page")
    # Names one by one: joined, PostgreSQL reads every company for the few of a page.
    if company:
        named = [select(COMPANY.c.name).where(COMPANY.c.id == page.c.company_id).scalar_subquery()]
    else:
        of_member = select(COMPANY.c.name).join(MEMBER, MEMBER.c.company_id == COMPANY.c.id)
        named = [
            select(MEMBER.c.name).where(MEMBER.c.id == page.c.member_id).scalar_subquery(),
            of_member.where(MEMBER.c.id == page.c.member_id).scalar_subquery(),
        ]
    found = select(page.c.cast.is_not(None), *named).order_by(page.c.called, page.c.id)
    rows = session.connection().execute(found)
    return [Attendant(name, at[0] or "" if at else "", bool(cast)) for cast, name, *at in rows]


def _voted(session: Session, ballot_id: BallotId) -> ColumnElement[bool]:
    """The condition that somebody on the roll has voted: along the roll, unless few have."""
    if get_turnout(session, ballot_id).cast > FEW:
        return _CAST_ONE.is_not(None)
    voted = select(ATTENDANCE.c.voter_id).where(ATTENDANCE.c.ballot_id == ballot_id)
    return VOTER.c.id.in_(list(session.connection().execute(voted).scalars()))


def list_awaiting(session: Session, person: Person, now: datetime) -> list[Ballot]:
    """Open ballots in which this member's own vote is not cast, the nearest closing first; no options."""
    mine = [VOTER.c.member_id == person.id]
    if person.company_id is not None:
        mine.append(VOTER.c.company_id == person.company_id)
    open_now = and_(BALLOT.c.state == BallotState.OPEN.value, BALLOT.c.closes_at > now)
    # Vote by vote, each by its index: with `exists`, PostgreSQL may read every roll.
    waiting = (
        select(VOTER.c.id).where(VOTER.c.ballot_id == BALLOT.c.id, one, _CAST_ONE.is_(None)).limit(1)
        for one in mine
    )
    found = (
        select(BALLOT)
        .where(open_now, or_(*(one.scalar_subquery().is_not(None) for one in waiting)))
        .order_by(BALLOT.c.closes_at, BALLOT.c.id)
    )
    return [settings_of(row) for row in session.connection().execute(found).mappings()]


def freeze_titles(session: Session, ballot_id: BallotId) -> None:
    """Writes the options' titles as their topics and works are called now; of a work, with its year."""
    dated = WORK.c.title + literal(" (") + cast(WORK.c.year, String) + literal(")")
    for words, key, column in (
        (TOPIC.c.title, TOPIC.c.id, OPTION.c.topic_id),
        (dated, WORK.c.id, OPTION.c.work_id),
    ):
        title = select(words).where(key == column).scalar_subquery()
        named = update(OPTION).where(OPTION.c.ballot_id == ballot_id, column.is_not(None))
        # A resolution about a topic asks its own question.
        named = named.where(OPTION.c.text == "", OPTION.c.link == "")
        session.connection().execute(named.values(title=title))


def drop_votes(session: Session, ballot_id: BallotId) -> None:
    """Forgets what was voted in a ballot that is called off: it will not be counted. Who voted stays."""
    for table in (PAPER, REMARK):
        session.connection().execute(delete(table).where(table.c.ballot_id == ballot_id))


def list_unwiped(session: Session) -> list[BallotId]:
    """Ballots called off whose papers may still stand in the database's files."""
    cleared = (BALLOT.c.state == BallotState.CANCELLED.value, BALLOT.c.closed_at.is_not(None))
    found = select(BALLOT.c.id).where(*cleared, BALLOT.c.scrubbed_at.is_(None))
    return [BallotId(one) for one in session.connection().execute(found).scalars()]
