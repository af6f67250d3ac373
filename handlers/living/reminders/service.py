"""A member's choice, and what they were sent: one transaction a function."""

from datetime import date, datetime, timedelta

from club.digest import GRACE, Reader, Wishes, digest_hour
from handlers.kit.manners import MAY_WAIT
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from handlers.kit.wishes import reader_of
from storage.people import Person
from storage.sendings import Sending, Standing, WantedSendings, count_sendings, list_sendings
from storage.wishes import ask_again, get_wishes, save_wishes

BACK = timedelta(days=30)
"""So far back goes what somebody was sent."""


def get(services: Services, person: Person) -> Wishes:
    """What holds for a member."""
    with services.db.read() as session:
        return get_wishes(session, person.id)


def today(services: Services, person: Person, now: datetime) -> date:
    """The day on the member's own clock."""
    with services.db.read() as session:
        return reader_of(session, services, person).day(now)


def save(services: Services, person: Person, wishes: Wishes, now: datetime) -> datetime:
    """What holds from now on, also for what waits already; when the next digest may come."""
    with services.db.begin() as session:
        save_wishes(session, person.id, wishes)
        if person.slack_id:
            ask_again(session, person.slack_id, list(MAY_WAIT), now)
        reader: Reader = reader_of(session, services, person)
    return digest_hour(now + GRACE + timedelta(seconds=1), reader)  # the hour that strikes now is no next one


def list_told(services: Services, person: Person, asked: ListPosition, now: datetime) -> Page[Sending]:
    """A page of what a member was sent, the newest first. Nobody else sees it: discreet ones too."""
    assert person.slack_id is not None, "they came by Slack"
    wanted = WantedSendings(Standing.SENT, recipient=person.slack_id, since=now - BACK)
    with services.db.read() as session:
        total = count_sendings(session, wanted)
        at = asked.within(total)
        return Page.of(list_sendings(session, wanted, at.number * 5, 5), total, at)
