"""From a payload to a service and back."""

from handlers.kit.blocks import aside, option
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.positions import ListPosition
from handlers.kit.services import Services
from handlers.living.journal import service, views
from handlers.living.journal.ids import LISTED
from handlers.living.journal.service import Narrowed


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime journal`: the newest lines."""
    return _shown(interaction, services, ListPosition(LISTED))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Older or newer lines, in place; from elsewhere, the list as a message of its own."""
    return _shown(interaction, services, interaction.page_of(LISTED))


def on_who(interaction: Interaction, services: Services) -> Reply:
    """Only what this person did."""
    chosen = "" if interaction.value == views.ANY else interaction.value
    return _shown(interaction, services, _narrowed(interaction, who=chosen))


def on_theme(interaction: Interaction, services: Services) -> Reply:
    """Only what is about this."""
    chosen = "" if interaction.value == views.ANY else interaction.value
    return _shown(interaction, services, _narrowed(interaction, theme=chosen))


def on_period(interaction: Interaction, services: Services) -> Reply:
    """Only what was done within so long."""
    chosen = "" if interaction.value == views.ANY else interaction.value
    return _shown(interaction, services, _narrowed(interaction, period=chosen))


def on_options(interaction: Interaction, services: Services) -> Reply:
    """People whose acts may be in it: all, those who organise, and whoever's name or number was typed."""
    t, typed = interaction.t, interaction.text
    everybody = [option(t("Everybody"), views.ANY)] if not typed.strip() else []
    found = service.find_people(services, typed)
    return Reply(options=[*everybody, *(option(views.person(t, *one), one[0]) for one in found)])


def on_export(interaction: Interaction, services: Services) -> Reply:
    """What the list is narrowed to as a file, by direct message."""
    asked = _here(interaction)
    service.ask_export(services, interaction.member, asked, interaction.now)
    return Reply(aside(interaction.t("⏳ The file comes by direct message.")))


def _here(interaction: Interaction) -> ListPosition:
    """Where in the list the button stands; its beginning, where another message stands behind."""
    return interaction.position(LISTED) or ListPosition(LISTED)


def _narrowed(interaction: Interaction, **filters: str) -> ListPosition:
    return ListPosition(LISTED, only=Narrowed.of(_here(interaction))._replace(**filters))


def _shown(interaction: Interaction, services: Services, asked: ListPosition) -> Reply:
    found = service.listing(services, asked, interaction.now)
    in_place = interaction.position(LISTED) is not None
    return Reply(views.listing(interaction.t, found, services.club.keeping.journal), in_place=in_place)
