"""Slack answers badly for a while: nothing is lost, nothing comes twice, and what is past is not sent."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from handlers import names
from sandbox.faults import UPLOAD, Faults
from scheduler import outbox
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.outage import asked, cards, passes, posted, queues, stages

TEN_MINUTES = timedelta(minutes=10)
NUDGED = paris(2027, 1, 14, 9, 0)
BEFORE = NUDGED - timedelta(minutes=5)
OUTAGES: dict[str, Callable[[Faults], None]] = {
    "503 HTML": lambda faults: faults.unavailable("*", lasting=TEN_MINUTES),
    "fatal_error": lambda faults: faults.error("*", "fatal_error", lasting=TEN_MINUTES),
    "invalid_auth": lambda faults: faults.error("*", "invalid_auth", lasting=TEN_MINUTES),
}


@pytest.mark.parametrize("how", OUTAGES)
def test_ten_minutes_of_an_ailing_slack_lose_and_double_nothing(club: Club, how: str) -> None:
    people = [club.joins(name) for name in ("Ana Berger", "Luc Roy", "Zoe Petit")]
    club.plans("Forum Chaleur fatale")
    club.at(BEFORE)
    OUTAGES[how](club.box.faults)
    club.at(NUDGED)
    assert stages(club, names.NUDGE) == {"pending": 3}  # well before ten minutes, whatever the pauses drawn
    passes(club, 20)
    assert stages(club, names.NUDGE) == {"sent": 3}
    assert [club.dms(person) for person in people] == [1, 1, 1]


def test_a_token_that_is_refused_is_asked_about_and_nothing_else(club: Club) -> None:
    people = [club.joins(f"Membre {letter}") for letter in "ABCD"]
    club.plans("Forum Chaleur fatale")
    club.at(BEFORE)
    club.box.faults.error("*", "invalid_auth", lasting=TEN_MINUTES)
    before = asked(club, "chat.postMessage")
    club.at(NUDGED)
    passes(club, 4)
    assert club.prime.tick.refused == {"": "invalid_auth"}
    assert asked(club, "chat.postMessage") - before <= len(people)
    passes(club, 16)
    assert club.prime.tick.refused == {}
    assert stages(club, names.NUDGE) == {"sent": len(people)}


def test_a_scope_that_files_lack_holds_up_no_message(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale")
    club.box.faults.error("files.getUploadURLExternal", "missing_scope", lasting=TEN_MINUTES)
    ana.types("/prime rsvp forum oui")
    club.at(club.clock.now() + timedelta(minutes=1))
    assert stages(club, names.ICS) == {"pending": 1}
    assert club.prime.tick.refused == {"upload": "missing_scope"}
    luc.opens_dm()
    luc.says("Bonjour")
    assert club.dms(luc) == 1
    passes(club, 20)
    assert len(ana.files()) == 1
    assert club.prime.tick.refused == {}


def test_a_closed_account_that_slack_calls_inactive_is_not_our_own(club: Club) -> None:
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy")
    club.plans("Forum Chaleur fatale")
    club.at(BEFORE)
    club.box.faults.error("chat.postMessage", "account_inactive", to=ana.id, lasting=TEN_MINUTES)
    club.at(NUDGED)
    assert stages(club, names.NUDGE) == {"failed": 1, "sent": 1}
    assert club.dms(luc) == 1
    assert club.prime.tick.refused == {}


def test_a_month_s_outage_sends_no_calendar_file_of_an_event_that_is_over(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.faults.server_error("*", lasting=timedelta(days=30))
    ana.types("/prime rsvp forum oui")
    for _ in range(31):
        club.later(days=1)
    assert stages(club, names.ICS) == {"expired": 1}
    assert ana.files() == []


def test_a_reminder_whose_deadline_is_past_is_recorded_expired(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.at(BEFORE)
    club.box.faults.server_error("chat.postMessage", lasting=timedelta(days=8))
    club.at(NUDGED)
    for _ in range(9):
        club.later(days=1)
    assert stages(club, names.NUDGE) == {"expired": 2}
    assert club.dms(ana) == 0


def test_reminders_held_up_till_the_night_wait_for_the_next_decent_hour(club: Club) -> None:
    ana, sam = club.joins("Ana Berger"), club.joins("Sam Ito", zone="America/New_York")
    club.plans("Forum Chaleur fatale")
    club.at(BEFORE)
    club.box.faults.server_error("chat.postMessage", lasting=timedelta(hours=16))
    club.at(paris(2027, 1, 14, 12, 19))
    club.at(paris(2027, 1, 14, 16, 0))
    for _ in range(12):
        club.later(hours=1)
    assert (club.dms(ana), club.dms(sam)) == (0, 0)
    club.at(paris(2027, 1, 15, 8, 57))
    assert (club.dms(ana), club.dms(sam)) == (0, 0)
    club.at(paris(2027, 1, 15, 9, 0))
    assert (club.dms(ana), club.dms(sam)) == (1, 0)
    club.at(paris(2027, 1, 15, 15, 0))
    assert (club.dms(ana), club.dms(sam)) == (1, 1)


def test_the_last_reminder_is_sent_at_night_where_morning_is_too_late(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale", deadline=paris(2027, 1, 15, 8, 0))
    club.at(BEFORE)
    club.box.faults.server_error("chat.postMessage", lasting=timedelta(hours=16))
    club.at(paris(2027, 1, 14, 12, 0))
    club.at(paris(2027, 1, 15, 3, 30))
    club.settle()
    assert club.dms(ana) == 1


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", UPLOAD, "files.completeUploadExternal"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_file_whose_answer_is_lost_arrives_once(club: Club, method: str, when: str) -> None:
    people = [club.joins(f"Membre {letter}") for letter in "ABC"]
    club.plans("Forum Chaleur fatale")
    getattr(club.box.faults, f"reset_{when}_effect")(method, times=3)
    for person in people:
        person.types("/prime rsvp forum oui")
    passes(club, 5)
    assert [len(person.files()) for person in people] == [1, 1, 1]
    assert posted(club, "files.completeUploadExternal") == 3


def test_a_file_that_slack_threw_away_is_uploaded_anew(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.faults.server_error("files.completeUploadExternal")
    club.box.settle = lambda: None
    ana.types("/prime rsvp forum oui")
    club.prime.tick.drain()
    with club.box.workspace.change():
        club.box.workspace.files.clear()
    passes(club, 5)
    assert len(ana.files()) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_card_whose_answer_is_lost_stands_in_the_channel_once(club: Club, when: str) -> None:
    getattr(club.box.faults, f"reset_{when}_effect")("chat.postMessage", times=2)
    club.plans("Forum Chaleur fatale")
    passes(club, 3)
    assert len(cards(club)) == 1
    assert stages(club, names.CARD) == {"sent": 1}


def test_without_the_right_to_read_its_channel_prime_says_so_and_posts_again(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    club.box.faults.error("conversations.history", "missing_scope", lasting=TEN_MINUTES)
    club.box.faults.reset_after_effect("chat.postMessage")
    club.plans("Forum Chaleur fatale")
    club.box.faults.reset_after_effect("chat.postMessage")
    club.plans("Atelier Étuves")
    passes(club, 3)
    assert len(cards(club)) == 4
    assert stages(club, names.CARD) == {"sent": 2}
    assert caplog.text.count("may appear twice") == 1


def test_many_messages_after_the_card_do_not_hide_it(club: Club) -> None:
    club.box.faults.reset_after_effect("chat.postMessage")
    settle, club.settle = club.settle, lambda: None  # type: ignore[method-assign]
    club.plans("Forum Chaleur fatale")
    club.prime.tick.drain()
    ws = club.box.workspace
    with ws.change():
        for _ in range(450):
            said = {"type": "message", "user": "U1", "ts": ws.new_ts(), "text": "…"}
            ws.channels[CHANNEL].messages[said["ts"]] = said
    club.settle = settle  # type: ignore[method-assign]
    passes(club, 3)
    assert len(cards(club)) == 1


def test_a_lost_message_to_a_closed_account_ends(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    club.box.faults.reset_before_effect("chat.postMessage")
    club.clock.set(NUDGED)
    club.prime.tick.sweep()
    club.prime.tick.drain()
    club.box.workspace.users[ana.id]["deleted"] = True
    passes(club, 3)
    assert stages(club, names.NUDGE) == {"failed": 1}


def test_the_urgent_leaves_first_after_an_outage(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "THREADS", 1)  # of several who speak at once, Slack says who is first
    ana, luc = club.joins("Ana Berger"), club.joins("Luc Roy", role="organiser")
    club.plans("Forum Chaleur fatale", capacity=1)
    club.box.faults.error("*", "invalid_auth", lasting=TEN_MINUTES)
    queues(club, names.KNOWN, ana, "member:1")
    queues(club, names.HELP, luc, "dm:1")
    passes(club, 20)
    sent = [
        c.args["channel"] for c in club.box.calls if c.method == "chat.postMessage" and c.result.get("ok")
    ]
    assert sent == [CHANNEL, luc.id, ana.id]


def test_a_list_of_people_that_slack_refuses_rests_alone(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.box.faults.error("users.list", "missing_scope", times=1)
    assert club.prime.tick.sync() == 0
    assert club.prime.tick.refused == {"people": "missing_scope"}
    queues(club, names.KNOWN, ana, "member:1")
    club.settle()
    assert club.dms(ana) == 1
    assert club.prime.tick.sync() == 0
    club.clock.advance(timedelta(minutes=1))
    assert club.prime.tick.sync() > 0
    assert club.prime.tick.refused == {}
