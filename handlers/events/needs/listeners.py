"""From a payload to a service and back: no rule and no SQL here."""

from club.ids import EventId
from handlers.events.needs import ids, service, views
from handlers.events.needs.service import NeedRefused
from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services


def on_open(interaction: Interaction, services: Services) -> Reply:
    """The form, with what was said before."""
    event_id = EventId(interaction.number)
    found = service.get_need(services, event_id, interaction.member, interaction.now)
    if isinstance(found, NeedRefused):
        return Reply(aside(interaction.t(views.REFUSED[found])))
    keep = services.club.keeping.guests
    way = ReturnTo.of(interaction, event_id).packed()
    return on_top(interaction, services, views.form(interaction.t, found, keep, way))


def on_told(interaction: Interaction, services: Services) -> Reply:
    """The form, submitted; where nothing can be told any more, it says so in its place."""
    t, way = interaction.t, ReturnTo.unpacked(interaction.metadata)
    wording = interaction.entered(ids.WORDING)
    done = service.tell(services, EventId(way.subject), interaction.member, wording, interaction.now)
    if isinstance(done, NeedRefused):
        return Reply(update=views.notice(t, t(views.REFUSED[done])))
    return Reply(views.told(t, done), response_url=way.response_url)
