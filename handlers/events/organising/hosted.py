"""An event at premises that a member offers: its form filled in from the offer, which it is tied to."""

from dataclasses import replace
from datetime import datetime

from club.hosting import Offer, OfferState, may_change
from club.ids import EventId, OfferId
from handlers import names
from handlers.events.organising import form, form_view
from handlers.events.organising.origin import Origin
from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.premises import to_visitors, wheelchairs
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.words import Translator
from storage.database import Session
from storage.hosting import get_offer, lock_offer, save_offer, subject_of_offer
from storage.people import get_person
from storage.postings import Note, enqueue, subject_of, touch_all


def on_hosted(interaction: Interaction, services: Services) -> Reply:
    """The form of a new event, filled in from an offer that still stands."""
    with services.db.read() as session:
        offer = get_offer(session, OfferId(interaction.number))
    if offer is None or not may_change(offer):
        return Reply(aside(interaction.t("This offer is no longer open; choose another.")))
    revision = Origin(offer.id).revision
    metadata = ReturnTo.of(interaction, 0, revision).packed()
    fields = fields_of(services.shared, offer)
    view = form_view.event_form(interaction.t, services.club, None, metadata, start=(revision, fields))
    return on_top(interaction, services, view)


def fields_of(t: Translator, offer: Offer) -> form.Fields:
    """What the offer says, in the form's fields; what visitors are to know, in the club's language."""
    terms = offer.terms
    known = (terms.access, to_visitors(t, terms), wheelchairs(t, terms))
    return {
        **form.BLANK,
        form.PLACE: ", ".join(part for part in (terms.place, terms.room) if part),
        form.HOST: str(offer.company_id or ""),
        form.HOST_NAME: offer.company,
        form.CAPACITY: str(terms.seats),
        form.AGENDA: "\n".join(one for one in known if one),
    }


def lock_open(session: Session, offer_id: OfferId) -> Offer | None:
    """The offer, if it still stands: nobody else takes it until the transaction ends."""
    offer = lock_offer(session, offer_id)
    return offer if offer is not None and may_change(offer) else None


def take(session: Session, offer: Offer, event_id: EventId, now: datetime) -> None:
    """Ties the offer to the event, and asks the host."""
    save_offer(session, replace(offer, state=OfferState.TAKEN, event_id=event_id))
    touch_all(session, subject_of_offer(offer.id), now)
    host = get_person(session, offer.member_id)
    if host and host.slack_id:
        note = Note(names.HOSTING_TAKEN, subject_of(event_id), host.slack_id, f"offer:{offer.id}", live=True)
        enqueue(session, [note], now)
