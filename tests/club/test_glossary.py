"""Terms of the trade in two languages."""

import pytest

from club.english import ENGLISH
from club.folding import fold
from club.glossary import COMMON, key_of
from club.spelling import SHORTEST


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("heat", "chaleur"),
        ("waste heat", "chaleur fatale"),
        ("STEAM", "vapeur"),
        ("vapeur", "steam"),
        ("heat pumps", "pompe à chaleur"),
        ("Pompes à chaleur", "heat pump"),
        ("PAC", "heat pump"),
        ("furnaces", "four"),
        ("chaleur fatale Lyon", "waste heat Lyon"),
    ],
)
def test_a_term_is_said_in_the_other_language(typed: str, meant: str) -> None:
    assert meant in COMMON.rewordings(typed)


@pytest.mark.parametrize("typed", ["", "  ", "Dupont", "waste", "fatale", "???", "a b c d e f g h i"])
def test_what_is_no_term_stays_as_it_is(typed: str) -> None:
    assert COMMON.rewordings(typed) == []


@pytest.mark.parametrize(
    "word", ["heat", "heats", "waste", "fatale", "pompes", "paint", "paints", "warehouse"]
)
def test_a_real_word_is_known_as_such(word: str) -> None:
    assert COMMON.knows(word)


@pytest.mark.parametrize("word", ["", "de", "dupont", "enregie", "chaluer", "heaat", "???"])
def test_a_slip_a_name_and_a_word_that_says_nothing_are_not(word: str) -> None:
    assert not COMMON.knows(word)


def test_ordinary_words_are_folded_and_long_enough_to_be_corrected() -> None:
    assert [
        word for word in ENGLISH if fold(word) != word or not word.isalpha() or len(word) < SHORTEST
    ] == []


def test_no_abbreviation_is_looked_for_in_place_of_what_it_stands_for() -> None:
    assert "PAC" not in COMMON.rewordings("pompe à chaleur")


def test_a_long_term_is_not_read_as_its_words() -> None:
    assert "chaleur fatale" in COMMON.rewordings("waste heat")
    assert not any(fold(one).startswith("waste chaleur") for one in COMMON.rewordings("waste heat"))


def test_no_term_is_said_twice_alike_in_one_language() -> None:
    for term in COMMON.terms:
        for language in (term.french, term.english):
            assert len({key_of(one) for one in language}) == len(language), term
    assert len(COMMON.terms) >= 60


def test_ways_to_say_a_long_search_are_bounded() -> None:
    assert len(COMMON.rewordings(" ".join(["heat", "steam", "pump", "boiler"] * 10))) <= 6
