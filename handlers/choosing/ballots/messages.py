"""What goes out by itself: the card, the opening, the reminder, what organisers changed."""

from datetime import datetime

from club.ballots import UNSEEN, Ballot, BallotState, Unit, is_open, may_change
from handlers import names
from handlers.choosing.ballots import card as cards
from handlers.choosing.ballots import ids, yearly, yearly_views
from handlers.choosing.ballots.opening import opening_faults
from handlers.choosing.ballots.outcomes import BallotChange, BallotOutcome
from handlers.choosing.ballots.sentences import said
from handlers.choosing.shared import counting
from handlers.kit.blocks import actions, button, message, rich
from handlers.kit.interaction import Line, Message
from handlers.kit.lines import row_of, settled
from handlers.kit.missing_posts import CARD, LostPost, Watch
from handlers.kit.router import RenderContext
from storage.ballots import ballot_of, get_ballot, get_turnout
from storage.database import Session
from storage.electors import CastableVote, can_still_cast, count_told, get_ticket
from storage.people import Role


def _ballot(ctx: RenderContext) -> Ballot | None:
    return get_ballot(ctx.session, ballot_of(ctx.posting.subject))


def _is_member(ctx: RenderContext) -> bool:
    """Whether it goes to somebody who is a member still."""
    return ctx.reader is not None and ctx.reader.active


def _organises(ctx: RenderContext) -> bool:
    return _is_member(ctx) and ctx.reader is not None and ctx.reader.role is Role.ORGANISER


def card(ctx: RenderContext) -> Message | None:
    """The card in the channel."""
    ballot = _ballot(ctx)
    if ballot is None or ballot.state in UNSEEN:
        return None
    live = ballot.state is BallotState.OPEN and ballot.rules.live
    figures = counting.provisional(ctx.session, ballot) if live else None
    return cards.card(ctx.t, ballot, get_turnout(ctx.session, ballot.id), figures)


def opening(ctx: RenderContext) -> Message | None:
    """To the organiser who opened it, where many are told: under way; then that it is open, or is not."""
    ballot, t = _ballot(ctx), ctx.t
    if ballot is None or not _organises(ctx):
        return None
    if ballot.state is BallotState.OPENING:
        text, what = t("Vote being opened: {title}"), said(t, BallotOutcome(BallotChange.OPENING, ballot))
    elif ballot.state in UNSEEN:
        text, what = t("Vote not opened: {title}"), t("This ballot was to open now, and is a draft again.")
    else:
        return _settled(ctx, ballot)
    return message(cards.short(text, ballot.title), rich("*{title}*\n{what}", title=ballot.title, what=what))


def _settled(ctx: RenderContext, ballot: Ballot) -> Message:
    """What the organiser who opened it reads once it was opened, and whatever became of it."""
    what = cards.state_of(ctx.t, ballot)
    if ballot.state is BallotState.OPEN:
        told = count_told(ctx.session, names.BALLOT_OPENED, ctx.posting.subject)
        what = said(ctx.t, BallotOutcome(BallotChange.OPENED, ballot, told))
    return message(cards.text_of(ctx.t, ballot), rich("*{title}*\n{what}", title=ballot.title, what=what))


def opened(ctx: RenderContext) -> Message | None:
    """A vote awaits you, unless it is cast; once cast, by whom; once over, what became of it."""
    ballot = _ballot(ctx)
    if ballot is None or not _is_member(ctx) or not (ctx.posting.ts or ballot.state is BallotState.OPEN):
        return None
    assert ctx.reader is not None
    waits = not may_change(ballot.rules) or can_still_cast(ctx.session, ballot, ctx.reader.id)
    if not ctx.posting.ts and not waits:
        return None
    ticket = get_ticket(ctx.session, ballot, ctx.reader)
    return cards.opened(ctx.t, ballot, ticket, _company(ctx, ballot), mine=_mine(ctx, ticket))


def nudge(ctx: RenderContext) -> Message | None:
    """The vote closes soon; to nobody who has voted meanwhile."""
    ballot = _ballot(ctx)
    if ballot is None or not _is_member(ctx):
        return None
    if ctx.posting.ts:
        return opened(ctx)
    assert ctx.reader is not None
    if ballot.state is not BallotState.OPEN or not can_still_cast(ctx.session, ballot, ctx.reader.id):
        return None
    return cards.asking(ctx.t, ballot, ctx.t("⏳ The vote closes soon."), _company(ctx, ballot))


def opened_line(ctx: RenderContext) -> Line | None:
    """The opening among others."""
    return _line(ctx, opened(ctx))


def nudge_line(ctx: RenderContext) -> Line | None:
    """The reminder among others."""
    return _line(ctx, nudge(ctx))


def _line(ctx: RenderContext, said: Message | None) -> Line | None:
    """The vote that is still to be cast, or what became of it. Of a sealed one nothing says whether it is."""
    ballot = _ballot(ctx)
    if ballot is None or said is None or ctx.reader is None:
        return None
    unseen = not may_change(ballot.rules)
    if ballot.state is BallotState.OPEN and (unseen or can_still_cast(ctx.session, ballot, ctx.reader.id)):
        more = cards.facts(ctx.t, ballot, _company(ctx, ballot))
        return Line(ballot.title, more=more, limit=ballot.closes_at, buttons=row_of(said))
    return settled(said)


def _company(ctx: RenderContext, ballot: Ballot) -> str:
    """Whose vote it is, where it is a company's."""
    assert ctx.reader is not None
    return ctx.reader.company if ballot.rules.unit is Unit.COMPANY else ""


def _mine(ctx: RenderContext, ticket: CastableVote | None) -> bool:
    assert ctx.reader is not None
    return ticket is not None and ticket.cast_by_id == ctx.reader.id


def extended(ctx: RenderContext) -> Message | None:
    """To the channel: later than planned."""
    ballot = _ballot(ctx)
    if ballot is None or ballot.state is not BallotState.OPEN or not ballot.closes_at:
        return None
    if ctx.posting.moment != ballot.closes_at.isoformat():
        return None
    return cards.extended(ctx.t, ballot)


def called_off(ctx: RenderContext) -> Message | None:
    """There will be no result, and why."""
    ballot = _ballot(ctx)
    return cards.called_off(ctx.t, ballot) if ballot and _is_member(ctx) else None


def look(session: Session, subject: str, now: datetime) -> LostPost | None:
    """The ballot whose card is missing: electors look for it while it is open."""
    ballot = get_ballot(session, ballot_of(subject))
    return LostPost(ballot.title, is_open(ballot, now)) if ballot else None


LOST = Watch(names.BALLOT_CARD_LOST, ids.PUT_BACK, {names.BALLOT_CARD: CARD}, look)


def choice_due(ctx: RenderContext) -> Message | None:
    """To organisers: the choice of the year is to be prepared, unless one is already."""
    if not _organises(ctx):
        return None
    found = yearly.due(ctx.session, ballot_of(ctx.posting.subject), ctx.now, ctx.services.club.zone)
    return yearly_views.due(ctx.t, found) if found else None


def held(ctx: RenderContext) -> Message | None:
    """To organisers: a planned ballot did not open, and what is to be put right."""
    ballot = _ballot(ctx)
    if ballot is None or not _organises(ctx):
        return None
    if ballot.state is not BallotState.DRAFT:
        return None
    faults = opening_faults(ctx.session, ctx.services, ballot, ctx.now)
    what = said(ctx.t, BallotOutcome(BallotChange.FAULTY, ballot, faults=faults))
    text = cards.short(ctx.t("Vote not opened: {title}"), ballot.title)
    again = button(ctx.t("Edit…"), ids.EDIT, ballot.id, about=ballot.title, primary=True)
    head = ctx.t("This ballot was to open now, and is a draft again.")
    return message(text, rich("{head}\n{what}", head=head, what=what), actions(again))
