"""From a payload to a service and back: no rule and no SQL here."""

from club.ids import EventId
from handlers.events.limits import service, views
from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.services import Services


def on_hold(interaction: Interaction, services: Services) -> Reply:
    """“Hold it”, though too few come."""
    done = service.hold(services, EventId(interaction.number), interaction.member.id, interaction.now)
    return Reply(aside(views.held(interaction.t, done)))
