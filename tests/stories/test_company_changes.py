"""A company has another name, becomes one with another, or leaves."""

import pytest
from sqlalchemy import select

from sandbox.driver.person import Person
from storage.companies import list_agreements, list_contacts
from storage.company_changes import MOVES, STAYS, ties
from storage.people import COMPANY, Membership, add_company, get_person, list_companies
from tests.stories.club import Club
from tests.stories.said import GOING, MEMBERS_ONLY
from tests.stories.test_companies import agree, complete

GLASS, FOUNDRY = "Verrerie Ardoin", "Fonderie Morel"


@pytest.fixture
def odile(club: Club) -> Person:
    """An organiser."""
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


def changes(odile: Person, who: str, way: str) -> None:
    """Opens the second step, from the row of somebody of the company."""
    odile.types(f"/prime membres {who}")
    odile.clicks("L’entreprise change…", within=who)
    odile.fills("Qu’est-ce qui change ?", way)
    odile.submits()


def state_of(club: Club, name: str) -> tuple[Membership, str]:
    with club.prime.services.db.read() as session:
        person = get_person(session, club.members[name])
    assert person is not None
    return person.state, person.company


def test_every_tie_to_a_company_is_decided() -> None:
    """Whoever adds a table that names a company says whether it moves with a merger."""
    assert {table.name for table, _ in ties()} == {*MOVES} | STAYS


def test_a_new_name_is_found_and_told(club: Club, odile: Person) -> None:
    ana = club.joins("Ana Berger", GLASS)
    changes(odile, "Ana Berger", "Elle change de nom")
    odile.fills("Nouveau nom", "  Verres   du Rhône ")
    odile.submits()
    odile.sees("✅ C’est fait ; les personnes concernées le savent.")
    ana.opens_dm()
    ana.sees("Votre entreprise s’appelle désormais Verres du Rhône dans le club.")
    ana.types("/prime annuaire rhone")
    ana.sees("Ana Berger")
    ana.types("/prime annuaire ardoin")
    ana.sees("Aucun membre pour « ardoin ».")


def test_a_name_that_is_taken_is_refused_at_the_field(club: Club, odile: Person) -> None:
    club.joins("Ana Berger", GLASS)
    club.joins("Luc Roy", FOUNDRY)
    changes(odile, "Ana Berger", "Elle change de nom")
    for typed, fault in (
        ("FONDERIE MOREL", "Une entreprise porte déjà ce nom : réunissez-les."),
        ("   ", "Indiquez un nom."),
    ):
        odile.fills("Nouveau nom", typed)
        odile.submits()
        assert {key: value.replace("\u00a0", " ") for key, value in odile.errors().items()} == {
            "Nouveau nom": fault
        }
    assert state_of(club, "Ana Berger")[1] == GLASS


def test_two_become_one_with_members_seats_and_answers(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger", GLASS), club.joins("Luc Roy", FOUNDRY)
    event = club.plans("Forum Chaleur fatale")
    luc.opens("club-prime")
    luc.clicks(GOING)
    changes(odile, "Luc Roy", "Elle se réunit avec une autre")
    odile.fills("Quelle entreprise l’accueille ?", GLASS)
    odile.submits()
    assert state_of(club, "Luc Roy") == (Membership.ADMITTED, GLASS)
    assert club.seats("Luc Roy", event) == 1
    luc.opens_dm()
    luc.sees(
        "Fonderie Morel et Verrerie Ardoin ne font plus qu’une entreprise dans le club : Verrerie Ardoin."
    )
    ana.opens_dm()
    ana.sees("ne font plus qu’une entreprise")
    odile.types("/prime membres Luc")
    odile.sees("2 places prises sur 6")
    with club.prime.services.db.begin() as session:
        assert add_company(session, "fonderie morel") == add_company(session, GLASS)


def test_a_company_is_not_united_with_itself(club: Club, odile: Person) -> None:
    club.joins("Ana Berger", GLASS)
    changes(odile, "Ana Berger", "Elle se réunit avec une autre")
    odile.fills("Quelle entreprise l’accueille ?", GLASS)
    odile.submits()
    assert odile.errors() == {"Quelle entreprise l’accueille ?": "Choisissez une autre entreprise."}


def test_a_company_that_leaves_takes_its_members_along(club: Club, odile: Person) -> None:
    ana, luc = club.joins("Ana Berger", GLASS), club.joins("Luc Roy", FOUNDRY)
    club.joins("Rose Petit", GLASS, role="organiser")
    event = club.plans("Forum Chaleur fatale", capacity=1)
    ana.opens("club-prime")
    ana.clicks(GOING)
    luc.opens("club-prime")
    luc.clicks("Attendre une place")
    changes(odile, "Ana Berger", "Elle quitte le club")
    odile.sees("1 adhésion prend fin")
    odile.sees("1 personne qui organise reste")
    odile.submits()
    assert state_of(club, "Ana Berger")[0] is Membership.LEFT
    assert state_of(club, "Rose Petit") == (Membership.ADMITTED, "")
    assert club.seats("Luc Roy", event) == 1
    ana.opens_dm()
    ana.sees("Verrerie Ardoin a quitté le club : votre adhésion prend fin")
    ana.types("/prime rsvp")
    ana.sees(MEMBERS_ONLY)
    with club.prime.services.db.read() as session:
        assert GLASS not in [name for _, name in list_companies(session)]


def test_what_was_done_meanwhile_is_said(club: Club, odile: Person) -> None:
    club.joins("Ana Berger", GLASS)
    hugo = club.joins("Hugo Petit", "ALLICE", role="organiser")
    for person in (odile, hugo):
        changes(person, "Ana Berger", "Elle quitte le club")
    odile.submits()
    hugo.submits()
    hugo.sees("Cette entreprise n’est plus dans le club.")


def test_a_company_that_left_is_back_once_it_is_named_again(club: Club, odile: Person) -> None:
    club.joins("Ana Berger", GLASS)
    changes(odile, "Ana Berger", "Elle quitte le club")
    odile.submits()
    club.later(days=30)
    with club.prime.services.db.begin() as session:
        again = add_company(session, GLASS)
        ended = (
            session.connection().execute(select(COMPANY.c.ended_at).where(COMPANY.c.id == again)).scalar_one()
        )
    assert ended is None


@pytest.mark.parametrize("way", ["Elle se réunit avec une autre", "Elle quitte le club"])
def test_the_public_page_of_a_company_that_is_no_more_ends(club: Club, odile: Person, way: str) -> None:
    ana = club.joins("Ana Berger", GLASS)
    club.joins("Luc Roy", FOUNDRY)
    complete(ana)
    agree(ana)
    with club.prime.services.db.read() as session:
        [glass] = [one for one, agreement in list_agreements(session).items() if agreement.live]
    changes(odile, "Ana Berger", way)
    odile.sees("Sa fiche publique prend fin.")
    if "autre" in way:
        odile.fills("Quelle entreprise l’accueille ?", FOUNDRY)
    odile.submits()
    with club.prime.services.db.read() as session:
        assert not list_agreements(session)[glass].live
        assert list_contacts(session) == {}
    odile.opens_dm()
    odile.sees("Verrerie Ardoin")
