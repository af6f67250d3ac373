"""A busy club through twenty-four simulated hours, while all that can fail does, at random."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url

from bot.app import assemble
from bot.serve_socket import SocketServer
from club.ballots import Secrecy
from club.ids import BallotId, EventId
from club.seating import Says
from sandbox.driver.person import Person
from sandbox.driver.words import fold
from scheduler.tick import _surviving as surviving
from storage.ballots import get_turnout
from storage.postings import POSTING, PostingStage
from storage.seats import get_answer
from storage.topics import TOPIC
from tests.stories.club import Club, paris
from tests.stories.polls import opens
from tests.stories.test_database_busy import fill
from tests.stories.test_organising import organiser
from tests.tls import certificates

COMPANIES, ORGANISERS, EVENTS = 60, 2, 6
STEP = timedelta(minutes=5)
HOURS = 24
MOST_DRAINS = 120
AGAIN = 60
"""Real seconds within which the program is connected again."""
ACTS = 6
"""Acts in a step of the working day; at night a few."""
UNSAVED, UNCERTAIN, APOLOGY = "Rien n’a été enregistré", "Enregistrement incertain", "Une erreur"
SILENT = "silent"


class BusyDay:
    """The club, what its people were told was done, and the faults."""

    def __init__(self, database_url: str, people: int, seed: int, disk: Path | None = None) -> None:
        self.random, self.url, self.disk = Random(seed), database_url, disk
        self.club = Club(database_url)
        self.club.box.settle = self._at_once
        self.club.box.limits.enabled = False  # Prime keeps its pace all the same, on a clock that we move
        self.told, self.struck = Counter[str](), Counter[str]()
        self.answers: dict[tuple[str, EventId], Says | None] = {}
        self.topics: set[str] = set()
        self.voted: set[str] = set()
        """The companies whose vote was confirmed."""
        self.odile = organiser(self.club)
        self._company = dict(_named(people))
        self._people = {name: self.club.joins(name, company) for name, company in self._company.items()}
        self.events = [self._plans(number) for number in range(EVENTS)]
        self.ballot: BallotId = opens(self.club, secrecy=Secrecy.CONFIDENTIAL)
        self.club.settle()

    def stop(self) -> None:
        """Ends everything."""
        self.club.stop()

    def _plans(self, number: int) -> EventId:
        capacity = 40 if number % 2 else None
        return self.club.schedules(
            f"Atelier {number}", starts=paris(2027, 1, 13 + number, 9, 30), capacity=capacity
        )

    # Time

    def lives(self) -> None:
        """All of the day: acts, faults, and the tick."""
        for step in range(int(timedelta(hours=HOURS) / STEP)):
            hour = 9 + step * STEP / timedelta(hours=1)
            self.club.box.faults.clear()  # what the step before has not met
            fault = self.random.choice([None, None, None, *self._faults()])
            with fault() if fault else _nothing():
                for _ in range(ACTS if hour < 19 else 1):
                    self.random.choice(self._acts())()
            if fault:
                self.struck[fault.__name__] += 1
            self.passes(STEP)

    def ends(self) -> None:
        """Nothing fails any more, and what waited is sent."""
        self.club.box.faults.clear()
        for _ in range(90):
            self.passes(timedelta(minutes=2))

    def passes(self, duration: timedelta) -> None:
        """The tick looks; the outbox sends as much as it may."""
        self.club.clock.advance(duration)
        tick = self.club.prime.tick
        sent: list[bool] = []

        def drains() -> None:
            sent.append(bool(tick.drain()))

        for part in (tick.sweep, tick.prompt, tick.recover):
            surviving(part)()
        for _ in range(MOST_DRAINS):
            self.club.clock.advance(timedelta(seconds=1))
            sent.clear()
            surviving(drains)()
            if not any(sent):
                break

    def _at_once(self) -> None:
        self.club.prime.background.finish()

    # Acts

    def _acts(self) -> Sequence[Callable[[], None]]:
        return (
            self.answers_an_event,
            self.answers_an_event,
            self.answers_an_event,
            self.looks,
            self.proposes,
            self.votes,
        )

    def answers_an_event(self) -> None:
        """Yes or no; who was told that it is saved finds it so at the end."""
        name, person = self._somebody()
        number = self.random.randrange(EVENTS)
        said = self._says(person, f"/prime rsvp atelier {number} {self.random.choice(['oui', 'non'])}")
        self._kept(said, (name, self.events[number]))

    def _kept(self, said: str, of: tuple[str, EventId]) -> None:
        outcome = _outcome(said)
        self.told[outcome] += 1
        if outcome in (UNCERTAIN, SILENT):  # it may be saved, and what was told before holds no longer
            self.answers.pop(of, None)
        elif not outcome:
            self.answers[of] = self.stored(*of)

    def looks(self) -> None:
        """Reads alone."""
        _, person = self._somebody()
        self._says(
            person, self.random.choice(["/prime annuaire energie", "/prime rsvp", "/prime sujets", "/prime"])
        )

    def proposes(self) -> None:
        """A topic, by its form."""
        _, person = self._somebody()
        self._says(person, "/prime proposer")
        if not self.club.box.workspace.stacks.get(person.id):
            return
        title = f"Sujet {self.random.randrange(10**9)}"
        person.fills({"Titre": title, "De quoi s’agit-il ?": "Mesurer.", "Type de sujet": "Étude collective"})
        if self._sends(person, "Sujet proposé"):
            self.topics.add(title)

    def votes(self) -> None:
        """For one's company, by the form."""
        name, person = self._somebody()
        self._says(person, "/prime voter")
        if "Voter…" not in person.screen():
            return
        person.clicks("Voter…")
        if not self.club.box.workspace.stacks.get(person.id):
            return
        person.ticks("Chaleur fatale")
        if self._sends(person, "Vote enregistré"):
            self.voted.add(self._company[name])

    def _sends(self, person: Person, done: str) -> bool:
        """Whether it is said now, and not since an earlier time."""
        before = fold(person.screen()).count(fold(done))
        person.submits()
        said = fold(person.screen()).count(fold(done))
        if self.club.box.workspace.stacks.get(person.id):
            person.closes(clear=True)
        return said > before

    def _somebody(self) -> tuple[str, Person]:
        name = self.random.choice(list(self._people))
        return name, self._people[name]

    def _says(self, person: Person, line: str) -> str:
        before = len(person.messages())
        person.types(line)
        return " ".join(str(one["text"]) for one in person.messages()[before:])

    # Faults

    def _faults(self) -> Sequence[Callable[[], AbstractContextManager[None]]]:
        ours = (
            self.slack_fails,
            self.slack_is_lost,
            self.slack_is_slow_to_take,
            self.sockets_drop,
            self.restarts,
        )
        clock = (self.clock_jumps,)
        if self.club.prime.services.db.sqlite:
            return (*ours, *clock, self.locked, *((self.disk_full,) if self.disk else ()))
        return (*ours, *clock, self.cut_off)

    @contextmanager
    def slack_fails(self) -> Iterator[None]:
        """Some calls meet a server error or no service."""
        box = self.club.box
        box.faults.server_error("chat.postMessage", times=2)
        box.faults.unavailable("*", times=3)
        yield

    @contextmanager
    def slack_is_lost(self) -> Iterator[None]:
        """Some calls take effect and are not answered."""
        self.club.box.faults.reset_after_effect("chat.postMessage", times=3)
        yield

    @contextmanager
    def slack_is_slow_to_take(self) -> Iterator[None]:
        """Slack asks to wait."""
        self.club.box.faults.rate_limit("chat.postMessage", times=2, retry_after=30)
        yield

    @contextmanager
    def sockets_drop(self) -> Iterator[None]:
        """Every envelope comes twice, then Slack asks for other sockets, or they just go."""
        box = self.club.box
        box.faults.duplicate_envelopes(times=3)
        yield
        self.random.choice([box.faults.refresh_sockets] * 3 + [box.faults.drop_sockets])()
        assert box.wait_connected(timeout=AGAIN)

    @contextmanager
    def restarts(self) -> Iterator[None]:
        """The program ends and starts again."""
        club = self.club
        club.socket.stop()
        club.prime.stop()
        club.prime = assemble(club.prime.settings, club.clock)
        club.prime.services.client.ssl = certificates()
        club.socket = SocketServer(club.prime)
        club.socket.open()
        assert club.box.wait_connected(timeout=AGAIN)
        yield

    @contextmanager
    def clock_jumps(self) -> Iterator[None]:
        """Two hours ahead, and back."""
        now = self.club.clock.now()
        self.club.clock.set(now + timedelta(hours=2))
        yield
        self.club.clock.set(now)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program holds the file."""
        with closing(sqlite3.connect(self._file(), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    @contextmanager
    def disk_full(self) -> Iterator[None]:
        """There is not a byte left; where the file stands on a disk of its own."""
        assert self.disk is not None
        fill(self.disk)
        yield
        (self.disk / "filled").unlink()

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """The server ends every connection, as one does that hands over to its standby."""
        self._end_connections()
        yield
        self._end_connections()

    def _end_connections(self) -> None:
        ends = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        with self.club.prime.services.db.begin() as session:
            session.connection().execute(text(ends))

    def _file(self) -> str:
        name = make_url(self.url).database
        assert name is not None
        return name

    # What is there

    def stored(self, name: str, event_id: EventId) -> Says | None:
        """A member's answer, from the database."""
        with self.club.prime.services.db.read() as session:
            return get_answer(session, event_id, self.club.members[name]).rsvp.says

    def posted(self) -> int:
        """Calls of Slack that posted something."""
        return sum(
            call.method == "chat.postMessage" and bool(call.result.get("ok")) for call in self.club.box.calls
        )

    def waiting(self) -> int:
        """Messages that were due and neither left nor ended."""
        stages = (PostingStage.PENDING.value, PostingStage.SENDING.value)
        past = POSTING.c.due_at < self.club.clock.now() - timedelta(hours=1)
        due = select(func.count()).where(POSTING.c.stage.in_(stages), past)
        with self.club.prime.services.db.read() as session:
            return int(session.connection().execute(due).scalar_one())

    def lost(self) -> list[str]:
        """Whatever was confirmed and is not there."""
        gone = [
            f"{name}, {at}" for (name, at), said in self.answers.items() if self.stored(name, at) is not said
        ]
        with self.club.prime.services.db.read() as session:
            topics = set(session.connection().execute(select(TOPIC.c.title)).scalars())
            turnout = get_turnout(session, self.ballot)
        gone += sorted(self.topics - topics)
        return gone + ([] if turnout.cast >= len(self.voted) else [f"{self.voted} voted: {turnout}"])


def _named(people: int) -> Iterator[tuple[str, str]]:
    """Names of letters alone, and companies."""
    for at in range(people):
        first, second, third = at // 676, at // 26 % 26, at % 26
        yield f"Membre {_letter(first)}{_letter(second)}{_letter(third)}", f"Compagnie {at % COMPANIES}"


def _letter(at: int) -> str:
    return chr(65 + at)


def _outcome(said: str) -> str:
    """What of an act: empty where it is saved, else how it was refused."""
    words = fold(said)
    return next((one for one in (UNSAVED, UNCERTAIN, APOLOGY) if fold(one) in words), "" if words else SILENT)


@contextmanager
def _nothing() -> Iterator[None]:
    yield
