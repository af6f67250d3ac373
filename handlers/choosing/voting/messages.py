"""What goes out by itself: that somebody's vote is entrusted to a member; that a sealed vote was lost."""

from club.ballots import Ballot, State
from club.ids import VoterId
from club.polling import bar_of
from handlers.choosing.voting import lost_views, proxy_views
from handlers.kit.act import Message
from handlers.kit.router import Sheet
from storage.ballots import ballot_of, get_ballot
from storage.people import Role
from storage.votes import Voter, get_voter


def proxy(sheet: Sheet) -> Message | None:
    """The vote to cast for somebody; once taken back, only that. Never sent where it is taken back before."""
    ballot, voter = _ballot(sheet), _voter(sheet)
    if ballot is None or voter is None or sheet.reader is None:
        return None
    if voter.holder_id == sheet.reader.id:
        return proxy_views.held(sheet.t, ballot, voter, is_open=bar_of(ballot, sheet.now) is None)
    return proxy_views.taken_back(sheet.t, ballot, voter) if sheet.posting.ts else None


def vote_lost(sheet: Sheet) -> Message | None:
    """A sealed vote has to be cast again; not sent where it is, or can be no more."""
    ballot, voter = _ballot(sheet), _voter(sheet)
    if ballot is None or voter is None or sheet.reader is None or not sheet.reader.active:
        return None
    if voter.cast or bar_of(ballot, sheet.now) is not None:
        return None
    return lost_views.lost(sheet.t, ballot, voter)


def votes_lost(sheet: Sheet) -> Message | None:
    """To organisers: how many have to be cast again."""
    ballot = _ballot(sheet)
    return lost_views.told(sheet.t, ballot, _number(sheet)) if ballot and _organises(sheet) else None


def votes_away(sheet: Sheet) -> Message | None:
    """To organisers: the ballot cannot be counted here; not once it could."""
    ballot = _ballot(sheet)
    if ballot is None or ballot.state is not State.OPEN or not _organises(sheet):
        return None
    return lost_views.away(sheet.t, ballot, _number(sheet))


def _ballot(sheet: Sheet) -> Ballot | None:
    return get_ballot(sheet.session, ballot_of(sheet.posting.subject))


def _number(sheet: Sheet) -> int:
    """What a moment begins with: a vote's id, or how many there are."""
    return int(sheet.posting.moment.partition(":")[0])


def _voter(sheet: Sheet) -> Voter | None:
    return get_voter(sheet.session, ballot_of(sheet.posting.subject), VoterId(_number(sheet)))


def _organises(sheet: Sheet) -> bool:
    return sheet.reader is not None and sheet.reader.active and sheet.reader.role is Role.ORGANISER
