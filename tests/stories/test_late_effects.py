"""Slack does what it was asked long after Prime has given up waiting for an answer."""

from datetime import timedelta

from club.ids import SlackId
from handlers import names
from storage.postings import Note, enqueue, subject_of
from tests.stories.club import FIRST, Club

SOON, LATER = timedelta(seconds=30), timedelta(minutes=2)


def test_a_message_that_appears_half_a_minute_late_appears_once(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    note = Note(names.NUDGE, subject_of(FIRST), SlackId(ana.id), "asked:2027-01-04", live=True)
    with club.prime.services.db.begin() as session:
        enqueue(session, [note], club.clock.now())
    appears_late(club, "chat.postMessage")
    assert club.dms(ana) == 1


def test_a_card_that_appears_half_a_minute_late_appears_once(club: Club) -> None:
    club.schedules()
    appears_late(club, "chat.postMessage")
    assert len(club.box.workspace.place("club-prime").messages) == 1


def test_a_file_that_appears_half_a_minute_late_appears_once(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans()
    club.box.settle = club.prime.background.finish
    ana.types("/prime rsvp forum oui")
    appears_late(club, "files.completeUploadExternal")
    assert len(ana.files()) == 1


def appears_late(club: Club, method: str) -> None:
    """Slack is asked, holds it back while Prime gives up and time passes, and then does it all the same."""
    club.box.limits.enabled = False  # it would refuse the second one, as they all come at once
    club.prime.services.client.timeout = 0.2
    gate = club.box.faults.hold(method)
    club.prime.tick.drain()
    for _ in range(10):
        club.clock.advance(SOON / 10)
        club.prime.tick.recover()
        club.prime.tick.drain()
    assert gate.arrived.is_set()
    club.prime.services.client.timeout = 10
    gate.open()
    club.clock.advance(LATER)
    club.prime.tick.recover()
    club.settle()
