"""Ballots in a real database, without Slack: who may vote, who did, and what is in the urn."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from club.ballots import Ballot, BallotState, Method, Option, Purpose, Rules
from club.ids import BallotId, OptionId, VoterId
from handlers.choosing.voting import service
from handlers.choosing.voting.form import FilledVote
from handlers.choosing.voting.service import Booth
from handlers.choosing.voting.ticket import Ticket
from handlers.kit.interaction import View
from handlers.kit.return_to import ReturnTo
from storage.ballots import ATTENDANCE, BALLOT, add_ballot, draw_up_roll, get_ballot
from storage.people import Person
from storage.sealing import PAPER, list_held
from tests.handlers.events.guests.house import NOW, House

TITLES = ("Chaleur fatale", "Air comprimé", "Vapeur")


def opens(house: House, by: Person, *, state: BallotState = BallotState.OPEN, **rules: Any) -> Ballot:
    """A ballot with three options; its roll is drawn up whatever its state."""
    known: dict[str, Any] = {"method": Method.APPROVAL, "most": 2, "points": 10, "cap": 5} | rules
    ballot = Ballot(
        BallotId(0),
        "Choix des études",
        Purpose.SELECTION,
        Rules(**known),
        state,
        opens_at=NOW,
        closes_at=NOW + timedelta(days=7),
        options=tuple(Option(OptionId(0), title) for title in TITLES),
    )
    with house.services.db.begin() as session:
        ballot_id = add_ballot(session, ballot, by.id, NOW)
        kept = get_ballot(session, ballot_id)
        assert kept is not None
        draw_up_roll(session, kept)
    return kept


def becomes(house: House, ballot: Ballot, state: BallotState) -> None:
    """The ballot's state, whatever led to it."""
    with house.services.db.begin() as session:
        changed = update(BALLOT).where(BALLOT.c.id == ballot.id)
        session.connection().execute(changed.values(state=state.value, reason="motif"))


def metadata_of(mine: Ticket) -> str:
    """As a form carries it."""
    return ReturnTo(mine.ballot_id, mine).packed()


def ticket_in(view: View) -> Ticket:
    """Back from a form."""
    return ReturnTo.unpacked(view["private_metadata"], Ticket).extra


def ticket(house: House, ballot: Ballot, person: Person, voter: int = 0, receipt: str = "") -> Ticket:
    """What the form of a vote carries."""
    found = service.enter(house.services, ballot.id, VoterId(voter), person, NOW)
    assert isinstance(found, Booth)
    return Ticket(ballot.id, found.voter.id, receipt=receipt)


def marks(ballot: Ballot, *titles: str) -> FilledVote:
    """A form with these approved of."""
    return FilledVote({option.id: 1 for option in ballot.options if option.title in titles})


def rows(house: House, ballot: Ballot) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The attendance list and the urn, with the sealed votes that are on their way to it."""
    both = []
    with house.services.db.read() as session:
        for table in (ATTENDANCE, PAPER):
            found = session.connection().execute(select(table).where(table.c.ballot_id == ballot.id))
            both.append([dict(row) for row in found.mappings()])
        held = list_held(session, house.services.db.vault, ballot.id)
    read = [asdict(one.said) | {"weight": one.weight} for one in held if one.said]
    return both[0], both[1] + sorted(read, key=str)


def foreign(filled: FilledVote) -> FilledVote:
    """The same with an option that no ballot has."""
    return replace(filled, marks={**filled.marks, OptionId(10**6): 1})
