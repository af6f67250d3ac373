"""From a file dropped, or a click on what it comes to, to what is noted of it."""

from club.ids import HandedId
from handlers.handed import service, views
from handlers.handed.service import Wanted
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
    """“Import 39 members”: noted, and done within a second. The message itself then says so, by the outbox
    alone: an answer of ours could arrive after what it announces, and stand in its place."""
    wanted = service.want(services, HandedId(interaction.number), interaction.member, interaction.now)
    said = views.WANTED[wanted]
    if said is None:
        return DONE
    return Reply(said(interaction.t), in_place=interaction.in_private and wanted is Wanted.GONE)
