"""A form or confirmation of one event says when and where: of two alike, one sees which this is."""

import json

import pytest

from sandbox.driver.person import Person
from tests.stories.club import Club, paris
from tests.stories.said import BE_LATE, CANCEL, GOING, SHOW_ANSWERS
from tests.stories.test_on_behalf import answers_for
from tests.stories.test_organising import organiser

DAY, PLACE = "jeudi 28 janvier 2027", "Halle Vauban"
NEED = "Signaler un besoin…"


def says_which(seen: object) -> bool:
    """Whether these blocks have the day and the place."""
    words = json.dumps(seen, ensure_ascii=False).translate(str.maketrans("\u00a0\u202f", "  "))
    return DAY in words and PLACE in words


@pytest.fixture
def ana(club: Club) -> Person:
    """Who comes to the first of two alike."""
    person = club.joins("Ana Berger")
    club.plans(place=PLACE)
    club.plans(starts=paris(2027, 3, 4, 9, 30), place="Ailleurs")
    return person


def test_every_form_of_somebody_who_comes_and_what_confirms_it(club: Club, ana: Person) -> None:
    ana.opens("club-prime")
    ana.clicks(GOING, within=PLACE)
    assert says_which(ana.messages("club-prime")[-1]["blocks"])
    for label in ("Je viens avec…", BE_LATE, NEED):
        ana.types("/prime rsvp")
        ana.clicks(label, within=PLACE)
        assert says_which(ana.modal), label
        ana.closes()


def test_every_window_of_an_organiser(club: Club, ana: Person) -> None:
    odile = organiser(club)
    for label in (SHOW_ANSWERS, CANCEL, "Questions…"):
        odile.types("/prime activite")
        odile.clicks(label, within=PLACE)
        assert says_which(odile.modal), label
        odile.closes()
    assert ana.id


def test_an_answer_for_a_colleague_says_at_which(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.joins("Luc Roy")
    club.plans(place=PLACE)
    answers_for(ana, "Luc Roy")
    assert says_which(ana.messages()[-1]["blocks"])
