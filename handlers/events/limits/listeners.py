"""From a payload to a service and back: no rule and no SQL here."""

from club.ids import EventId
from handlers.events.limits import service, views
from handlers.events.shared import party
from handlers.kit.blocks import aside
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.services import Services


def on_hold(interaction: Interaction, services: Services) -> Reply:
    """“Hold it”, though too few come."""
    done = service.hold(services, EventId(interaction.number), interaction.member.id, interaction.now)
    said = views.held(interaction.t, done)
    return Reply(party.told_of(interaction.t, done.event, said) if done.event else aside(said))
