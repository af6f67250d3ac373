"""From a payload to a service and back: no rule and no SQL here, and no choice in anything that is kept."""

import os
from dataclasses import replace

from club.ballots import MOST_RANKS, Secrecy
from club.ids import BallotId
from club.polling import Bar
from club.urn import receipt
from club.votes import Wrong
from handlers.choosing.voting import form, list_views, service, views
from handlers.choosing.voting.form import NONE, Filled, Shape
from handlers.choosing.voting.sentences import errors, refused
from handlers.choosing.voting.service import Booth, Recorded, Refusal
from handlers.choosing.voting.ticket import Ticket
from handlers.kit.act import DONE, Act, Message, Reply
from handlers.kit.blocks import option
from handlers.kit.desk import Desk
from handlers.kit.modals import on_top
from handlers.words import Translator


def on_command(act: Act, desk: Desk) -> Reply:
    """`/prime vote`: the open ballots."""
    return Reply(_listing(act, desk, 0))


def on_page(act: Act, desk: Desk) -> Reply:
    """Another page of them, in place."""
    return Reply(_listing(act, desk, act.number), in_place=bool(act.response_url))


def on_open(act: Act, desk: Desk) -> Reply:
    """The form, with the present choice; or why there is none."""
    ticket = Ticket.of(act)
    found = service.enter(desk, ticket.ballot_id, ticket.voter_id, act.member, act.now)
    if isinstance(found, Refusal):
        return on_top(act, desk, views.refusal(act.t, refused(act.t, found, desk.club.contact)))
    ticket = replace(ticket, voter_id=found.voter.id)
    filled = form.filled_by(found.ballot, found.vote) if found.vote else Filled()
    return on_top(act, desk, views.form(act.t, found, filled, ticket, act.member.id))


def on_preview(act: Act, desk: Desk) -> Reply:
    """The form as a voter sees it, for organisers."""
    ticket = Ticket.of(act, preview=True)
    found = service.preview(desk, ticket.ballot_id, act.member)
    if isinstance(found, Refusal):
        return on_top(act, desk, views.refusal(act.t, refused(act.t, found, desk.club.contact)))
    return on_top(act, desk, views.form(act.t, found, Filled(), ticket, act.member.id))


def on_review(act: Act, desk: Desk) -> Reply:
    """What is in the urn, where that may be known."""
    ticket = Ticket.of(act)
    found = service.enter(desk, ticket.ballot_id, ticket.voter_id, act.member, act.now)
    if isinstance(found, Refusal):
        return on_top(act, desk, views.refusal(act.t, refused(act.t, found, desk.club.contact)))
    return on_top(act, desk, views.review(act.t, found))


def on_picked(act: Act, desk: Desk) -> Reply:
    """Something was picked first: its inputs come, what was typed elsewhere stays."""
    return _redraw(act, desk, more=False)


def on_more(act: Act, desk: Desk) -> Reply:
    """More ranks; what was chosen stays."""
    return _redraw(act, desk, more=True)


def on_turn(act: Act, desk: Desk) -> Reply:
    """Another page of resolutions; what is answered so far goes along."""
    return _redraw(act, desk, more=False, page=act.number)


def _redraw(act: Act, desk: Desk, *, more: bool, page: int | None = None) -> Reply:
    ticket, found = _back(act, desk)
    if isinstance(found, Refusal):
        view = views.refusal(act.t, refused(act.t, found, desk.club.contact))
    else:
        filled = form.read(act, found.ballot)
        filled = replace(filled, ranks=MOST_RANKS) if more else filled
        if page is not None:
            last = max(len(found.ballot.options) - 1, 0) // form.A_PAGE
            filled = replace(filled, page=min(page, last))
        view = views.form(act.t, found, filled, ticket, act.member.id)
    # Without the view's hash: of two quick clicks the second draws what both made.
    desk.client.views_update(view_id=act.view_id, view=view)
    return DONE


def on_cast(act: Act, desk: Desk) -> Reply:
    """The form, sent: faults at their fields; a sealed vote is shown before it is cast."""
    ticket, found = _back(act, desk)
    if isinstance(found, Refusal):
        return _refuse(act, desk, found)
    filled = form.read(act, found.ballot)
    if reply := _faulty(act, desk, found, filled, ticket):
        return reply
    if found.ballot.rules.secrecy is Secrecy.SEALED:
        return _recap(act, desk, found, filled, ticket, changed=False)
    if reply := _warned(act, found, filled, ticket):
        return reply
    done = service.cast(desk, ticket, act.member, filled, act.now)
    return _refuse(act, desk, done) if isinstance(done, Refusal) else _recorded(act, desk, done, ticket)


def on_deposit(act: Act, desk: Desk) -> Reply:
    """A sealed vote: cast if it is the one that this very view shows, else shown again."""
    ticket, found = _back(act, desk)
    if isinstance(found, Refusal) and found.bar not in (Bar.SEALED, Bar.CLOSED):
        return _refuse(act, desk, found)
    ballot = found.ballot
    assert ballot is not None
    filled = form.read(act, ballot)
    if isinstance(found, Booth):
        if reply := _faulty(act, desk, found, filled, ticket):
            return reply
        if not views.shows(act.view, filled.vote, ticket):
            return _recap(act, desk, found, filled, ticket, changed=True)
    done = service.cast(desk, ticket, act.member, filled, act.now)  # decides also whether it is a repetition
    if isinstance(done, Refusal):
        return _refuse(act, desk, done)
    return _deposited(act, desk, done, ticket)


def on_previewed(act: Act, desk: Desk) -> Reply:
    """The preview, sent: the same faults at the same fields, and nothing is written."""
    ticket, found = _back(act, desk)
    if isinstance(found, Refusal):
        return _refuse(act, desk, found)
    filled = form.read(act, found.ballot)
    if reply := _faulty(act, desk, found, filled, ticket):
        return reply
    if reply := _warned(act, found, filled, ticket):
        return reply
    return Reply(update=views.previewed(act.t, found, filled.vote))


def on_options(act: Act, desk: Desk) -> Reply:
    """What a search in the form finds; at a rank also “nobody”, to empty it."""
    ballot_id = Ticket.unpacked(act.metadata).ballot_id
    found = service.find_options(desk, ballot_id, act.text, act.member)
    if found is None:
        return Reply(options=[])
    shown = [option(title, thing) for thing, title in found.things]
    ranking = form.shape_of(found.ballot) is Shape.RANKS
    return Reply(options=[*([_nobody(act.t)] if ranking and not act.text else []), *shown])


def _nobody(t: Translator) -> dict[str, object]:
    return option(t("None"), NONE)


def _back(act: Act, desk: Desk) -> tuple[Ticket, Booth | Refusal]:
    """The booth a form belongs to."""
    ticket = Ticket.unpacked(act.metadata)
    if ticket.preview:
        return ticket, service.preview(desk, ticket.ballot_id, act.member)
    return ticket, service.enter(desk, ticket.ballot_id, ticket.voter_id, act.member, act.now)


def _faulty(act: Act, desk: Desk, booth: Booth, filled: Filled, ticket: Ticket) -> Reply | None:
    """What is wrong with a form, told where it is; None for a vote that may be cast."""
    if wrong := form.forged(booth.ballot, filled):
        bar = Bar.FOREIGN if wrong is Wrong.FOREIGN else Bar.FORGED
        return _refuse(act, desk, Refusal(bar, booth.ballot))
    if filled.awaited and form.shape_of(booth.ballot).picks_first:
        return Reply(update=views.form(act.t, booth, filled, ticket, act.member.id))
    faults = errors(act.t, booth.ballot, filled)
    if "" in faults:  # in no field that we have sent
        return _refuse(act, desk, Refusal(Bar.FORGED, booth.ballot))
    return Reply(errors=faults) if faults else None


def _warned(act: Act, booth: Booth, filled: Filled, ticket: Ticket) -> Reply | None:
    """The form again, with what is left untouched in it and what that will count as; once."""
    if views.has_warned(act.view) or not form.untouched(booth.ballot, filled):
        return None
    return Reply(update=views.form(act.t, booth, filled, ticket, act.member.id, warned=True))


def _recap(act: Act, desk: Desk, booth: Booth, filled: Filled, ticket: Ticket, *, changed: bool) -> Reply:
    if not ticket.receipt:
        ticket = ticket.sealed_by(_receipt(desk, ticket.ballot_id))
    view = views.recap(act.t, booth, filled, ticket, act.member.id, changed=changed)
    return Reply(update=view)


def _receipt(desk: Desk, ballot_id: BallotId) -> str:
    """One that no paper of this ballot bears."""
    while True:
        drawn = receipt(os.urandom(5))
        if service.is_free(desk, ballot_id, drawn):
            return drawn


def _refuse(act: Act, desk: Desk, refusal: Refusal) -> Reply:
    return Reply(update=views.refusal(act.t, refused(act.t, refusal, desk.club.contact)))


def _recorded(act: Act, desk: Desk, done: Recorded, ticket: Ticket) -> Reply:
    """Told where the form was opened: the list redrawn, or a word that only the voter sees."""
    if ticket.page is None:
        return Reply(views.recorded(act.t, done), response_url=ticket.response_url, clear=True)
    said = views.recorded_words(act.t, done)
    shown = _listing(act, desk, ticket.page, said)
    return Reply(shown, in_place=True, response_url=ticket.response_url, clear=True)


def _deposited(act: Act, desk: Desk, done: Recorded, ticket: Ticket) -> Reply:
    """The receipt in the form itself, never by message; the list behind it is redrawn."""
    view = views.deposited(act.t, ticket.receipt)
    if ticket.page is None or not ticket.response_url:
        return Reply(update=view)
    shown = _listing(act, desk, ticket.page, views.recorded_words(act.t, done))
    return Reply(shown, in_place=True, response_url=ticket.response_url, update=view)


def _listing(act: Act, desk: Desk, page: int, said: str = "") -> Message:
    places = service.list_places(desk, act.member, act.now)
    return list_views.listing(act.t, places, page, desk.club.contact, said)
