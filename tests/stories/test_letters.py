"""An organiser writes to a company that has been silent for long (article PARTICIPER)."""

import pytest

from handlers.belonging.members import writing
from handlers.belonging.mydata import service as mydata
from sandbox.driver.person import Person
from storage.people import Person as Row
from storage.people import get_person
from tests.stories.club import Club, paris

SILENT, WRITE, WORDS = "Fonderie Roussel", "Écrire…", "Votre message"
BEGINS, SENT = "Bonjour", "✅ Message envoyé à Ida Perrin et Tom Sauvage, Fonderie Roussel."


@pytest.fixture
def odile(club: Club) -> Person:
    """Of two companies one has been silent for longer than half a year."""
    odile = club.joins("Odile Garnier", "ALLICE", role="organiser")
    for name, company in (("Ida Perrin", SILENT), ("Tom Sauvage", SILENT), ("Ana Berger", "Verrerie Ardoin")):
        club.joins(name, company)
    club.plans("Forum de janvier", starts=paris(2027, 1, 28, 9, 30))
    club.at(paris(2027, 7, 26, 9, 0))
    club.plans("Forum de septembre", starts=paris(2027, 9, 9, 9, 30))
    club.box.person("UANABERGER").types("/prime rsvp septembre non")
    club.at(paris(2027, 8, 2, 9, 0))
    return odile


def opens(club: Club, odile: Person) -> None:
    for _ in range(2):  # their week's message, then a second of Slack's
        club.later(seconds=5)
    odile.opens_home()
    odile.clicks("Voir ces entreprises…")


def letters(person: Person) -> list[str]:
    return [
        str(one["text"]).replace("\u00a0", " ") for one in person.messages() if "vous écrit" in one["text"]
    ]


def reader(club: Club, name: str) -> Person:
    return club.box.person("U" + "".join(c for c in name.upper() if c.isalpha())[:9])


def test_who_represents_it_reads_the_organisers_words_under_their_name(club: Club, odile: Person) -> None:
    opens(club, odile)
    odile.clicks(WRITE, within=SILENT)
    odile.sees("À : Ida Perrin et Tom Sauvage")
    odile.fills(WORDS, "Venez le 14 :\non parle de vos fours & brûleurs.")
    odile.submits()
    odile.opens_dm()
    odile.sees(SENT)
    club.settle()
    for name in ("Ida Perrin", "Tom Sauvage"):
        person = reader(club, name)
        person.opens_dm()
        person.sees("Odile Garnier, de l’organisation du club, vous écrit")
        person.sees("on parle de vos fours & brûleurs.")
        person.sees("Pour répondre : @Odile Garnier")
        assert len(letters(person)) == 1
    assert letters(reader(club, "Ana Berger")) == []
    opens(club, odile)
    odile.sees("Écrit le lundi 2 août 2027, par Odile Garnier")


def person(club: Club, name: str) -> Row:
    """As they are now."""
    with club.prime.services.db.read() as session:
        found = get_person(session, club.members[name])
    assert found is not None
    return found


def test_a_company_is_left_a_week_whoever_writes_and_a_form_sent_twice_is_one_letter(
    club: Club, odile: Person
) -> None:
    club.joins("Marc Petit", "ALLICE", role="organiser")
    services, now, words = club.prime.services, club.clock.now(), "Bonjour à vous."
    ida = person(club, "Ida Perrin")
    assert ida.company_id is not None
    for _ in range(2):
        writing.write(services, ida.company_id, person(club, "Odile Garnier"), words, now)
    club.settle()
    assert len(letters(reader(club, "Ida Perrin"))) == 1
    marc = reader(club, "Marc Petit")
    opens(club, marc)
    marc.clicks(WRITE, within=SILENT)
    marc.submits()
    (fault,) = marc.errors().values()
    assert "leur a écrit le lundi 2" in fault
    club.later(days=8)
    marc.submits()
    club.settle()
    assert len(letters(reader(club, "Ida Perrin"))) == 2


def test_nothing_typed_is_lost_and_an_empty_letter_is_not_sent(club: Club, odile: Person) -> None:
    opens(club, odile)
    odile.clicks(WRITE, within=SILENT)
    odile.fills(WORDS, " ")
    odile.submits()
    assert list(odile.errors().values()) == ["Écrivez quelques mots."]
    club.says_to_database("UPDATE member SET state = 'left' WHERE name IN ('Ida Perrin', 'Tom Sauvage')")
    odile.fills(WORDS, "Bonjour.")
    odile.submits()
    assert list(odile.errors().values()) == ["Plus personne de cette entreprise n’est joignable dans Slack."]


def test_only_who_organises_now_writes(club: Club, odile: Person) -> None:
    opens(club, odile)
    odile.clicks(WRITE, within=SILENT)
    club.joins("Marc Petit", "ALLICE", role="organiser")
    club.says_to_database("UPDATE member SET role = 'member' WHERE name = 'Odile Garnier'")
    odile.submits()
    club.settle()
    assert letters(reader(club, "Ida Perrin")) == []


def test_a_letter_goes_to_who_represents_the_company_when_it_is_sent(club: Club, odile: Person) -> None:
    """By night it waits for the morning; whoever left meanwhile does not get it."""
    club.at(paris(2027, 8, 2, 21, 0))
    ida = person(club, "Ida Perrin")
    assert ida.company_id is not None
    writing.write(
        club.prime.services, ida.company_id, person(club, "Odile Garnier"), "Bonjour.", club.clock.now()
    )
    club.settle()
    assert letters(reader(club, "Tom Sauvage")) == []
    mydata.leave(club.prime.services, ida, club.clock.now())
    club.at(paris(2027, 8, 3, 9, 5))
    assert len(letters(reader(club, "Tom Sauvage"))) == 1
    assert letters(reader(club, "Ida Perrin")) == []
