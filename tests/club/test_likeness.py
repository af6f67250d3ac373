"""Which titles are pointed out as close, on titles as members write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.likeness import LIKE, MOST, closest, doubtful, keys, likeness, rate, telling

CLOSE = [
    ("Récupération de chaleur fatale", "Valoriser la chaleur fatale"),
    ("Récupération de chaleur fatale", "La chaleur fatale des fours"),
    ("CHALEUR FATALE", "chaleurs fatales"),
    ("Chalur fatale", "Chaleur fatale"),
    ("Électrification des fours verriers", "Fours verriers électriques"),
    ("Hydrogène vert", "L’hydrogène"),
    ("Pompes à chaleur haute température", "Pompe à chaleur à haute température (retour d’expérience)"),
    ("Stockage thermique", "Le stockage d’énergie thermique"),
    ("Visite de la Verrerie Ardoin", "Visiter la verrerie Ardoin à Lyon"),
    ("Salon Pollutec 2027", "Pollutec 2027"),
    ("Captage du CO2 des fumées", "Captage de CO₂ sur fumées"),
    ("Étude", "ÉTUDE"),
]
APART = [
    ("Récupération de chaleur fatale", "Chaudière biomasse"),
    ("Récupération de chaleur fatale", "Réseaux de chaleur"),
    ("Étude des fumées", "Étude des eaux"),
    ("Programme collaboratif hydrogène", "Programme collaboratif biomasse"),
    ("Stockage de chaleur", "Stockage d’électricité"),
    ("Transport ferroviaire", "Transition énergétique"),
    ("Pollutec 2027", "Pollutec 2028"),
    ("Visite d’un site industriel", "Retour d’expérience d’un site"),
    ("Audit énergétique ISO 50001", "Financement des CEE"),
    ("Étude", "Projet"),
    ("???", "Chaleur"),
    ("", ""),
]


@pytest.mark.parametrize(("one", "other"), CLOSE)
def test_titles_that_speak_of_the_same_are_close(one: str, other: str) -> None:
    assert likeness(one, other) > LIKE
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(("one", "other"), APART[:-1])
def test_titles_that_speak_of_other_things_are_not(one: str, other: str) -> None:
    assert likeness(one, other) <= LIKE
    assert likeness(one, other) == likeness(other, one)


def test_the_words_that_tell_are_folded_and_counted_once() -> None:
    assert telling("La chaleur, LES CHALEURS et l’Eau des forums") == ("chaleur", "eau", "forum")
    assert telling("Étude de la mise en place") == ("mise",)


def test_the_closest_come_first_and_few_of_them() -> None:
    others = [(number, f"Chaleur fatale numéro {number}") for number in range(9)]
    others += [(100, "Biomasse"), (101, "Chaleur fatale")]
    found = closest(rate("Chaleur fatale", others))
    assert found[0] == 101
    assert len(found) == MOST
    assert 100 not in found
    assert closest(rate("", others)) == []


FOURS = "Recenser les gisements de chaleur de nos fours, et les façons de les revendre à un réseau voisin."
SAME = "Quels gisements de chaleur ont nos fours ? Les recenser, puis les revendre au réseau d’un voisin."
OTHER = "Comparer les cuves à sels fondus et à béton pour lisser la vapeur d’un atelier pendant la nuit."


@pytest.mark.parametrize(
    ("title", "about", "other", "its", "near"),
    [
        ("Chaleur perdue des fours", FOURS, "Récupération de chaleur fatale", SAME, True),
        ("Chaleur perdue des fours", FOURS, "Récupération de chaleur fatale", OTHER, False),
        ("Chaleur perdue des fours", FOURS, "Récupération de chaleur fatale", "", False),
        ("Chaleur perdue des fours", "", "Récupération de chaleur fatale", SAME, False),
        ("Stockage de chaleur", OTHER, "Stockage d’électricité", FOURS, False),
        ("Revente au voisinage", FOURS, "Récupération de chaleur fatale", SAME, False),
        ("Chaleur fatale", FOURS, "Récupération de chaleur fatale", OTHER, True),
    ],
)
def test_descriptions_decide_where_titles_leave_a_doubt(
    title: str, about: str, other: str, its: str, *, near: bool
) -> None:
    for mine, told, its_title, its_text in ((title, about, other, its), (other, its, title, about)):
        rated = rate(mine, [(1, its_title)])
        read = [(one, its_text) for one in doubtful(rated)]
        assert (closest(rated, told, read) == [1]) is near


@pytest.mark.parametrize(("one", "other"), CLOSE)
def test_an_index_finds_the_titles_that_are_close(one: str, other: str) -> None:
    assert {*keys(one)} & {*keys(other)}


WORD = st.text("abeér1", min_size=3, max_size=9)


@given(WORD, st.integers(0, 9), st.text("ab", max_size=3), st.booleans())
def test_words_that_count_as_the_same_share_a_key(word: str, at: int, put: str, drop: bool) -> None:
    """Of another ending, with a letter more or less, or another one."""
    for other in (word + put, word[:at] + put[:1] + word[at + drop :], word[:at] + word[at:][::-1]):
        if likeness(word, other):
            assert {*keys(word)} & {*keys(other)}, other


def test_titles_of_words_that_all_have_are_found_by_two_of_them_together() -> None:
    assert "chaleu fatale" in {*keys("La chaleur fatale des fours")} & {
        *keys("Chaleurs fatales, un stockage")
    }
