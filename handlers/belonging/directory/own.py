"""From a payload to a service and back: one's own profile."""

from dataclasses import replace

from club.directory import CONTACTS, Audience, shown
from handlers.belonging.directory import form, own_views, service, views
from handlers.kit.interaction import DONE, Interaction, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo
from handlers.kit.services import Services
from storage.people import Person


def person_of(interaction: Interaction) -> Person:
    """Whoever is in the books; the router lets nobody else in."""
    if interaction.visitor.person is None:
        raise LookupError(f"{interaction.name} was reached by somebody unknown")
    return interaction.visitor.person


def on_profile(interaction: Interaction, services: Services) -> Reply:
    """`/prime profile`, or the button: the form."""
    person = person_of(interaction)
    details = service.get_profile(services, person)
    way = ReturnTo.of(interaction, person.id)
    view = own_views.profile(interaction.t, person, details, way.packed())
    return on_top(interaction, services, view)


def on_saved(interaction: Interaction, services: Services) -> Reply:
    """The form, sent: faults at their fields, or what others see from now on."""
    way, typed = ReturnTo.unpacked(interaction.metadata), form.read(interaction)
    if faults := form.faults_of(typed):
        return Reply(errors=own_views.errors(interaction.t, faults))
    service.save_profile(services, person_of(interaction), typed.function, typed.details, interaction.now)
    return Reply(own_views.saved(interaction.t, typed.details), response_url=way.response_url)


def on_preview(interaction: Interaction, services: Services) -> Reply:
    """How others see what is typed, saved or not."""
    typed, person = form.read(interaction), person_of(interaction)
    details = {name: one for name, one in typed.details.items() if one.value}
    person = replace(person, function=typed.function)
    members, organisers = (service.card_of(person, details, one, mine=True) for one in Audience)
    visible = shown(details, Audience.MEMBERS)
    shared = [interaction.t(views.HEADINGS[name]) for name in CONTACTS if name in visible]
    view = own_views.preview(interaction.t, members, organisers, shared)
    return on_top(interaction, services, view)


def on_consulted(interaction: Interaction, services: Services) -> Reply:
    """Who was shown one's contact details."""
    found = service.list_consulted(services, person_of(interaction), ListPosition(service.LOOKED_UP))
    return on_top(interaction, services, own_views.consulted(interaction.t, found))


def on_consulted_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of it, in the same modal."""
    found = service.list_consulted(services, person_of(interaction), interaction.page_of(service.LOOKED_UP))
    services.client.views_update(view_id=interaction.view_id, view=own_views.consulted(interaction.t, found))
    return DONE
