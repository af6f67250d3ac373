"""Words one slip apart are found, and no others."""

from hypothesis import given
from hypothesis import strategies as st

from club.spelling import Speller, one_slip

WORDS = st.text("abcde", min_size=4, max_size=9)
PLACES, LETTERS = st.integers(0, 8), st.sampled_from("abcdez")


def slips(word: str, at: int, letter: str) -> set[str]:
    """The word with one letter wrong, missing, too many, or swapped with its neighbour."""
    at %= len(word)
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    changed = word[:at] + letter + word[at + 1 :]
    return {changed, word[:at] + word[at + 1 :], word[:at] + letter + word[at:], swapped} - {word}


@given(WORDS, PLACES, LETTERS)
def test_every_slip_is_one_slip_whichever_way_one_looks(word: str, at: int, letter: str) -> None:
    for slipped in slips(word, at, letter):
        assert one_slip(word, slipped)
        assert one_slip(slipped, word)


@given(WORDS, st.lists(WORDS, max_size=30), PLACES, LETTERS, st.booleans())
def test_what_was_meant_is_among_the_nearest(
    word: str, others: list[str], at: int, letter: str, many: bool
) -> None:
    speller = Speller()
    speller.learn(others)
    speller.learn([word])
    if many:  # enough at once to be sorted in with the rest
        speller.learn(
            "x" + "".join(chr(97 + int(digit)) for digit in f"{number:04}") for number in range(2000)
        )
    for slipped in slips(word, at, letter):
        if len(slipped) >= 4:
            near = speller.near(slipped, 1000)
            assert word in near
            assert all(one_slip(slipped, other) for other in near)


def test_short_words_are_not_corrected_and_figures_not_learnt() -> None:
    speller = Speller()
    speller.learn(["zoe", "2027", "anna"])
    assert speller.near("zo", 4) == []
    assert speller.near("zoee", 4) == ["zoe"]
    assert speller.near("2028", 4) == []


def test_the_likeliest_comes_first() -> None:
    speller = Speller()
    speller.learn(["barber", "berger", "verger", "bergers"])
    assert speller.near("berher", 2) == ["berger"]
    assert speller.near("rerger", 3) == ["berger", "verger"]
