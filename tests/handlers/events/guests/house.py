"""A club in a real database, without Slack: who answers, who waits, who is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from club.calendar import default_deadline
from club.events import Event, EventKind, EventState
from club.ids import ClaimId, EventId, GuestId, MemberId, PostingId, SlackId
from club.seating import Claim, Rsvp, Says, Stage
from handlers.events.guests.form import FilledGuests, GuestEntry
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.seats import participation
from handlers.kit.router import RenderContext
from handlers.kit.services import Club, Services
from handlers.words import load
from storage.database import Database
from storage.events import add_event, get_event
from storage.guests import Guest, list_guests
from storage.outbox import claim_due
from storage.people import Person, Role, add_company, add_member, get_person
from storage.postings import Posting, subject_of
from storage.seats import list_claims, save_rsvp

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
START = datetime(2027, 1, 28, 8, 30, tzinfo=UTC)
LATE = START - timedelta(days=3)
STARTED = START + timedelta(hours=1)
ALL = tuple(Stage)


@dataclass
class House:
    """The services, and short ways to fill and read its database."""

    services: Services

    def joins(self, name: str, company: str = "Verrerie Ardoin", role: Role = Role.MEMBER) -> Person:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        slack_id = SlackId("U" + name.upper().replace(" ", ""))
        with self.services.db.begin() as session:
            at = add_company(session, company)
            added = add_member(session, name, email=email, slack_id=slack_id, company_id=at, role=role)
            person = get_person(session, added)
        assert person is not None
        return person

    def plans(self, capacity: int | None = None) -> EventId:
        event = Event(
            id=EventId(0),
            title="Forum Chaleur fatale",
            kind=EventKind.FORUM,
            starts_at=START,
            ends_at=START + timedelta(hours=7),
            deadline=default_deadline(START, PARIS),
            capacity=capacity,
            state=EventState.PUBLISHED,
            published_at=NOW,
        )
        with self.services.db.begin() as session:
            return add_event(session, event)

    def fills(self, event_id: EventId, count: int) -> list[MemberId]:
        """So many members who come."""
        with self.services.db.begin() as session:
            members = [add_member(session, f"Membre {n}", email=f"m{n}@example.org") for n in range(count)]
            for member in members:
                save_rsvp(session, event_id, member, Rsvp(Says.YES, 1), NOW)
        return members

    def stands(self, event_id: EventId, person: Person, now: datetime = NOW) -> Participation:
        with self.services.db.read() as session:
            event = get_event(session, event_id)
            assert event is not None
            return participation(session, event, person.id, now)

    def guests(self, event_id: EventId, person: Person) -> list[Guest]:
        with self.services.db.read() as session:
            return list_guests(session, event_id, person.id)

    def claims(self, *stages: Stage) -> list[Claim]:
        with self.services.db.read() as session:
            return [claim for _, claim in list_claims(session, stages or ALL)]

    def told(self, now: datetime) -> list[tuple[str, SlackId]]:
        """What the outbox would send now, and to whom; each is told once."""
        with self.services.db.begin() as session:
            return [(posting.kind, posting.recipient) for posting in claim_due(session, now, 100)]

    @contextmanager
    def ctx(
        self,
        kind: str,
        event_id: EventId,
        reader: Person,
        claim_id: ClaimId,
        now: datetime,
        *,
        sent: bool = True,
    ) -> Iterator[RenderContext]:
        """What a posting about a claim is rendered from."""
        subject, moment, ts = subject_of(event_id), f"claim:{claim_id}", "1.0" if sent else ""
        posting = Posting(PostingId(1), kind, subject, SlackId("U1"), moment, SlackId("D1"), ts, 0, True)
        with self.services.db.read() as session:
            yield RenderContext(session, posting, reader, self.services.words["fr"], now, self.services)


def house_of(url: str) -> House:
    """Services over a database that is there already."""
    client = WebClient(token="xoxb-x", base_url="http://127.0.0.1:9/", retry_handlers=[])
    club = Club(PARIS, SlackId("C1CLUB"), "le secrétariat")
    return House(Services(Database(url), client, load(PARIS), club))


def entry(slot: int, name: str, guest_id: GuestId | None = None, **other: str) -> GuestEntry:
    """One group of inputs, filled in."""
    typed = {"email": f"{name.lower().replace(' ', '.')}@exemple.fr", "function": "Ingénieure"}
    typed |= {"company": "Verrerie Ardoin"} | other
    return GuestEntry(slot, guest_id, name, **typed)


def filled(*names: str, note: str = "", choice: str = "") -> FilledGuests:
    """A form that names these people, all of them new."""
    entries = [entry(slot, name) for slot, name in enumerate(names)]
    return FilledGuests(entries, attested=True, note=note, choice=choice)


def removing(guest: Guest, *others: Guest) -> FilledGuests:
    """A form in which the first guest's fields were emptied and the others' left."""
    kept = [
        GuestEntry(slot, one.id, one.name, one.email, one.function, one.company)
        for slot, one in enumerate(others, 1)
    ]
    return FilledGuests([GuestEntry(0, guest.id, company=guest.company), *kept], attested=True)
