"""Somebody who answers nothing hears little, and of everything."""

from tests.stories.club import Club, paris
from tests.stories.silence import Silence, drawn

SPRING = paris(2027, 4, 1, 9)


def test_who_answers_nothing_hears_of_each_deadline_in_few_messages(club: Club) -> None:
    year = Silence(club, drawn(0))
    year.lives(SPRING)
    assert year.untold(SPRING) == []
    assert sum(one.deadline < SPRING for one in year.calendar) >= 6, "there was something to hear of"
    assert year.messages() <= 12
