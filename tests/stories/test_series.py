"""An event that comes again: answered for all dates or for each, changed and called off."""

from datetime import time

from club.events import Event, EventState
from club.ids import EventId
from handlers.events.rsvp.service import answer_yes
from storage.people import get_person
from storage.seats import get_answer
from tests.stories.club import CHANNEL, PARIS, Club, paris
from tests.stories.said import GOING, TITLE_FIELD
from tests.stories.series import (
    ALL,
    CHOOSE,
    MONTHLY,
    NEXT_ONES,
    Monthly,
    dates,
    entries,
    held,
    monthly,
    ticks_date,
)

__all__ = ["monthly"]


def answers_yes(club: Club, name: str, event_id: EventId) -> None:
    """By another way than the form."""
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members[name])
    assert person is not None
    answer_yes(club.prime.services, event_id, person, club.clock.now())


def answer_schedule(club: Club, name: str, event: Event) -> int:
    with club.prime.services.db.read() as session:
        return get_answer(session, event.id, club.members[name]).rsvp.schedule


def test_who_says_yes_to_all_gets_every_date_and_one_calendar_file(monthly: Monthly) -> None:
    monthly.clicks_all(monthly.ana)
    assert monthly.seats() == [1] * 12
    assert monthly.seats("Luc Roy") == [0] * 12
    monthly.ana.sees("jeu. 28 janv., 9 h 30 : ✅ Vous venez")
    files = [name for name, _ in monthly.ana.files() if name.endswith(".ics")]
    assert len(files) == 1
    found = entries(monthly.ana)
    assert sorted(start for ((_, _, start),) in found.values()) == MONTHLY
    assert {start.astimezone(PARIS).time() for ((_, _, start),) in found.values()} == {time(9, 30)}
    assert len(held(monthly.ana)) == 12


def test_a_second_click_on_all_writes_nothing_and_sends_no_file(monthly: Monthly) -> None:
    monthly.clicks_all(monthly.ana)
    before = len(monthly.ana.files())
    monthly.clicks_all(monthly.ana)
    assert monthly.seats() == [1] * 12
    assert len(monthly.ana.files()) == before


def test_the_list_has_a_series_once_and_all_of_it_is_answered_from_there(monthly: Monthly) -> None:
    ana, luc = monthly.ana, monthly.luc
    monthly.club.plans("Visite du four", starts=paris(2027, 6, 1, 9, 30))
    ana.types("/prime rsvp")
    ana.sees("Visite du four")
    ana.sees("Et 11 autres dates de la série")
    ana.sees("Vos prochaines activités (2)")
    ana.clicks("Je viens à toutes", within="Et 11 autres dates")
    assert monthly.seats() == [1] * 12
    luc.types("/prime rsvp")
    luc.clicks("Voir les dates…")
    ticks_date(luc, "jeu. 25 mars")
    luc.submits()
    assert monthly.seats("Luc Roy") == [0, 0, 1, *[0] * 9]


def test_yes_to_all_meets_each_date_by_its_own_limits(monthly: Monthly) -> None:
    club, luc = monthly.club, monthly.luc
    monthly.edits(2, "Cette date seule", Places="1")
    club.at(paris(2027, 1, 22, 10, 0))  # answers to the first date are closed
    luc.types("/prime rsvp")
    luc.clicks(GOING, within="jeudi 25 février 2027")
    monthly.clicks_all(monthly.ana)
    assert monthly.seats() == [0, 0, *[1] * 10]
    monthly.ana.sees("jeu. 28 janv., 9 h 30 : Réponses closes")
    monthly.ana.sees("jeu. 25 févr., 9 h 30 : ⏳ En attente, rang 1 : 1 place")
    assert len(held(monthly.ana)) == 10


def test_dates_are_chosen_one_by_one_and_given_back(monthly: Monthly) -> None:
    ana, club = monthly.ana, monthly.club
    ana.opens(CHANNEL)
    ana.clicks(CHOOSE)
    for label in ("jeu. 28 janv.", "jeu. 25 mars", "jeu. 25 nov."):
        ticks_date(ana, label)
    ana.submits()
    club.later(minutes=1)
    assert monthly.seats() == [1, 0, 1, *[0] * 7, 1, 0]
    assert len(held(ana)) == 3
    ana.opens(CHANNEL)
    ana.clicks(CHOOSE)
    ticks_date(ana, "jeu. 25 mars")
    ana.ticks("Je ne viens pas aux autres")
    ana.submits()
    club.later(minutes=1)
    assert monthly.seats() == [1, *[0] * 9, 1, 0]
    assert len(held(ana)) == 2


def test_a_form_left_open_undoes_nothing_that_was_answered_elsewhere(monthly: Monthly) -> None:
    ana, club = monthly.ana, monthly.club
    ana.opens(CHANNEL)
    ana.clicks(CHOOSE)
    ticks_date(ana, "jeu. 25 mars")
    with_first = monthly.ids[0]
    answers_yes(club, "Ana Berger", with_first)
    ana.submits()
    assert monthly.seats() == [1, 0, 1, *[0] * 9]


def test_a_seat_that_others_wait_for_is_given_back_after_a_question(monthly: Monthly) -> None:
    ana, club = monthly.ana, monthly.club
    monthly.edits(2, "Cette date seule", Places="1")
    monthly.clicks_all(ana)
    monthly.clicks_all(monthly.luc)
    ana.opens(CHANNEL)
    ana.clicks(CHOOSE)
    ticks_date(ana, "jeu. 25 févr.")
    ana.submits()
    ana.sees("gardée : d’autres attendent cette place")
    assert monthly.seats()[1] == 1
    ana.clicks("Libérer jeu. 25 févr.…")
    ana.submits()
    club.later(minutes=1)
    assert (monthly.seats()[1], monthly.seats("Luc Roy")[1]) == (0, 1)


def test_a_change_holds_for_one_date_alone(monthly: Monthly) -> None:
    monthly.edits(3, "Cette date seule", Lieu="Lille")
    assert [one.place for one in dates(monthly.club)] == ["Lyon"] * 2 + ["Lille"] + ["Lyon"] * 9
    monthly.ana.opens(CHANNEL)
    monthly.ana.sees("jeudi 25 mars 2027, 9 h 30 – 17 h · Lille")


def test_a_change_holds_for_all_that_follow_and_each_person_hears_of_it_once(monthly: Monthly) -> None:
    ana, luc, club = monthly.ana, monthly.luc, monthly.club
    monthly.edits(2, "Cette date seule", Lieu="Nantes")
    monthly.clicks_all(ana)
    before = club.dms(ana)
    monthly.edits(4, NEXT_ONES.format(8), **{"Heure du début": time(10), TITLE_FIELD: "Forum du club"})
    changed = dates(club)
    assert [one.starts_at.astimezone(PARIS).hour for one in changed] == [9] * 3 + [10] * 9
    assert [one.title for one in changed] == ["Forum Chaleur fatale"] * 3 + ["Forum du club"] * 9
    assert [one.place for one in changed][1] == "Nantes"
    assert [one.deadline.astimezone(PARIS).time() for one in changed[3:]] == [time(10)] * 9
    assert club.dms(ana) == before + 2  # the message, and the file
    assert club.dms(luc) == 0
    ana.opens_dm()
    ana.sees("Modifié : Forum du club, 9 dates à partir du jeu. 22 avr., 10 h")
    assert {said[-1][:2] for said in entries(ana).values()} == {("PUBLISH", 0), ("PUBLISH", 1)}
    ana.clicks("Je les maintiens toutes")
    assert all(answer_schedule(club, "Ana Berger", one) == one.schedule for one in changed)
    ana.sees("✅ Vous venez")


def test_one_date_or_all_that_follow_are_called_off(monthly: Monthly) -> None:
    ana, luc, club = monthly.ana, monthly.luc, monthly.club
    monthly.clicks_all(ana)
    monthly.calls_off(2, "Cette date seule")
    assert [one.state for one in dates(club)].count(EventState.CANCELLED) == 1
    assert len(held(ana)) == 11
    before = club.dms(ana)
    monthly.calls_off(6, NEXT_ONES.format(6))
    assert [one.state is EventState.CANCELLED for one in dates(club)] == [
        False,
        True,
        *[False] * 3,
        *[True] * 7,
    ]
    assert club.dms(ana) == before + 2
    assert club.dms(luc) == 0
    ana.opens_dm()
    ana.sees("Annulé : Forum Chaleur fatale, 7 dates à partir du jeu. 24 juin, 9 h 30")
    ana.sees("Salle en travaux")
    assert len(held(ana)) == 4
    assert len({uid for uid, said in entries(ana).items() if said[-1][0] == "CANCEL"}) == 8
    luc.opens(CHANNEL)
    luc.clicks(ALL)
    assert monthly.seats("Luc Roy") == [1, 0, 1, 1, 1, *[0] * 7]


def test_both_ways_are_answered_for_all(club: Club) -> None:
    monthly = Monthly(club, **{"Lien de visioconférence": "https://visio.example.org/f"})
    monthly.ana.opens(CHANNEL)
    monthly.ana.clicks("Toutes, à distance")
    monthly.ana.sees("jeu. 28 janv., 9 h 30 : ✅ Vous participez à distance")
    assert monthly.seats() == [1] * 12
