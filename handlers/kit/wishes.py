"""On whose clock, and by whose wishes, somebody is reminded."""

from datetime import timedelta

from club.digest import Reader
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.database import Session
from storage.people import Person
from storage.wishes import get_wishes


def reader_of(session: Session, services: Services, person: Person) -> Reader:
    """What the rules of `club.digest` ask of somebody."""
    club = services.club
    wishes = get_wishes(session, person.id)
    zone, rests = zone_of(person.zone, club.zone), timedelta(days=club.silent_rests)
    return Reader(zone, club.work, wishes, club.unasked_a_week, rests=rests)
