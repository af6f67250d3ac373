"""From a payload to a service and back: one's own profile."""

from dataclasses import replace

from club.directory import CONTACTS, Audience, shown
from handlers.belonging.directory import form, own_views, service, views
from handlers.kit.act import DONE, Act, Reply
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from storage.people import Person


def _person(act: Act) -> Person:
    """Whoever is in the books; the router lets nobody else in."""
    if act.visitor.person is None:
        raise LookupError(f"{act.name} was reached by somebody unknown")
    return act.visitor.person


def on_profile(act: Act, desk: Desk) -> Reply:
    """`/prime profile`, or the button: the form."""
    person = _person(act)
    details = service.get_profile(desk, person)
    view = own_views.profile(act.t, person, details, act.response_url)
    return on_top(act, desk, view)


def on_saved(act: Act, desk: Desk) -> Reply:
    """The form, sent: faults at their fields, or what others see from now on."""
    typed = form.read(act)
    if faults := form.faults_of(typed):
        return Reply(errors=own_views.errors(act.t, faults))
    service.save_profile(desk, _person(act), typed.function, typed.details, act.now)
    return Reply(own_views.saved(act.t, typed.details), response_url=act.metadata)


def on_preview(act: Act, desk: Desk) -> Reply:
    """How others see what is typed, saved or not."""
    typed, person = form.read(act), _person(act)
    details = {name: one for name, one in typed.details.items() if one.value}
    person = replace(person, function=typed.function)
    members, organisers = (service.card_of(person, details, one, mine=True) for one in Audience)
    visible = shown(details, Audience.MEMBERS)
    shared = [act.t(views.HEADINGS[name]) for name in CONTACTS if name in visible]
    view = own_views.preview(act.t, members, organisers, shared)
    return on_top(act, desk, view)


def on_consulted(act: Act, desk: Desk) -> Reply:
    """Who was shown one's contact details."""
    found = service.list_consulted(desk, _person(act), 0)
    return on_top(act, desk, own_views.consulted(act.t, found))


def on_consulted_page(act: Act, desk: Desk) -> Reply:
    """Another page of it, in the same modal."""
    found = service.list_consulted(desk, _person(act), act.number)
    desk.client.views_update(view_id=act.view_id, view=own_views.consulted(act.t, found))
    return DONE
