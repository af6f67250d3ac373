"""What goes out by itself: the card, the opening, the reminder, what organisers changed."""

from datetime import datetime

from club.ballots import UNSEEN, Ballot, State, Unit, is_open
from handlers import names
from handlers.choosing.ballots import card as cards
from handlers.choosing.ballots import ids, yearly, yearly_views
from handlers.choosing.ballots.opening import opening_faults
from handlers.choosing.ballots.outcomes import Outcome, Result
from handlers.choosing.ballots.sentences import said
from handlers.choosing.shared import counting
from handlers.kit.act import Message
from handlers.kit.blocks import actions, button, message, rich
from handlers.kit.losses import CARD, About, Watch
from handlers.kit.router import Sheet
from storage.ballots import ballot_of, get_ballot, get_turnout
from storage.database import Session
from storage.electors import Ticket, can_still_cast, count_told, get_ticket
from storage.people import Role


def _ballot(sheet: Sheet) -> Ballot | None:
    return get_ballot(sheet.session, ballot_of(sheet.posting.subject))


def _is_member(sheet: Sheet) -> bool:
    """Whether it goes to somebody who is a member still."""
    return sheet.reader is not None and sheet.reader.active


def _organises(sheet: Sheet) -> bool:
    return _is_member(sheet) and sheet.reader is not None and sheet.reader.role is Role.ORGANISER


def card(sheet: Sheet) -> Message | None:
    """The card in the channel."""
    ballot = _ballot(sheet)
    if ballot is None or ballot.state in UNSEEN:
        return None
    live = ballot.state is State.OPEN and ballot.rules.live
    figures = counting.provisional(sheet.session, ballot) if live else None
    return cards.card(sheet.t, ballot, get_turnout(sheet.session, ballot.id), figures)


def opening(sheet: Sheet) -> Message | None:
    """To the organiser who opened it, where many are told: under way; then that it is open, or is not."""
    ballot, t = _ballot(sheet), sheet.t
    if ballot is None or not _organises(sheet):
        return None
    if ballot.state is State.OPENING:
        text, what = t("Vote being opened: {title}"), said(t, Outcome(Result.OPENING, ballot))
    elif ballot.state in UNSEEN:
        text, what = t("Vote not opened: {title}"), t("This ballot was to open now, and is a draft again.")
    else:
        return _settled(sheet, ballot)
    return message(cards.short(text, ballot.title), rich("*{title}*\n{what}", title=ballot.title, what=what))


def _settled(sheet: Sheet, ballot: Ballot) -> Message:
    """What the organiser who opened it reads once it was opened, and whatever became of it."""
    what = cards.state_of(sheet.t, ballot)
    if ballot.state is State.OPEN:
        told = count_told(sheet.session, names.BALLOT_OPENED, sheet.posting.subject)
        what = said(sheet.t, Outcome(Result.OPENED, ballot, told))
    return message(cards.text_of(sheet.t, ballot), rich("*{title}*\n{what}", title=ballot.title, what=what))


def opened(sheet: Sheet) -> Message | None:
    """A vote awaits you; once cast, by whom; once over, what became of it."""
    ballot = _ballot(sheet)
    if ballot is None or not _is_member(sheet) or not (sheet.posting.ts or ballot.state is State.OPEN):
        return None
    assert sheet.reader is not None
    ticket = get_ticket(sheet.session, ballot, sheet.reader)
    return cards.opened(sheet.t, ballot, ticket, _company(sheet, ballot), mine=_mine(sheet, ticket))


def nudge(sheet: Sheet) -> Message | None:
    """The vote closes soon; to nobody who has voted meanwhile."""
    ballot = _ballot(sheet)
    if ballot is None or not _is_member(sheet):
        return None
    if sheet.posting.ts:
        return opened(sheet)
    assert sheet.reader is not None
    if ballot.state is not State.OPEN or not can_still_cast(sheet.session, ballot, sheet.reader.id):
        return None
    return cards.asking(sheet.t, ballot, sheet.t("⏳ The vote closes soon."), _company(sheet, ballot))


def _company(sheet: Sheet, ballot: Ballot) -> str:
    """Whose vote it is, where it is a company's."""
    assert sheet.reader is not None
    return sheet.reader.company if ballot.rules.unit is Unit.COMPANY else ""


def _mine(sheet: Sheet, ticket: Ticket | None) -> bool:
    assert sheet.reader is not None
    return ticket is not None and ticket.cast_by_id == sheet.reader.id


def extended(sheet: Sheet) -> Message | None:
    """To the channel: later than planned."""
    ballot = _ballot(sheet)
    if ballot is None or ballot.state is not State.OPEN or not ballot.closes_at:
        return None
    if sheet.posting.moment != ballot.closes_at.isoformat():
        return None
    return cards.extended(sheet.t, ballot)


def called_off(sheet: Sheet) -> Message | None:
    """There will be no result, and why."""
    ballot = _ballot(sheet)
    return cards.called_off(sheet.t, ballot) if ballot and _is_member(sheet) else None


def look(session: Session, subject: str, now: datetime) -> About | None:
    """The ballot whose card is missing: electors look for it while it is open."""
    ballot = get_ballot(session, ballot_of(subject))
    return About(ballot.title, is_open(ballot, now)) if ballot else None


LOST = Watch(names.BALLOT_CARD_LOST, ids.PUT_BACK, {names.BALLOT_CARD: CARD}, look)


def choice_due(sheet: Sheet) -> Message | None:
    """To organisers: the choice of the year is to be prepared, unless one is already."""
    if not _organises(sheet):
        return None
    found = yearly.due(sheet.session, ballot_of(sheet.posting.subject), sheet.now, sheet.desk.club.zone)
    return yearly_views.due(sheet.t, found) if found else None


def held(sheet: Sheet) -> Message | None:
    """To organisers: a planned ballot did not open, and what is to be put right."""
    ballot = _ballot(sheet)
    if ballot is None or not _organises(sheet):
        return None
    if ballot.state is not State.DRAFT:
        return None
    faults = opening_faults(sheet.session, sheet.desk, ballot, sheet.now)
    what = said(sheet.t, Outcome(Result.FAULTY, ballot, faults=faults))
    text = cards.short(sheet.t("Vote not opened: {title}"), ballot.title)
    again = button(sheet.t("Edit…"), ids.EDIT, ballot.id, about=ballot.title, primary=True)
    head = sheet.t("This ballot was to open now, and is a draft again.")
    return message(text, rich("{head}\n{what}", head=head, what=what), actions(again))
