"""Votes that members have entrusted to others, one ballot at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, insert, select

from club.ids import BallotId, MemberId, VoterId
from storage.ballots import PROXY, VOTER
from storage.session import Session


@dataclass(frozen=True, slots=True)
class Holding:
    """What a member has to do with proxies in a ballot."""

    voter_id: VoterId | None
    """Their own vote; None where they are not on the roll."""
    gave: bool
    holds: int


def lock_voters_of(session: Session, ballot_id: BallotId, members: Iterable[MemberId]) -> None:
    """Locks the members' votes, always in the same order: of two who entrust at once one comes after."""
    found = select(VOTER.c.id).where(VOTER.c.ballot_id == ballot_id, VOTER.c.member_id.in_(list(members)))
    session.connection().execute(found.order_by(VOTER.c.id).with_for_update()).all()


def get_holding(session: Session, ballot_id: BallotId, member_id: MemberId) -> Holding:
    """A member's own vote, whether it is entrusted, and how many others' they hold."""
    held = (
        select(func.count())
        .where(PROXY.c.ballot_id == ballot_id, PROXY.c.holder_id == member_id)
        .scalar_subquery()
    )
    own = (
        select(VOTER.c.id, PROXY.c.holder_id, held)
        .select_from(VOTER)
        .outerjoin(PROXY, PROXY.c.voter_id == VOTER.c.id)
        .where(VOTER.c.ballot_id == ballot_id, VOTER.c.member_id == member_id)
    )
    row = session.connection().execute(own).one_or_none()
    if row is None:
        return Holding(None, gave=False, holds=0)
    voter_id, holder_id, holds = row
    return Holding(VoterId(voter_id), gave=holder_id is not None, holds=holds)


def add_proxy(
    session: Session, ballot_id: BallotId, voter_id: VoterId, holder_id: MemberId, now: datetime
) -> None:
    """Entrusts a vote that is not entrusted."""
    row = {"voter_id": voter_id, "ballot_id": ballot_id, "holder_id": holder_id, "at": now}
    session.connection().execute(insert(PROXY).values(row))


def get_ballot_of(session: Session, voter_id: VoterId) -> BallotId | None:
    """The ballot in which a vote is entrusted now."""
    found = select(PROXY.c.ballot_id).where(PROXY.c.voter_id == voter_id)
    return session.connection().execute(found).scalar_one_or_none()


def remove_proxy(session: Session, ballot_id: BallotId, voter_id: VoterId) -> bool:
    """The vote is its owner's again; False where it was already."""
    which = and_(PROXY.c.voter_id == voter_id, PROXY.c.ballot_id == ballot_id)
    return bool(session.connection().execute(delete(PROXY).where(which)).rowcount)
