"""From a payload to the service and back."""

from handlers.kit.interaction import Blocks, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.living.reminders import form, ids, service, views


def on_open(interaction: Interaction, services: Services) -> Reply:
    """The form, as things are now."""
    wishes = service.get(services, interaction.member)
    way = ReturnTo.of(interaction, interaction.member.id)
    return on_top(interaction, services, form.reminders(interaction.t, wishes, way.packed()))


def on_saved(interaction: Interaction, services: Services) -> Reply:
    """Chosen: when the next digest comes."""
    way = ReturnTo.unpacked(interaction.metadata)
    found = form.read(interaction, service.today(services, interaction.member, interaction.now))
    if isinstance(found, form.Fault):
        return Reply(errors={found.block: interaction.t(found.said)})
    until = service.save(services, interaction.member, found, interaction.now)
    return Reply(views.saved(interaction.t, until), response_url=way.response_url)


def on_told(interaction: Interaction, services: Services) -> Reply:
    """What Prime sent in the last thirty days, a page of it."""
    page = service.list_told(services, interaction.member, interaction.page_of(ids.LIST), interaction.now)
    in_place = interaction.position(ids.LIST) is not None
    return Reply(views.told(interaction.t, page), in_place=in_place)


def home(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part: how one is reminded, and the way to change it."""
    return views.home(interaction.t, service.get(services, interaction.member), interaction.now.date())
