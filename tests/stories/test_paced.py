"""Slack asks to wait (429 with Retry-After) with what is said after a click: it is said then."""

import logging
from datetime import timedelta

import pytest

from bot.background import BackgroundTasks
from club.ids import EventId
from sandbox.driver.person import Person
from sandbox.faults import RESPONSE_URL
from tests.stories.club import Club
from tests.stories.said import GOING, SEATED

GIVEN_UP = "an answer was not shown: 429"


@pytest.fixture
def ana(club: Club) -> Person:
    person = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    person.opens("club-prime")
    return person


def test_an_answer_is_given_once_slack_allows_it_and_only_once(club: Club, ana: Person) -> None:
    club.box.faults.rate_limit(RESPONSE_URL, times=2, retry_after=20)
    ana.clicks(GOING)
    assert club.seats("Ana Berger") == 1
    ana.sees_not(SEATED)
    club.later(seconds=19)
    ana.sees_not(SEATED)
    club.later(seconds=2)
    ana.sees_not(SEATED)  # Slack asks once more
    club.later(seconds=21)
    ana.sees(SEATED)
    said = [one for one in ana.messages("club-prime") if SEATED in str(one)]
    club.later(minutes=5)
    assert len([one for one in ana.messages("club-prime") if SEATED in str(one)]) == len(said) == 1


def test_it_is_given_up_where_the_address_no_longer_holds(
    club: Club, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    club.box.faults.rate_limit(RESPONSE_URL, times=9, retry_after=500)
    ana.clicks(GOING)
    for _ in range(3):
        assert GIVEN_UP not in caplog.text
        club.later(seconds=501)
    assert GIVEN_UP in caplog.text
    club.box.faults.clear()
    club.later(hours=1)
    ana.sees_not(SEATED)
    assert club.seats("Ana Berger") == 1


def test_two_sentences_within_a_second_are_both_answered(club: Club, ana: Person) -> None:
    """Slack takes one message a second in a conversation; nobody ordered a fault here."""
    club.clock.advance(timedelta(seconds=5))
    ana.opens_dm()
    club.box.settle = club.prime.background.finish
    ana.says("je viens au forum")
    ana.says("je ne viendrai pas au forum")
    assert [call.method for call in club.box.calls if call.result.get("error") == "ratelimited"] == [
        "chat.postMessage"
    ]
    club.box.settle = club.settle
    club.later(seconds=3)
    ana.sees("vous venez ?")
    ana.sees("vous ne venez pas ?")


def test_the_home_tab_is_drawn_once_slack_allows_it(club: Club, ana: Person) -> None:
    ana.opens_home()
    ana.sees_not("Vous venez")
    club.box.faults.rate_limit("views.publish", retry_after=30)
    ana.clicks(GOING)
    before = club.box.rev
    ana.sees_not(SEATED)
    club.later(seconds=31)
    assert club.box.rev > before
    ana.sees(SEATED)


def test_a_process_that_stops_says_how_many_it_drops(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    tasks, done = BackgroundTasks(1), list[int]()
    for at in range(3):
        tasks.later(lambda at=at: done.append(at), club.clock.now(), timedelta(seconds=10 * at))
    assert tasks.resume(club.clock.now()) == 1
    with caplog.at_level(logging.WARNING):
        tasks.stop()
    assert done == [0]
    assert "answers for which Slack asked to wait are not given: 2" in caplog.text


def test_a_clock_that_is_set_back_makes_it_wait_no_longer_than_slack_asked(club: Club, ana: Person) -> None:
    club.box.faults.rate_limit(RESPONSE_URL, retry_after=20)
    ana.clicks(GOING)
    club.clock.set(club.clock.now() - timedelta(hours=2))
    club.prime.resume()
    club.later(seconds=21)
    ana.sees(SEATED)
    assert club.event(EventId(1)).title == "Forum Chaleur fatale"
