"""A club in a box: the real bot, over real sockets, against the sandbox, with a clock that we move."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import Prime, assemble
from bot.serve_socket import SocketServer
from bot.settings import GivenSettings
from club.calendar import default_deadline
from club.events import Event, EventKind, EventState
from club.ids import EventId, MemberId, SlackId
from club.seating import Rsvp, Says
from handlers import names
from sandbox import Sandbox, SettableClock
from sandbox.driver.person import Person
from scheduler.profiles import fetch
from storage.attendance import list_parties
from storage.events import add_event, get_event
from storage.people import Role, add_company, add_member, get_visitor
from storage.postings import Note, enqueue, next_due, subject_of
from storage.seats import get_answer, save_rsvp
from tests.tls import certificates

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=PARIS).astimezone(UTC)
"""A Monday at nine in Paris."""
CHANNEL = SlackId("C0PRIME")


def paris(*when: int) -> datetime:
    """A Paris wall-clock time, as an instant."""
    return datetime(*when, tzinfo=PARIS).astimezone(UTC)  # type: ignore[misc,arg-type]


OF_COURSE = ("Semaine du", "Week of", "Veille", "Eve:", "Code de présence", "Presence code")
"""How the messages begin that organisers get whatever happens: as a week opens, on an event’s eve and day."""
START = paris(2027, 1, 28, 9, 30)
FIRST = EventId(1)
"""The first event of a story."""


class Club:
    """The club of a story: people act through `club.person`, time passes by `club.later`."""

    def __init__(
        self, database_url: str, settings: Mapping[str, Any] = MappingProxyType({}), **given: int
    ) -> None:
        self._more = settings
        self.clock = SettableClock(NOW)
        self.box = Sandbox(MANIFEST, clock=self.clock).start()
        self.members: dict[str, MemberId] = {}
        self.box.add_channel(CHANNEL, name="club-prime", members=[])
        self.prime: Prime = assemble(self._settings(database_url), self.clock, **given)
        self.prime.services.client.ssl = certificates()
        self.socket = SocketServer(self.prime)
        self.socket.open()
        assert self.box.wait_connected()
        self.box.settle = self.settle

    def _settings(self, database_url: str) -> GivenSettings:
        return GivenSettings(
            slack_bot_token=self.box.bot_token,
            slack_app_token=self.box.app_token,
            slack_signing_secret=self.box.signing_secret,
            slack_api_url=self.box.api_url,
            database_url=database_url,
            prime_seal_dir="process",
            prime_channel=CHANNEL,
            prime_contact="Odile Garnier",
            **self._more,
        )

    def stop(self) -> None:
        """Ends everything."""
        self.socket.stop()
        self.prime.stop()
        self.box.stop()

    # People

    def joins(
        self,
        name: str,
        company: str = "Verrerie Ardoin",
        *,
        locale: str = "fr-FR",
        role: str = "member",
        zone: str = "Europe/Paris",
    ) -> Person:
        """A member, known to Slack; the id is made of the name."""
        slack_id = SlackId("U" + "".join(c for c in name.upper() if c.isascii() and c.isalpha())[:9])
        person = self._enters(slack_id, name, locale=locale, tz=zone)
        with self.prime.services.db.begin() as session:
            at = add_company(session, company)
            self.members[name] = add_member(
                session, name, slack_id=slack_id, email=_address(name), company_id=at, role=Role(role)
            )
        fetch(self.prime.services, slack_id, self.clock.now())
        return person

    def stranger(self, name: str, **fields: object) -> Person:
        """Somebody in the workspace who is no member."""
        slack_id = SlackId("U" + "".join(c for c in name.upper() if c.isalpha())[:9])
        person = self._enters(slack_id, name, **fields)
        fetch(self.prime.services, slack_id, self.clock.now())
        return person

    def _enters(self, slack_id: SlackId, name: str, **fields: Any) -> Person:
        known = {"name": slack_id.lower(), "real_name": name, "email": _address(name), "locale": "fr-FR"}
        self.box.add_user(slack_id, **(known | fields))
        self.box.workspace.place("club-prime").members.add(slack_id)
        return self.box.person(slack_id)

    def expects(self, name: str, email: str) -> None:
        """A member who is not in Slack yet."""
        with self.prime.services.db.begin() as session:
            self.members[name] = add_member(session, name, email=email)

    def enters(self, name: str, *, email: str) -> Person:
        """Somebody joins the workspace: Slack sends `team_join`."""
        person = self._enters(SlackId("UNEW"), name, email=email, announce=True)
        self.settle()
        return person

    def account_kind(self, person: Person) -> str:
        """What is cached of Slack's word on this person."""
        with self.prime.services.db.read() as session:
            return get_visitor(session, SlackId(person.id), self.clock.now()).account_kind

    def dms(self, person: Person) -> int:
        """How many messages Prime has posted to this person alone, but for an organiser's week and eves."""
        dm = self.box.workspace.dm_with(person.id)
        mine = [one for one in person.messages(in_=dm.id) if not one.get("is_ephemeral")]
        told = [one for one in mine if one["user"] == self.box.bot_user_id]
        return sum(not one["text"].startswith(OF_COURSE) for one in told)

    def answers(self) -> int:
        """How many answers are stored."""
        with self.prime.services.db.read() as session:
            return len(list_parties(session, FIRST, 0))

    # Events

    def plans(self, title: str = "Forum Chaleur fatale", **more: Any) -> EventId:
        """A published event with its card in the channel; deadline seven days before, unless given."""
        event_id = self.schedules(title, **more)
        self.settle()
        return event_id

    def schedules(
        self,
        title: str = "Forum Chaleur fatale",
        *,
        starts: datetime = START,
        hours: float = 7.5,
        capacity: int | None = None,
        deadline: datetime | None = None,
        place: str = "Lyon",
        kind: EventKind = EventKind.FORUM,
        **fields: object,
    ) -> EventId:
        """The same, while its card waits to be posted."""
        event = Event(
            id=EventId(0),
            title=title,
            kind=kind,
            starts_at=starts,
            ends_at=starts + timedelta(hours=hours),
            deadline=deadline or default_deadline(starts, PARIS),
            capacity=capacity,
            state=EventState.PUBLISHED,
            place=place,
            published_at=self.clock.now(),
            **fields,  # type: ignore[arg-type]
        )
        with self.prime.services.db.begin() as session:
            event_id = add_event(session, event)
            enqueue(session, [Note(names.CARD, subject_of(event_id), CHANNEL, live=True)], self.clock.now())
        return event_id

    def event(self, event_id: EventId) -> Event:
        """The event as it is stored."""
        with self.prime.services.db.read() as session:
            found = get_event(session, event_id)
        assert found is not None
        return found

    def seats(self, name: str, event_id: EventId = FIRST) -> int:
        """The confirmed seats of a member, read from a connection of its own."""
        with self.prime.services.db.read() as session:
            return get_answer(session, event_id, self.members[name]).rsvp.seats

    def fills_with(self, event_id: EventId, count: int) -> None:
        """So many members, unknown to Slack, who come."""
        with self.prime.services.db.begin() as session:
            for number in range(count):
                member = add_member(session, f"Membre {number:03}", email=f"m{number}@example.org")
                save_rsvp(session, event_id, member, Rsvp(Says.YES, 1), self.clock.now())

    @contextmanager
    def broken_table(self, name: str) -> Iterator[None]:
        """A table that is not where it should be, for a while; the outbox rests meanwhile."""
        settle, self.box.settle = self.box.settle, self.prime.background.finish
        self.says_to_database(f"ALTER TABLE {name} RENAME TO elsewhere")
        yield
        self.says_to_database(f"ALTER TABLE elsewhere RENAME TO {name}")
        self.box.settle = settle

    @contextmanager
    def answers_broken_at_the_commit(self) -> Iterator[None]:
        """For a while every answer to an event is refused, and only by the commit."""
        never = "FOREIGN KEY (schedule) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED"
        if self.prime.services.db.sqlite:
            insert = "INSERT INTO never VALUES (new.schedule)"
            self.says_to_database(f"CREATE TABLE never (schedule INTEGER, {never})")
            self.says_to_database(f"CREATE TRIGGER refuse AFTER INSERT ON rsvp BEGIN {insert}; END")
            yield
            self.says_to_database("DROP TRIGGER refuse")
            self.says_to_database("DROP TABLE never")
        else:
            self.says_to_database(f"ALTER TABLE rsvp ADD CONSTRAINT never {never}")
            yield
            self.says_to_database("ALTER TABLE rsvp DROP CONSTRAINT never")

    def says_to_database(self, statement: str) -> None:
        """Changes what is stored, behind Prime's back."""
        with self.prime.services.db.begin() as session:
            session.connection().exec_driver_sql(statement)

    # Time

    def settle(self) -> None:
        """Lets the bot finish what it has begun: tasks, and the outbox at Slack's pace on our clock."""
        self.box.wait_quiet()
        for _ in range(400):
            self.prime.background.finish()
            if self.prime.resume():
                continue
            sent = self.prime.tick.drain()
            if not sent and ("" in self.prime.tick.refused or not self._soon_due()):
                return
            if not sent:
                self.clock.advance(timedelta(seconds=1))
        raise AssertionError("the outbox does not come to rest")

    def _soon_due(self) -> bool:
        with self.prime.services.db.read() as session:
            due = next_due(session)
        return due is not None and due <= self.clock.now() + timedelta(seconds=70)

    def later(self, **duration: float) -> None:
        """Time passes: sweeps run as they would, the outbox is sent."""
        self.clock.advance(timedelta(**duration))
        self.prime.tick.sweep()
        self.settle()

    def at(self, when: datetime) -> None:
        """It is `when`."""
        self.clock.set(when)
        self.prime.tick.sweep()
        self.settle()


def _address(name: str) -> str:
    plain = name.lower().replace(" ", ".").encode("ascii", "ignore").decode()
    return f"{plain}@example.org"
