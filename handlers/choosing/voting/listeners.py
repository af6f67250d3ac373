"""From a payload to a service and back: no rule and no SQL here, and no choice in anything that is kept."""

import os
from collections.abc import Sequence
from dataclasses import replace

from club.ballots import MOST_RANKS, Secrecy
from club.ids import BallotId
from club.polling import VotingBar
from club.urn import receipt
from club.votes import VoteFault
from handlers.choosing.voting import form, list_views, service, views
from handlers.choosing.voting.form import NONE, FilledVote, Shape
from handlers.choosing.voting.sentences import errors, refused
from handlers.choosing.voting.service import Booth, Recorded, VoteRefusal
from handlers.choosing.voting.ticket import LIST, Way, way_back, way_of
from handlers.kit.blocks import option
from handlers.kit.home import CompanyLine
from handlers.kit.interaction import DONE, Interaction, Message, Reply
from handlers.kit.modals import on_top
from handlers.kit.positions import ListPosition
from handlers.kit.services import Services
from handlers.words import Translator


def on_command(interaction: Interaction, services: Services) -> Reply:
    """`/prime vote`: the open ballots."""
    return Reply(_listing(interaction, services, ListPosition(LIST)))


def of_company(interaction: Interaction, services: Services) -> Sequence[CompanyLine]:
    """On the home tab: the votes of one's company."""
    places = service.list_places(services, interaction.member, interaction.now)
    return list_views.of_company(interaction.t, places)


def on_page(interaction: Interaction, services: Services) -> Reply:
    """Another page of them, in place."""
    asked = interaction.page_of(LIST)
    return Reply(_listing(interaction, services, asked), in_place=bool(interaction.response_url))


def on_open(interaction: Interaction, services: Services) -> Reply:
    """The form, with the present choice; or why there is none."""
    way = way_of(interaction)
    found = service.enter(services, *way.extra[:2], interaction.member, interaction.now)
    if isinstance(found, VoteRefusal):
        return on_top(
            interaction,
            services,
            views.refusal(interaction.t, refused(interaction.t, found, services.club.contact)),
        )
    way = way.with_extra(way.extra._replace(voter_id=found.voter.id))
    filled = form.filled_by(found.ballot, found.vote) if found.vote else FilledVote()
    return on_top(interaction, services, views.form(interaction.t, found, filled, way, interaction.member.id))


def on_preview(interaction: Interaction, services: Services) -> Reply:
    """The form as a voter sees it, for organisers."""
    way = way_of(interaction, preview=True)
    found = service.preview(services, way.extra.ballot_id, interaction.member)
    if isinstance(found, VoteRefusal):
        return on_top(
            interaction,
            services,
            views.refusal(interaction.t, refused(interaction.t, found, services.club.contact)),
        )
    return on_top(
        interaction, services, views.form(interaction.t, found, FilledVote(), way, interaction.member.id)
    )


def on_review(interaction: Interaction, services: Services) -> Reply:
    """What is in the urn, where that may be known."""
    way = way_of(interaction)
    found = service.enter(services, *way.extra[:2], interaction.member, interaction.now)
    if isinstance(found, VoteRefusal):
        return on_top(
            interaction,
            services,
            views.refusal(interaction.t, refused(interaction.t, found, services.club.contact)),
        )
    return on_top(interaction, services, views.review(interaction.t, found))


def on_picked(interaction: Interaction, services: Services) -> Reply:
    """Something was picked first: its inputs come, what was typed elsewhere stays."""
    return _redraw(interaction, services, more=False)


def on_more(interaction: Interaction, services: Services) -> Reply:
    """More ranks; what was chosen stays."""
    return _redraw(interaction, services, more=True)


def on_turn(interaction: Interaction, services: Services) -> Reply:
    """Another page of resolutions; what is answered so far goes along."""
    return _redraw(interaction, services, more=False, page=interaction.number)


def _redraw(interaction: Interaction, services: Services, *, more: bool, page: int | None = None) -> Reply:
    way, found = _back(interaction, services)
    if isinstance(found, VoteRefusal):
        view = views.refusal(interaction.t, refused(interaction.t, found, services.club.contact))
    else:
        filled = form.read(interaction, found.ballot)
        filled = replace(filled, ranks=MOST_RANKS) if more else filled
        if page is not None:
            last = max(len(found.ballot.options) - 1, 0) // form.A_PAGE
            filled = replace(filled, page=min(page, last))
        view = views.form(interaction.t, found, filled, way, interaction.member.id)
    # Without the view's hash: of two quick clicks the second draws what both made.
    services.client.views_update(view_id=interaction.view_id, view=view)
    return DONE


def on_cast(interaction: Interaction, services: Services) -> Reply:
    """The form, sent: faults at their fields; a sealed vote is shown before it is cast."""
    way, found = _back(interaction, services)
    if isinstance(found, VoteRefusal):
        return _refuse(interaction, services, found)
    filled = form.read(interaction, found.ballot)
    if reply := _faulty(interaction, services, found, filled, way):
        return reply
    if found.ballot.rules.secrecy is Secrecy.SEALED:
        return _recap(interaction, services, found, filled, way, changed=False)
    if reply := _warned(interaction, found, filled, way):
        return reply
    done = service.cast(services, way.extra, interaction.member, filled, interaction.now)
    return (
        _refuse(interaction, services, done)
        if isinstance(done, VoteRefusal)
        else _recorded(interaction, services, done, way)
    )


def on_deposit(interaction: Interaction, services: Services) -> Reply:
    """A sealed vote: cast if it is the one that this very view shows, else shown again."""
    way, found = _back(interaction, services)
    if isinstance(found, VoteRefusal) and found.bar not in (VotingBar.SEALED, VotingBar.CLOSED):
        return _refuse(interaction, services, found)
    ballot = found.ballot
    assert ballot is not None
    filled = form.read(interaction, ballot)
    if isinstance(found, Booth):
        if reply := _faulty(interaction, services, found, filled, way):
            return reply
        if not views.shows(interaction.view, filled.vote, way.extra):
            return _recap(interaction, services, found, filled, way, changed=True)
    done = service.cast(
        services, way.extra, interaction.member, filled, interaction.now
    )  # decides also whether it is a repetition
    if isinstance(done, VoteRefusal):
        return _refuse(interaction, services, done)
    return _deposited(interaction, services, done, way)


def on_previewed(interaction: Interaction, services: Services) -> Reply:
    """The preview, sent: the same faults at the same fields, and nothing is written."""
    way, found = _back(interaction, services)
    if isinstance(found, VoteRefusal):
        return _refuse(interaction, services, found)
    filled = form.read(interaction, found.ballot)
    if reply := _faulty(interaction, services, found, filled, way):
        return reply
    if reply := _warned(interaction, found, filled, way):
        return reply
    return Reply(update=views.previewed(interaction.t, found, filled.vote))


def on_options(interaction: Interaction, services: Services) -> Reply:
    """What a search in the form finds; at a rank also “nobody”, to empty it."""
    ballot_id = way_back(interaction).extra.ballot_id
    found = service.find_options(services, ballot_id, interaction.text, interaction.member)
    if found is None:
        return Reply(options=[])
    shown = [option(title, thing) for thing, title in found.things]
    ranking = form.shape_of(found.ballot) is Shape.RANKS
    return Reply(options=[*([_nobody(interaction.t)] if ranking and not interaction.text else []), *shown])


def _nobody(t: Translator) -> dict[str, object]:
    return option(t("None"), NONE)


def _back(interaction: Interaction, services: Services) -> tuple[Way, Booth | VoteRefusal]:
    """The booth a form belongs to."""
    way = way_back(interaction)
    if way.extra.preview:
        return way, service.preview(services, way.extra.ballot_id, interaction.member)
    return way, service.enter(services, *way.extra[:2], interaction.member, interaction.now)


def _faulty(
    interaction: Interaction, services: Services, booth: Booth, filled: FilledVote, way: Way
) -> Reply | None:
    """What is wrong with a form, told where it is; None for a vote that may be cast."""
    if wrong := form.forged(booth.ballot, filled):
        bar = VotingBar.FOREIGN if wrong is VoteFault.FOREIGN else VotingBar.FORGED
        return _refuse(interaction, services, VoteRefusal(bar, booth.ballot))
    if filled.awaited and form.shape_of(booth.ballot).picks_first:
        return Reply(update=views.form(interaction.t, booth, filled, way, interaction.member.id))
    faults = errors(interaction.t, booth.ballot, filled)
    if "" in faults:  # in no field that we have sent
        return _refuse(interaction, services, VoteRefusal(VotingBar.FORGED, booth.ballot))
    return Reply(errors=faults) if faults else None


def _warned(interaction: Interaction, booth: Booth, filled: FilledVote, way: Way) -> Reply | None:
    """The form again, with what is left untouched in it and what that will count as; once."""
    if views.has_warned(interaction.view) or not form.untouched(booth.ballot, filled):
        return None
    return Reply(update=views.form(interaction.t, booth, filled, way, interaction.member.id, warned=True))


def _recap(
    interaction: Interaction,
    services: Services,
    booth: Booth,
    filled: FilledVote,
    way: Way,
    *,
    changed: bool,
) -> Reply:
    if not way.extra.receipt:
        receipt = _receipt(services, way.extra.ballot_id)
        way = way.with_extra(way.extra._replace(receipt=receipt))
    view = views.recap(interaction.t, booth, filled, way, interaction.member.id, changed=changed)
    return Reply(update=view)


def _receipt(services: Services, ballot_id: BallotId) -> str:
    """One that no paper of this ballot bears."""
    while True:
        drawn = receipt(os.urandom(5))
        if service.is_free(services, ballot_id, drawn):
            return drawn


def _refuse(interaction: Interaction, services: Services, refusal: VoteRefusal) -> Reply:
    return Reply(update=views.refusal(interaction.t, refused(interaction.t, refusal, services.club.contact)))


def _recorded(interaction: Interaction, services: Services, done: Recorded, way: Way) -> Reply:
    """Told where the form was opened: the list redrawn, or a word that only the voter sees."""
    at = way.position(LIST)
    if at is None:
        return Reply(views.recorded(interaction.t, done), response_url=way.response_url, clear=True)
    shown = _listing(interaction, services, at, views.recorded_words(interaction.t, done))
    return Reply(shown, in_place=True, response_url=way.response_url, clear=True)


def _deposited(interaction: Interaction, services: Services, done: Recorded, way: Way) -> Reply:
    """The receipt in the form itself, never by message; the list behind it is redrawn."""
    view = views.deposited(interaction.t, way.extra.receipt)
    at = way.position(LIST)
    if at is None or not way.response_url:
        return Reply(update=view)
    shown = _listing(interaction, services, at, views.recorded_words(interaction.t, done))
    return Reply(shown, in_place=True, response_url=way.response_url, update=view)


def _listing(interaction: Interaction, services: Services, asked: ListPosition, said: str = "") -> Message:
    places = service.list_places(services, interaction.member, interaction.now)
    return list_views.listing(interaction.t, places, asked, services.club.contact, said)
