"""Slack asks to wait (429 with Retry-After) with what is said after a click, or fails to take it (5xx): it is
said then. Of a window that it does not show it is said so, and the same click shows it."""

import logging
from datetime import timedelta

import pytest

from bot.background import BackgroundTasks
from club.ids import EventId
from sandbox.driver.person import Person
from sandbox.faults import RESPONSE_URL
from tests.stories.club import Club
from tests.stories.said import GOING, PAGE_BEFORE, SEATED, UNSHOWN
from tests.stories.test_charter import LONG, publishes
from tests.stories.test_organising import organiser

GIVEN_UP = "an answer was not shown: 429"
NOT_TAKEN = "an answer was not shown: 500"
WINDOW_FAULTS = ("rate_limit", "unavailable", "server_error", "page", "reset_before_effect")


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


def shown(person: Person) -> int:
    """How often the answer stands there."""
    return len([one for one in person.messages("club-prime") if SEATED in str(one)])


@pytest.mark.parametrize("fault", ["unavailable", "server_error", "reset_before_effect"])
def test_an_answer_that_slack_fails_to_take_is_given_again(club: Club, ana: Person, fault: str) -> None:
    getattr(club.box.faults, fault)(RESPONSE_URL, times=2)
    ana.clicks(GOING)
    assert (club.seats("Ana Berger"), shown(ana)) == (1, 0)
    club.later(seconds=6)
    assert shown(ana) == 0
    club.later(seconds=31)
    assert shown(ana) == 1
    club.later(hours=1)
    assert shown(ana) == 1


def test_it_is_tried_five_times_in_all_for_so_often_may_the_address_be_used(
    club: Club, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    club.box.faults.server_error(RESPONSE_URL, times=4)
    ana.clicks(GOING)
    for pause in (5, 30, 180, 720):
        assert shown(ana) == 0
        club.later(seconds=pause + 1)
    assert shown(ana) == 1
    assert NOT_TAKEN not in caplog.text
    club.box.faults.server_error(RESPONSE_URL, times=5)
    ana.clicks("Je ne viens pas")
    for pause in (5, 30, 180):
        club.later(seconds=pause + 1)
        assert NOT_TAKEN not in caplog.text
    club.later(seconds=721)
    assert NOT_TAKEN in caplog.text
    club.later(hours=1)
    assert club.seats("Ana Berger") == 0


@pytest.mark.parametrize("fault", WINDOW_FAULTS)
def test_a_window_that_slack_does_not_show_is_said_and_the_same_button_shows_it(
    club: Club, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    odile = organiser(club)
    odile.types("/prime activité")
    getattr(club.box.faults, fault)("views.open")
    odile.clicks("Nouvelle activité…")
    odile.sees(f"{UNSHOWN} Appuyez de nouveau sur le même bouton dans un instant.")
    assert not club.box.workspace.stacks.get(odile.id)
    assert [one.levelname for one in caplog.records if "window" in one.getMessage()] == ["WARNING"]
    assert not [one for one in caplog.records if one.levelname == "ERROR" and one.name.startswith("bot")]
    club.later(seconds=2)
    odile.clicks("Nouvelle activité…")
    assert club.box.workspace.stacks.get(odile.id)


def test_of_a_command_it_is_said_to_type_it_again(club: Club, ana: Person) -> None:
    club.box.faults.rate_limit("views.open", retry_after=30)
    ana.types("/prime proposer")
    ana.sees(f"{UNSHOWN} Retapez la même chose dans un instant.")
    club.later(seconds=31)
    ana.types("/prime proposer")
    assert club.box.workspace.stacks.get(ana.id)


def test_a_page_within_a_window_that_is_not_drawn_is_said_in_a_message(club: Club, ana: Person) -> None:
    publishes(club, LONG)
    ana.types("/prime charte")
    ana.clicks("Lire la charte…")
    ana.submits()
    for method in ("views.update", "views.push"):
        club.box.faults.rate_limit(method, retry_after=30)
    before = club.dms(ana)
    club.clock.advance(timedelta(seconds=2))  # Slack takes one message a second in a conversation
    ana.clicks(PAGE_BEFORE)
    assert club.dms(ana) == before + 1
    assert UNSHOWN in ana.messages(in_=club.box.workspace.dm_with(ana.id).id)[-1]["text"]
