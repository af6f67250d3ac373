"""Sealed votes held back: they go into the urn together, lost ones are asked for again (CONFIDENTIALITÉ)."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from club.ballots import Ballot, BallotState
from club.ids import BallotId, SlackId
from club.sealing import leaving
from handlers import names
from handlers.choosing.shared.shown import show_changed
from handlers.kit.organisers import tell
from handlers.kit.services import Services
from storage import sealing
from storage.ballots import lock_ballot, save_ballot, subject_of_ballot
from storage.database import Session
from storage.electors import enqueue_voters, show_again
from storage.postings import Note, enqueue
from storage.sealing import HeldVote, Seal

log = logging.getLogger(__name__)

AGAIN = timedelta(days=2)
"""Whoever has to cast a vote again has this long: the ballot is extended where it would close before."""
AWAITED = timedelta(hours=1)
"""How long after the closing a key on another machine is waited for…"""
PATIENCE = timedelta(minutes=5)
"""…and after how long organisers are told that it is."""


def mix(services: Services, _since: datetime, now: datetime) -> None:
    """Has sealed votes go into the urn, destroys spent keys, finds out which are lost; repeatable."""
    with services.db.read() as session:
        seals = sealing.list_seals(session)
    for seal in seals:
        if seal.before:
            services.db.vault.forget(seal.before)
        if seal.spent:
            _destroy(services, seal)
        elif services.db.vault.find(seal.public) is None:
            recover(services, seal.ballot_id, now)
        elif any(leaving(many) for many in seal.held.values()):
            _mix(services, seal.ballot_id)


def _mix(services: Services, ballot_id: BallotId) -> None:
    with services.db.begin(long=True) as session:
        ballot = lock_ballot(session, ballot_id)
        open_still = ballot is not None and ballot.state is BallotState.OPEN
        before = sealing.mix(session, services.db.vault, ballot) if ballot and open_still else None
    if before:
        services.db.vault.forget(before)


def _destroy(services: Services, seal: Seal) -> None:
    """A ballot that ended needs its key no more; the row goes once whoever keeps the key has destroyed it."""
    services.db.vault.forget(seal.public)
    with services.db.begin() as session:
        if sealing.is_ours(session, services.db.vault, seal.keeper):
            sealing.drop_seal(session, seal.ballot_id)


def recover(services: Services, ballot_id: BallotId, now: datetime) -> None:
    """Where a ballot's key is lost, and not only elsewhere: has its votes cast again."""
    with services.db.begin(long=True) as session:
        ballot = lock_ballot(session, ballot_id)
        if ballot and ballot.state is BallotState.OPEN:
            reopen_lost(session, services, ballot, now)


def reopen_lost(session: Session, services: Services, ballot: Ballot, now: datetime) -> tuple[Ballot, int]:
    """Forgets votes that can never be read, tells their voters and the organisers, gives time to vote anew.

    Returns the ballot as it is then, and how many votes are lost: 0 where the key may be on another machine.
    """
    seal = next((one for one in sealing.list_seals(session) if one.ballot_id == ballot.id), None)
    if seal is None or seal.spent:
        return ballot, 0
    key_here = services.db.vault.find(seal.public) is not None
    if (
        not key_here
        and not sealing.is_ours(session, services.db.vault, seal.keeper)
        and _awaited(ballot, now)
    ):
        _tell_away(session, ballot, seal, now)
        return ballot, 0
    lost = [one for one in sealing.list_held(session, services.db.vault, ballot.id) if one.said is None]
    if not key_here:
        sealing.drop_seal(session, ballot.id)
    return (_ask_again(session, services, ballot, lost, now), len(lost)) if lost else (ballot, 0)


def _awaited(ballot: Ballot, now: datetime) -> bool:
    """Whether the machine that has the key may still come back in time."""
    return ballot.closes_at is None or now < ballot.closes_at + AWAITED


def _tell_away(session: Session, ballot: Ballot, seal: Seal, now: datetime) -> None:
    """Organisers hear once that a ballot cannot be counted here."""
    if not seal.held or ballot.closes_at is None or now < ballot.closes_at + PATIENCE:
        return
    subject, moment = (
        subject_of_ballot(ballot.id),
        f"{sum(seal.held.values())}:{ballot.closes_at.isoformat()}",
    )
    tell(session, names.VOTES_AWAY, subject, moment, now)


def _ask_again(
    session: Session, services: Services, ballot: Ballot, lost: list[HeldVote], now: datetime
) -> Ballot:
    log.warning("%d sealed votes were lost with their key: their voters are asked again", len(lost))
    subject, moment = subject_of_ballot(ballot.id), now.isoformat()
    for voter_id in sealing.lose(session, lost):
        note = Note(names.VOTE_LOST, subject, SlackId(""), f"{voter_id}:{moment}")
        enqueue_voters(session, note, ballot, voter_id, now)
    tell(session, names.VOTES_LOST, subject, f"{len(lost)}:{moment}", now)
    show_changed(session, services, ballot.id, now)
    if ballot.closes_at is None or ballot.closes_at >= now + AGAIN:
        return ballot
    extended = replace(ballot, closes_at=now + AGAIN)
    save_ballot(session, extended)
    show_again(session, subject, now)
    moment = (now + AGAIN).isoformat()
    enqueue(session, [Note(names.BALLOT_EXTENDED, subject, services.club.channel, moment)], now)
    return extended


def count_held(services: Services) -> int:
    """How many sealed votes are held back now."""
    with services.db.read() as session:
        return sum(sum(seal.held.values()) for seal in sealing.list_seals(session))
