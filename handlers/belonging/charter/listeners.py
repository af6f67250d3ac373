"""From a payload to a service and back: no rule and no SQL here."""

from handlers.belonging.charter import service, views
from handlers.belonging.charter.pages import pages_of
from handlers.belonging.charter.service import AcceptanceResult, CharterStatus
from handlers.kit.carried import Id
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.return_to import ReturnTo
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


def own_message(interaction: Interaction) -> str:
    """Where to redraw the message that was clicked; empty for one that is shared, or follows by itself."""
    return interaction.response_url if interaction.ephemeral else ""


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
    way = ReturnTo(place.newest.number, 0, response_url=own_message(interaction))
    view = views.page(interaction.t, place.newest, way, accepted=place.accepted)
    return on_top(interaction, services, view)


def on_back(interaction: Interaction, services: Services) -> Reply:
    """“Previous page.”"""
    way = ReturnTo.unpacked(interaction.metadata, Id)
    version = service.get_version(services, way.subject)
    if version:
        way = way.with_extra(max(0, way.extra - 1))
        view = views.page(interaction.t, version, way, accepted=place_of(interaction, services).accepted)
        services.client.views_update(view_id=interaction.view_id, view=view)
    return DONE


def on_page(interaction: Interaction, services: Services) -> Reply:
    """“Next page”; on the last one, “I accept”."""
    way = ReturnTo.unpacked(interaction.metadata, Id)
    version = service.get_version(services, way.subject)
    if version is None:
        return Reply(clear=True)
    if way.extra + 1 < len(pages_of(version.text)):
        accepted = place_of(interaction, services).accepted
        return Reply(
            update=views.page(interaction.t, version, way.with_extra(way.extra + 1), accepted=accepted)
        )
    return _accepted(interaction, services, way)


def _accepted(interaction: Interaction, services: Services, way: ReturnTo[int]) -> Reply:
    result = service.accept(
        services, person_of(interaction), way.subject, interaction.t.language, interaction.now
    )
    place = place_of(interaction, services)
    if result is AcceptanceResult.OUTDATED and place.newest:
        fresh = ReturnTo(place.newest.number, 0, response_url=way.response_url)
        return Reply(
            update=views.page(interaction.t, place.newest, fresh, accepted=place.accepted, fresh=True)
        )
    if not way.response_url:
        return Reply(clear=True)
    return card(interaction, services, url=way.response_url, in_place=True)


def on_withdraw(interaction: Interaction, services: Services) -> Reply:
    """Says first what follows."""
    place = place_of(interaction, services)
    if place.accepted <= 0:
        return card(
            interaction,
            services,
            interaction.t("You have accepted no version: there is nothing to take back."),
        )
    way = ReturnTo(place.accepted, None, response_url=own_message(interaction))
    view = views.withdrawing(interaction.t, place.accepted, way.packed())
    return on_top(interaction, services, view)


def on_withdrawn(interaction: Interaction, services: Services) -> Reply:
    """Taken back, confirmed."""
    url = ReturnTo.unpacked(interaction.metadata).response_url
    service.withdraw(services, person_of(interaction), interaction.t.language, interaction.now)
    return card(interaction, services, url=url, in_place=bool(url))


def on_outstanding(interaction: Interaction, services: Services) -> Reply:
    """Who has not accepted yet, a page of it."""
    asked = interaction.page_of(views.OUTSTANDING)
    page = service.list_outstanding(services, asked, views.LINES)
    in_place = interaction.position(views.OUTSTANDING) is not None
    return Reply(views.outstanding(interaction.t, page), in_place=in_place)
