"""Who of a company follows its dues: they and the organisers see it, they are reminded."""

import json
from typing import Any

import pytest

from sandbox.driver.person import Person
from storage.companies import add_contact
from storage.dues import reads_dues
from storage.erasure import erase
from storage.people import change_member, get_person, list_companies
from tests.stories.club import Club, paris
from tests.stories.test_dues import calls, told

COMPANY = "Verrerie Ardoin"
AMOUNT = "1 200,00"


@pytest.fixture
def odile(club: Club) -> Person:
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger", COMPANY)


@pytest.fixture
def luc(club: Club) -> Person:
    return club.joins("Luc Roy", COMPANY)


def company_id(club: Club) -> int:
    with club.prime.services.db.read() as session:
        return next(one for one, name in list_companies(session) if name == COMPANY)


def becomes_contact(club: Club, name: str) -> None:
    """The company's public contact, who agreed."""
    with club.prime.services.db.begin() as session:
        person = get_person(session, club.members[name])
        assert person is not None
        assert person.company_id is not None
        add_contact(session, person.company_id, person.id, club.clock.now())


def names_them(odile: Person, *names: str) -> None:
    odile.types("/prime cotisations")
    odile.clicks("Interlocuteurs…")
    odile.fills("Interlocuteurs pour les cotisations", list(names))
    odile.submits()
    odile.sees("✅ Noté. Lu par")


def shown(view: dict[str, Any]) -> str:
    """Its words, with plain spaces."""
    return " ".join(json.dumps(view["blocks"], ensure_ascii=False).split())


def home(club: Club, person: Person) -> str:
    person.opens_home()
    return shown(club.box.workspace.homes[person.id])


def sees_amount(club: Club, person: Person) -> bool:
    """Whether what is owed is shown to them by the command; nobody else's home tab shows it."""
    at_home = AMOUNT in home(club, person)
    person.types("/prime cotisations")
    sees = AMOUNT in shown(person.messages()[-1])
    assert sees or not at_home
    return sees


@pytest.mark.parametrize(
    ("named", "readers"),
    [((), {"Ana Berger", "Luc Roy"}), (("Ana Berger",), {"Ana Berger"}), (("Luc Roy",), {"Luc Roy"})],
)
def test_who_is_named_sees_it_and_is_reminded_and_nobody_else(
    club: Club, odile: Person, ana: Person, luc: Person, named: tuple[str, ...], readers: set[str]
) -> None:
    eve = club.joins("Eve Noir", "Aciérie")
    calls(odile, COMPANY)
    if named:
        names_them(odile, *named)
    people = {"Ana Berger": ana, "Luc Roy": luc, "Eve Noir": eve}
    before = {name: told(one, "échéance") for name, one in people.items()}
    club.at(paris(2027, 3, 2, 1))
    club.at(paris(2027, 3, 2, 10))
    reminded = {name for name, one in people.items() if told(one, "échéance") > before[name]}
    assert reminded == readers
    assert {name for name, one in people.items() if sees_amount(club, one)} == readers
    assert sees_amount(club, odile)
    for name, one in people.items():
        one.opens_dm()
        if name not in readers:
            one.sees_not(AMOUNT)
            one.sees_not("C’est réglé…")
    with club.prime.services.db.read() as session:
        theirs = {name for name in people if reads_dues(session, company_id(club), club.members[name])}
    assert theirs == readers


def test_a_colleague_is_told_who_follows_it_and_can_do_nothing_with_an_old_button(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    calls(odile, COMPANY)
    luc.opens_dm()
    luc.clicks("C’est réglé…")
    names_them(odile, "Ana Berger")
    luc.submits()
    luc.sees("Cet appel de cotisation n’existe plus.")
    luc.opens_dm()
    luc.sees("Les cotisations de votre entreprise sont suivies par Ana Berger et l’organisation.")
    luc.sees_not(AMOUNT)
    ana.opens_dm()
    ana.sees("Lu par Ana Berger et l’organisation.")
    luc.types("/prime cotisations")
    luc.sees("sont suivies par Ana Berger")
    luc.sees_not("Qui suit la cotisation…")


def test_the_companys_contact_names_who_follows_it(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    becomes_contact(club, "Luc Roy")
    calls(odile, COMPANY)
    ana.types("/prime cotisations")
    ana.sees_not("Qui suit la cotisation…")
    luc.types("/prime cotisations")
    luc.clicks("Qui suit la cotisation…")
    luc.fills("Interlocuteurs pour les cotisations", ["Ana Berger"])
    luc.submits()
    luc.sees("✅ Noté. Lu par Ana Berger et l’organisation.")
    luc.types("/prime cotisations")
    luc.sees("sont suivies par Ana Berger")
    luc.clicks("Qui suit la cotisation…")
    luc.fills("Interlocuteurs pour les cotisations", [])
    luc.submits()
    luc.sees("✅ Noté. Lu par Ana Berger, Luc Roy et l’organisation.")


def test_the_home_tab_says_a_state_and_no_amount(club: Club, odile: Person, ana: Person, luc: Person) -> None:
    calls(odile, COMPANY)
    names_them(odile, "Ana Berger")
    assert "Cotisation 2027 : appelée, avant le mercredi 31 mars 2027" in home(club, ana)
    for person in (ana, luc, odile):
        assert AMOUNT not in home(club, person)
    for person in (luc, odile):
        assert "Cotisation 2027" not in home(club, person)


def test_where_the_contact_goes_the_company_reads_it_again(
    club: Club, odile: Person, ana: Person, luc: Person
) -> None:
    calls(odile, COMPANY)
    names_them(odile, "Ana Berger")
    with club.prime.services.db.begin() as session:
        other = next(one for one, name in list_companies(session) if name == "ALLICE")
        change_member(session, club.members["Ana Berger"], company_id=other)
    assert sees_amount(club, luc)
    assert not sees_amount(club, ana)
    with club.prime.services.db.begin() as session:
        erase(session, club.members["Ana Berger"], "Ancien membre", club.clock.now())
        left = session.connection().exec_driver_sql("SELECT count(*) FROM duescontact").scalar_one()
    assert left == 0


def test_whoever_may_not_name_names_nobody(club: Club, odile: Person, ana: Person, luc: Person) -> None:
    becomes_contact(club, "Luc Roy")
    calls(odile, COMPANY)
    luc.types("/prime cotisations")
    luc.clicks("Qui suit la cotisation…")
    luc.fills("Interlocuteurs pour les cotisations", ["Luc Roy"])
    club.says_to_database("UPDATE contactconsent SET revoked_at = agreed_at")
    luc.submits()
    luc.sees("Le contact de l’entreprise et l’organisation disent qui suit ses cotisations.")
    assert sees_amount(club, ana)
