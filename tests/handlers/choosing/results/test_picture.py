"""The picture of a result: small, whatever the titles, and said in words for who does not see it."""

import struct
import warnings

import pytest

from club.ballots import Method
from handlers.choosing.results import picture
from handlers.choosing.shared.counting import CountedBallot
from tests.handlers.choosing.results.counted import FR, evaluation, outcome, papers

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


CASES = {
    "two": outcome(["Chaleur", "Vapeur"], papers(*[{1: 1}] * 6)),
    "none voted for": outcome(["Chaleur", "Vapeur"], papers(*[{}] * 6)),
    "odd letters": outcome(ODD, papers(*[{3: 1, 4: 1}] * 6), title="$\\alpha 热"),
    "two hundred": outcome(MANY, papers(*[{at: 5, at + 1: 5} for at in range(1, 190)]), Method.POINTS),
    "grades": outcome(MANY, papers(*[dict.fromkeys(range(1, 180), 4), {1: 0, 2: 2}] * 3), Method.JUDGMENT),
    "ranks": outcome(ODD, papers(*[{1: 1, 2: 2, 3: 3}] * 6), Method.RANKING, seats=3),
    "works": evaluation(["Étude chaleur", "Étude air"], papers(*[{1: 4, 2: 3, 5: 0}] * 6)),
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
