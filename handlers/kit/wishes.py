"""On whose clock, and by whose wishes, somebody is reminded."""

from club.digest import Reader
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.database import Session
from storage.people import Person


def reader_of(_session: Session, services: Services, person: Person) -> Reader:
    """What the rules of `club.digest` ask of somebody."""
    club = services.club
    return Reader(zone_of(person.zone, club.zone), club.days_off, most=club.unasked_a_week)
