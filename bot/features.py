"""Which features there are, in an order that tells: of help's lines under a theme, and of a tick's sweeps.

A ballot is closed and wiped before its result is told, in the same tick: `ballots` before `results`.
"""

from handlers import asking, daybook, handed, mail, upkeep, welcome
from handlers.belonging import (
    admission,
    arrivals,
    charter,
    companies,
    company_changes,
    directory,
    members,
    mydata,
)
from handlers.choosing import ballots, groups, results, topics, voting, works
from handlers.events import (
    certificate,
    dates,
    eve,
    feedback,
    gate,
    guests,
    limits,
    minutes,
    needs,
    on_behalf,
    organising,
    outside,
    presence,
    questions,
    requests,
    rsvp,
    series,
    subscriptions,
    tasks,
)
from handlers.kit.router import Router
from handlers.living import (
    dues,
    firstday,
    glossary,
    help,
    hosting,
    journal,
    reminders,
    settings,
    site,
    summary,
)


def router() -> Router:
    """A router that knows every way in."""
    made = Router()
    for feature in (
        arrivals,
        rsvp,
        guests,
        on_behalf,
        organising,
        eve,
        limits,
        questions,
        needs,
        gate,
        presence,
        minutes,
        subscriptions,
        outside,
        tasks,
        certificate,
        feedback,
        dates,
        series,
        requests,
        topics,
        ballots,
        voting,
        results,
        groups,
        works,
        site,
        charter,
        directory,
        help,
        hosting,
        companies,
        dues,
        admission,
        mail,
        summary,
        mydata,
        welcome,
        asking,
        members,
        company_changes,
        settings,
        glossary,
        journal,
        firstday,
        handed,
        upkeep,
        daybook,
        reminders,
    ):
        feature.register(made)
    return made
