"""Topics proposed, put to the vote and delivered, for stories that need some."""

from dataclasses import replace
from datetime import timedelta

from club.ballots import Ballot, Method, Option, Purpose, Rules
from club.ballots import BallotState as BallotState
from club.ids import BallotId, OptionId, TopicId
from club.topics import TopicStep
from handlers.choosing.shared.topics import record
from sandbox.driver.person import Person
from storage.ballots import add_ballot, get_ballot, save_ballot
from tests.stories.club import CHANNEL, Club
from tests.stories.said import TITLE_FIELD

TITLE = "Récupération de chaleur fatale"
ABOUT = "Recenser les gisements de nos sites et les façons de les valoriser."


def proposes(person: Person, title: str = TITLE, about: str = ABOUT, kind: str = "Étude collective") -> None:
    """As far as sending the form."""
    person.types("/prime proposer")
    person.fills({TITLE_FIELD: title, "De quoi s’agit-il ?": about, "Type de sujet": kind})
    person.submits()


def cards(person: Person) -> list[str]:
    """What the channel's cards say in a line each."""
    return [message["text"].replace("\u00a0", " ") for message in person.messages(in_=CHANNEL)]


def records(
    club: Club, topic_id: int, step: TopicStep, other_id: int | None = None, reason: str = ""
) -> None:
    """A step of another feature: a ballot, a work."""
    services, now = club.prime.services, club.clock.now()
    with services.db.begin() as session:
        record(session, services, TopicId(topic_id), step, now, other_id=other_id, reason=reason)
    club.settle()


def on_a_ballot(club: Club, topic_id: int, title: str, state: BallotState) -> int:
    """A ballot with that topic and another option."""
    options = (Option(OptionId(0), TITLE, topic_id=topic_id), Option(OptionId(0), "Autre"))
    closes = club.clock.now() + timedelta(days=7)
    rules = Rules(Method.APPROVAL, most=1)
    ballot = Ballot(BallotId(0), title, Purpose.SELECTION, rules, state, closes_at=closes, options=options)
    with club.prime.services.db.begin() as session:
        return add_ballot(session, ballot, club.members["Odile Garnier"], club.clock.now())


def changes(club: Club, ballot_id: int, state: BallotState) -> None:
    """A ballot goes on; who leads it is another feature."""
    with club.prime.services.db.begin() as session:
        ballot = get_ballot(session, BallotId(ballot_id))
        assert ballot is not None
        save_ballot(session, replace(ballot, state=state))
