"""A year in numbers: to each their own, to a company theirs, to organisers all (article PARTICIPER)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from club.ids import EventId
from club.retention import USUAL, limits
from handlers.belonging.company_changes import service as changes
from handlers.belonging.members import service as members
from handlers.belonging.mydata import service as mydata
from handlers.kit.csv import BYTE_ORDER_MARK
from sandbox.driver.person import Person
from storage.attendance import record_attendance
from storage.people import Person as KnownPerson
from storage.people import Role, add_company, change_member, get_person
from tests.stories.club import PARIS, Club, paris
from tests.stories.polls import opens
from tests.stories.proposals import proposes
from tests.stories.said import GOING, MEMBERS_ONLY, VOTE

GLASS, FOUNDRY = "Verrerie Ardoin", "Fonderie Morel"
FORUM = paris(2027, 1, 28, 9, 30)
AFTER = paris(2027, 2, 1, 10)


@pytest.fixture
def odile(club: Club) -> Person:
    """An organiser, of no company of the alliance."""
    return club.joins("Odile Garnier", "ALLICE", role="organiser")


@pytest.fixture
def ana(club: Club) -> Person:
    return club.joins("Ana Berger", GLASS)


def lives(club: Club, person: Person, name: str, *, present: bool | None = True) -> EventId:
    """An event that somebody comes to, which is over, and where it is noted whether they came."""
    club.later(seconds=30)
    event = club.plans("Forum Chaleur fatale", starts=FORUM)
    person.opens("club-prime")
    person.clicks(GOING)
    club.at(AFTER)
    if present is not None:
        with club.prime.services.db.begin() as session:
            record_attendance(session, event, {club.members[name]: present}, {})
    return event


def read(person: Person, typed: str = "/prime bilan") -> str:
    """What the answer says, with plain spaces."""
    person.types(typed)
    return said(person)


def said(person: Person) -> str:
    return person.screen().replace("\u00a0", " ").replace("\u202f", " ")


def table_of(odile: Person) -> list[list[str]]:
    """The rows of the newest table sent to an organiser."""
    found = [content for name, content in odile.files() if name.endswith(".csv")]
    text = found[-1].decode().removeprefix(BYTE_ORDER_MARK)
    return [line.split(";") for line in text.splitlines()]


def sends(odile: Person) -> list[list[str]]:
    odile.types("/prime bilan")
    odile.clicks("Recevoir le bilan")
    return table_of(odile)


def row_of(rows: Sequence[Sequence[str]], name: str) -> list[str]:
    return next(list(row[1:]) for row in rows if row[0] == name)


def test_a_member_reads_their_year_and_their_company_s(club: Club, ana: Person, odile: Person) -> None:
    lives(club, ana, "Ana Berger")
    proposes(ana)
    shown = read(ana)
    assert "Votre année 2027, à ce jour" in shown
    assert "│   1 activité\n" in shown
    assert "1 réponse dans les temps" in shown
    assert "1 sujet proposé" in shown
    assert "Lu par vous." in shown
    ana.clicks("Voir mon entreprise")
    assert "Verrerie Ardoin, année 2027, à ce jour" in said(ana)
    assert "│   1 activité\n" in said(ana)
    assert "par aucune autre entreprise" in said(ana)


def test_a_sentence_leads_there_and_an_english_reader_reads_english(club: Club, ana: Person) -> None:
    assert "Votre année 2027, à ce jour" in read(ana, "/prime je voudrais voir mon bilan")
    james = club.joins("James Hart", GLASS, locale="en-GB")
    shown = read(james, "/prime summary 2027")
    assert "Your year 2027, so far" in shown
    assert "Nothing is counted for you in 2027: the next event is yours to join." in shown
    james.clicks("See my company")
    assert "Read by your company and the organisers; by no other company." in said(james)


def test_a_yes_that_nobody_noted_is_said_apart(club: Club, ana: Person) -> None:
    lives(club, ana, "Ana Berger", present=None)
    assert "1 réponse oui, présence non notée" in read(ana)


def test_whoever_said_nothing_is_told_kindly(club: Club, ana: Person) -> None:
    assert "Rien n’est encore compté pour vous en 2027 : la prochaine activité vous est ouverte." in read(ana)


def test_of_another_company_nothing_is_shown(club: Club, ana: Person, odile: Person) -> None:
    luc = club.joins("Luc Roy", FOUNDRY)
    lives(club, ana, "Ana Berger")
    shown = read(luc)
    luc.clicks("Voir mon entreprise")
    assert GLASS not in shown + said(luc)
    assert "1 activité sans réponse" in said(luc)


@pytest.mark.parametrize("typed", ["1998", "tout", "9" * 5000, "２０２７"])
def test_a_year_there_is_nothing_of_is_the_present_one(club: Club, ana: Person, typed: str) -> None:
    assert "Votre année 2027, à ce jour" in read(ana, f"/prime bilan {typed}")


def test_guests_and_strangers_read_nothing(club: Club, ana: Person) -> None:
    guest = club.stranger("Paul Besson", is_restricted=True)
    guest.types("/prime bilan")
    guest.sees(MEMBERS_ONLY)


def test_who_represents_another_company_now_reads_that_one_s(club: Club, ana: Person, odile: Person) -> None:
    club.joins("Luc Roy", FOUNDRY)
    lives(club, ana, "Ana Berger")
    read(ana)
    with club.prime.services.db.begin() as session:
        foundry = add_company(session, FOUNDRY)
    done = members.move(club.prime.services, club.members["Ana Berger"], foundry, club.clock.now())
    assert done is members.MembershipOutcome.DONE
    club.later(seconds=30)
    ana.clicks("Voir mon entreprise")
    assert "Fonderie Morel, année 2027" in said(ana)
    rows = sends(odile)
    assert row_of(rows, GLASS)[1] == "1", "history stays where it happened"
    assert row_of(rows, FOUNDRY)[1] == "0"
    assert "│   1 activité\n" in read(ana), "one's own year is one's own"


def test_organisers_read_all_companies_by_name_and_have_it_sent(
    club: Club, ana: Person, odile: Person
) -> None:
    club.joins("Luc Roy", FOUNDRY)
    lives(club, ana, "Ana Berger")
    shown = read(odile)
    assert shown.index(FOUNDRY) < shown.index(GLASS)
    assert "aucun classement" in shown
    rows = sends(odile)
    kinds = {name.rpartition(".")[2] for name, _ in odile.files()}
    assert kinds == {"csv", "png", "html"}
    assert [row[0] for row in rows[1:]] == ["ALLICE", FOUNDRY, GLASS, "Tout le club"]
    assert row_of(rows, GLASS)[1] == row_of(rows, "Tout le club")[1] == "1"
    pages = {name: content.decode() for name, content in odile.files() if name.endswith(".html")}
    assert sorted(pages) == ["2027-bilan-en.html", "2027-bilan-fr.html"]
    for page in pages.values():
        assert "Ana Berger" not in page
        assert GLASS not in page, "a company's numbers are shown to no other"
    assert 'lang="fr"' in pages["2027-bilan-fr.html"]
    assert "The club’s year 2027" in pages["2027-bilan-en.html"]


def test_erased_people_stay_as_numbers(club: Club, ana: Person, odile: Person) -> None:
    luc = club.joins("Luc Roy", GLASS)
    lives(club, ana, "Ana Berger")
    proposes(ana)
    vote(club, ana)
    before = sends(odile)
    services = club.prime.services
    person = get(club, "Ana Berger")
    assert mydata.leave(services, person, club.clock.now()) is mydata.Left.DONE
    club.later(minutes=2)
    assert sends(odile) == before, "at once"
    cut = club.clock.now() + timedelta(days=200)
    assert mydata.apply_limits(services, limits(USUAL, cut, PARIS), cut)["departed members"] == 1
    assert get(club, "Ana Berger").company_id is None
    club.later(minutes=2)
    assert sends(odile) == before, "and once nothing ties the row to the company"
    assert mydata.apply_limits(services, limits(USUAL, cut, PARIS), cut)["departed members"] == 0
    luc.types("/prime bilan")
    luc.clicks("Voir mon entreprise")
    assert "│   1 activité\n" in said(luc)


def vote(club: Club, person: Person) -> None:
    """A secret ballot in which somebody votes, and that closes."""
    opens(club)
    person.opens_dm()
    person.clicks(VOTE)
    person.ticks("Chaleur fatale")
    person.submits()
    club.later(days=30)


def get(club: Club, name: str) -> KnownPerson:
    with club.prime.services.db.read() as session:
        found = get_person(session, club.members[name])
    assert found is not None
    return found


def test_companies_made_one_add_up(club: Club, ana: Person, odile: Person) -> None:
    club.joins("Luc Roy", FOUNDRY)
    lives(club, ana, "Ana Berger")
    with club.prime.services.db.begin() as session:
        glass, foundry = add_company(session, GLASS), add_company(session, FOUNDRY)
    changes.unite(club.prime.services, glass, foundry, get(club, "Odile Garnier"), club.clock.now())
    club.later(minutes=2)
    rows = sends(odile)
    assert [row[0] for row in rows[1:]] == ["ALLICE", FOUNDRY, "Tout le club"]
    assert row_of(rows, FOUNDRY)[1] == "1"


def test_a_suspended_member_s_year_still_counts_for_the_company(
    club: Club, ana: Person, odile: Person
) -> None:
    lives(club, ana, "Ana Berger")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Ana Berger"], state="suspended")
    ana.types("/prime bilan")
    ana.sees(MEMBERS_ONLY)
    assert row_of(sends(odile), GLASS)[1] == "1"


def test_who_organises_no_longer_gets_no_file(club: Club, ana: Person, odile: Person) -> None:
    hugo = club.joins("Hugo Petit", GLASS, role="organiser")
    settle = club.box.settle
    club.box.settle = club.prime.background.finish
    hugo.types("/prime bilan")
    hugo.clicks("Recevoir le bilan")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Hugo Petit"], role=Role.MEMBER.value)
    club.box.settle = settle
    club.settle()
    assert hugo.files() == []
