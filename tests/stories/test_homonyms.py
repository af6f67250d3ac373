"""Two members of one name, wherever organisers act on a list; what the exported list says of members."""

import csv
from io import StringIO

from club.ids import SlackId
from handlers.belonging.directory.listeners import on_options
from handlers.kit.interaction import Interaction
from handlers.kit.people import PEOPLE
from sandbox.driver.person import Person
from scheduler.profiles import fetch
from storage.people import add_company, add_member, change_member, get_visitor
from storage.search import Vocabulary
from tests.stories.club import Club, paris
from tests.stories.said import ASK_SEAT, EDIT, EXPORT, SHOW_ANSWERS
from tests.stories.test_organising import organiser, publishes


def twins(club: Club) -> tuple[Person, Person]:
    """Two of one name and company; the first buys, the second leads."""
    first = club.joins("Ana Berger")
    slack_id = SlackId("UANATWO")
    second = club._enters(slack_id, "Ana Berger", email="ana.b@example.org")
    with club.prime.services.db.begin() as session:
        company = add_company(session, "Verrerie Ardoin")
        mine = add_member(
            session, "Ana Berger", slack_id=slack_id, email="ana.b@example.org", company_id=company
        )
        change_member(session, club.members["Ana Berger"], function="Acheteuse")
        change_member(session, mine, function="Directrice")
    fetch(club.prime.services, slack_id, club.clock.now())
    return first, second


def test_in_the_answers_the_attendance_and_the_file(club: Club) -> None:
    odile, (first, second) = organiser(club), twins(club)
    club.plans("Forum")
    for one in (first, second):
        one.types("/prime rsvp forum oui")
    odile.types("/prime activite forum")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("Ana Berger (Acheteuse) : oui")
    odile.sees("Ana Berger (Directrice) : oui")
    odile.closes()
    odile.clicks(EXPORT)
    odile.opens_dm()
    text = odile.files()[-1][1].decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))[1:]
    assert sorted(row[2:4] for row in rows) == [
        ["Acheteuse", "ana.berger@example.org"],
        ["Directrice", "ana.b@example.org"],
    ]
    club.at(paris(2027, 1, 28, 10, 0))
    odile.types("/prime activite forum")
    odile.clicks("Noter les présences…")
    odile.sees("Ana Berger, Acheteuse, Verrerie Ardoin")
    odile.sees("Ana Berger, Directrice, Verrerie Ardoin")


def test_in_requests_to_decide(club: Club) -> None:
    odile, (first, _) = organiser(club), twins(club)
    club.plans("Forum")
    club.at(paris(2027, 1, 25, 9, 30))
    first.types("/prime rsvp forum oui")
    first.clicks(ASK_SEAT)
    first.submits()
    odile.opens_dm()
    odile.sees("Ana Berger (Acheteuse, ana.berger@example.org), Verrerie Ardoin,")


def test_a_name_that_nobody_else_bears_stands_alone(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    club.plans("Forum")
    tom.types("/prime rsvp forum oui")
    odile.types("/prime activite forum")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("Tom Sauvage : oui")


def test_in_a_picker_they_read_apart_and_an_address_is_the_organisers_alone(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    twins(club)
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Ana Berger"], function="Directrice")
    assert picked(club, tom) == ["Ana Berger · Directrice · Verrerie Ardoin"] * 2
    assert picked(club, odile) == [
        "Ana Berger · Directrice · ana.b@example.org · Verrerie Ardoin",
        "Ana Berger · Directrice · ana.berger@example.org · Verrerie Ardoin",
    ]


def picked(club: Club, person: Person) -> list[str]:
    """The options that the select of members gives this person for “berger”."""
    with club.prime.services.db.read() as session:
        visitor = get_visitor(session, SlackId(person.id), club.clock.now())
    interaction = Interaction(
        PEOPLE, visitor, club.prime.services.words["fr"], club.clock.now(), text="berger"
    )
    reply = on_options(Vocabulary(), interaction, club.prime.services)
    return sorted(one["text"]["text"] for one in reply.options or [])


def test_formulas_in_a_members_function_stay_words_in_the_file(club: Club) -> None:
    odile, tom = organiser(club), club.joins("Tom Sauvage")
    club.plans("Forum")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Tom Sauvage"], function="=HYPERLINK(1)")
    tom.types("/prime rsvp forum oui")
    odile.types("/prime activite forum")
    odile.clicks(EXPORT)
    odile.opens_dm()
    assert "'=HYPERLINK(1)" in odile.files()[-1][1].decode()


def test_fewer_seats_than_are_held_is_said_by_how_many(club: Club) -> None:
    odile = organiser(club)
    people = [club.joins(name) for name in ("Tom Sauvage", "Ida Perrin", "Noe Carlier")]
    publishes(club, odile, **{"Places": "3"})
    for one in people:
        one.types("/prime rsvp forum oui")
    odile.types("/prime activite chaleur")
    odile.clicks(EDIT)
    odile.fills({"Places": "1"})
    odile.submits()
    odile.sees(
        "c’est enregistré. ➡️ 2 de trop : 3 places sont tenues, pour 1. Chaque personne garde la sienne."
    )
    odile.types("/prime activite chaleur")
    odile.sees("2 de trop")
    odile.clicks(SHOW_ANSWERS)
    odile.sees("2 de trop")
    assert [club.seats(name) for name in ("Tom Sauvage", "Ida Perrin", "Noe Carlier")] == [1, 1, 1]
