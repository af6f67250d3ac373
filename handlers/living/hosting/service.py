"""Offering premises, changing and withdrawing an offer, confirming: one transaction a function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from club.events import Event
from club.hosting import (
    TIED,
    Offer,
    OfferFault,
    OfferState,
    Terms,
    backed_out,
    faults_of,
    may_change,
    month_of,
)
from club.ids import CompanyId, EventId, MemberId, OfferId
from handlers import names
from handlers.kit import organisers
from handlers.kit.positions import ListPosition, Page
from handlers.kit.return_to import revision
from handlers.kit.services import Services
from storage.database import Session
from storage.date_polls import touch_premises
from storage.events import get_event
from storage.hosting import (
    Hosted,
    add_offer,
    get_offer,
    list_hosted,
    list_last_hosted,
    list_offers,
    list_overtaken,
    list_own,
    list_regions,
    list_tied,
    lock_offer,
    save_offer,
    subject_of_offer,
)
from storage.people import Person, get_person
from storage.postings import Note, enqueue, get_posting, subject_of, touch_all

THANKED = timedelta(days=30)
"""How long after a meeting organisers are offered to thank its host."""
TO_THANK = 3
PAGE = 5


class HostingDid(StrEnum):
    """What came of an act."""

    DONE = "done"
    FAULTY = "faulty"
    OVERTAKEN = "overtaken"
    """The offer is no longer as the form showed it."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class HostingOutcome:
    """What came of an act, and the offer as it stands."""

    did: HostingDid
    offer: Offer | None = None
    event: Event | None = None
    faults: Sequence[OfferFault] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of what organisers may choose from, and whom they may thank."""

    page: Page[Offer]
    last_hosted: Mapping[CompanyId, datetime]
    regions: Sequence[str]
    to_thank: Sequence[Hosted]


def offer_premises(services: Services, person: Person, terms: Terms, now: datetime) -> HostingOutcome:
    """A new offer; the same one sent twice is one."""
    this_month = month_of(now, services.club.zone)
    if faults := faults_of(terms, this_month):
        return HostingOutcome(HostingDid.FAULTY, faults=faults)
    with services.db.begin() as session:
        person_now = get_person(session, person.id)
        if person_now is None or not person_now.can_act:
            return HostingOutcome(HostingDid.GONE)
        again = [one for one in list_own(session, person.id, this_month) if one.terms == terms]
        if again:
            return HostingOutcome(HostingDid.DONE, again[0])
        offer_id = add_offer(session, person.id, person_now.company_id, terms, now)
        if person_now.slack_id:
            subject = subject_of_offer(offer_id)
            enqueue(session, [Note(names.HOSTING_OFFER, subject, person_now.slack_id, live=True)], now)
        return HostingOutcome(HostingDid.DONE, get_offer(session, offer_id))


def change(
    services: Services, person: Person, offer_id: OfferId, seen: str, terms: Terms, now: datetime
) -> HostingOutcome:
    """Changes one's own offer, while no event counts on it."""
    this_month = month_of(now, services.club.zone)
    if faults := faults_of(terms, this_month):
        return HostingOutcome(HostingDid.FAULTY, faults=faults)
    with services.db.begin() as session:
        offer = _own(session, person, offer_id)
        if offer is None:
            return HostingOutcome(HostingDid.GONE)
        if not may_change(offer) or revision(offer.terms) != seen:
            return HostingOutcome(HostingDid.OVERTAKEN, offer)
        return _saved(session, replace(offer, terms=terms), now)


def withdraw(services: Services, person: Person, offer_id: OfferId, now: datetime) -> HostingOutcome:
    """Takes one's own offer back; where an event counts on it, organisers hear at once."""
    with services.db.begin() as session:
        offer = _own(session, person, offer_id)
        if offer is None or offer.state is OfferState.WITHDRAWN:
            return HostingOutcome(HostingDid.GONE, offer)
        return _withdraw(session, offer, now)


def confirm(services: Services, person: Person, offer_id: OfferId, now: datetime) -> HostingOutcome:
    """The host says yes to the event as it stands."""
    with services.db.begin() as session:
        offer, event = _taken(session, person, offer_id)
        if offer is None or event is None:
            return HostingOutcome(HostingDid.GONE, offer)
        return _saved(
            session, replace(offer, state=OfferState.CONFIRMED, schedule=event.schedule), now, event
        )


def back_out(services: Services, person: Person, offer_id: OfferId, now: datetime) -> HostingOutcome:
    """Impossible at that date: organisers hear at once; other months of the offer stand."""
    with services.db.begin() as session:
        offer, event = _taken(session, person, offer_id)
        if offer is None or event is None:
            return HostingOutcome(HostingDid.GONE, offer)
        zone = services.club.zone
        left = backed_out(offer, month_of(event.starts_at, zone), month_of(now, zone))
        _tell_organisers(session, offer, now)
        return _saved(session, left, now, event)


def _own(session: Session, person: Person, offer_id: OfferId) -> Offer | None:
    """Locked; None for somebody else's, and for who takes part no longer."""
    offer, now_is = lock_offer(session, offer_id), get_person(session, person.id)
    mine = offer is not None and offer.member_id == person.id
    return offer if mine and now_is and now_is.can_act else None


def _taken(session: Session, person: Person, offer_id: OfferId) -> tuple[Offer | None, Event | None]:
    offer = _own(session, person, offer_id)
    if offer is None or offer.state not in TIED or offer.event_id is None:
        return offer, None
    event = get_event(session, offer.event_id)
    return offer, event if event and event.state != "cancelled" else None


def _withdraw(session: Session, offer: Offer, now: datetime) -> HostingOutcome:
    if offer.state in TIED:
        _tell_organisers(session, offer, now)
    return _saved(session, replace(offer, state=OfferState.WITHDRAWN), now)


def _tell_organisers(session: Session, offer: Offer, now: datetime) -> None:
    if offer.event_id is not None:
        subject, moment = subject_of(offer.event_id), f"offer:{offer.id}"
        organisers.tell(session, names.HOSTING_LEFT, subject, moment, now, live=True)


def _saved(session: Session, offer: Offer, now: datetime, event: Event | None = None) -> HostingOutcome:
    """Keeps it; whatever shows it is drawn again."""
    before = get_offer(session, offer.id)
    save_offer(session, offer)
    for event_id in {one.event_id for one in (before, offer) if one and one.event_id is not None}:
        touch_all(session, subject_of(event_id), now)
    touch_all(session, subject_of_offer(offer.id), now)
    host = get_person(session, offer.member_id)
    touch_premises(session, offer.id, host.slack_id if host else None, now)
    return HostingOutcome(HostingDid.DONE, get_offer(session, offer.id), event)


# Organisers


def listing(services: Services, asked: ListPosition, now: datetime) -> Listing:
    """Offers for a month and in a region, or for all; who hosted when."""
    this_month = month_of(now, services.club.zone)
    month, region = (*asked.only, "", "")[:2]
    with services.db.read() as session:
        _, total = list_offers(session, this_month, month, region, 0, 0)
        at = asked.within(total, PAGE)
        offers, _ = list_offers(session, this_month, month, region, at.number * PAGE, PAGE)
        companies = {one.company_id for one in offers if one.company_id is not None}
        last = list_last_hosted(session, companies, now)
        return Listing(
            Page.of(offers, total, at, PAGE),
            last,
            list_regions(session, this_month),
            _to_thank(session, services, now),
        )


def _to_thank(session: Session, services: Services, now: datetime) -> list[Hosted]:
    held = list_hosted(session, now - THANKED, now, TO_THANK)
    channel = services.club.channel
    return [
        one
        for one in held
        if not get_posting(session, names.HOSTING_THANKS, subject_of(one.event_id), channel)
    ]


def thank(services: Services, event_id: EventId, now: datetime) -> Event | None:
    """Thanks the host of an event in the channel, once; None where there is nobody to thank."""
    with services.db.begin() as session:
        event = get_event(session, event_id)
        over = event is not None and event.state == "published" and event.ends_at <= now
        if event is None or not over or not event.host_company or not services.club.channel:
            return None
        note = Note(names.HOSTING_THANKS, subject_of(event_id), services.club.channel, live=True)
        enqueue(session, [note], now)
        return event


def own(services: Services, person: Person, now: datetime) -> list[Offer]:
    """A member's own offers that stand."""
    with services.db.read() as session:
        return list_own(session, person.id, month_of(now, services.club.zone))


def find(services: Services, offer_id: OfferId) -> HostingOutcome:
    """An offer, and the event that counts on it."""
    with services.db.read() as session:
        offer = get_offer(session, offer_id)
        event = get_event(session, offer.event_id) if offer and offer.event_id is not None else None
        return HostingOutcome(HostingDid.DONE if offer else HostingDid.GONE, offer, event)


# What comes by itself


def follow_events(services: Services, _since: datetime, now: datetime) -> None:
    """Events called off or held elsewhere free premises; one that moved is for the host to confirm anew."""
    with services.db.begin() as session:
        for offer_id, free in list_overtaken(session, now):
            offer = lock_offer(session, offer_id)
            if offer is None or offer.event_id is None:
                continue
            if free:
                _saved(session, replace(offer, state=OfferState.OFFERED, event_id=None), now)
            else:
                _saved(session, replace(offer, state=OfferState.TAKEN), now)
                _ask_again(session, offer, offer.event_id, now)


def _ask_again(session: Session, offer: Offer, event_id: EventId, now: datetime) -> None:
    event, host = get_event(session, event_id), get_person(session, offer.member_id)
    if event and host and host.slack_id:
        moment = f"offer:{offer.id}:{event.schedule}"
        note = Note(names.HOSTING_TAKEN, subject_of(event_id), host.slack_id, moment, live=True)
        enqueue(session, [note], now)


def ceases(session: Session, _services: Services, person: Person, now: datetime) -> None:
    """Who leaves the club offers nothing any more."""
    for one in list_tied(session, MemberId(person.id)):
        offer = lock_offer(session, one.id)
        if offer is not None and offer.state is not OfferState.WITHDRAWN:
            _withdraw(session, offer, now)
