"""Members out of reach: from a payload to a service and back."""

from club.ids import MemberId
from handlers.kit.carried import pair
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.positions import ListPosition
from handlers.kit.services import Services
from handlers.upkeep import ids, unreached_views
from handlers.upkeep.unreached import listing, pass_on


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime unreachable`: whom Prime does not reach, and what is to be told."""
    return _shown(interaction, services, ListPosition(ids.UNREACHED))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page in place; from elsewhere, the list as a message of its own."""
    return _shown(interaction, services, interaction.page_of(ids.UNREACHED))


def on_passed(interaction: Interaction, services: Services) -> Reply:
    """“Note: told.”"""
    member_id, shown = pair(interaction.value)
    did = pass_on(services, MemberId(member_id), shown, interaction.member.id, interaction.now)
    at = interaction.position(ids.UNREACHED) or ListPosition(ids.UNREACHED)
    return _shown(interaction, services, at, interaction.t(unreached_views.SAID[did]))


def _shown(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Reply:
    page = listing(services, asked, interaction.now)
    in_place = interaction.position(ids.UNREACHED) is not None
    return Reply(unreached_views.listing(interaction.t, page, said), in_place=in_place)
