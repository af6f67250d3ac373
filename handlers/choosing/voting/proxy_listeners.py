"""From a payload to a service and back: proxies."""

from club.ballots import Ballot
from handlers.choosing.voting import entrusting, list_views, proxy_views, service, views
from handlers.choosing.voting.entrusting import Entrusted, NotEntrusted
from handlers.choosing.voting.sentences import refused
from handlers.choosing.voting.service import Place, Refusal
from handlers.choosing.voting.ticket import Ticket
from handlers.kit.act import Act, Reply, View
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from handlers.kit.people import PEOPLE, chosen_person


def on_entrust(act: Act, desk: Desk) -> Reply:
    """To whom? Where a proxy is out of the question, that is said instead of a form."""
    ticket = Ticket.of(act)
    place = service.get_place(desk, ticket.ballot_id, act.member, act.now)
    view = _offered(act, desk, place, ticket)
    return on_top(act, desk, view)


def _offered(act: Act, desk: Desk, place: Place | Refusal, ticket: Ticket) -> View:
    if isinstance(place, Refusal):
        return views.refusal(act.t, refused(act.t, place, desk.club.contact))
    if bar := place.no_proxy:
        said = proxy_views.refused(act.t, place.ballot, NotEntrusted(bar), desk.club.contact)
        return views.refusal(act.t, said)
    return proxy_views.form(act.t, place.ballot, ticket)


def on_entrusted(act: Act, desk: Desk) -> Reply:
    """The form, sent."""
    ticket, chosen = Ticket.unpacked(act.metadata), chosen_person(act)
    place = service.get_place(desk, ticket.ballot_id, act.member, act.now)
    if isinstance(place, Refusal):
        return Reply(update=views.refusal(act.t, refused(act.t, place, desk.club.contact)))
    if chosen is None:
        return Reply(errors={PEOPLE: act.t("Choose another person than yourself.")})
    done = entrusting.entrust(desk, ticket.ballot_id, act.member, chosen, act.now)
    if isinstance(done, Entrusted):
        said = act.t("✅ {name} votes for you and is told by direct message.", name=done.holder.name)
        return _said(act, desk, place.ballot, ticket, said)
    return Reply(errors={PEOPLE: proxy_views.refused(act.t, place.ballot, done, desk.club.contact)})


def on_take_back(act: Act, desk: Desk) -> Reply:
    """The vote is its owner's again."""
    ticket = Ticket.of(act)
    done = entrusting.take_back(desk, ticket.ballot_id, act.member, act.now)
    place = service.get_place(desk, ticket.ballot_id, act.member, act.now)
    if isinstance(place, Refusal):
        return Reply(proxy_views.line(refused(act.t, place, desk.club.contact)))
    said = act.t("✅ Your vote is yours again.")
    if isinstance(done, NotEntrusted):
        said = proxy_views.refused(act.t, place.ballot, done, desk.club.contact)
    return _said(act, desk, place.ballot, ticket, said)


def _said(act: Act, desk: Desk, ballot: Ballot, ticket: Ticket, said: str) -> Reply:
    """Where the button stood: the list redrawn, or a word aside."""
    if ticket.page is None:
        return Reply(proxy_views.word(act.t, ballot, said), response_url=ticket.response_url)
    places = service.list_places(desk, act.member, act.now)
    shown = list_views.listing(act.t, places, ticket.page, desk.club.contact, said)
    return Reply(shown, in_place=True, response_url=ticket.response_url)
