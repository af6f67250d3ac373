"""Many members who want the same few seats at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from club.ids import EventId
from handlers.events.rsvp import service
from handlers.events.shared import outcomes as out
from storage.people import Person
from tests.handlers.events.guests.house import NOW, House

SEATS, THREADS = 5, 20


def members(house: House) -> list[Person]:
    return [house.joins(f"Membre {number}") for number in range(THREADS)]


def all_at_once(house: House, event_id: EventId, people: list[Person]) -> list[out.AnswerOutcome]:
    """Everybody says yes together, each from a thread of their own."""
    together = Barrier(len(people))

    def answer(person: Person) -> out.AnswerOutcome:
        together.wait(30)
        return service.answer_yes(house.services, event_id, person, NOW)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(answer, people))


def all_leave(house: House, event_id: EventId, people: list[Person]) -> list[out.AnswerOutcome]:
    """Everybody who holds a seat gives it back together."""
    together, later = Barrier(len(people)), NOW + timedelta(minutes=1)

    def leave(person: Person) -> out.AnswerOutcome:
        together.wait(30)
        return service.answer_no(house.services, event_id, person, later, sure=True)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(leave, people))


def assert_seats(house: House, event_id: EventId, people: list[Person]) -> None:
    """As many sit as there are seats; everybody else waits, each at a place of their own."""
    standings = [house.stands(event_id, person) for person in people]
    assert sum(one.rsvp.seats for one in standings) == SEATS
    assert {one.room.taken for one in standings} == {SEATS}
    waiting = [one for one in standings if one.waiting]
    assert len(waiting) == len(people) - SEATS
    assert all(one.rsvp.seats == 0 for one in waiting)
    places = sorted(rank for one in waiting for rank in one.ranks.values())
    assert places == list(range(1, len(waiting) + 1))
