"""An event at a date that members were asked about: its form filled in from the search that it is made of."""

from datetime import datetime

from club.date_polls import DatePoll
from club.hosting import Offer, may_change
from club.ids import DatePollId
from handlers.events.organising import form, form_view, hosted
from handlers.events.organising.origin import Origin
from handlers.events.shared.dates import event_of_poll
from handlers.kit.blocks import aside
from handlers.kit.carried import pair
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.kit.zones import wall
from handlers.words import Translator
from storage.database import Session
from storage.date_polls import get_poll
from storage.hosting import get_offer


def on_dated(interaction: Interaction, services: Services) -> Reply:
    """“Keep this date”: the form of a new event, filled in; nothing is kept before it is saved."""
    poll_id, slot = pair(interaction.value)
    with services.db.read() as session:
        poll = get_poll(session, DatePollId(poll_id))
        refused = _refused(session, interaction.t, poll, slot, interaction.now)
        offer = _offer(session, poll)
    if poll is None or refused:
        return Reply(aside(refused))
    revision = Origin(offer.id if offer else None, poll.id, slot).revision
    fields = _fields(poll, slot, offer, services)
    metadata = ReturnTo.of(interaction, 0, revision).packed()
    view = form_view.event_form(interaction.t, services.club, None, metadata, start=(revision, fields))
    return on_top(interaction, services, view)


def _refused(session: Session, t: Translator, poll: DatePoll | None, slot: int, now: datetime) -> str:
    if poll is None or slot not in poll.slots:
        return t("This search is no longer there.")
    if poll.is_settled(event_of_poll(session, poll)):
        return t("This search is over: a date is kept already, or it was given up.")
    return "" if poll.may_keep(slot, now) else t("This slot is past: keep another, or search anew.")


def _offer(session: Session, poll: DatePoll | None) -> Offer | None:
    """The premises in view, while they are free."""
    offer = get_offer(session, poll.offer_id) if poll and poll.offer_id is not None else None
    return offer if offer is not None and may_change(offer) else None


def _fields(poll: DatePoll, slot: int, offer: Offer | None, services: Services) -> form.Fields:
    zone, kept = services.club.zone, poll.slots[slot]
    starts, ends = wall(kept.starts_at, zone), wall(kept.ends_at, zone)
    return {
        **(hosted.fields_of(services.shared, offer) if offer else form.BLANK),
        form.TITLE: poll.title,
        form.START_DAY: starts[0],
        **(
            {form.ALL_DAY: form.TICKED}
            if kept.all_day
            else {form.START_TIME: starts[1], form.END_TIME: ends[1]}
        ),
        form.END_DAY: ends[0] if ends[0] != starts[0] else "",
    }
