"""From a payload to a service and back: no rule and no SQL here."""

from handlers.belonging.charter import service, views
from handlers.belonging.charter.pages import pages_of
from handlers.belonging.charter.service import Place, Result
from handlers.belonging.charter.views import Reading
from handlers.kit.act import DONE, Act, Reply
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from storage.people import Person, Role


def person_of(act: Act) -> Person:
    """Whoever acts, admitted or not; the router lets in nobody who is not in the books."""
    assert act.visitor.person is not None, "the entry is for people in the books"
    return act.visitor.person


def place_of(act: Act, desk: Desk) -> Place:
    """Where the actor stands; with the members' count for organisers."""
    person = person_of(act)
    return service.get_place(desk, person, counted=_organises(act))


def _organises(act: Act) -> bool:
    return act.visitor.member is not None and act.visitor.member.role is Role.ORGANISER


def card(act: Act, desk: Desk, said: str = "", *, url: str = "", in_place: bool = False) -> Reply:
    """`/prime charter`, as it stands."""
    shown = views.card(act.t, place_of(act, desk), organises=_organises(act), said=said)
    return Reply(shown, in_place=in_place, response_url=url)


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime charter`: what holds, what I accepted and when."""
    return card(act, desk)


def on_show(act: Act, desk: Desk) -> Reply:
    """The same, from a button; in place where only this person sees it."""
    return card(act, desk, in_place=act.ephemeral)


def on_read(act: Act, desk: Desk) -> Reply:
    """Opens the first page of the newest version."""
    place = place_of(act, desk)
    if place.newest is None:
        return card(act, desk)
    reading = Reading(place.newest.number, 0, act.response_url if act.ephemeral else "")
    view = views.page(act.t, place.newest, reading, accepted=place.accepted)
    return on_top(act, desk, view)


def on_back(act: Act, desk: Desk) -> Reply:
    """“Previous page.”"""
    reading = Reading.unpacked(act.metadata).turned(-1)
    version = service.get_version(desk, reading.number)
    if version:
        view = views.page(act.t, version, reading, accepted=place_of(act, desk).accepted)
        desk.client.views_update(view_id=act.view_id, view=view)
    return DONE


def on_page(act: Act, desk: Desk) -> Reply:
    """“Next page”; on the last one, “I accept”."""
    reading = Reading.unpacked(act.metadata)
    version = service.get_version(desk, reading.number)
    if version is None:
        return Reply(clear=True)
    if reading.page + 1 < len(pages_of(version.text)):
        accepted = place_of(act, desk).accepted
        return Reply(update=views.page(act.t, version, reading.turned(1), accepted=accepted))
    return _accepted(act, desk, reading)


def _accepted(act: Act, desk: Desk, reading: Reading) -> Reply:
    result = service.accept(desk, person_of(act), reading.number, act.t.language, act.now)
    place = place_of(act, desk)
    if result is Result.OUTDATED and place.newest:
        fresh = Reading(place.newest.number, 0, reading.url)
        return Reply(update=views.page(act.t, place.newest, fresh, accepted=place.accepted, fresh=True))
    if not reading.url:
        return Reply(clear=True)
    return card(act, desk, url=reading.url, in_place=True)


def on_withdraw(act: Act, desk: Desk) -> Reply:
    """Says first what follows."""
    place = place_of(act, desk)
    if place.accepted <= 0:
        return card(act, desk, act.t("You have accepted no version: there is nothing to take back."))
    url = act.response_url if act.ephemeral else ""
    view = views.withdrawing(act.t, place.accepted, Reading(place.accepted, 0, url).packed())
    return on_top(act, desk, view)


def on_withdrawn(act: Act, desk: Desk) -> Reply:
    """Taken back, confirmed."""
    reading = Reading.unpacked(act.metadata)
    service.withdraw(desk, person_of(act), act.t.language, act.now)
    return card(act, desk, url=reading.url, in_place=bool(reading.url))


def on_outstanding(act: Act, desk: Desk) -> Reply:
    """Who has not accepted yet, a page of it."""
    page = number(act.value or "0")
    in_place = act.block_id == views.OUTSTANDING
    return Reply(views.outstanding(act.t, service.list_outstanding(desk), page), in_place=in_place)
