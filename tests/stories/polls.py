"""Open ballots for stories: options by title, the roll as members stand, and what was kept of each vote."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from club.ballots import Ballot, BallotState, Criterion, Method, Option, Purpose, Rules, Secrecy
from club.ids import BallotId, OptionId, SlackId, WorkId
from club.votes import read_marks
from club.works import Work
from handlers import names
from sandbox.driver.person import Person
from sandbox.driver.words import fold
from storage import tables
from storage.ballots import ATTENDANCE, add_ballot, draw_up_roll, get_ballot, subject_of_ballot
from storage.electors import enqueue_electors
from storage.postings import Note, enqueue
from storage.sealing import PAPER, list_held
from storage.tables import core
from storage.works import add_work
from tests.stories.club import CHANNEL, Club

TITLES = ("Chaleur fatale", "Air comprimé", "Pompes à chaleur", "Jumeaux numériques", "Vapeur")
TITLE = "Choix des études 2027"


def titles(count: int) -> list[str]:
    """So many titles, accents and all."""
    return [f"Étude n° {number:03}" for number in range(1, count + 1)]


def opens(
    club: Club,
    method: Method = Method.APPROVAL,
    options: tuple[str, ...] | list[str] = TITLES,
    secrecy: Secrecy = Secrecy.CONFIDENTIAL,
    *,
    title: str = TITLE,
    told: bool = True,
    **rules: Any,
) -> BallotId:
    """An open ballot with these options, for those who are members now; its card is in the channel.

    `told` says whether the electors have their direct messages too.
    """
    known: dict[str, Any] = {"seats": 1, "most": 2, "points": 10, "cap": 5} | rules
    chosen = tuple(Option(OptionId(0), option) for option in options)
    settings = Rules(method, secrecy=secrecy, **known)
    return _opened(club, Purpose.SELECTION, settings, chosen, title, told=told)


def evaluates(
    club: Club, works: list[str], secrecy: Secrecy = Secrecy.CONFIDENTIAL, *, title: str = TITLE
) -> BallotId:
    """An open evaluation of delivered works, by all three criteria."""
    chosen = tuple(
        Option(OptionId(0), work, work_id=work_id, criterion=criterion)
        for work, work_id in [(work, _work(club, work)) for work in works]
        for criterion in Criterion
    )
    rules = Rules(Method.JUDGMENT, secrecy=secrecy, seats=0)
    return _opened(club, Purpose.EVALUATION, rules, chosen, title, told=True)


def assembles(club: Club, count: int, secrecy: Secrecy = Secrecy.OPEN, **rules: Any) -> BallotId:
    """An open ballot on so many resolutions."""
    motions = tuple(
        Option(OptionId(0), f"Question {place:02}", text=f"Texte {place:02}") for place in range(1, count + 1)
    )
    settings = Rules(Method.MOTION, secrecy=secrecy, seats=0, **rules)
    return _opened(club, Purpose.MOTION, settings, motions, "Assemblée 2027", told=True)


def _work(club: Club, title: str) -> int:
    with club.prime.services.db.begin() as session:
        return add_work(session, Work(WorkId(0), title, 2026), None, club.clock.now())


def _opened(
    club: Club, purpose: Purpose, rules: Rules, options: tuple[Option, ...], title: str, *, told: bool
) -> BallotId:
    now = club.clock.now()
    ballot = Ballot(
        BallotId(0),
        title,
        purpose,
        rules,
        BallotState.OPEN,
        opens_at=now,
        closes_at=now + timedelta(days=7),
        options=options,
    )
    with club.prime.services.db.begin() as session:
        ballot_id = add_ballot(session, ballot, next(iter(club.members.values())), now)
        kept = get_ballot(session, ballot_id)
        assert kept is not None
        draw_up_roll(session, kept)
        subject, live = subject_of_ballot(ballot_id), rules.secrecy is not Secrecy.SEALED
        enqueue(session, [Note(names.BALLOT_CARD, subject, CHANNEL, live=True)], now)
        if told:
            note = Note(names.BALLOT_OPENED, subject, SlackId(""), live=live)
            enqueue_electors(session, note, kept, now)
    club.settle()
    return ballot_id


def papers(club: Club, ballot_id: BallotId) -> list[dict[str, int]]:
    """What each paper in the urn says, by title."""
    with club.prime.services.db.read() as session:
        ballot = get_ballot(session, ballot_id)
        assert ballot is not None
        names = {option.id: _name(option) for option in ballot.options}
    marks = [read_marks(row["marks"]) for row in rows_of(club, ballot_id)]
    return [{names[one]: mark for one, mark in said.items()} for said in marks]


def _name(option: Option) -> str:
    return f"{option.title}/{option.criterion}" if option.criterion else option.title


def rows_of(club: Club, ballot_id: BallotId, *, attended: bool = False) -> list[dict[str, Any]]:
    """The rows of the attendance list, or of the urn with the sealed votes that are on their way to it."""
    table, db = ATTENDANCE if attended else PAPER, club.prime.services.db
    with db.read() as session:
        found = session.connection().execute(select(table).where(table.c.ballot_id == ballot_id))
        rows = [dict(row) for row in found.mappings()]
        held = [] if attended else list_held(session, db.vault, ballot_id)
    unseen = {"attendance_id": None, "ballot_id": ballot_id}
    return rows + [asdict(one.said) | {"weight": one.weight} | unseen for one in held if one.said]


def faults(person: Person) -> dict[str, str]:
    """What is said at the fields of the modal, with plain spaces."""
    return {fold(label): fold(said) for label, said in person.errors().items()}


def books(club: Club) -> list[str]:
    """Everything the sandbox and the outbox know in messages and metadata, as text to search."""
    with club.prime.services.db.read() as session:
        kept = session.connection().execute(select(core(tables.Posting))).mappings()
        rows = [str(dict(row)) for row in kept]
    ws = club.box.workspace
    sent = [str(one) for channel in ws.channels.values() for one in channel.messages.values()]
    return rows + sent
