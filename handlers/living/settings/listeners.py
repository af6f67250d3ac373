"""From a payload to a service and back."""

from club.settings import RANGES, Setting
from handlers.kit.carried import choice, whole
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from handlers.living.settings import service, views
from handlers.living.settings.service import Outcome
from handlers.living.settings.themes import SettingTheme, theme_of
from handlers.living.settings.views import ALL, LIST, VALUE


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime settings`: all of them."""
    return Reply(_listing(interaction, services, ListPosition(LIST)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place; from elsewhere, the list as a message of its own."""
    in_place = interaction.position(LIST) is not None
    return Reply(_listing(interaction, services, interaction.page_of(LIST)), in_place=in_place)


def on_theme(interaction: Interaction, services: Services) -> Reply:
    """Only those of one theme, or all of them again."""
    theme = "" if interaction.value == ALL else choice(SettingTheme, interaction.value)
    at = ListPosition(LIST, only=(theme,) if theme else ())
    return Reply(_listing(interaction, services, at), in_place=True)


def on_change(interaction: Interaction, services: Services) -> Reply:
    """Asks for the value."""
    one = service.get(services, choice(Setting, interaction.value))
    if one.locked:
        return Reply(_listing(interaction, services, _position(interaction), Outcome.LOCKED), in_place=True)
    way = ReturnTo.of(interaction, 0, one.seen, extra=one.setting.value)
    announced = service.count_announced(services, interaction.now)
    return on_top(interaction, services, views.changing(interaction.t, one, announced, way.packed()))


def on_changed(interaction: Interaction, services: Services) -> Reply:
    """Saved, or the fault at the field."""
    way = ReturnTo.unpacked(interaction.metadata, str)
    setting, typed = choice(Setting, way.extra), interaction.entered(VALUE)
    value = whole(typed, RANGES[setting].high)
    if value is None or value not in RANGES[setting]:
        return Reply(errors={VALUE: views.limits(interaction.t, setting)})
    said = service.change(services, setting, value, way.revision, interaction.member, interaction.now)
    if said is Outcome.MEANWHILE:
        return Reply(errors={VALUE: interaction.t(views.SAID[said])})
    at = way.position(LIST) or ListPosition(LIST)
    shown = _listing(interaction, services, at, said)
    return Reply(shown, in_place=bool(way.position(LIST)), response_url=way.response_url)


def on_restore(interaction: Interaction, services: Services) -> Reply:
    """“Restore”: what the installation gives."""
    setting = choice(Setting, interaction.value)
    said = service.restore(services, setting, interaction.member, interaction.now)
    return Reply(_listing(interaction, services, _position(interaction), said), in_place=True)


def _position(interaction: Interaction) -> ListPosition:
    found = ListPosition.behind(interaction.block_id)
    return found if found and found.name == LIST else ListPosition(LIST)


def _listing(
    interaction: Interaction, services: Services, at: ListPosition, said: Outcome | None = None
) -> Message:
    words = interaction.t(views.SAID[said]) if said else ""
    wanted = [one for one in Setting if theme_of(one) in at.only or not at.only]
    return views.listing(interaction.t, service.listing(services, at, wanted), words)
