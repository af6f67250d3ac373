"""Who sees a ballot all the time: the channel, and whoever organises."""

from datetime import datetime

from club.ids import BallotId, SlackId
from handlers.kit.services import Services
from storage.ballots import subject_of_ballot
from storage.database import Session
from storage.people import list_reachable_organisers
from storage.postings import touch


def show_changed(session: Session, services: Services, ballot_id: BallotId, now: datetime) -> None:
    """Has the channel and the organisers see a ballot as it stands now.

    Not the electors: thousands of messages would be ahead of the result.
    """
    subject = subject_of_ballot(ballot_id)
    for one in (services.club.channel, *organisers(session)):
        touch(session, subject, one, one, now)


def organisers(session: Session) -> list[SlackId]:
    """Whom Slack knows of those who organise."""
    return [one.slack_id for one in list_reachable_organisers(session) if one.slack_id]
