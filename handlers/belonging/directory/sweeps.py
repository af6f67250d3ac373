"""A profile that says nothing: its owner hears of it, a few times and no more."""

from datetime import datetime

from club.followup import FOREVER, Whom
from club.ids import MemberId
from handlers import names
from handlers.belonging.directory.service import profile_subject
from handlers.kit.following import Ear, Waiting
from handlers.kit.services import Services
from storage.database import Session
from storage.followup import FollowUp
from storage.people import Membership, get_person
from storage.profiles import get_details


def profile_waits(session: Session, _services: Services, one: FollowUp, now: datetime) -> Waiting | None:
    """A member without a word in the profile."""
    person = get_person(session, MemberId(one.ref))
    if person is None or person.state is Membership.LEFT or get_details(session, person.id):
        return None
    ears = {Whom.TURN: Ear(names.PROFILE_DUE, [person])} if person.can_act else {}
    return Waiting(profile_subject(person.id), until=now + FOREVER, ears=ears)
