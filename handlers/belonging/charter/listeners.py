"""From a payload to a service and back: no rule and no SQL here."""

from handlers.belonging.charter import service, views
from handlers.belonging.charter.pages import pages_of
from handlers.belonging.charter.service import AcceptanceResult, CharterStatus
from handlers.belonging.charter.views import Reading
from handlers.kit.carried import number
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.services import Services
from storage.people import Person, Role


def person_of(interaction: Interaction) -> Person:
    """Whoever acts, admitted or not; the router lets in nobody who is not in the books."""
    assert interaction.visitor.person is not None, "the entry is for people in the books"
    return interaction.visitor.person


def place_of(interaction: Interaction, services: Services) -> CharterStatus:
    """Where the actor stands; with the members' count for organisers."""
    person = person_of(interaction)
    return service.get_place(services, person, counted=_organises(interaction))


def _organises(interaction: Interaction) -> bool:
    return interaction.visitor.member is not None and interaction.visitor.member.role is Role.ORGANISER


def card(
    interaction: Interaction, services: Services, said: str = "", *, url: str = "", in_place: bool = False
) -> Reply:
    """`/prime charter`, as it stands."""
    shown = views.card(
        interaction.t, place_of(interaction, services), organises=_organises(interaction), said=said
    )
    return Reply(shown, in_place=in_place, response_url=url)


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime charter`: what holds, what I accepted and when."""
    return card(interaction, services)


def on_show(interaction: Interaction, services: Services) -> Reply:
    """The same, from a button; in place where only this person sees it."""
    return card(interaction, services, in_place=interaction.ephemeral)


def on_read(interaction: Interaction, services: Services) -> Reply:
    """Opens the first page of the newest version."""
    place = place_of(interaction, services)
    if place.newest is None:
        return card(interaction, services)
    reading = Reading(place.newest.number, 0, interaction.response_url if interaction.ephemeral else "")
    view = views.page(interaction.t, place.newest, reading, accepted=place.accepted)
    return on_top(interaction, services, view)


def on_back(interaction: Interaction, services: Services) -> Reply:
    """“Previous page.”"""
    reading = Reading.unpacked(interaction.metadata).turned(-1)
    version = service.get_version(services, reading.number)
    if version:
        view = views.page(interaction.t, version, reading, accepted=place_of(interaction, services).accepted)
        services.client.views_update(view_id=interaction.view_id, view=view)
    return DONE


def on_page(interaction: Interaction, services: Services) -> Reply:
    """“Next page”; on the last one, “I accept”."""
    reading = Reading.unpacked(interaction.metadata)
    version = service.get_version(services, reading.number)
    if version is None:
        return Reply(clear=True)
    if reading.page + 1 < len(pages_of(version.text)):
        accepted = place_of(interaction, services).accepted
        return Reply(update=views.page(interaction.t, version, reading.turned(1), accepted=accepted))
    return _accepted(interaction, services, reading)


def _accepted(interaction: Interaction, services: Services, reading: Reading) -> Reply:
    result = service.accept(
        services, person_of(interaction), reading.number, interaction.t.language, interaction.now
    )
    place = place_of(interaction, services)
    if result is AcceptanceResult.OUTDATED and place.newest:
        fresh = Reading(place.newest.number, 0, reading.url)
        return Reply(
            update=views.page(interaction.t, place.newest, fresh, accepted=place.accepted, fresh=True)
        )
    if not reading.url:
        return Reply(clear=True)
    return card(interaction, services, url=reading.url, in_place=True)


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """Says first what follows."""
    place = place_of(interaction, services)
    if place.accepted <= 0:
        return card(
            interaction,
            services,
            interaction.t("You have accepted no version: there is nothing to take back."),
        )
    url = interaction.response_url if interaction.ephemeral else ""
    view = views.withdrawing(interaction.t, place.accepted, Reading(place.accepted, 0, url).packed())
    return on_top(interaction, services, view)


def on_withdrawn(interaction: Interaction, services: Services) -> Reply:
    """Taken back, confirmed."""
    reading = Reading.unpacked(interaction.metadata)
    service.withdraw(services, person_of(interaction), interaction.t.language, interaction.now)
    return card(interaction, services, url=reading.url, in_place=bool(reading.url))


def on_outstanding(interaction: Interaction, services: Services) -> Reply:
    """Who has not accepted yet, a page of it."""
    page = number(interaction.value or "0")
    in_place = interaction.block_id == views.OUTSTANDING
    return Reply(
        views.outstanding(interaction.t, service.list_outstanding(services, page, views.LINES)),
        in_place=in_place,
    )
