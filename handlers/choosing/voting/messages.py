"""What goes out by itself: that somebody's vote is entrusted to a member; that a sealed vote was lost."""

from club.ballots import Ballot, BallotState
from club.ids import VoterId
from club.polling import bar_of
from handlers.choosing.voting import lost_views, proxy_views
from handlers.kit.following import about, again, is_call
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from storage.ballots import ballot_of, get_ballot
from storage.people import Role
from storage.votes import Voter, get_voter


def proxy(ctx: RenderContext) -> Message | None:
    """The vote to cast for somebody; once taken back, only that. Never sent where it is taken back before."""
    ballot, voter = _ballot(ctx), _voter(ctx)
    if ballot is None or voter is None or ctx.reader is None:
        return None
    if voter.holder_id == ctx.reader.id:
        is_open = bar_of(ballot, ctx.now) is None
        said = proxy_views.held(ctx.t, ballot, voter, is_open=is_open)
        waits = is_open and not voter.cast
        return again(ctx.t, said) if waits and is_call(ctx.posting.moment) else said
    return proxy_views.taken_back(ctx.t, ballot, voter) if ctx.posting.ts else None


def vote_lost(ctx: RenderContext) -> Message | None:
    """A sealed vote has to be cast again; not sent where it is, or can be no more."""
    ballot, voter = _ballot(ctx), _voter(ctx)
    if ballot is None or voter is None or ctx.reader is None or not ctx.reader.active:
        return None
    if voter.cast or bar_of(ballot, ctx.now) is not None:
        return None
    return lost_views.lost(ctx.t, ballot, voter)


def votes_lost(ctx: RenderContext) -> Message | None:
    """To organisers: how many have to be cast again."""
    ballot = _ballot(ctx)
    return lost_views.told(ctx.t, ballot, _number(ctx)) if ballot and _organises(ctx) else None


def votes_away(ctx: RenderContext) -> Message | None:
    """To organisers: the ballot cannot be counted here; not once it could."""
    ballot = _ballot(ctx)
    if ballot is None or ballot.state is not BallotState.OPEN or not _organises(ctx):
        return None
    return lost_views.away(ctx.t, ballot, _number(ctx))


def _ballot(ctx: RenderContext) -> Ballot | None:
    return get_ballot(ctx.session, ballot_of(ctx.posting.subject))


def _number(ctx: RenderContext) -> int:
    """What a moment begins with: a vote's id, or how many there are."""
    return int(about(ctx.posting.moment).partition(":")[0])


def _voter(ctx: RenderContext) -> Voter | None:
    return get_voter(ctx.session, ballot_of(ctx.posting.subject), VoterId(_number(ctx)))


def _organises(ctx: RenderContext) -> bool:
    return ctx.reader is not None and ctx.reader.active and ctx.reader.role is Role.ORGANISER
