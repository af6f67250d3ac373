"""From a payload to a service and back."""

from dataclasses import replace

from club.ids import PostingId
from handlers.kit.blocks import option
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.services import Services
from handlers.upkeep import service, views
from handlers.upkeep.service import Did, Filter
from handlers.upkeep.views import Spot


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime outbox`: the newest messages, whatever became of them."""
    return Reply(views.listing(interaction.t, service.list_page(services, Filter(), 0)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return _shown(interaction, services, replace(_spot(interaction), page=interaction.number))


def on_standing(interaction: Interaction, services: Services) -> Reply:
    """Only what stands so."""
    chosen = "" if interaction.value == views.ANY else interaction.value
    return _shown(interaction, services, Spot(0, replace(_spot(interaction).filter, standing=chosen)))


def on_who(interaction: Interaction, services: Services) -> Reply:
    """Only what is for this person, or about this event."""
    return _shown(interaction, services, Spot(0, replace(_spot(interaction).filter, who=interaction.value)))


def on_all(interaction: Interaction, services: Services) -> Reply:
    """The whole list; from the home tab, as a message of its own."""
    return _shown(interaction, services, Spot())


def on_options(interaction: Interaction, services: Services) -> Reply:
    """Members and events that fit what was typed."""
    found = service.find_who(services, interaction.text)
    return Reply(options=[option(name, value) for name, value in found if name])


def on_again(interaction: Interaction, services: Services) -> Reply:
    """“Try again.”"""
    number, by = PostingId(interaction.number), interaction.member.id
    return _after(interaction, services, service.send_again(services, number, by, interaction.now))


def on_cancel(interaction: Interaction, services: Services) -> Reply:
    """“Cancel this message.”"""
    did = service.cancel(services, PostingId(interaction.number), interaction.member.id)
    return _after(interaction, services, did)


def _after(interaction: Interaction, services: Services, did: Did) -> Reply:
    return _shown(interaction, services, _spot(interaction), interaction.t(views.SAID[did]))


def _spot(interaction: Interaction) -> Spot:
    return Spot.behind(interaction.block_id)


def _shown(interaction: Interaction, services: Services, spot: Spot, said: str = "") -> Reply:
    page = service.list_page(services, spot.filter, spot.page)
    return Reply(views.listing(interaction.t, page, said), in_place=interaction.in_private)
