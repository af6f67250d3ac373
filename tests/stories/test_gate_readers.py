"""What somebody said for a gate: everybody × screens, files, messages and the log (CONFIDENTIALITÉ).

Who said it and who reads the list know it, each from a place of their own; nobody else, wherever they look.
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from sandbox.driver.person import Person
from storage.people import change_member
from tests.stories.club import paris
from tests.stories.gates import (
    BIRTH,
    DOCUMENT,
    FILL,
    NATION,
    NATIONALITY,
    NUMBER,
    QUESTIONS,
    RECEIVE,
    SITE,
    Gate,
    gate,
)
from tests.stories.said import EDIT, EXPORT, SHOW_ANSWERS
from tests.stories.test_video_link import logged

__all__ = ["gate"]
SECRETS = (NUMBER, NATION, "1980-05-17", "17/05/1980", "17 mai 1980")
NOTED = "Noté pour l’entrée"


class Readers:
    """Everybody there is, after Ana said it and the list was handed over."""

    def __init__(self, gate: Gate) -> None:
        self.gate, club = gate, gate.club
        self.people: Mapping[str, Person] = {
            "organiser": gate.odile,
            "another organiser": club.joins("Oscar Petit", "ALLICE", role="organiser"),
            "host who gets it": gate.helene,
            "host who does not": gate.other,
            "who said it": gate.ana,
            "comes, a colleague": gate.luc,
            "comes, of another company": club.joins("Paul Marin", "Papeterie du Val"),
            "does not come": gate.eva,
            "suspended": club.joins("Sami Noll"),
            "no member": club.stranger("Nadia Stein"),
        }
        self.people["comes, of another company"].types("/prime rsvp visite oui")
        gate.handed_over()
        with club.prime.services.db.begin() as session:
            change_member(session, club.members["Sami Noll"], state="suspended")

    def who(self, read: Callable[[Person], str]) -> set[str]:
        """Whom it shows any of it."""
        return {who for who, person in self.people.items() if any(one in read(person) for one in SECRETS)}


def _typed(words: str) -> Callable[[Person], str]:
    def read(person: Person) -> str:
        person.types(f"/prime {words}")
        found = json.dumps(person.modal, ensure_ascii=False) + person.screen()
        person.closes(clear=True) if person.modal else None
        return found

    return read


def _presses(*labels: str, typed: str = "activite visite") -> Callable[[Person], str]:
    """What the screens behind these buttons show; whoever has no such button sees what there is before it."""

    def read(person: Person) -> str:
        person.types(f"/prime {typed}")
        shown = [person.screen()]
        for label in labels:
            if f"[{label}]" not in person.screen():
                break
            person.clicks(label)
            shown.append(json.dumps(person.modal, ensure_ascii=False) + person.screen())
        if person.modal:
            person.closes(clear=True)
        return "\n".join(shown)

    return read


def _home(person: Person) -> str:
    person.opens_home()
    return person.screen()


def _card(person: Person) -> str:
    person.opens("club-prime")
    return json.dumps(person.messages("club-prime"), ensure_ascii=False)


SCREENS: Mapping[str, Callable[[Person], str]] = {
    "card": _card,
    "home tab": _home,
    **{
        words: _typed(words)
        for words in (
            *("rsvp", "rsvp visite", "activite", "activite visite", "membres ana", "demandes", "presence"),
            *("comptes-rendus", "journal", "envois", "bilan", "mes-donnees", "entreprise", "aide"),
        )
    },
    "questions": _presses(QUESTIONS),
    "the list's form": _presses(QUESTIONS, SITE),
    "answers": _presses(SHOW_ANSWERS),
    "attendance": _presses("Noter les présences…"),
    "edit": _presses(EDIT),
    "programme": _presses("Programme et accès", typed="rsvp visite"),
    "who comes": _presses("Qui vient ?", typed="rsvp visite"),
    "profile": _presses("Voir le profil", typed="membres ana"),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_shows_it_to_anybody(gate: Gate, screen: str) -> None:
    named = {"who said it"} if screen == "edit" else set()  # the button of that name is in their own message
    assert Readers(gate).who(SCREENS[screen]) == named


def test_the_form_shows_it_to_who_said_it_alone(gate: Gate) -> None:
    readers = Readers(gate)

    def form(person: Person) -> str:
        person.opens_dm()
        if NOTED not in person.screen():
            return ""
        person.clicks(EDIT, within=NOTED)
        return json.dumps(person.modal, ensure_ascii=False)

    assert readers.who(form) == {"who said it"}


def test_no_message_and_no_line_of_the_log_tells_it_until_it_is_erased(
    gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    """From the day it is asked until a day after it went."""
    caplog.set_level(logging.DEBUG)
    readers = Readers(gate)
    for when in ((1, 26), (1, 27), (1, 28), (1, 29), (2, 5)):
        gate.club.at(paris(2027, *when, 9, 30))
        assert readers.who(lambda person: json.dumps(person.messages(), ensure_ascii=False)) == set()
    said = logged(caplog)
    assert not [one for one in SECRETS if one in said]


def test_where_saving_fails_the_log_tells_of_the_fault_alone(
    gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    gate.asked()
    gate.ana.opens_dm()
    gate.ana.clicks(FILL)
    gate.ana.fills({BIRTH: date(1980, 5, 17), NATIONALITY: NATION, DOCUMENT: NUMBER})
    with gate.club.broken_table("gate_identity"):
        gate.ana.submits()
    said = logged(caplog)
    assert "gate_identity" in said, "the fault is there, with its traceback"
    assert not [one for one in SECRETS if one in said]


def test_of_all_files_the_list_has_it_and_who_said_it_in_their_own_data(gate: Gate) -> None:
    readers = Readers(gate)
    for who in ("organiser", "another organiser"):
        readers.people[who].types("/prime activite visite")
        readers.people[who].clicks(EXPORT)
    gate.odile.types("/prime activite visite")
    gate.odile.clicks(QUESTIONS)
    gate.odile.clicks(SITE)
    gate.odile.clicks(RECEIVE)
    gate.odile.closes(clear=True)
    for who, person in readers.people.items():
        if who not in ("suspended", "no member"):
            person.types("/prime mes-donnees")
            person.clicks("Recevoir mes données")
    for who in ("organiser", "another organiser"):
        readers.people[who].types("/prime bilan")
    gate.club.later(minutes=1)
    held: set[tuple[str, str]] = set()
    for who, person in readers.people.items():
        for name, content in person.files():
            told = str(gate.cells(content)) if name.endswith(".xlsx") else content.decode("utf-8-sig")
            if any(one in told for one in SECRETS):
                held.add((who, name.rpartition(".")[2]))
    assert held == {("organiser", "xlsx"), ("host who gets it", "xlsx"), ("who said it", "json")}
