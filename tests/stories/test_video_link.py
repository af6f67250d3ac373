"""The video link: those who come by it have it, and organisers; nobody else reads it."""

import json
import logging
from collections.abc import Callable

import pytest

from sandbox.driver.person import Person
from storage.people import add_company, change_member
from tests.stories.club import Club, paris
from tests.stories.said import ACCEPT, ASK_SEAT, EDIT, EXPORT
from tests.stories.test_organising import organiser

HOST = "visio.example.org"
LINK = f"https://{HOST}/prime-7F3K"
RESERVED = "Visioconférence : lien réservé aux personnes qui participent à distance."
PROGRAMME = "Programme et accès"
REMOTELY = "Je participe à distance"


ANSWERS = {
    "sits": "oui sur place",
    "waits": "oui sur place",
    "follows": "oui sur place",
    "remote": "oui à distance",
    "refuses": "non",
    "silent": "",
}


class Audience:
    """Who sits, waits, waits and follows meanwhile, comes by the link, said no, is silent, organises."""

    def __init__(self, club: Club) -> None:
        self.club = club
        self.odile = organiser(club)
        names = ("Ana Berger", "Ida Perrin", "Eva Noll", "Paul Marin", "Luc Roy", "Max Colin")
        self.people = {who: club.joins(name) for who, name in zip(ANSWERS, names, strict=True)}
        club.plans("Forum", capacity=1, video_url=LINK)
        for who, said in ANSWERS.items():
            if said:
                self.people[who].types(f"/prime rsvp forum {said}")
        self.people["follows"].types("/prime rsvp forum oui à distance")

    def everybody(self) -> dict[str, Person]:
        return self.people | {"organiser": self.odile}

    def moves(self) -> None:
        self.odile.types("/prime activite")
        self.odile.clicks(EDIT)
        self.odile.fills("Lieu", "Grenoble")
        self.odile.submits()
        self.club.settle()


def _card(person: Person) -> str:
    person.opens("club-prime")
    return json.dumps(person.messages("club-prime"))


def _list(person: Person) -> str:
    person.types("/prime rsvp forum")
    return person.screen()


def _programme(person: Person) -> str:
    person.opens("club-prime")
    person.clicks(PROGRAMME)
    seen = json.dumps(person.modal)
    person.closes(clear=True)
    return seen


def _home(person: Person) -> str:
    person.opens_home()
    return person.screen()


def _own_data(person: Person) -> str:
    person.types("/prime mes-donnees")
    person.clicks("Recevoir mes données")
    return next(content.decode() for name, content in person.files() if name.startswith("prime-"))


SCREENS: dict[str, tuple[Callable[[Person], str], set[str]]] = {
    "card": (_card, set()),
    "list": (_list, set()),
    "home": (_home, set()),
    "own data": (_own_data, set()),
    "programme": (_programme, {"follows", "remote", "organiser"}),
}
"""How each is read, and by whom the link with it."""


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_shows_the_link_to_those_named_alone(club: Club, screen: str) -> None:
    audience = Audience(club)
    read, named = SCREENS[screen]
    assert {who for who, person in audience.everybody().items() if HOST in read(person)} == named


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What the log has at its usual level, tracebacks too, and all that our own rooms say below it."""
    ours = ("bot", "club", "handlers", "scheduler", "storage")
    lines = logging.Formatter()
    return "\n".join(
        lines.format(one)
        for one in caplog.records
        if one.levelno >= logging.INFO or one.name.partition(".")[0] in ours
    )


@pytest.mark.parametrize(
    "words",
    [
        *("rsvp", "rsvp forum", "activite", "activite forum", "presence", "comptes-rendus", "membres ana"),
        *("journal", "envois", "bilan", "demandes", "mes-donnees", "ailleurs", "date", "calendrier"),
    ],
)
def test_no_command_tells_it_but_to_who_comes_by_it_and_to_organisers(club: Club, words: str) -> None:
    """Its host and somebody suspended are there too."""
    audience = Audience(club)
    company = company_of(club, "Forges du Nord")
    people = audience.everybody() | {"host": club.joins("Hélène Marchal", "Forges du Nord")}
    people["suspended"] = club.joins("Sami Noll")
    club.says_to_database(f"UPDATE event SET host_company_id = {company}")
    with club.prime.services.db.begin() as session:
        change_member(session, club.members["Sami Noll"], state="suspended")
    shown = set()
    for who, person in people.items():
        person.types(f"/prime {words}")
        if HOST in person.screen() + json.dumps(person.modal):
            shown.add(who)
    assert shown <= {"follows", "remote", "organiser"}


def company_of(club: Club, name: str) -> int:
    with club.prime.services.db.begin() as session:
        return add_company(session, name)


def _told(audience: Audience) -> set[str]:
    return {who for who, person in audience.everybody().items() if HOST in json.dumps(person.messages())}


def test_no_message_before_the_eve_tells_it_but_that_of_a_move(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    audience = Audience(club)
    club.at(paris(2027, 1, 14, 10, 0))  # the reminders of the deadline
    assert _told(audience) == set()
    audience.moves()
    assert _told(audience) == {"follows", "remote"}
    club.at(paris(2027, 1, 27, 9, 30))
    assert _told(audience) == {"follows", "remote"}
    assert HOST not in logged(caplog)


def test_the_eve_and_the_day_tell_those_who_come_by_it(club: Club) -> None:
    audience = Audience(club)
    club.at(paris(2027, 1, 27, 9, 30))
    assert _told(audience) == {"follows", "remote"}
    club.at(paris(2027, 1, 28, 7, 30))
    assert _told(audience) == {"follows", "remote"}


def test_a_no_takes_it_out_of_the_message_that_showed_it_and_out_of_the_calendar(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans("Forum", video_url=LINK)
    ana.types("/prime rsvp forum oui à distance")
    odile.types("/prime activite")
    odile.clicks(EDIT)
    odile.fills("Lieu", "Grenoble")
    odile.submits()
    assert HOST in json.dumps(ana.messages())
    ana.types("/prime rsvp forum non")
    club.settle()
    ana.opens_dm()
    ana.sees("Grenoble")
    assert HOST not in json.dumps(ana.messages())
    assert [HOST in content.decode() for _, content in ana.files()] == [True, True, False]


def test_the_calendar_of_those_who_come_and_no_other_file_holds_it(club: Club) -> None:
    audience = Audience(club)
    audience.odile.types("/prime activite")
    audience.odile.clicks(EXPORT)
    club.settle()
    held = {
        (who, name.rpartition(".")[2])
        for who, person in audience.everybody().items()
        for name, content in person.files()
        if HOST in content.decode("utf-8-sig")
    }
    assert held == {("follows", "ics"), ("remote", "ics")}


def test_who_asks_for_a_chair_late_reads_it_while_they_follow_by_it(club: Club) -> None:
    odile, ana = organiser(club), club.joins("Ana Berger")
    club.plans("Forum", video_url=LINK)
    club.at(paris(2027, 1, 25, 10, 0))
    ana.opens("club-prime")
    ana.clicks(ASK_SEAT)
    ana.submits()
    assert HOST not in _programme(ana)
    ana.opens("club-prime")
    ana.clicks(REMOTELY)
    assert HOST in _programme(ana)
    odile.opens_dm()
    odile.clicks(ACCEPT)
    club.settle()
    assert HOST not in _programme(ana)
    assert [HOST in content.decode() for _, content in ana.files()] == [True, False]


def test_who_may_not_read_it_is_told_whom_it_is_for(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum", video_url=LINK)
    ana.opens("club-prime")
    ana.clicks(PROGRAMME)
    ana.sees(RESERVED)
    ana.closes()
    ana.clicks(REMOTELY)
    ana.opens("club-prime")
    ana.clicks(PROGRAMME)
    ana.sees(LINK)
    ana.sees_not(RESERVED)
