"""Four hundred sentences as members type them, and what the grammar makes of them.

`held_out.txt` was set aside before there was a grammar, and run once when it was done: 192 of 200 were right
(96 %), two acts that were not meant stood alone, no denial was reversed. Nothing was changed for its sake; a
fault that a story had found before ("prochaines" taken for a slip) was mended since, which makes it 194.
"""

import pytest

from tests.club.intents.sentences import is_reversed, is_right, is_wrong_act, lines, said

FIRST, HELD_OUT = list(lines("first_half.txt")), list(lines("held_out.txt"))


def test_two_hundred_sentences_each() -> None:
    assert len(FIRST) == len(HELD_OUT) == 200
    assert not {one.sentence for one in FIRST} & {one.sentence for one in HELD_OUT}


@pytest.mark.parametrize("line", FIRST, ids=lambda line: line.sentence)
def test_the_half_it_was_built_on_is_read_right(line) -> None:
    assert is_right(line), sorted(said(line.reading))


RIGHT_AT_ITS_ONLY_RUN = 192
WRONG_ACTS = {"je déjeune avec Paul demain", "je viens avec deux collègues à la journée biogaz"}
"""What was offered alone and not meant, at that run."""


def test_of_the_half_set_aside_no_less_is_right_than_when_it_was_run() -> None:
    assert sum(is_right(one) for one in HELD_OUT) >= RIGHT_AT_ITS_ONLY_RUN
    assert {one.sentence for one in HELD_OUT if is_wrong_act(one)} <= WRONG_ACTS


def test_no_denial_is_reversed() -> None:
    assert not [one.sentence for one in FIRST + HELD_OUT if is_reversed(one)]
