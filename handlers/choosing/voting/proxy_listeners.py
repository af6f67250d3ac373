"""From a payload to a service and back: proxies."""

from club.ballots import Ballot
from handlers.choosing.voting import entrusting, list_views, proxy_views, service, views
from handlers.choosing.voting.entrusting import Entrusted, NotEntrusted
from handlers.choosing.voting.sentences import refused
from handlers.choosing.voting.service import VoteRefusal, VoterStatus
from handlers.choosing.voting.ticket import LIST, Way, way_back, way_of
from handlers.kit.interaction import Interaction, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.people import PEOPLE, chosen_person
from handlers.kit.services import Services


def on_entrust(interaction: Interaction, services: Services) -> Reply:
    """To whom? Where a proxy is out of the question, that is said instead of a form."""
    way = way_of(interaction)
    place = service.get_place(services, way.extra.ballot_id, interaction.member, interaction.now)
    view = _offered(interaction, services, place, way)
    return on_top(interaction, services, view)


def _offered(
    interaction: Interaction, services: Services, place: VoterStatus | VoteRefusal, way: Way
) -> View:
    if isinstance(place, VoteRefusal):
        return views.refusal(interaction.t, refused(interaction.t, place, services.club.contact))
    if bar := place.no_proxy:
        said = proxy_views.refused(interaction.t, place.ballot, NotEntrusted(bar), services.club.contact)
        return views.refusal(interaction.t, said)
    return proxy_views.form(interaction.t, place.ballot, way)


def on_entrusted(interaction: Interaction, services: Services) -> Reply:
    """The form, sent."""
    way, chosen = way_back(interaction), chosen_person(interaction)
    place = service.get_place(services, way.extra.ballot_id, interaction.member, interaction.now)
    if isinstance(place, VoteRefusal):
        return Reply(
            update=views.refusal(interaction.t, refused(interaction.t, place, services.club.contact))
        )
    if chosen is None:
        return Reply(errors={PEOPLE: interaction.t("Choose another person than yourself.")})
    done = entrusting.entrust(services, way.extra.ballot_id, interaction.member, chosen, interaction.now)
    if isinstance(done, Entrusted):
        said = interaction.t("✅ {name} votes for you and is told by direct message.", name=done.holder.name)
        return _said(interaction, services, place.ballot, way, said)
    return Reply(
        errors={PEOPLE: proxy_views.refused(interaction.t, place.ballot, done, services.club.contact)}
    )


def on_take_back(interaction: Interaction, services: Services) -> Reply:
    """The vote is its owner's again."""
    way = way_of(interaction)
    done = entrusting.take_back(services, way.extra.ballot_id, interaction.member, interaction.now)
    place = service.get_place(services, way.extra.ballot_id, interaction.member, interaction.now)
    if isinstance(place, VoteRefusal):
        return Reply(proxy_views.line(refused(interaction.t, place, services.club.contact)))
    said = interaction.t("✅ Your vote is yours again.")
    if isinstance(done, NotEntrusted):
        said = proxy_views.refused(interaction.t, place.ballot, done, services.club.contact)
    return _said(interaction, services, place.ballot, way, said)


def _said(interaction: Interaction, services: Services, ballot: Ballot, way: Way, said: str) -> Reply:
    """Where the button stood: the list redrawn, or a word aside."""
    at = way.position(LIST)
    if at is None:
        return Reply(proxy_views.word(interaction.t, ballot, said), response_url=way.response_url)
    places = service.list_places(services, interaction.member, interaction.now)
    shown = list_views.listing(interaction.t, places, at, services.club.contact, said)
    return Reply(shown, in_place=True, response_url=way.response_url)
