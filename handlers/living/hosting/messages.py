"""What renders the postings about premises."""

from club.events import Event
from club.hosting import Offer
from club.ids import OfferId
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.living.hosting import views
from storage.events import get_event
from storage.hosting import get_offer, offer_of
from storage.postings import event_of
from storage.seats import get_room


def _about(ctx: RenderContext) -> tuple[Offer | None, Event | None]:
    """The offer that the moment names, and the event."""
    offer = get_offer(ctx.session, OfferId(int(ctx.posting.moment.split(":")[1])))
    return offer, get_event(ctx.session, event_of(ctx.posting.subject))


def offer(ctx: RenderContext) -> Message | None:
    """To the host: the offer as it stands."""
    found = get_offer(ctx.session, offer_of(ctx.posting.subject))
    if found is None:
        return None
    event = get_event(ctx.session, found.event_id) if found.event_id is not None else None
    return views.own(ctx.t, found, event)


def taken(ctx: RenderContext) -> Message | None:
    """To the host: an event is to be held there."""
    found, event = _about(ctx)
    if found is None or event is None:
        return None
    room = get_room(ctx.session, event)
    return views.taken(ctx.t, found, event, event.capacity or room.taken)


def left(ctx: RenderContext) -> Message | None:
    """To organisers: a host backs out."""
    found, event = _about(ctx)
    return views.left(ctx.t, found, event) if found and event else None


def thanks(ctx: RenderContext) -> Message | None:
    """To the channel."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    return views.thanks(ctx.t, event) if event else None
