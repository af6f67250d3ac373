"""Which features there are."""

from handlers import upkeep, welcome
from handlers.belonging import admission, charter, companies, directory, members, mydata
from handlers.choosing import ballots, results, topics, voting, works
from handlers.events import guests, requests, rsvp
from handlers.events import organising as events
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
