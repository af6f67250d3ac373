"""From a payload to a service and back: no rule and no SQL here."""

from urllib.parse import urlencode

from club.ids import EventId, GuestId
from handlers.events.presence import service, views
from handlers.kit.blocks import aside
from handlers.kit.carried import pair
from handlers.kit.interaction import Interaction, Reply
from handlers.kit.services import Services
from storage.people import Role


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime presence KPRT`; alone, what is on now."""
    if interaction.text:
        done = service.by_code(services, interaction.text, interaction.member, interaction.now)
        return Reply(views.said(interaction.t, done))
    events = service.list_now(services, interaction.now)
    organises = interaction.member.role is Role.ORGANISER
    codes = service.get_codes(services, events, interaction.now) if organises else {}
    return Reply(views.under_way(interaction.t, events, codes))


def on_here(interaction: Interaction, services: Services) -> Reply:
    """“I am here.”"""
    done = service.note(services, EventId(interaction.number), interaction.member, interaction.now)
    return Reply(views.said(interaction.t, done))


def on_guest(interaction: Interaction, services: Services) -> Reply:
    """“They are here”, of one's own party."""
    event_id, guest_id = pair(interaction.value)
    done = service.note_guest(
        services, EventId(event_id), GuestId(guest_id), interaction.member, interaction.now
    )
    return Reply(views.said(interaction.t, done), in_place=interaction.ephemeral)


def on_poster(interaction: Interaction, services: Services) -> Reply:
    """The code as a picture, with a QR that opens the conversation with Prime."""
    link = redirect(interaction.app_id, interaction.team_id)
    if service.send_poster(services, EventId(interaction.number), interaction.member, link, interaction.now):
        return Reply(aside(interaction.t("⏳ The poster comes here, by direct message.")))
    return Reply(aside(interaction.t("This event is not on: nothing was noted.")))


def redirect(app_id: str, team_id: str) -> str:
    """What opens the conversation with the app (docs.slack.dev, deep linking); empty for no app."""
    if not app_id:
        return ""
    query = {"app": app_id, "team": team_id} if team_id else {"app": app_id}
    return f"https://slack.com/app_redirect?{urlencode(query)}"
