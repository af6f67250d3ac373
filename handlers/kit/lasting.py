"""Until when what a posting says is of use: afterwards it is not sent, whatever kept it so long.

Only the first sending ends: what stands in Slack is kept true as long as it stands. None where the subject is
gone, which is for the renderer to say.
"""

from datetime import datetime, timedelta

from club.events import Event
from club.ids import ClaimId
from handlers.kit.router import Lasts, RenderContext
from storage.ballots import ballot_of, get_ballot
from storage.events import get_event
from storage.postings import event_of
from storage.seats import get_claim
from storage.series import list_dates, series_of_subject

DAY = timedelta(days=1)


def while_it_stands(_ctx: RenderContext) -> None:
    """As long as the renderer finds something to say: somebody has to act on it, or looks for it."""


def for_days(days: int) -> Lasts:
    """So many days after it was queued."""

    def lasts(ctx: RenderContext) -> datetime | None:
        return ctx.posting.queued_at + days * DAY if ctx.posting.queued_at else None

    return lasts


def until_deadline(ctx: RenderContext) -> datetime | None:
    """While answers to the event change freely."""
    event = _event(ctx)
    return event.deadline if event else None


def until_start(ctx: RenderContext) -> datetime | None:
    """Until the event begins."""
    event = _event(ctx)
    return event.starts_at if event else None


def until_end(ctx: RenderContext) -> datetime | None:
    """Until the event is over."""
    event = _event(ctx)
    return event.ends_at if event else None


def until_last_date(ctx: RenderContext) -> datetime | None:
    """Until the last date of the series is over."""
    dates = list_dates(ctx.session, series_of_subject(ctx.posting.subject))
    return max((one.ends_at for one in dates), default=None)


def until_offer_ends(ctx: RenderContext) -> datetime | None:
    """While the seat is kept; the moment names the claim."""
    claim = ctx.posting.moment.partition("/")[0].partition(":")[2]
    found = get_claim(ctx.session, ClaimId(int(claim)))
    return found[1].offer_until if found and found[1].offer_until else until_start(ctx)


def until_closing(ctx: RenderContext) -> datetime | None:
    """Until the ballot closes."""
    ballot = get_ballot(ctx.session, ballot_of(ctx.posting.subject))
    return ballot.closes_at if ballot else None


def _event(ctx: RenderContext) -> Event | None:
    return get_event(ctx.session, event_of(ctx.posting.subject))
