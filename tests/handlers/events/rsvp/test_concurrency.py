"""Two at once, and twenty at once: seats are sold once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from club.seating import Stage
from handlers.events.rsvp import service
from handlers.events.shared import outcomes as out
from tests.handlers.events.guests.house import NOW, House
from tests.handlers.events.rsvp.rush import SEATS, all_at_once, all_leave, assert_seats, members


def test_twenty_threads_on_five_seats_sell_exactly_five(house: House) -> None:
    event_id, people = house.plans(SEATS), members(house)
    outcomes = all_at_once(house, event_id, people)
    assert sum(isinstance(one, out.Coming) for one in outcomes) == SEATS
    assert sum(isinstance(one, out.InLine) for one in outcomes) == len(people) - SEATS
    assert_seats(house, event_id, people)


def test_seats_given_back_at_once_go_to_the_head_of_the_line(house: House) -> None:
    event_id, people = house.plans(SEATS), members(house)
    all_at_once(house, event_id, people)
    seated = [person for person in people if house.stands(event_id, person).answer.coming]
    first = [claim.member_id for claim in sorted(house.claims(Stage.WAITING), key=lambda one: one.line)]
    all_leave(house, event_id, seated)
    now_seated = {person.id for person in people if house.stands(event_id, person).answer.coming}
    assert now_seated == set(first[:SEATS])


def test_the_same_click_from_many_threads_is_one_answer(house: House) -> None:
    event_id, person = house.plans(SEATS), house.joins("Ana Berger")
    together = Barrier(8)

    def click(_: int) -> out.AnswerOutcome:
        together.wait(30)
        return service.answer_yes(house.services, event_id, person, NOW)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(click, range(8)))
    changed = [one.changed for one in outcomes if isinstance(one, out.Coming)]
    assert sorted(changed) == [False] * 7 + [True]
    assert house.stands(event_id, person).room.taken == 1
