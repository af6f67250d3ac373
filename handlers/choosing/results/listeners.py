"""From a payload to a service and back: no rule and no SQL here."""

from club.ids import BallotId
from handlers.choosing.results import listing, pages, service, views
from handlers.choosing.results.service import Told
from handlers.choosing.shared.counting import Outcome
from handlers.kit.act import DONE, Act, Blocks, Message, Reply, View
from handlers.kit.blocks import aside
from handlers.kit.carried import number
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top

HOME = 3
"""Results in the home tab."""


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime results`: the last ones."""
    return Reply(_listing(act, desk, 0))


def on_list(act: Act, desk: Desk) -> Reply:
    """A page of them: in place of the page before, else as a message."""
    return Reply(_listing(act, desk, number(act.value or "0")), in_place=act.block_id == listing.PAGER)


def _listing(act: Act, desk: Desk, page: int) -> Message:
    return listing.listing(act.t, service.list_outcomes(desk, page))


def on_show(act: Act, desk: Desk) -> Reply:
    """All figures, in a modal."""
    return on_top(act, desk, _figures(act, desk, BallotId(act.number), 0))


def on_page(act: Act, desk: Desk) -> Reply:
    """Another page of them."""
    ballot_id, page = pages.unpacked(act.value)
    desk.client.views_update(view_id=act.view_id, view=dict(_figures(act, desk, ballot_id, page)))
    return DONE


def _figures(act: Act, desk: Desk, ballot_id: BallotId, page: int) -> View:
    found = service.find(desk, ballot_id)
    if isinstance(found, Outcome):
        return pages.figures(act.t, found, page, desk.club.zone)
    if found is Told.NOT_CLOSED and (ballot := service.get_open(desk, ballot_id)):
        return views.still_open(act.t, ballot)
    if isinstance(found, Told):
        return views.told_view(act.t, found)
    return pages.running(act.t, found, page)


def on_votes(act: Act, desk: Desk) -> Reply:
    """Who chose what, in an open ballot."""
    return on_top(act, desk, _votes(act, desk, BallotId(act.number), 0))


def on_votes_page(act: Act, desk: Desk) -> Reply:
    """Another page of it."""
    ballot_id, page = pages.unpacked(act.value)
    desk.client.views_update(view_id=act.view_id, view=dict(_votes(act, desk, ballot_id, page)))
    return DONE


def _votes(act: Act, desk: Desk, ballot_id: BallotId, page: int) -> View:
    found = service.list_votes(desk, ballot_id)
    if isinstance(found, Told):
        return views.told_view(act.t, found)
    return pages.votes(act.t, *found, page)


def on_urn(act: Act, desk: Desk) -> Reply:
    """“Check the count”: the urn by direct message."""
    told = service.send_urn(desk, BallotId(act.number), act.slack_id, act.now)
    said = views.URN_SENT if told is Told.DONE else views.SAID[told]
    return said_aside(act, desk, act.t(said))


def said_aside(act: Act, desk: Desk, said: str) -> Reply:
    """One sentence: over the modal that was clicked in, else as an ephemeral message."""
    if act.view.get("type") == "modal":
        return on_top(act, desk, views.sentence_view(act.t, said))
    return Reply(aside(said))


def home(act: Act, desk: Desk) -> Blocks:
    """The home tab's part: the last results."""
    return listing.home(act.t, service.list_outcomes(desk, 0, HOME))
