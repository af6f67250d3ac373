"""What goes out by itself: the result and its picture in the channel, to organisers, the urn to who asks."""

import logging
from datetime import datetime

from club.ballots import BallotState
from handlers import names
from handlers.choosing.results import picture, service, views
from handlers.choosing.shared.counting import CountedBallot, get_outcome
from handlers.kit.interaction import File, Message
from handlers.kit.missing_posts import LostPost, Watch
from handlers.kit.router import RenderContext
from handlers.words import mark
from storage.ballots import ballot_of, get_ballot
from storage.database import Session
from storage.postings import Posting
from storage.standing import post_instead

log = logging.getLogger(__name__)


def _outcome(ctx: RenderContext) -> CountedBallot | None:
    return get_outcome(ctx.session, ballot_of(ctx.posting.subject))


def result(ctx: RenderContext) -> Message | None:
    """In the channel, as it stands: a tie settled or a note changes it; and once more when it is settled."""
    outcome = _outcome(ctx)
    if outcome is None:
        return None
    if ctx.posting.moment == service.SETTLED:
        return views.settled(ctx.t, outcome)
    return views.card(ctx.t, outcome)


def result_picture(ctx: RenderContext) -> File | None:
    """The figures as bars; drawn here, in the outbox's own time."""
    outcome = _outcome(ctx)
    if outcome is None or not outcome.pictured:
        return None
    name = f"prime-{outcome.ballot.id}.png"
    said = ctx.t("Figures: {title}", title=outcome.ballot.title)
    try:
        drawn = picture.draw(ctx.t, outcome)
    except (ImportError, OSError, ValueError, RuntimeError):
        # The card has every figure; what waits behind a picture that cannot be drawn would wait for ever.
        log.exception("the result of ballot %s could not be drawn", outcome.ballot.id)
        return None
    return File(name, drawn, said, picture.in_words(ctx.t, outcome))


def result_organiser(ctx: RenderContext) -> Message | None:
    """To an organiser: what is left to do, in every copy as it stands."""
    outcome = _outcome(ctx)
    return views.copy(ctx.t, outcome) if outcome and ctx.reader else None


def result_urn(ctx: RenderContext) -> File | None:
    """The published urn, with how to check it."""
    outcome = _outcome(ctx)
    if outcome is None or not outcome.publishable:
        return None
    name = f"prime-{outcome.ballot.id}.json"
    urn = service.urn_of(ctx.session, outcome)
    return File(name, urn.encode(), views.how_to_check(ctx.t, outcome.ballot, name))


def look(session: Session, subject: str, _now: datetime) -> LostPost | None:
    """The ballot whose result is missing; a result is looked for at any time."""
    ballot = get_ballot(session, ballot_of(subject))
    return LostPost(ballot.title, ballot.state is BallotState.CLOSED) if ballot else None


LOST = Watch(
    names.RESULT_LOST,
    "results.put_back",
    {
        names.RESULT: mark("The result of {title} is no longer in the channel: {why}"),
        names.RESULT_PICTURE: mark("The picture of the result of {title} is not in the channel: {why}"),
    },
    look,
)


def lost(session: Session, posting: Posting, code: str, now: datetime) -> None:
    """The card whose place the result was to take is gone: the result is posted by itself; else, told."""
    if code == "message_not_found" and post_instead(session, posting.id, now):
        return
    LOST.tell(session, posting, code, now)
