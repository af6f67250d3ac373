"""A backup put back: the message of the day is not said again, and calls wait until it is released."""

from datetime import timedelta

import pytest

from club.followup import Matter
from club.topics import TopicKind
from storage.followup import follow
from storage.topics import add_topic
from tests.stories.club import paris
from tests.stories.test_restored import Kept, club, own_url

__all__ = ["club", "own_url"]


@pytest.mark.parametrize("how", ["send", "mark"])
def test_a_message_of_the_day_that_the_backup_lacks_is_not_said_again(club: Kept, how: str) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.plans("Atelier Étuves", starts=paris(2027, 1, 28, 14, 0))
    club.backs_up()
    club.at(paris(2027, 1, 14, 9, 0))
    assert club.dms(ana) == 1
    club.clock.advance(timedelta(hours=1))
    club.puts_back()
    club.ticks()
    club.releases(how)
    for day in (14, 15, 18):
        club.at(paris(2027, 1, day, 14, 0))
    assert club.dms(ana) == 1
    ana.types("/prime rsvp atelier non")
    club.later(seconds=30)
    if how == "send":
        ana.opens_dm()
        ana.sees("✅ Atelier Étuves : vous ne venez pas.")


def test_nobody_is_called_while_it_is_held_and_each_once_it_is_released(club: Kept) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", "ALLICE", role="organiser")
    with club.prime.services.db.begin() as session:
        now, by = club.clock.now(), club.members["Ana Berger"]
        follow(session, Matter.PROPOSAL, add_topic(session, by, TopicKind.STUDY, "Biogaz", "", "", now), now)
    club.backs_up()
    club.clock.set(paris(2027, 1, 18, 9, 0))
    club.puts_back()
    for day in (18, 19, 20):
        club.clock.set(paris(2027, 1, day, 9, 0))
        club.ticks()
    assert (club.dms(odile), club.dms(ana)) == (0, 0)
    club.releases("send")
    club.at(paris(2027, 1, 21, 9, 0))
    club.at(paris(2027, 1, 22, 9, 0))
    assert club.dms(odile) == 1, "one call, though several moments of it went by"
