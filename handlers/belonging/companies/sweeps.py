"""What of a company's page waits for somebody."""

from datetime import datetime, timedelta

from club.followup import Whom
from club.ids import CompanyId
from handlers import names
from handlers.belonging.companies.matter import look
from handlers.belonging.companies.service import subject_of
from handlers.kit.following import Ear, Waiting
from handlers.kit.services import Services
from storage.database import Session
from storage.followup import FollowUp
from storage.people import get_person

ASKED = timedelta(days=14)
"""How long somebody who is to be named in public is asked for their agreement."""


def contact_waits(session: Session, services: Services, one: FollowUp, _now: datetime) -> Waiting | None:
    """The person named as contact, until they agree for themself."""
    card = look(session, CompanyId(one.ref), services.club.quota)
    if card is None or card.contact.member is None or card.contact_since:
        return None
    person = get_person(session, card.contact.member)
    ear = Ear(names.CONTACT_DUE, [person] if person and person.can_act else [])
    return Waiting(subject_of(card.company), "contact", one.since + ASKED, {Whom.TURN: ear})
