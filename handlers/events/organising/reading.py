"""What organisers look at, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.events import Event
from club.folding import fold
from club.homonyms import Named, marks
from club.ids import CompanyId, EventId
from club.seating import LIVE, Claim, Room, Stage
from handlers.events.organising.outcomes import Line, Listing
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from storage.attendance import Party, count_answers, count_present, count_unconfirmed, list_parties
from storage.database import Session
from storage.events import get_event, list_managed
from storage.guests import Guest
from storage.people import list_companies
from storage.seats import get_room, list_claims

LOOK_BACK = timedelta(days=30)
"""How long an event stays in the organisers' list once it is over."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to an event."""

    event: Event
    room: Room
    yes: int
    no: int
    silent: int
    parties: list[Party]
    claims: Sequence[Claim] = ()
    """Those that are live."""

    def seats(self, *stages: Stage) -> int:
        """Seats claimed in these stages."""
        return sum(claim.seats for claim in self.claims if claim.stage in stages)

    @property
    def unconfirmed(self) -> int:
        """Parties that hold seats and have not confirmed them since the event moved."""
        return sum(bool(party.seats) and not party.confirmed for party in self.parties)


def find(services: Services, event_id: EventId) -> Event | None:
    """An event by id."""
    with services.db.read() as session:
        return get_event(session, event_id)


def listing(services: Services, asked: ListPosition, now: datetime) -> Listing:
    """One page of drafts, coming and recent events; those whose title or place holds every word."""
    with services.db.read() as session:
        known = list_managed(session, now, now - LOOK_BACK)
        wanted = fold(asked.words).split()
        found = [event for event in known if all(word in _haystack(event) for word in wanted)]
        missed = "" if found or not wanted else asked.words
        page = Page.cut(found or known, asked._replace(words="") if missed else asked)
        return Listing(page.with_items([_line(session, event) for event in page.items]), missed)


def _haystack(event: Event) -> str:
    return fold(f"{event.title} {event.place} {event.host_company}")


def _line(session: Session, event: Event) -> Line:
    answers = count_answers(session, event.id)
    unconfirmed = count_unconfirmed(session, event.id) if event.schedule else 0
    return Line(event, get_room(session, event), *answers, count_present(session, event.id), unconfirmed)


def answers_of(session: Session, event: Event) -> Answers:
    """All answers, in the caller's transaction."""
    parties = list_parties(session, event.id, event.schedule)
    claims = [claim for _, claim in list_claims(session, LIVE, event.id)]
    return Answers(event, get_room(session, event), *count_answers(session, event.id), parties, claims)


def get_answers(services: Services, event_id: EventId) -> Answers | None:
    """All answers to an event; None if there is no such event."""
    with services.db.read() as session:
        event = get_event(session, event_id)
        return answers_of(session, event) if event else None


def companies(services: Services, words: str) -> list[tuple[CompanyId, str]]:
    """At most a hundred companies whose name holds the words: as many as a select shows."""
    with services.db.read() as session:
        return list_companies(session, words)


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who holds a seat: `m7` is a member, `g3` a guest."""

    key: str
    called: str
    came: bool
    """As recorded; as long as nothing is, everybody came."""


def seated(parties: Sequence[Party]) -> list[Seated]:
    """Every person who holds a seat, party by party; two of one name are told apart."""
    people: list[tuple[str, Named, bool | None]] = []
    for party in parties:
        if not party.seats:
            continue
        if party.with_member:
            own = Named(party.name, party.company, party.function, party.email)
            people.append((f"m{party.member_id}", own, party.present))
        sitting = [guest for guest in party.guests if guest.claim_id is None]
        people += [(f"g{one.id}", _guest(one), one.present) for one in sitting]
    beside = marks([named for _, named, _ in people])
    return [
        Seated(key, ", ".join(part for part in (named.name, *mark, named.company) if part), came is not False)
        for (key, named, came), mark in zip(people, beside, strict=True)
    ]


def _guest(guest: Guest) -> Named:
    return Named(guest.name, guest.company, guest.function, guest.email)
