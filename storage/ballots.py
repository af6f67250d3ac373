"""Ballots: their settings and options, the roll, and where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    cast,
    func,
    insert,
    literal,
    literal_column,
    null,
    or_,
    select,
    update,
)

from club.ballots import Ballot, BallotState, Electorate, Option, Purpose, Unit
from club.ids import BallotId, CompanyId, MemberId, TopicId
from storage import tables
from storage.ballot_rows import option_of, settings_of, values_of
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.tables import core

BALLOT, OPTION, VOTER = core(tables.Ballot), core(tables.BallotOption), core(tables.Voter)
ATTENDANCE, PROXY = core(tables.Attendance), core(tables.Proxy)
TURNOUT, STATE_COUNT = core(tables.BallotCount), core(tables.BallotStateCount)
CLUB_COUNT, WEIGHT_COUNT = core(tables.ClubCount), core(tables.WeightCount)

VOTES = COMPANY.c.votes
"""The condition that a company would have a vote in a ballot that opens now: somebody represents it who can
act, or is not in Slack yet and may still come."""
_ORGANISATION: ColumnElement[bool] = literal_column("company.organisation")
"""In the words of the index."""
_ONE = select(BALLOT).where(BALLOT.c.id == bindparam("ballot_id"))
_OPTIONS = select(OPTION).where(OPTION.c.ballot_id == bindparam("ballot_id")).order_by(OPTION.c.id)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many voted of how many who may: votes, not their weights."""

    cast: int
    roll: int


def subject_of_ballot(ballot_id: BallotId) -> str:
    """The subject of every posting about a ballot."""
    return f"ballot:{ballot_id}"


def ballot_of(subject: str) -> BallotId:
    """The ballot a subject names; ValueError if it names none."""
    return BallotId(int(subject.removeprefix("ballot:")))


def get_ballot(session: Session, ballot_id: BallotId) -> Ballot | None:
    """A ballot with its options."""
    row = session.connection().execute(_ONE, {"ballot_id": ballot_id}).mappings().one_or_none()
    return _ballot(session, row) if row else None


def lock_ballot(session: Session, ballot_id: BallotId, *, share: bool = False) -> Ballot | None:
    """The same, locked until the transaction ends; `share` lets others vote meanwhile, and nobody close."""
    statement = _ONE.with_for_update(read=share)
    row = session.connection().execute(statement, {"ballot_id": ballot_id}).mappings().one_or_none()
    return _ballot(session, row) if row else None


def list_ballots(session: Session, *states: BallotState) -> list[Ballot]:
    """Ballots in these states (all of them where none is named), the newest first; without their options."""
    found = select(BALLOT).order_by(BALLOT.c.id.desc())
    if states:
        found = found.where(BALLOT.c.state.in_([state.value for state in states]))
    return [settings_of(row) for row in session.connection().execute(found).mappings()]


def count_by_state(session: Session) -> dict[BallotState, int]:
    """How many ballots there are in each state that any is in."""
    found = select(STATE_COUNT.c.state, func.sum(STATE_COUNT.c.ballots)).group_by(STATE_COUNT.c.state)
    return {BallotState(state): int(number) for state, number in session.connection().execute(found)}


def list_some(session: Session, state: BallotState, offset: int, limit: int) -> list[Ballot]:
    """Some of the ballots in a state, the newest first; without their options."""
    found = select(BALLOT).where(BALLOT.c.state == state.value).order_by(BALLOT.c.id.desc())
    rows = session.connection().execute(found.offset(offset).limit(limit)).mappings()
    return [settings_of(row) for row in rows]


def get_last_choice(session: Session) -> Ballot | None:
    """The newest ballot that chooses among topics, whatever its state, unless it was called off. Without its
    options."""
    found = select(BALLOT).where(BALLOT.c.purpose == Purpose.SELECTION.value)
    found = found.where(BALLOT.c.state != BallotState.CANCELLED.value).order_by(BALLOT.c.id.desc()).limit(1)
    row = session.connection().execute(found).mappings().one_or_none()
    return settings_of(row) if row else None


def list_due(session: Session, now: datetime) -> list[Ballot]:
    """Ballots to open, to close, and to clear after they were called off. Without their options."""
    opening = BALLOT.c.state == BallotState.OPENING.value
    planned = and_(BALLOT.c.state == BallotState.PLANNED.value, BALLOT.c.opens_at <= now)
    closing = and_(BALLOT.c.state == BallotState.OPEN.value, BALLOT.c.closes_at <= now)
    clearing = and_(BALLOT.c.state == BallotState.CANCELLED.value, BALLOT.c.closed_at.is_(None))
    found = select(BALLOT).where(or_(opening, planned, closing, clearing)).order_by(BALLOT.c.id)
    return [settings_of(row) for row in session.connection().execute(found).mappings()]


def add_ballot(session: Session, ballot: Ballot, by: MemberId, now: datetime) -> BallotId:
    """A new ballot with its options; ids are given here, whatever the arguments' are."""
    values = values_of(ballot) | {"created_by": by, "created_at": now, "result": ""}
    made = session.connection().execute(insert(BALLOT).values(values).returning(BALLOT.c.id))
    ballot_id = BallotId(made.scalar_one())
    set_options(session, ballot_id, ballot.options)
    return ballot_id


def save_ballot(session: Session, ballot: Ballot) -> None:
    """Writes every setting of an existing ballot; its options stay (`set_options`)."""
    session.connection().execute(update(BALLOT).where(BALLOT.c.id == ballot.id).values(values_of(ballot)))


def set_options(session: Session, ballot_id: BallotId, options: Iterable[Option]) -> None:
    """Replaces the options of a ballot nobody has voted in."""
    connection = session.connection()
    connection.execute(OPTION.delete().where(OPTION.c.ballot_id == ballot_id))
    rows = [
        {
            "ballot_id": ballot_id,
            "title": option.title,
            "topic_id": option.topic_id,
            "work_id": option.work_id,
            "criterion": option.criterion and option.criterion.value,
            "text": option.text,
            "link": option.link,
        }
        for option in options
    ]
    if rows:
        connection.execute(insert(OPTION), rows)


def delete_ballot(session: Session, ballot_id: BallotId) -> None:
    """Forgets a ballot that never opened."""
    session.connection().execute(OPTION.delete().where(OPTION.c.ballot_id == ballot_id))
    session.connection().execute(BALLOT.delete().where(BALLOT.c.id == ballot_id))


def draw_up_roll(session: Session, ballot: Ballot) -> Electorate:
    """Writes down who may vote, as the members and companies stand now; returns what that makes.

    By company: each that an admitted member represents, with its weight, but not the club's own organisation.
    By member: each admitted member of whom an answer is expected (`storage.people.EXPECTED`). Whoever can no
    longer act, suspended or with a closed account, has no vote: a company that only they represent has nobody
    who could cast its own, and would only be missing from the quorum.
    """
    votes = _votes_of(ballot.rules.unit).subquery()
    chosen = select(literal(ballot.id), votes.c.company_id, votes.c.member_id, votes.c.weight)
    columns = ["ballot_id", "company_id", "member_id", "weight"]
    session.connection().execute(insert(VOTER).from_select(columns, chosen))
    return _electorate(session, select(VOTER.c.weight).where(VOTER.c.ballot_id == ballot.id))


def get_electorate(session: Session, unit: Unit) -> Electorate:
    """What a roll would hold were it drawn up now."""
    if unit is Unit.MEMBER:
        found = select(func.coalesce(func.sum(CLUB_COUNT.c.electors), 0))
        electors = int(session.connection().execute(found).scalar_one())
        return Electorate(electors, electors)
    weights = count_weights(session)
    return Electorate(sum(weights.values()), sum(weight * n for weight, n in weights.items()))


def count_weights(session: Session) -> dict[int, int]:
    """The weights of the companies that would have a vote now, and how many companies have each."""
    found = select(WEIGHT_COUNT.c.weight, WEIGHT_COUNT.c.companies).where(WEIGHT_COUNT.c.companies > 0)
    return {row[0]: row[1] for row in session.connection().execute(found)}


def _electorate(session: Session, votes: Any) -> Electorate:
    listed = votes.subquery()
    found = select(func.count(), func.coalesce(func.sum(listed.c.weight), 0)).select_from(listed)
    voters, weight = session.connection().execute(found).one()
    return Electorate(int(voters), int(weight))


def _votes_of(unit: Unit) -> Any:
    if unit is Unit.MEMBER:
        return select(
            cast(null(), Integer).label("company_id"),
            MEMBER.c.id.label("member_id"),
            literal(1).label("weight"),
        ).where(MEMBER.c.elects)
    return select(
        COMPANY.c.id.label("company_id"), cast(null(), Integer).label("member_id"), COMPANY.c.weight
    ).where(VOTES)


def get_turnout(session: Session, ballot_id: BallotId) -> Turnout:
    """How many of the roll have voted; of nobody while there is no roll."""
    counted = select(TURNOUT.c.voted, TURNOUT.c.roll).where(TURNOUT.c.ballot_id == ballot_id)
    row = session.connection().execute(counted).one_or_none()
    return Turnout(*row) if row else Turnout(0, 0)


def list_ballots_of_topic(session: Session, topic_id: int) -> list[Ballot]:
    """The ballots that a topic is or was an option of, the newest first; without their options."""
    found = (
        select(BALLOT).join(OPTION, OPTION.c.ballot_id == BALLOT.c.id).where(OPTION.c.topic_id == topic_id)
    )
    rows = session.connection().execute(found.distinct().order_by(BALLOT.c.id.desc())).mappings()
    return [settings_of(row) for row in rows]


def list_voted_topics(session: Session) -> set[TopicId]:
    """The topics that a ballot decides on which is open, or whose result is not told yet."""
    untold = and_(BALLOT.c.state == BallotState.CLOSED.value, BALLOT.c.scrubbed_at.is_(None))
    found = select(OPTION.c.topic_id).join(BALLOT, BALLOT.c.id == OPTION.c.ballot_id)
    found = found.where(or_(BALLOT.c.state == BallotState.OPEN.value, untold), OPTION.c.topic_id.is_not(None))
    return {TopicId(one) for one in session.connection().execute(found).scalars()}


def list_weights(session: Session) -> dict[CompanyId, int]:
    """What each company's vote weighs in ballots that open from now on."""
    return {
        row.id: row.weight for row in session.connection().execute(select(COMPANY.c.id, COMPANY.c.weight))
    }


def list_organisations(session: Session) -> set[CompanyId]:
    """The companies marked as the club's own organisation."""
    found = select(COMPANY.c.id).where(_ORGANISATION)
    return {CompanyId(one) for one in session.connection().execute(found).scalars()}


def set_organisation(session: Session, company_id: CompanyId, *, marked: bool) -> bool:
    """Marks a company as the club's own organisation, or no longer; False where that held already.

    It has no vote in ballots that open from now on; a roll that is drawn up stays as it is.
    """
    changed = update(COMPANY).where(COMPANY.c.id == company_id, COMPANY.c.organisation.is_not(marked))
    return session.connection().execute(changed.values(organisation=marked)).rowcount > 0


def get_second(session: Session, ballot_id: BallotId) -> BallotId | None:
    """The second consultation on a ballot whose quorum was missed, unless it was called off."""
    second = and_(BALLOT.c.second_of == ballot_id, BALLOT.c.state != BallotState.CANCELLED.value)
    found = session.connection().execute(select(BALLOT.c.id).where(second).order_by(BALLOT.c.id.desc()))
    first = found.scalars().first()
    return None if first is None else BallotId(first)


def set_weight(session: Session, company_id: CompanyId, weight: int) -> None:
    """What a company's vote weighs in ballots that open from now on."""
    changed = update(COMPANY).where(COMPANY.c.id == company_id).values(weight=weight)
    session.connection().execute(changed)


def _ballot(session: Session, row: Any) -> Ballot:
    found = session.connection().execute(_OPTIONS, {"ballot_id": row["id"]}).mappings()
    return settings_of(row, tuple(option_of(option) for option in found))
