"""Seats of one company, and seats that organisers keep (article PARTICIPER)."""

import pytest

from club.events import Limits
from club.ids import EventId
from club.seating import Room
from handlers.events.on_behalf.service import Refusal, Wish, answer
from sandbox.driver.person import Person
from storage.attendance import count_coming
from storage.invariants import find_broken
from storage.people import add_company, change_member
from storage.recount import recount
from storage.seats import get_room
from tests.stories.club import FIRST, Club
from tests.stories.said import (
    ASK_SEAT,
    NAME_FIELD,
    PROMOTED,
    SEATED,
    SHOW_ANSWERS,
)
from tests.stories.test_limits import AFTER, brings, edits, odile

__all__ = ["odile"]

FULL = "Les 2 places de votre entreprise sont prises : vous attendez au rang {} pour elle."


def room(club: Club, event_id: EventId = FIRST) -> Room:
    """How full the event is; every figure kept is what it counts, and nobody waits in vain."""
    with club.prime.services.db.begin() as session:
        assert recount(session) == []
    assert find_broken(club.prime.services.db, club.clock.now()) == []
    with club.prime.services.db.read() as session:
        return get_room(session, club.event(event_id))


def says(club: Club, answer: str, *names_: str) -> list[Person]:
    people = [
        club.box.person("U" + "".join(c for c in one.upper() if c.isascii() and c.isalpha())[:9])
        for one in names_
    ]
    for person in people:
        person.types(f"/prime rsvp forum {answer}")
    return people


@pytest.fixture
def three(club: Club) -> Club:
    """Five seats, two a company; three of Ardoin came first."""
    club.plans("Forum", capacity=5, limits=Limits(company=2))
    for name in ("Ana Berger", "Luc Roy", "Eva Noll", "Ida Roux"):
        club.joins(name)
    for name in ("Max Colin", "Zoé Petit"):
        club.joins(name, "Forges du Nord")
    says(club, "oui", "Ana Berger", "Luc Roy", "Eva Noll")
    return club


def test_a_company_that_is_full_waits_while_others_are_seated_behind_it(three: Club) -> None:
    eva = three.box.person("UEVANOLL")
    eva.sees(FULL.format(1))
    ida, max_ = says(three, "oui", "Ida Roux", "Max Colin")
    ida.sees(FULL.format(2))
    max_.sees(SEATED)
    assert room(three) == Room(5, 3, 0)
    ida.opens("club-prime")
    ida.sees("2 places par entreprise")
    eva.types("/prime rsvp forum")
    eva.sees(FULL.format(1))


def test_a_colleagues_seat_goes_to_who_waited_for_the_company_once_that_is_confirmed(three: Club) -> None:
    says(three, "oui", "Ida Roux")
    (ana,) = says(three, "non", "Ana Berger")
    ana.sees("2 demandes attendent votre place")
    ana.submits()
    three.settle()
    eva = three.box.person("UEVANOLL")
    eva.opens_dm()
    eva.sees(PROMOTED)
    (ida,) = says(three, "", "Ida Roux")
    ida.sees(FULL.format(1))
    assert room(three) == Room(5, 2, 0)


def test_who_waits_for_the_company_keeps_the_rank_when_the_room_fills(three: Club) -> None:
    says(three, "oui", "Max Colin", "Zoé Petit")
    three.joins("Léa Morin", "Briqueterie")
    three.joins("Noé Faure", "Briqueterie")
    says(three, "oui", "Léa Morin", "Noé Faure")
    assert room(three) == Room(5, 5, 1)
    (luc,) = says(three, "non", "Luc Roy")
    luc.submits()
    three.settle()
    eva, noe = three.box.person("UEVANOLL"), three.box.person("UNOFAURE")
    assert three.seats("Eva Noll") == 1, "she came before him, and her company has a seat again"
    eva.opens_dm()
    eva.sees(PROMOTED)
    assert three.seats("Noé Faure") == 0
    noe.types("/prime rsvp forum")
    noe.sees("rang 1")


def test_a_limit_lowered_takes_no_seat_and_is_said_and_raised_it_seats_who_waited(
    club: Club, odile: Person
) -> None:
    club.plans("Forum", capacity=9)
    for name in ("Ana Berger", "Luc Roy", "Eva Noll", "Ida Roux"):
        club.joins(name)
    says(club, "oui", "Ana Berger", "Luc Roy", "Eva Noll")
    edits(odile, company="2")
    odile.sees("Verrerie Ardoin : 3 places, au lieu de 2 par entreprise. Chacun garde la sienne.")
    assert [club.seats(name) for name in ("Ana Berger", "Luc Roy", "Eva Noll")] == [1, 1, 1]
    (ida,) = says(club, "oui", "Ida Roux")
    ida.sees(FULL.format(1))
    assert room(club).taken == 3
    edits(odile, company="4")
    club.settle()
    assert club.seats("Ida Roux") == 1
    ida.opens_dm()
    ida.sees(PROMOTED)


def test_a_party_larger_than_what_is_left_chooses_and_one_larger_than_the_limit_is_told(
    club: Club, odile: Person
) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy")
    club.plans("Forum", capacity=9, limits=Limits(company=2))
    brings(ana, "Paul Besson", "Julie Roche")
    assert "venez à 2 au plus." in ana.errors()[f"{NAME_FIELD} (2)"]
    says(club, "oui", "Luc Roy")
    brings(ana, "Paul Besson")
    ana.sees("Il reste 1 place à votre entreprise, pour 2 personnes.")
    ana.submits()
    ana.sees("Il reste 1 place à votre entreprise : vous attendez 2 places, au rang 1 pour elle.")
    assert (club.seats("Ana Berger"), room(club)) == (0, Room(9, 1, 0))


def test_a_late_request_over_the_limit_is_put_in_line_and_says_why(club: Club, odile: Person) -> None:
    club.plans("Forum", capacity=9, limits=Limits(company=1))
    for name in ("Ana Berger", "Luc Roy"):
        club.joins(name)
    says(club, "oui", "Ana Berger")
    club.at(AFTER)
    luc = club.box.person("ULUCROY")
    luc.types("/prime rsvp forum")
    luc.clicks(ASK_SEAT)
    luc.submits()
    club.settle()
    odile.opens_dm()
    odile.sees("Leur entreprise a 1 place sur 1")
    odile.clicks("Mettre en attente")
    club.settle()
    luc.opens_dm()
    luc.sees("La place de votre entreprise est prise : vous attendez au rang 1 pour elle.")
    assert club.seats("Luc Roy") == 0


def test_who_changes_company_moves_both_lines(three: Club) -> None:
    with three.prime.services.db.begin() as session:
        forges = add_company(session, "Forges du Nord")
        change_member(session, three.members["Ana Berger"], company_id=forges)
    three.later(minutes=1)
    assert three.seats("Eva Noll") == 1
    assert room(three) == Room(5, 3, 0)


# Reserved seats


def gives(odile: Person, name: str) -> None:
    odile.types("/prime repondre")
    odile.fills("Qui ?", name)
    odile.fills("Réponse", "Vient, place réservée")
    odile.submits()


def test_reserved_seats_are_given_by_organisers_alone_and_counted_apart(club: Club, odile: Person) -> None:
    for name in ("Ana Berger", "Luc Roy", "Eva Noll"):
        club.joins(name)
    club.plans("Forum", capacity=3, limits=Limits(reserved=1, company=1))
    ana, luc = says(club, "oui", "Ana Berger", "Luc Roy")
    luc.sees("La place de votre entreprise est prise")
    luc.types("/prime repondre")
    luc.sees_not("Vient, place réservée")
    assert room(club) == Room(2, 1, 0, 0, 1, 0)
    gives(odile, "Luc Roy")
    odile.sees("Forum : Luc Roy vient, sur une place réservée.")
    club.settle()
    luc.opens_dm()
    luc.sees("Vous venez")
    assert room(club) == Room(2, 1, 0, 0, 1, 1)
    ana.opens("club-prime")
    ana.sees("1 place prise sur 2 · 1 place réservée (1 donnée)")
    odile.types("/prime activite")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("Luc Roy : oui, 1 place · sur une place réservée")
    odile.sees_not("Ana Berger : oui, 1 place · sur")
    with club.prime.services.db.read() as session:
        assert count_coming(session, FIRST) == (2, 2)
    gives(odile, "Eva Noll")
    assert "plus assez de places réservées" in " ".join(odile.errors().values())
    assert club.seats("Eva Noll") == 0
    luc.types("/prime rsvp forum non")
    club.settle()
    assert room(club) == Room(2, 1, 0, 0, 1, 0)


def test_only_an_organiser_gives_one_whatever_the_form_says(club: Club) -> None:
    club.joins("Ana Berger")
    club.joins("Luc Roy")
    event_id = club.plans("Forum", capacity=3, limits=Limits(reserved=1))
    wish = Wish(event_id, club.members["Luc Roy"], coming=True, reserved=True)
    assert (
        answer(club.prime.services, wish, club.members["Ana Berger"], club.clock.now()) is Refusal.NOT_YOURS
    )


def test_reserved_seats_released_go_to_who_waits_and_given_ones_stay(club: Club, odile: Person) -> None:
    names_ = ("Ana Berger", "Luc Roy", "Eva Noll")
    for name in names_:
        club.joins(name)
    club.plans("Forum", capacity=3, limits=Limits(reserved=2))
    says(club, "oui", *names_)
    assert [club.seats(name) for name in names_] == [1, 0, 0]
    gives(odile, "Luc Roy")
    assert room(club) == Room(1, 1, 1, 0, 2, 1)
    edits(odile, reserved="0")
    assert "gardez-en au moins autant" in odile.errors()["Places réservées"]
    odile.fills("Places réservées", "1")
    odile.submits()
    club.settle()
    assert [club.seats(name) for name in names_] == [1, 1, 1]
    assert room(club) == Room(2, 2, 0, 0, 1, 1)


def test_whoever_holds_a_seat_already_frees_it_by_a_reserved_one(club: Club, odile: Person) -> None:
    for name in ("Ana Berger", "Luc Roy"):
        club.joins(name)
    club.plans("Forum", capacity=2, limits=Limits(reserved=1))
    says(club, "oui", "Ana Berger", "Luc Roy")
    club.at(AFTER)
    gives(odile, "Ana Berger")
    club.settle()
    assert (club.seats("Ana Berger"), club.seats("Luc Roy")) == (1, 1)
    assert room(club) == Room(1, 1, 0, 0, 1, 1)
