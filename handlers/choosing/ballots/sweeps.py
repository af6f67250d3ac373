"""What happens to ballots because time passes: they open, close, and remind those who have not voted."""

from collections import defaultdict
from datetime import datetime, timedelta

from club.ballots import Ballot, BallotState, may_change
from club.calendar import may_reach, wall_minus, working_moment
from handlers import names
from handlers.choosing.ballots.opening import ANYBODY, clear_cancelled, open_due
from handlers.choosing.shared import counting
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.ballots import list_ballots, list_due, subject_of_ballot
from storage.electors import enqueue_silent_electors, list_unwiped
from storage.postings import Note, list_zones
from storage.urns import save_published, scrub

LAST_DAY = timedelta(days=1)
"""Who has not voted is reminded a working day before the closing…"""
SHORTEST = timedelta(days=2)
"""…of ballots that last as long as this."""


def turn(services: Services, _since: datetime, now: datetime) -> None:
    """Opens and closes ballots whose hour has come, and finishes what a click in a large club began."""
    with services.db.read() as session:
        due = list_due(session, now)
    for ballot in due:
        if ballot.state is BallotState.OPEN:
            counting.close_ballot(services, ballot.id, now)
        elif ballot.state is BallotState.CANCELLED:
            clear_cancelled(services, ballot.id, now)
        else:
            open_due(services, ballot.id, now)


def remind(services: Services, _since: datetime, now: datetime) -> None:
    """Reminds those whose vote is not cast, once a ballot: what was queued before stays so."""
    with services.db.read() as session:
        ballots = list_ballots(session, BallotState.OPEN)
        zones = list_zones(session) if ballots else []
    for ballot in ballots:
        readers = defaultdict(list)
        for name in zones:
            readers[_due(ballot, now, services, name)].append(name)
        if readers[True]:
            note = Note(
                names.BALLOT_NUDGE, subject_of_ballot(ballot.id), ANYBODY, live=may_change(ballot.rules)
            )
            with services.db.begin(long=True) as session:
                enqueue_silent_electors(session, note, ballot, now, zones=readers[True])


def _due(ballot: Ballot, now: datetime, services: Services, name: str) -> bool:
    """Whether the reminder may reach a reader of this zone now."""
    if ballot.closes_at is None or ballot.opens_at is None or now >= ballot.closes_at:
        return False
    if ballot.closes_at - ballot.opens_at < SHORTEST:
        return False
    zone, work = zone_of(name, services.club.zone), services.club.work
    moment = working_moment(wall_minus(ballot.closes_at, LAST_DAY, zone), zone, work)
    return max(moment, ballot.opens_at) <= now and may_reach(now, ballot.closes_at, zone, work)


def wipe(services: Services, _since: datetime, now: datetime) -> None:
    """Wipes papers of ballots called off from the database's files; later, where somebody is in the way."""
    with services.db.read() as session:
        waiting = list_unwiped(session)
    if not waiting or not scrub(services.db):
        return
    with services.db.begin() as session:
        for ballot_id in waiting:
            save_published(session, ballot_id, now)
