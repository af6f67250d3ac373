"""From a file dropped, or a click on what it comes to, to what is noted of it."""

from club.ids import HandedId
from handlers.handed import service, views
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.router import Access, allowed
from handlers.kit.services import Services


def on_file(interaction: Interaction, services: Services) -> Reply:
    """Files dropped: an organiser's are noted, to be read; everybody else is told who may."""
    said = interaction.view
    if said.get("bot_id") or not allowed(Access.ACCOUNT, interaction.visitor):
        return DONE
    found = [one.get("id") for one in said.get("files") or () if isinstance(one, dict)]
    files = [one for one in found if isinstance(one, str) and one][: service.MOST_AT_ONCE]
    if not allowed(Access.ORGANISER, interaction.visitor):
        service.turn_away(services, interaction.slack_id, interaction.value, interaction.now)
        return DONE
    service.receive(services, interaction.member, interaction.value, files, interaction.now)
    return DONE


def on_import(interaction: Interaction, services: Services) -> Reply:
    """“Import 39 members”: noted; it is done within a second, and this message then says so."""
    wanted = service.want(services, HandedId(interaction.number), interaction.member, interaction.now)
    return Reply(views.WANTED[wanted](interaction.t), in_place=interaction.in_private)
