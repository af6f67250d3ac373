"""Which features there are."""

from handlers import mail, upkeep, welcome
from handlers.belonging import admission, arrivals, charter, companies, directory, members, mydata
from handlers.choosing import ballots, results, topics, voting, works
from handlers.events import guests, organising, requests, rsvp
from handlers.kit.router import Router


def router() -> Router:
    """A router that knows every way in."""
    made = Router()
    for feature in (
        welcome,
        arrivals,
        rsvp,
        guests,
        requests,
        organising,
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
        mail,
    ):
        feature.register(made)
    return made
