"""From a payload to a service and back."""

from club.ids import PostingId
from handlers.kit.blocks import option
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.positions import ListPosition
from handlers.kit.services import Services
from handlers.upkeep import service, views
from handlers.upkeep.ids import LISTED
from handlers.upkeep.service import Filter, SendingDone


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime outbox`: the newest messages, whatever became of them."""
    return Reply(views.listing(interaction.t, service.listing(services, ListPosition(LISTED))))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return _shown(interaction, services, interaction.page_of(LISTED))


def on_standing(interaction: Interaction, services: Services) -> Reply:
    """Only what stands so."""
    chosen = "" if interaction.value == views.ANY else interaction.value
    return _shown(interaction, services, _narrowed(interaction, standing=chosen))


def on_who(interaction: Interaction, services: Services) -> Reply:
    """Only what is for this person, or about this event."""
    return _shown(interaction, services, _narrowed(interaction, who=interaction.value))


def on_all(interaction: Interaction, services: Services) -> Reply:
    """The whole list; from the home tab, as a message of its own."""
    return _shown(interaction, services, ListPosition(LISTED))


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


def _after(interaction: Interaction, services: Services, did: SendingDone) -> Reply:
    return _shown(interaction, services, _here(interaction), interaction.t(views.SAID[did]))


def _here(interaction: Interaction) -> ListPosition:
    """Where in the list the button stands; its beginning, where another message stands behind."""
    return interaction.position(LISTED) or ListPosition(LISTED)


def _narrowed(interaction: Interaction, **filters: str) -> ListPosition:
    return ListPosition(LISTED, only=Filter.of(_here(interaction))._replace(**filters))


def _shown(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Reply:
    found = service.listing(services, asked)
    return Reply(views.listing(interaction.t, found, said), in_place=interaction.position(LISTED) is not None)
