"""What organisers look at, read in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias

from club.event_questions import AskedQuestion
from club.events import Event
from club.folding import fold
from club.homonyms import Named, marks
from club.ids import CompanyId, EventId, MemberId
from club.presence import is_settled
from club.seating import LIVE, Claim, Room
from handlers.events.organising.outcomes import EventLine, EventPage
from handlers.events.shared.series import list_following, place_in_series
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from storage.answer_pages import (
    Claimed,
    count_claimed,
    count_parties,
    list_colleagues,
    list_namesakes,
    list_parties_page,
    list_seated_parties,
)
from storage.attendance import (
    Party,
    count_answers,
    count_coming,
    count_present,
    count_unconfirmed,
    list_parties,
)
from storage.care import get_care
from storage.database import Session
from storage.event_questions import Replied, list_questions, list_replies
from storage.events import get_event, list_managed
from storage.guests import Guest
from storage.needs import list_needs
from storage.people import list_companies
from storage.seats import get_room, list_claims

LOOK_BACK = timedelta(days=30)
"""How long an event stays in the organisers' list once it is over."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to an event."""

    event: Event
    parties: Sequence[Party]
    claims: Sequence[Claim] = ()
    """Those that are live."""
    questions: Sequence[AskedQuestion] = ()
    replies: Sequence[Replied] = ()
    needs: Mapping[MemberId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """A page of them, with the figures of all."""

    event: Event
    room: Room
    yes: int
    no: int
    silent: int
    page: Page[Party]
    beside: Mapping[MemberId, Sequence[str]] = field(default_factory=dict)
    """What tells apart two of the whole list who read alike, whatever page the other is on."""
    claimed: Claimed = field(default_factory=Claimed)
    unconfirmed: int = 0
    """Parties that hold seats and have not confirmed them since the event moved."""
    questions: Sequence[AskedQuestion] = ()
    replies: Sequence[Replied] = ()
    needs: Mapping[MemberId, str] = field(default_factory=dict)


def find(services: Services, event_id: EventId) -> Event | None:
    """An event by id."""
    with services.db.read() as session:
        return get_event(session, event_id)


def following(services: Services, event: Event, now: datetime) -> int:
    """How many dates of its series follow it, and can still change."""
    with services.db.read() as session:
        return len(list_following(session, event, now))


def listing(services: Services, asked: ListPosition, now: datetime) -> EventPage:
    """One page of drafts, coming and recent events; those whose title or place holds every word."""
    with services.db.read() as session:
        known = list_managed(session, now, now - LOOK_BACK)
        wanted = fold(asked.words).split()
        found = [event for event in known if all(word in _haystack(event) for word in wanted)]
        missed = "" if found or not wanted else asked.words
        page = Page.cut(found or known, asked._replace(words="") if missed else asked)
        return EventPage(page.with_items([_line(session, event) for event in page.items]), missed)


def is_attendance_settled(services: Services, event: Event, now: datetime) -> bool:
    """Whether who came stands for good."""
    with services.db.read() as session:
        return is_settled(event, get_care(session, event.id).noted_at, now)


def _haystack(event: Event) -> str:
    return fold(f"{event.title} {event.place} {event.host_company}")


def _line(session: Session, event: Event) -> EventLine:
    answers = count_answers(session, event.id)
    unconfirmed = count_unconfirmed(session, event.id) if event.schedule else 0
    place = place_in_series(session, event)
    present = count_present(session, event.id)
    return EventLine(event, get_room(session, event), *answers, present, unconfirmed, place)


def answers_of(session: Session, event: Event) -> Answers:
    """All answers, in the caller's transaction."""
    parties = list_parties(session, event.id, event.schedule)
    claims = [claim for _, claim in list_claims(session, LIVE, event.id)]
    needs = list_needs(session, event.id)
    if not event.asks.count:
        return Answers(event, parties, claims, needs=needs)
    asked = list_questions(session, event.id), list_replies(session, event.id)
    return Answers(event, parties, claims, *asked, needs)


def get_answers(services: Services, asked: ListPosition, size: int) -> AnswersPage | None:
    """A page of the answers to the event whose list it is, beyond the end the last; None for no event."""
    with services.db.read() as session:
        event = get_event(session, EventId(asked.of))
        if event is None:
            return None
        total = count_parties(session, event.id)
        at = asked.within(total, size)
        parties = list_parties_page(session, event.id, event.schedule, at.number * size, size)
        return AnswersPage(
            event,
            get_room(session, event),
            *count_answers(session, event.id),
            Page.of(parties, total, at, size),
            _beside(session, event.id, parties),
            count_claimed(session, event.id),
            count_unconfirmed(session, event.id),
            list_questions(session, event.id) if event.asks.count else (),
            _replies(session, event, parties),
            list_needs(session, event.id, *(one.member_id for one in parties)) if parties else {},
        )


def _replies(session: Session, event: Event, parties: Sequence[Party]) -> Sequence[Replied]:
    members = [one.member_id for one in parties]
    return list_replies(session, event.id, *members) if event.asks.count and members else ()


def _beside(
    session: Session, event_id: EventId, parties: Sequence[Party]
) -> Mapping[MemberId, Sequence[str]]:
    shown = {one.member_id: _named(one) for one in parties}
    colleagues = list_colleagues(session, event_id, {one.company for one in parties})
    everybody = shown | {one: named for one, named in colleagues if one not in shown}
    return dict(zip(everybody, marks(list(everybody.values())), strict=True))


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
    remote: bool = False
    """Whether by the video link."""


Sitting: TypeAlias = dict[str, tuple[Named, bool | None, bool]]
"""People by key, whether they came, and whether by the video link."""


def get_seated(services: Services, event: Event, asked: ListPosition, size: int) -> Page[Seated]:
    """A page of the people who hold seats; beyond the end it is the last."""
    with services.db.read() as session:
        total = count_coming(session, event.id)[1]
        at = asked.within(total, size)
        start = at.number * size
        parties, before = list_seated_parties(session, event.id, event.schedule, start, size)
        people = dict(islice(sitting(parties).items(), before, before + size))
        others = _others(session, event.id, [named for named, *_ in people.values()])
        return Page.of(seated(people, others), total, at, size)


def sitting(parties: Sequence[Party]) -> Sitting:
    """Every person of these parties who holds a seat, by key."""
    people: Sitting = {}
    for party in parties:
        if party.seats and party.with_member:
            people[f"m{party.member_id}"] = (_named(party), party.present, party.remote)
        guests = [guest for guest in party.guests if guest.claim_id is None]
        people |= {f"g{one.id}": (_named(one), one.present, party.remote) for one in guests if party.seats}
    return people


def _others(session: Session, event_id: EventId, people: Sequence[Named]) -> Mapping[str, Named]:
    """Who is on the whole list and may read like one of these."""
    colleagues = list_colleagues(session, event_id, {one.company for one in people})
    namesakes = list_namesakes(session, event_id, {one.name for one in people})
    return {f"m{one}": named for one, named in colleagues} | {f"g{one}": named for one, named in namesakes}


def seated(people: Sitting, others: Mapping[str, Named]) -> list[Seated]:
    """The people as they are called; two of one name are told apart, also from those who stand elsewhere."""
    everybody = {key: named for key, (named, *_) in people.items()}
    everybody |= {key: named for key, named in others.items() if key not in everybody}
    beside = dict(zip(everybody, marks(list(everybody.values())), strict=True))
    return [
        Seated(key, _called(named, beside[key]), came is not False, remote)
        for key, (named, came, remote) in people.items()
    ]


def _called(named: Named, mark: Sequence[str]) -> str:
    return ", ".join(part for part in (named.name, *mark, named.company) if part)


def _named(one: Party | Guest) -> Named:
    return Named(one.name, one.company, one.function, one.email)
