"""Whatever members and organisers do in whatever order, seats, claims and guests tell the same story."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from club.ids import EventId
from club.seating import ClaimKind, Stage
from handlers.events.guests import companions, representative
from handlers.events.guests.form import FilledGuests, GuestEntry, entry_of
from handlers.events.guests.plan import companions_of
from handlers.events.requests import service
from handlers.events.rsvp import service as rsvp
from handlers.events.shared.outcomes import Participation
from storage.guests import Guest
from storage.line import list_line
from storage.people import Person, Role
from tests.handlers.events.guests.house import LATE, NOW, House, entry, filled, house_of

CAPACITY, MEMBERS = 5, 3


@dataclass(frozen=True)
class Step:
    """One act: of a member, or of an organiser about the oldest request."""

    house: House
    event_id: EventId
    person: Person
    organiser: Person
    now: datetime
    count: int
    number: int


def _bring(step: Step) -> None:
    """Some of those named stay, the others' fields are emptied, one or two are new."""
    known = companions_of(step.house.stands(step.event_id, step.person, step.now))
    shown = [
        entry_of(slot, guest) if slot < step.count else GuestEntry(slot, guest.id)
        for slot, guest in enumerate(known)
    ]
    new = [
        entry(len(known) + n, f"Invité Nom{step.number}x{n}")
        for n in range(min(1 + step.count % 2, 5 - len(known)))
    ]
    form = FilledGuests([*shown, *new], attested=True, choice="together" if step.count else "alone")
    companions.change(step.house.services, step.event_id, step.person, form, step.now)


def _send(step: Step) -> None:
    form = filled(f"Suppléant Nom{step.number}")
    representative.send(step.house.services, step.event_id, step.person, form, step.now)


def _decide(step: Step, how: Callable[..., object], *more: str) -> None:
    if pending := step.house.claims(Stage.REQUESTED):
        claim = pending[step.count % len(pending)]
        how(step.house.services, claim.id, step.organiser, *more, step.now)


ACTS: Mapping[str, Callable[[Step], object]] = {
    "yes": lambda s: rsvp.answer_yes(s.house.services, s.event_id, s.person, s.now),
    "no": lambda s: rsvp.answer_no(s.house.services, s.event_id, s.person, s.now, sure=True),
    "withdraw": lambda s: rsvp.withdraw(s.house.services, s.event_id, s.person, s.now),
    "bring": _bring,
    "send": _send,
    "ask": lambda s: service.ask(s.house.services, s.event_id, s.person, "", s.now),
    "accept": lambda s: _decide(s, service.accept),
    "line": lambda s: _decide(s, service.put_in_line),
    "decline": lambda s: _decide(s, service.decline, "full\n"),
    "late": lambda s: None,
}
STEPS = st.lists(
    st.tuples(st.sampled_from(list(ACTS)), st.integers(0, MEMBERS - 1), st.integers(0, 3)),
    min_size=4,
    max_size=20,
)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(steps=STEPS)
def test_the_books_agree(migrated_file: Path, steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "club.db")
        path.write_bytes(migrated_file.read_bytes())
        house = house_of(f"sqlite:///{path}")
        try:
            _live(house, steps)
        finally:
            house.services.db.dispose()


def _live(house: House, steps: list[tuple[str, int, int]]) -> None:
    event_id, now = house.plans(CAPACITY), NOW
    people = [house.joins(f"Membre {number}") for number in range(MEMBERS)]
    organiser = house.joins("Odile Garnier", role=Role.ORGANISER)
    for number, (interaction, who, count) in enumerate(steps):
        now = (max(now, LATE) if interaction == "late" else now) + timedelta(seconds=1)
        ACTS[interaction](Step(house, event_id, people[who], organiser, now, count, number))
        for person in people:
            _agrees(house.stands(event_id, person, now), house.guests(event_id, person))
        _fits(house, event_id, people[0], now)


def _agrees(participation: Participation, guests: list[Guest]) -> None:
    held = participation.rsvp
    seated = [guest for guest in guests if guest.claim_id is None]
    stands_in = sum(guest.representative for guest in seated)
    if held.seats:
        assert held.seats == 1 + len(seated) - stands_in
        assert stands_in == (not held.with_member)
    else:
        assert not seated
    live = {claim.id for claim in participation.answer.claims}
    assert {guest.claim_id for guest in guests} <= live | {None}
    for claim in participation.answer.claims:
        waiting = [guest for guest in guests if guest.claim_id == claim.id]
        named = sum(guest.representative for guest in waiting)
        own = claim.kind is ClaimKind.PARTY
        assert claim.seats == own + len(waiting) - named
        if claim.kind is not ClaimKind.ADDITION:
            assert named == (not claim.with_member)


def _fits(house: House, event_id: EventId, person: Person, now: datetime) -> None:
    room = house.stands(event_id, person, now).room
    assert room.taken <= CAPACITY
    with house.services.db.read() as session:
        line = list_line(session, event_id)
    assert not line or not room.holds(line[0].seats)
