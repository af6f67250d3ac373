"""What goes out by itself: a member hears that somebody's vote is entrusted to them."""

from club.ids import VoterId
from club.polling import bar_of
from handlers.kit.act import Message
from handlers.kit.router import Sheet
from handlers.voting import proxy_views
from storage.ballots import ballot_of, get_ballot
from storage.votes import get_voter


def proxy(sheet: Sheet) -> Message | None:
    """The vote to cast for somebody; once taken back, only that. Never sent where it is taken back before."""
    ballot = get_ballot(sheet.session, ballot_of(sheet.posting.subject))
    voter_id = VoterId(int(sheet.posting.moment.partition(":")[0]))
    voter = get_voter(sheet.session, ballot.id, voter_id) if ballot else None
    if ballot is None or voter is None or sheet.reader is None:
        return None
    if voter.holder_id == sheet.reader.id:
        return proxy_views.held(sheet.t, ballot, voter, is_open=bar_of(ballot, sheet.now) is None)
    return proxy_views.taken_back(sheet.t, ballot, voter) if sheet.posting.ts else None
