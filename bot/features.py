"""Which features there are."""

from handlers import (
    admission,
    ballots,
    charter,
    companies,
    directory,
    events,
    guests,
    members,
    mydata,
    requests,
    results,
    rsvp,
    topics,
    upkeep,
    voting,
    welcome,
    works,
)
from handlers.kit.router import Router


def router() -> Router:
    """A router that knows every way in."""
    made = Router()
    for feature in (
        welcome,
        rsvp,
        guests,
        requests,
        events,
        companies,
        charter,
        mydata,
        directory,
        admission,
        members,
        topics,
        works,
        ballots,
        voting,
        results,
        upkeep,
    ):
        feature.register(made)
    return made
