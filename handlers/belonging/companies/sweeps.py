"""What of a company's page waits for somebody."""

from datetime import datetime, timedelta

from club.followup import FOREVER, Whom
from club.ids import CompanyId, CorrectionId
from handlers import names
from handlers.belonging.companies.matter import look
from handlers.belonging.shared import correcting
from handlers.kit.following import Ear, Waiting, office
from handlers.kit.published import DIRECTORY, list_changed
from handlers.kit.services import Services
from storage.admission import list_representatives
from storage.companies import subject_of_page
from storage.corrections import get_correction, moment_of
from storage.database import Session
from storage.empty import follow_empty
from storage.followup import FollowUp
from storage.marks import get_mark, put_mark
from storage.people import get_person

QUARTER = "empty:quarter"
"""Under which it is noted that a quarter's empty pages were looked for."""
KEPT = timedelta(days=365)
"""How long a directory that changed is called about at most once; then anew."""
ASKED = timedelta(days=14)
"""How long somebody who is to be named in public is asked for their agreement."""


def contact_waits(session: Session, services: Services, one: FollowUp, _now: datetime) -> Waiting | None:
    """The person named as contact, until they agree for themself."""
    card = look(session, CompanyId(one.ref), services.club.quota)
    if card is None or card.contact.member is None or card.contact_since:
        return None
    person = get_person(session, card.contact.member)
    ear = Ear(names.CONTACT_DUE, [person] if person and person.can_act else [])
    return Waiting(subject_of_page(card.company), "contact", one.since + ASKED, {Whom.TURN: ear})


def page_waits(session: Session, services: Services, one: FollowUp, now: datetime) -> Waiting | None:
    """A company without a page: its members, a few times and no more."""
    card = look(session, CompanyId(one.ref), services.club.quota)
    if card is None or card.content:
        return None
    people = [person for person in list_representatives(session, card.company) if person.can_act]
    ears = {Whom.TURN: Ear(names.PAGE_DUE, people)}
    return Waiting(subject_of_page(card.company), "page", now + FOREVER, ears)


def correction_waits(session: Session, _services: Services, one: FollowUp, now: datetime) -> Waiting | None:
    """What organisers ask a company to correct, until its day is over: whoever asked hears that too."""
    asked = get_correction(session, CorrectionId(one.ref))
    if asked is None or not asked.open:
        return None
    if now >= asked.until:
        correcting.pass_over(session, asked, now)
        return None
    people = [person for person in list_representatives(session, asked.company) if person.can_act]
    ears = {Whom.TURN: Ear(names.CORRECTION_DUE, people)}
    return Waiting(subject_of_page(asked.company), moment_of(asked.id), asked.until, ears)


def directory_waits(session: Session, _services: Services, one: FollowUp, now: datetime) -> Waiting | None:
    """The directory while it is not as it was last handed out."""
    until = one.since + KEPT
    if now >= until or not list_changed(session):
        return None
    return Waiting(DIRECTORY, until=until, ears={Whom.OFFICE: office(session, names.DIRECTORY_DUE)})


def note_empty(services: Services, _since: datetime, now: datetime) -> None:
    """At the beginning of a quarter, and where that was missed: what is empty then is followed up."""
    day = now.astimezone(services.club.zone)
    quarter = f"{day.year}Q{(day.month + 2) // 3}"
    with services.db.read() as session:
        if get_mark(session, QUARTER) == quarter:
            return
    with services.db.begin(long=True) as session:
        follow_empty(session, now)
        put_mark(session, QUARTER, quarter)
