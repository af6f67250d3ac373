"""The picture of a result: small, whatever the titles, and said in words for who does not see it."""

import struct
import warnings

import pytest

from club.ballots import Method
from handlers.choosing.results import picture
from handlers.choosing.shared.counting import CountedBallot
from tests.handlers.choosing.results.counted import FR, evaluation, outcome, papers, resolutions

MANY = [f"Étude n° {number:03} sur un sujet dont le titre est long" for number in range(1, 201)]
ODD = ["$x^2_{", "\\frac", "热回收 🔥", "חום אבוד", "a\tb\nc", "W" * 120, "&<b>*gras*_it_", "\u202f \u200b"]


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height, from the header."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def words_of(found: CountedBallot) -> str:
    """The words, with plain spaces."""
    return picture.in_words(FR, found).replace("\u00a0", " ")


ANSWERED = papers(*[{1: 1, 2: 0, 3: 2}] * 6, *[{1: 1, 3: 1}] * 5, {1: 0})
CASES = {
    "two": outcome(["Chaleur", "Vapeur"], papers(*[{1: 1}] * 6)),
    "none voted for": outcome(["Chaleur", "Vapeur"], papers(*[{}] * 6)),
    "odd letters": outcome(ODD, papers(*[{3: 1, 4: 1}] * 6), title="$\\alpha 热"),
    "two hundred": outcome(MANY, papers(*[{at: 5, at + 1: 5} for at in range(1, 190)]), Method.POINTS),
    "grades": outcome(MANY, papers(*[dict.fromkeys(range(1, 180), 4), {1: 0, 2: 2}] * 3), Method.JUDGMENT),
    "ranks": outcome(ODD, papers(*[{1: 1, 2: 2, 3: 3}] * 6), Method.RANKING, seats=3),
    "works": evaluation(["Étude chaleur", "Étude air"], papers(*[{1: 4, 2: 3, 5: 0}] * 6)),
    "a resolution": resolutions(1, papers(*[{1: 1}] * 6)),
    "resolutions": resolutions(4, ANSWERED),
    "forty resolutions": resolutions(40, ANSWERED),
}


@pytest.mark.parametrize("found", CASES.values(), ids=CASES)
def test_a_picture_is_small_and_fits_a_phone_whatever_it_shows(found: CountedBallot) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        png = picture.draw(FR, found)
    width, height = size_of(png)
    assert width == 720
    assert height <= 1100
    assert len(png) <= 100_000


@pytest.mark.parametrize("found", CASES.values(), ids=CASES)
def test_its_words_say_the_figures_and_keep_to_slacks_limit(found: CountedBallot) -> None:
    words = picture.in_words(FR, found)
    assert words.startswith(f"{found.ballot.title} · ")
    assert len(words) <= 1000
    if len(found.ballot.options) > 20:
        assert words.endswith("autres")


def test_who_is_in_is_told_without_colour() -> None:
    chosen = outcome(["Chaleur", "Vapeur", "Air"], papers({1: 1}, *[{2: 1}] * 5))
    few = "Vapeur : 5 voix (choisi) ; Chaleur : moins de 5 avis ; Air : moins de 5 avis"
    assert few in words_of(chosen)
    assert [row.sign for row in picture._rows(FR, chosen)] == ["✓ ", "", ""]


def test_resolutions_go_by_number_with_three_figures_and_what_they_needed() -> None:
    assert words_of(CASES["resolutions"]) == (
        "Assemblée 2027 · "
        "1. Question 1 : 11 pour, 1 contre, 0 abstention · il fallait 7 voix sur 12 suffrages exprimés "
        "(adoptée) ; "
        "2. Question 2 : 0 pour, 6 contre, 0 abstention · il fallait 4 voix sur 6 suffrages exprimés "
        "(rejetée) ; "
        "3. Question 3 : 5 pour, 0 contre, 6 abstentions · il fallait 3 voix sur 5 suffrages exprimés "
        "(adoptée) ; "
        "4. Question 4 : 0 pour, 0 contre, 0 abstention · aucun suffrage exprimé (rejetée)"
    )
    assert [row.sign for row in picture._rows(FR, CASES["resolutions"])] == ["✓ ", "", "✓ ", ""]


@pytest.mark.parametrize("votes", [0, 1, 4])
def test_no_picture_is_posted_of_resolutions_that_few_answered_or_nobody_decided(votes: int) -> None:
    assert not resolutions(2, papers(*[{1: 1}] * votes)).pictured
    assert not resolutions(2, papers(*[{}] * 6)).pictured
    assert resolutions(2, papers(*[{1: 1}] * 5)).pictured
