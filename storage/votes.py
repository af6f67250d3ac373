"""Casting votes: who may, who did, and what was voted.

`cast` alone writes `attendance`, and in open and confidential ballots `paper`. In a sealed one the vote is
held back, encrypted, and goes into the urn with others (`storage.sealing`); no time is kept, and nothing but
the channel's card is marked for a refresh, so that no other table tells when somebody voted. The caller holds
the ballot's row shared (`storage.ballots.lock_ballot`): nobody closes it meanwhile.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, insert, or_, select, union_all, update

from club.ballots import Ballot, Marks, may_change
from club.ids import BallotId, CompanyId, MemberId, SlackId, VoterId
from club.votes import read_marks, written
from storage.ballots import ATTENDANCE, PROXY, VOTER, subject_of_ballot
from storage.people import COMPANY, MEMBER, can_act
from storage.postings import touch, touching
from storage.prepared import Prepared
from storage.sealing import PAPER, SealedContent, get_held, hold
from storage.session import Session
from storage.types import Utc
from storage.vault import Vault

_HOLDER, _CASTER, _SELF = MEMBER.alias("holder"), MEMBER.alias("caster"), MEMBER.alias("self")
Remarks = Mapping[int, str]
"""What a vote says in words: by work."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote was cast: by whom, and when, unless the ballot is sealed."""

    attendance_id: str
    by_id: MemberId
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Voter:
    """A vote that may be cast."""

    id: VoterId
    company_id: CompanyId | None
    member_id: MemberId | None
    weight: int
    name: str
    """The company's or the member's."""
    holder_id: MemberId | None
    """Who has it by proxy."""
    holder: str
    cast: Cast | None
    gone: bool = False
    """Whether it is the vote of somebody who is a member no more: nobody casts it for them."""
    holder_away: bool = False
    """Whether whoever holds it can do nothing in Slack now."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one vote says."""

    marks: Marks
    remarks: Remarks

    @property
    def blank(self) -> bool:
        """Whether it says nothing; it counts for the turnout all the same."""
        return not self.marks and not self.remarks


_VOTERS = (
    select(
        VOTER.c.id,
        VOTER.c.company_id,
        VOTER.c.member_id,
        VOTER.c.weight,
        func.coalesce(COMPANY.c.name, _SELF.c.name, ""),
        PROXY.c.holder_id,
        func.coalesce(_HOLDER.c.name, ""),
        ATTENDANCE.c.id,
        ATTENDANCE.c.cast_by,
        func.coalesce(_CASTER.c.name, ""),
        ATTENDANCE.c.cast_at,
        func.coalesce(_SELF.c.state, "admitted"),
        and_(PROXY.c.holder_id.is_not(None), ~can_act(_HOLDER)),
    )
    .select_from(VOTER)
    .outerjoin(COMPANY, COMPANY.c.id == VOTER.c.company_id)
    .outerjoin(_SELF, _SELF.c.id == VOTER.c.member_id)
    .outerjoin(PROXY, PROXY.c.voter_id == VOTER.c.id)
    .outerjoin(_HOLDER, _HOLDER.c.id == PROXY.c.holder_id)
    .outerjoin(ATTENDANCE, ATTENDANCE.c.voter_id == VOTER.c.id)
    .outerjoin(_CASTER, _CASTER.c.id == ATTENDANCE.c.cast_by)
)
_BALLOT: BindParameter[int] = bindparam("b_ballot")
_MINE = union_all(
    select(VOTER.c.id).where(VOTER.c.ballot_id == _BALLOT, VOTER.c.company_id == bindparam("b_company")),
    select(VOTER.c.id).where(VOTER.c.ballot_id == _BALLOT, VOTER.c.member_id == bindparam("b_member")),
    select(PROXY.c.voter_id).where(PROXY.c.ballot_id == _BALLOT, PROXY.c.holder_id == bindparam("b_member")),
)
_OF_MEMBER = Prepared(_VOTERS.where(VOTER.c.id.in_(_MINE)))
_ONE = Prepared(_VOTERS.where(VOTER.c.id == bindparam("b_voter"), VOTER.c.ballot_id == _BALLOT))
# Locked apart: a statement that waited for a lock sees other tables as they were before it waited.
_LOCK = Prepared(
    select(VOTER.c.id)
    .where(VOTER.c.id == bindparam("b_voter"), VOTER.c.ballot_id == _BALLOT)
    .with_for_update()
)
_ATTEND = Prepared(insert(ATTENDANCE), ["id", "ballot_id", "voter_id", "cast_by", "cast_at"])
_PUT = Prepared(
    insert(PAPER),
    ["id", "ballot_id", "attendance_id", "receipt", "weight", "marks", "remarks"],
)
_ATTEND_AGAIN = Prepared(
    update(ATTENDANCE)
    .where(ATTENDANCE.c.id == bindparam("b_id"))
    .values(cast_by=bindparam("b_by"), cast_at=bindparam("b_now", type_=Utc()))
)
_PUT_AGAIN = Prepared(
    update(PAPER)
    .where(PAPER.c.attendance_id == bindparam("b_id"))
    .values(marks=bindparam("b_marks"), remarks=bindparam("b_remarks"))
)
_PAPER = Prepared(select(PAPER.c.marks, PAPER.c.remarks).where(PAPER.c.attendance_id == bindparam("b_id")))
_BY_RECEIPT = Prepared(
    select(PAPER.c.marks, PAPER.c.remarks).where(
        PAPER.c.ballot_id == _BALLOT, PAPER.c.receipt == bindparam("b_receipt")
    )
)
_CONCERNED = touching(
    select(MEMBER.c.slack_id).where(
        MEMBER.c.slack_id.is_not(None),
        or_(
            MEMBER.c.company_id == bindparam("b_company"),
            MEMBER.c.id == bindparam("b_member"),
            MEMBER.c.id == bindparam("b_holder"),
        ),
    )
)


def list_voters(
    session: Session, ballot_id: BallotId, member_id: MemberId, company_id: CompanyId | None
) -> list[Voter]:
    """The votes that a member may cast, or has entrusted: their own first, then those held for others."""
    where = {"b_ballot": ballot_id, "b_member": member_id, "b_company": company_id}
    rows = [_voter(row) for row in _OF_MEMBER.rows(session.connection(), where)]
    found = [one for one in rows if not (one.gone and one.holder_id == member_id)]
    return sorted(found, key=lambda one: (one.holder_id == member_id, one.name))


def lock_voter(session: Session, ballot_id: BallotId, voter_id: VoterId) -> Voter | None:
    """A vote of this ballot, locked until the transaction ends: two who cast it at once take turns."""
    _LOCK.rows(session.connection(), {"b_voter": voter_id, "b_ballot": ballot_id})
    return get_voter(session, ballot_id, voter_id)


def get_voter(session: Session, ballot_id: BallotId, voter_id: VoterId) -> Voter | None:
    """A vote of this ballot."""
    row = _ONE.row(session.connection(), {"b_voter": voter_id, "b_ballot": ballot_id})
    return _voter(row) if row else None


def get_vote(session: Session, attendance_id: str) -> Vote | None:
    """What was voted, where that may be known."""
    return _vote(_PAPER.row(session.connection(), {"b_id": attendance_id}))


def get_vote_by_receipt(session: Session, ballot_id: BallotId, receipt: str) -> Vote | None:
    """The paper that bears a receipt."""
    where = {"b_ballot": ballot_id, "b_receipt": receipt}
    return _vote(_BY_RECEIPT.row(session.connection(), where))


def get_sealed_vote(
    session: Session, vault: Vault, ballot_id: BallotId, attendance_id: str, receipt: str
) -> Vote | None:
    """What a sealed vote says that bears this receipt; None too where it is held back, unreadable here."""
    said = get_held(session, vault, ballot_id, attendance_id)
    if said is None:
        return get_vote_by_receipt(session, ballot_id, receipt)
    return _vote((said.marks, said.remarks)) if said.receipt == receipt else None


def cast(
    session: Session,
    ballot: Ballot,
    voter: Voter,
    by: MemberId,
    vote: Vote,
    now: datetime,
    *,
    receipt: str | None = None,
    vault: Vault | None = None,
    channel: SlackId,
) -> None:
    """Writes a vote that may be cast; `voter` is locked. Where votes change, it replaces the one before.

    A sealed ballot needs the vault; raises KeyLostError where its key was lost.
    """
    connection, changes = session.connection(), may_change(ballot.rules)
    marks, remarks = written(vote.marks), _written(vote.remarks)
    if voter.cast and changes:
        again = {"b_id": voter.cast.attendance_id, "b_by": by, "b_now": now}
        _ATTEND_AGAIN.run(connection, again)
        _PUT_AGAIN.run(connection, again | {"b_marks": marks, "b_remarks": remarks})
    else:
        attended = {"id": secrets.token_hex(16), "ballot_id": ballot.id, "voter_id": voter.id, "cast_by": by}
        _ATTEND.run(connection, attended | {"cast_at": now if changes else None})
        if changes:
            paper = {"id": secrets.token_hex(16), "ballot_id": ballot.id, "attendance_id": attended["id"]}
            content = {"receipt": None, "weight": voter.weight, "marks": marks, "remarks": remarks}
            _PUT.run(connection, paper | content)
        else:
            assert vault is not None, "a sealed vote is sealed to a key"
            said = SealedContent(receipt or "", marks, remarks)
            hold(session, vault, ballot, str(attended["id"]), voter.weight, said)
    _touch(session, ballot, voter, now, channel)


def _touch(session: Session, ballot: Ballot, voter: Voter, now: datetime, channel: SlackId) -> None:
    """The card; unless the ballot is sealed, first the messages of those whose vote it is.

    The card comes last for everybody: two votes never wait for each other's rows.
    """
    subject = subject_of_ballot(ballot.id)
    if may_change(ballot.rules):
        touch_concerned(session, ballot.id, voter, now)
    touch(session, subject, channel, channel, now)


def touch_concerned(session: Session, ballot_id: BallotId, voter: Voter, now: datetime) -> None:
    """Has what those see whose vote it is rendered again: the company's people, or member and holder."""
    who = {"b_company": voter.company_id, "b_member": voter.member_id, "b_holder": voter.holder_id}
    what = {"b_subject": subject_of_ballot(ballot_id), "b_now": now}
    _CONCERNED.run(session.connection(), who | what)


def _voter(row: Any) -> Voter:
    voter_id, company_id, member_id, weight, name, holder_id, holder, *more = row
    attendance_id, by_id, by, at, state, away = more
    done = Cast(attendance_id, MemberId(by_id), by, at) if attendance_id is not None else None
    whose = (VoterId(voter_id), company_id, member_id, weight, name, holder_id, holder)
    return Voter(*whose, done, gone=state != "admitted", holder_away=bool(away))


def _vote(row: Any) -> Vote | None:
    return Vote(read_marks(row[0]), _read(row[1])) if row else None


def _written(remarks: Remarks) -> str:
    """JSON by work, sorted; empty where nothing is said."""
    kept = {str(work): remarks[work] for work in sorted(remarks) if remarks[work]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def _read(text: str) -> Remarks:
    return {int(work): str(said) for work, said in json.loads(text or "{}").items()}
