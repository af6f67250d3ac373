"""From a payload to a service and back."""

from club.ids import EventId
from handlers.events.certificate import ids, service, views
from handlers.events.certificate.service import CertificateDone
from handlers.kit.interaction import Interaction, Message, Reply
from handlers.kit.positions import PAGE, ListPosition
from handlers.kit.services import Services


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime certificate`."""
    return Reply(_listing(interaction, services, ListPosition(ids.LIST)))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page, in place."""
    return Reply(_listing(interaction, services, interaction.page_of(ids.LIST)), in_place=True)


def _listing(interaction: Interaction, services: Services, asked: ListPosition) -> Message:
    page = service.listing(services, interaction.member, asked, PAGE, interaction.now)
    return views.listing(interaction.t, page)


def on_send(interaction: Interaction, services: Services) -> Reply:
    """The file comes by direct message."""
    t, event_id, now = interaction.t, EventId(interaction.number), interaction.now
    done = service.send(services, event_id, interaction.member, now)
    if done is CertificateDone.NOT_NOTED and (found := service.get_correction(services, event_id, now)):
        return Reply(views.not_noted(t, found, services.club.contact, now))
    return Reply(views.said(t, done))
