"""On Mondays an organiser has one message: what waits for them, and the club's week below it."""

from datetime import timedelta

from club.digest import Wishes
from handlers import names
from sandbox.driver.person import Person
from storage.wishes import save_wishes
from tests.stories.club import OF_COURSE, Club, paris
from tests.stories.outage import stages
from tests.stories.test_organising import organiser

WEEK, MONDAY = "Semaine du 18 janvier", paris(2027, 1, 18, 9, 0)


def messages(club: Club, person: Person) -> list[str]:
    """The top-level text of every message of Prime's to them alone."""
    dm = club.box.workspace.dm_with(person.id)
    return [one["text"] for one in person.messages(in_=dm.id) if not one.get("is_ephemeral")]


def two_due_on_monday(club: Club) -> None:
    club.later(minutes=1)  # Prime has begun: a week that opened before has no daybook
    for title, hour in (("Forum Chaleur fatale", 9), ("Atelier Étuves", 14)):
        club.plans(title, starts=paris(2027, 1, 29, hour, 30), deadline=paris(2027, 1, 25, hour, 30))


def test_what_waits_and_the_week_are_one_message_kept_true(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    two_due_on_monday(club)
    club.at(MONDAY - timedelta(minutes=1))
    before = len(messages(club, odile))
    for minutes in (0, 1, 30, 300):
        club.at(MONDAY + timedelta(minutes=minutes))
    [only] = messages(club, odile)[before:]
    assert only.startswith("2 points vous attendent")
    odile.opens_dm()
    odile.sees("Votre point du lundi 18 janvier 2027")
    odile.sees("Atelier Étuves")
    odile.sees(WEEK)
    odile.sees("Forum Chaleur fatale, ven. 29 janv., 9 h 30 : 2 sans réponse")
    ana.types("/prime rsvp chaleur oui")
    club.later(minutes=2)
    odile.sees("Forum Chaleur fatale, ven. 29 janv., 9 h 30 : 1 oui, 1 sans réponse")
    odile.clicks("Je ne viens pas", within="Atelier Étuves")
    club.later(minutes=2)
    odile.sees("✅ Atelier Étuves : vous ne venez pas.")
    odile.sees(WEEK)
    assert len(messages(club, odile)) == before + 1
    assert stages(club, names.DAYBOOK)["merged"] == 1


def test_a_button_of_the_week_answers_beside_it(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    two_due_on_monday(club)
    club.at(MONDAY)
    odile.opens_dm()
    ana.types("/prime rsvp atelier non")
    before = club.dms(ana)
    odile.clicks("Relancer", within="Forum Chaleur fatale, ven.")
    club.settle()
    assert club.dms(ana) == before + 1
    odile.sees(WEEK)
    odile.sees("Votre point du lundi 18 janvier 2027")


def test_with_nothing_else_the_week_is_a_message_of_its_own(club: Club) -> None:
    odile = organiser(club)
    club.later(minutes=1)
    club.at(MONDAY)
    assert messages(club, odile)[-1].startswith(OF_COURSE)
    assert stages(club, names.DIGEST) == {}


def test_the_week_comes_at_the_hour_that_its_reader_chose(club: Club) -> None:
    odile = organiser(club)
    two_due_on_monday(club)
    with club.prime.services.db.begin() as session:
        save_wishes(session, club.members["Odile Garnier"], Wishes(hour=11))
    club.at(MONDAY)
    before = len(messages(club, odile))
    club.at(MONDAY + timedelta(hours=2))
    assert len(messages(club, odile)) == before + 1
    odile.opens_dm()
    odile.sees(WEEK)


def test_whoever_is_away_has_the_week_alone_and_what_waits_after_it(club: Club) -> None:
    odile = organiser(club)
    two_due_on_monday(club)
    away = Wishes(absent_from=MONDAY.date(), absent_to=MONDAY.date())
    with club.prime.services.db.begin() as session:
        save_wishes(session, club.members["Odile Garnier"], away)
    club.at(MONDAY)
    assert messages(club, odile)[-1].startswith(OF_COURSE)
    club.at(MONDAY + timedelta(days=1))
    assert messages(club, odile)[-1].startswith("2 points vous attendent")
