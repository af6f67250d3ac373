"""An event with a place and a link: one comes on site or remotely, and each is counted for itself."""

import csv
import json
from io import StringIO

import pytest

from club.ids import EventId
from club.seating import Room
from handlers.events.on_behalf.service import Refusal, Wish
from handlers.events.on_behalf.service import answer as answer_for
from sandbox.driver.person import Person
from storage.recount import recount
from storage.seats import get_room
from tests.stories.club import FIRST, Club, paris
from tests.stories.said import (
    ACCEPT,
    ASK_SEAT,
    CONFIDENTIAL,
    EDIT,
    EMAIL_FIELD,
    EXPORT,
    FUNCTION_FIELD,
    NAME_FIELD,
    SHOW_ANSWERS,
)
from tests.stories.test_organising import organiser

LINK = "https://visio.example.org/prime-7F3K"
ON_SITE, REMOTELY, FOLLOW = "Je viens sur place", "Je participe à distance", "Suivre à distance"
STAY = "Je reste à distance"
FIELDS = {"place": "Lieu", "link": "Lien de visioconférence", "seats": "Places"}


def room_of(club: Club, event_id: EventId = FIRST) -> Room:
    """How full the event is; every figure kept is what it counts."""
    with club.prime.services.db.begin() as session:
        assert recount(session) == []
    with club.prime.services.db.read() as session:
        return get_room(session, club.event(event_id))


def says_how(person: Person, how: str) -> None:
    person.types(f"/prime rsvp forum oui {how}")


def edits(club: Club, odile: Person, **fields: str) -> None:
    odile.types("/prime activite")
    odile.clicks(EDIT)
    for field, value in fields.items():
        odile.fills(FIELDS[field], value)
    odile.submits()
    club.settle()


def on_card(person: Person, button: str) -> None:
    person.opens("club-prime")
    person.clicks(button)


@pytest.fixture
def both(club: Club) -> Club:
    """Two chairs, and a link."""
    club.plans("Forum", capacity=2, video_url=LINK)
    return club


def test_each_way_is_chosen_by_one_click_and_counted_for_itself(both: Club) -> None:
    ana, luc, eva = (both.joins(name) for name in ("Ana Berger", "Luc Roy", "Eva Noll"))
    on_card(ana, ON_SITE)
    ana.sees("Votre place sur place est confirmée")
    for person in (luc, eva):
        on_card(person, REMOTELY)
        person.sees("Vous participez à distance")
    assert room_of(both) == Room(2, 1, 0, 2)
    ana.opens("club-prime")
    ana.sees("1 place prise sur 2 · 2 à distance")
    ana.types("/prime rsvp forum")
    ana.sees("Vous participez sur place")
    luc.types("/prime rsvp forum")
    luc.sees("Vous participez à distance")


def test_the_link_is_never_full_and_no_chair_is_sold_twice(both: Club) -> None:
    people = [both.joins(f"Membre {name}") for name in "ABCDE"]
    for person in people[:3]:
        says_how(person, "sur place")
    people[2].sees("rang 1")
    for person in people[3:]:
        says_how(person, "à distance")
    assert room_of(both) == Room(2, 2, 1, 2)
    people[0].opens("club-prime")
    people[0].sees("Complet · 2 à distance · 1 demande en attente")


def test_who_waits_for_a_chair_follows_meanwhile_and_keeps_the_rank(both: Club) -> None:
    ana, luc, eva, max_ = (both.joins(name) for name in ("Ana", "Luc Roy", "Eva Noll", "Max Colin"))
    for person in (ana, luc, eva, max_):
        says_how(person, "sur place")
    on_card(eva, REMOTELY)
    eva.sees("Rang 1 en salle ; d’ici là, à distance.")
    assert room_of(both) == Room(2, 2, 2, 1)
    ana.types("/prime rsvp forum non")
    ana.submits()
    both.settle()
    assert room_of(both) == Room(2, 2, 1, 0)
    eva.types("/prime rsvp forum")
    eva.sees("Vous participez sur place")
    max_.types("/prime rsvp forum")
    max_.sees("rang 1")
    max_.clicks(FOLLOW)
    max_.sees("Rang 1 en salle ; d’ici là, à distance.")


def test_a_chair_is_given_up_for_the_link_and_goes_to_who_waits_once_that_is_confirmed(both: Club) -> None:
    ana, luc, eva = (both.joins(name) for name in ("Ana Berger", "Luc Roy", "Eva Noll"))
    for person in (ana, luc, eva):
        says_how(person, "sur place")
    on_card(ana, REMOTELY)
    assert room_of(both) == Room(2, 2, 1, 0)
    ana.submits()
    both.settle()
    assert room_of(both) == Room(2, 2, 0, 1)
    eva.opens_dm()
    eva.sees("Une place s’est libérée")
    assert [LINK in content.decode() for _, content in ana.files()] == [False, True]


def test_from_the_link_to_a_chair_and_after_the_deadline_by_request(both: Club) -> None:
    odile, ana = organiser(both), both.joins("Ana Berger")
    says_how(ana, "à distance")
    on_card(ana, ON_SITE)
    assert room_of(both) == Room(2, 1, 0, 0)
    on_card(ana, REMOTELY)
    both.at(paris(2027, 1, 25, 10, 0))
    on_card(ana, ASK_SEAT)
    ana.submits()
    assert room_of(both) == Room(2, 0, 0, 1)
    odile.opens_dm()
    odile.clicks(ACCEPT)
    both.settle()
    assert room_of(both) == Room(2, 1, 0, 0)


def test_the_link_is_open_after_the_deadline_and_once_it_has_begun(both: Club) -> None:
    odile, ana, luc = organiser(both), both.joins("Ana Berger"), both.joins("Luc Roy")
    says_how(luc, "sur place")
    both.at(paris(2027, 1, 25, 10, 0))
    on_card(ana, REMOTELY)
    assert room_of(both) == Room(2, 1, 0, 1)
    both.at(paris(2027, 1, 28, 10, 0))
    on_card(luc, REMOTELY)
    assert room_of(both) == Room(2, 0, 0, 2)
    odile.opens_dm()
    odile.sees("1 place rendue")


def test_an_offered_chair_is_taken_or_left_for_the_link(both: Club) -> None:
    ana, luc, eva = (both.joins(name) for name in ("Ana Berger", "Luc Roy", "Eva Noll"))
    for person in (ana, luc, eva):
        says_how(person, "sur place")
    says_how(eva, "à distance")
    both.at(paris(2027, 1, 28, 8, 0))
    ana.types("/prime rsvp forum non")
    ana.submits()
    both.settle()
    assert room_of(both) == Room(2, 2, 0, 1)
    eva.opens_dm()
    eva.clicks(STAY)
    both.settle()
    assert room_of(both) == Room(2, 1, 0, 1)
    eva.types("/prime rsvp forum")
    eva.sees("Vous participez à distance")


def test_a_yes_without_how_is_asked_once(both: Club) -> None:
    ana = both.joins("Ana Berger")
    ana.types("/prime rsvp forum oui")
    ana.sees("Sur place ou à distance ?")
    assert room_of(both) == Room(2, 0, 0, 0)
    ana.clicks(REMOTELY)
    assert room_of(both) == Room(2, 0, 0, 1)
    ana.types("/prime rsvp forum oui")
    ana.sees("Vous participez à distance")


def test_the_link_alone_has_room_for_everybody(club: Club) -> None:
    club.plans("Forum", capacity=1, place="", video_url=LINK)
    people = [club.joins(f"Membre {name}") for name in "ABC"]
    for person in people:
        person.types("/prime rsvp forum oui")
        person.sees("Vous participez à distance")
    assert room_of(club) == Room(None, 0, 0, 3)
    people[0].opens("club-prime")
    people[0].sees("3 à distance")


def test_a_party_comes_one_way_and_its_organisers_read_which(both: Club) -> None:
    odile, ana = organiser(both), both.joins("Ana Berger")
    says_how(ana, "à distance")
    ana.types("/prime rsvp forum +1")
    ana.fills(NAME_FIELD, "Paul Besson")
    ana.fills(EMAIL_FIELD, "paul@example.org")
    ana.fills(FUNCTION_FIELD, "Chargé d’énergie")
    ana.ticks(CONFIDENTIAL)
    ana.submits()
    assert room_of(both) == Room(2, 0, 0, 2)
    odile.types("/prime activite")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("oui, 2 places · à distance")
    on_card(ana, ON_SITE)
    assert room_of(both) == Room(2, 2, 0, 0)


def test_the_calendar_is_written_anew_with_each_turn_of_the_way(both: Club) -> None:
    ana = both.joins("Ana Berger")
    says_how(ana, "sur place")
    on_card(ana, REMOTELY)
    on_card(ana, ON_SITE)
    files = [content.decode() for _, content in ana.files()]
    assert [LINK in one for one in files] == [False, True, False]
    numbers = [int(one.partition("SEQUENCE:")[2].split()[0]) for one in files]
    assert numbers == sorted(set(numbers))
    assert len({one.partition("UID:")[2].split()[0] for one in files}) == 1


def test_the_eve_says_how_one_comes(both: Club) -> None:
    ana, luc = both.joins("Ana Berger"), both.joins("Luc Roy")
    says_how(ana, "sur place")
    says_how(luc, "à distance")
    both.at(paris(2027, 1, 27, 9, 30))
    told = {name: json.dumps(one.messages(), ensure_ascii=False) for name, one in (("a", ana), ("l", luc))}
    assert [LINK in one for one in told.values()] == [False, True]
    assert "Vous participez sur place" in told["a"]
    assert "Vous participez à distance" in told["l"]


def test_a_larger_party_follows_at_once_and_waits_at_the_end_of_the_line(both: Club) -> None:
    ana, luc, eva, max_ = (both.joins(name) for name in ("Ana", "Luc Roy", "Eva Noll", "Max Colin"))
    for person in (ana, luc, eva, max_):
        says_how(person, "sur place")
    says_how(eva, "à distance")
    eva.types("/prime rsvp forum +1")
    eva.sees("Un groupe plus grand passe en fin de file")
    eva.fills(NAME_FIELD, "Paul Besson")
    eva.fills(EMAIL_FIELD, "paul@example.org")
    eva.fills(FUNCTION_FIELD, "Chargé d’énergie")
    eva.ticks(CONFIDENTIAL)
    eva.submits()
    assert room_of(both) == Room(2, 2, 2, 2)
    eva.types("/prime rsvp forum")
    eva.sees("rang 2")


def test_fewer_chairs_cost_nobody_one_and_the_link_counts_for_none(both: Club) -> None:
    odile = organiser(both)
    people = [both.joins(f"Membre {name}") for name in "ABCD"]
    for person, how in zip(people, ("sur place", "sur place", "à distance", "à distance"), strict=True):
        says_how(person, how)
    edits(both, odile, seats="1")
    odile.sees("1 de trop")
    assert room_of(both) == Room(1, 2, 0, 2)
    edits(both, odile, seats="3")
    says_how(people[2], "sur place")
    assert room_of(both) == Room(3, 3, 0, 1)


# Whoever says it, and wherever it is read


def _answers_for(who: Person, name: str, answer: str) -> None:
    who.types("/prime repondre")
    who.fills("Qui ?", name)
    who.ticks(answer)
    who.submits()


def test_somebody_answers_for_a_colleague_either_way(both: Club) -> None:
    ana, luc = both.joins("Ana Berger"), both.joins("Luc Roy")
    _answers_for(ana, "Luc Roy", "Participe à distance")
    ana.sees("Luc Roy participe à distance")
    assert room_of(both) == Room(2, 0, 0, 1)
    luc.opens_dm()
    luc.sees("Vous participez à distance")


def test_nobody_answers_by_a_link_that_the_event_does_not_have(both: Club) -> None:
    for name in ("Ana Berger", "Luc Roy"):
        both.joins(name)
    workshop = both.plans("Atelier")
    wish = Wish(workshop, both.members["Luc Roy"], coming=True, remote=True)
    done = answer_for(both.prime.services, wish, both.members["Ana Berger"], both.clock.now())
    assert done is Refusal.NO_LINK
    assert both.seats("Luc Roy", workshop) == 0


def test_whoever_brings_somebody_says_how_in_the_same_form(both: Club) -> None:
    ana = both.joins("Ana Berger")
    _brings(ana, "À distance")
    assert room_of(both) == Room(2, 0, 0, 2)
    luc = both.joins("Luc Roy")
    _brings(luc, "Sur place")
    assert room_of(both) == Room(2, 2, 0, 2)


def _brings(person: Person, way: str) -> None:
    person.types("/prime rsvp forum +1")
    person.fills(NAME_FIELD, f"Paul {person.id}")
    person.fills(EMAIL_FIELD, f"{person.id}@guest.example.org")
    person.fills(FUNCTION_FIELD, "Chargé d’énergie")
    person.ticks(way)
    person.ticks(CONFIDENTIAL)
    person.submits()


def test_a_plain_sentence_is_asked_how_as_well(both: Club) -> None:
    ana = both.joins("Ana Berger")
    ana.types("/prime je viendrai au forum")
    ana.clicks("Confirmer")
    ana.sees("Sur place ou à distance ?")
    assert room_of(both) == Room(2, 0, 0, 0)
    ana.clicks(REMOTELY)
    assert room_of(both) == Room(2, 0, 0, 1)


def test_the_file_the_attendance_and_the_year_know_both(both: Club) -> None:
    odile, ana, luc = organiser(both), both.joins("Ana Berger"), both.joins("Luc Roy")
    says_how(ana, "sur place")
    says_how(luc, "à distance")
    odile.types("/prime activite")
    odile.clicks(EXPORT)
    both.settle()
    rows = {row["Nom"]: row for row in _rows(odile.files()[-1][1])}
    assert rows["Ana Berger"]["Sur place ou à distance"] == "sur place"
    assert rows["Luc Roy"]["Sur place ou à distance"] == "à distance"
    assert LINK not in str(rows)
    both.at(paris(2027, 1, 28, 9, 0))
    luc.opens_dm()
    luc.clicks("J’y suis")
    both.at(paris(2027, 1, 28, 18, 0))
    odile.types("/prime activite")
    odile.clicks("Noter les présences…")
    odile.sees("Luc Roy, Verrerie Ardoin · à distance")
    odile.submits()
    luc.types("/prime bilan")
    luc.sees("dont 1 à distance")
    ana.types("/prime bilan")
    ana.sees_not("à distance")


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


# The event changes its ways
