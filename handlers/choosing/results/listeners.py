"""From a payload to a service and back: no rule and no SQL here."""

from club.ids import BallotId
from handlers.choosing.results import listing, pages, service, views
from handlers.choosing.results.service import RESULTS, ResultOutcome
from handlers.choosing.shared.counting import CountedBallot
from handlers.kit.blocks import aside
from handlers.kit.interaction import DONE, Blocks, Interaction, Message, Reply, View
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.services import Services

HOME = 3
"""Results in the home tab."""


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime results`: the last ones."""
    return Reply(_listing(interaction, services, ListPosition(RESULTS)))


def on_list(interaction: Interaction, services: Services) -> Reply:
    """A page of them: in place of the page before, else as a message."""
    in_place = interaction.position(RESULTS) is not None
    return Reply(_listing(interaction, services, interaction.page_of(RESULTS)), in_place=in_place)


def _listing(interaction: Interaction, services: Services, asked: ListPosition) -> Message:
    return listing.listing(interaction.t, service.list_outcomes(services, asked))


def on_show(interaction: Interaction, services: Services) -> Reply:
    """All figures, in a modal."""
    return on_top(interaction, services, _figures(interaction, services))


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of them."""
    services.client.views_update(view_id=interaction.view_id, view=dict(_figures(interaction, services)))
    return DONE


def _figures(interaction: Interaction, services: Services) -> View:
    """The page that is asked for."""
    asked = interaction.page_of(pages.FIGURES, owned=True)
    ballot_id = BallotId(asked.of)
    found = service.find(services, ballot_id)
    if isinstance(found, CountedBallot):
        return pages.figures(interaction.t, found, asked, services.club.zone)
    if found is ResultOutcome.NOT_CLOSED and (ballot := service.get_open(services, ballot_id)):
        return views.still_open(interaction.t, ballot)
    if isinstance(found, ResultOutcome):
        return views.told_view(interaction.t, found)
    return pages.running(interaction.t, found, asked)


def on_votes(interaction: Interaction, services: Services) -> Reply:
    """Who chose what, in an open ballot."""
    return on_top(interaction, services, _votes(interaction, services))


def on_votes_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of it."""
    services.client.views_update(view_id=interaction.view_id, view=dict(_votes(interaction, services)))
    return DONE


def _votes(interaction: Interaction, services: Services) -> View:
    """The page that is asked for."""
    asked = interaction.page_of(pages.CAST, owned=True)
    found = service.list_votes(services, BallotId(asked.of))
    if isinstance(found, ResultOutcome):
        return views.told_view(interaction.t, found)
    return pages.votes(interaction.t, *found, asked)


def on_urn(interaction: Interaction, services: Services) -> Reply:
    """“Check the count”: the urn by direct message."""
    told = service.send_urn(services, BallotId(interaction.number), interaction.slack_id, interaction.now)
    said = views.URN_SENT if told is ResultOutcome.DONE else views.SAID[told]
    return said_aside(interaction, services, interaction.t(said))


def said_aside(interaction: Interaction, services: Services, said: str) -> Reply:
    """One sentence: over the modal that was clicked in, else as an ephemeral message."""
    if interaction.view.get("type") == "modal":
        return on_top(interaction, services, views.sentence_view(interaction.t, said))
    return Reply(aside(said))


def home(interaction: Interaction, services: Services) -> Blocks:
    """The home tab's part: the last results."""
    return listing.home(interaction.t, service.list_outcomes(services, ListPosition(RESULTS), HOME))
