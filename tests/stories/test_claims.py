"""Who sends what: one at a time, nobody twice, and nobody held up by another."""

import threading
from datetime import timedelta

import pytest

from handlers import names
from handlers.kit.blocks import message, rich
from handlers.kit.interaction import Message
from handlers.kit.lasting import while_it_stands
from handlers.kit.router import RenderContext
from scheduler.tick import Tick
from tests.stories.club import CHANNEL, Club, paris
from tests.stories.outage import another_process, cards, passes, posted, queues, stages
from tests.stories.said import GOING

NUDGED = paris(2027, 1, 14, 9, 30)
ODD = "welcome.odd"
FREEZES = 122
"""Seconds."""


class Freezing:
    """Seconds that pass for a process that is frozen once, right after it made sure of its claim."""

    def __init__(self, club: Club) -> None:
        self._club, self.frozen, self._asked = club, False, 0

    def __call__(self) -> float:
        if threading.current_thread().name.startswith("outbox") and not self.frozen:
            self._asked += 1
            if self._asked == 2:
                self._freeze()
        return self._club.clock.now().timestamp()

    def _freeze(self) -> None:
        self.frozen = True
        self._club.clock.advance(timedelta(seconds=FREEZES))
        other = another_process(self._club)
        assert other.recover() == 1
        assert other.drain() == 1
        other.stop()


def test_a_frozen_worker_that_wakes_sends_nothing_of_what_was_taken_over(club: Club) -> None:
    ana = club.joins("Ana Berger")
    freezing = Freezing(club)
    slow = Tick(club.prime.services, club.prime.router, club.clock.now, freezing)
    queues(club, names.KNOWN, ana, "member:1")
    assert slow.drain() == 1
    slow.stop()
    assert freezing.frozen
    assert club.dms(ana) == 1
    assert posted(club) == 1
    assert stages(club, names.KNOWN) == {"sent": 1}


def test_what_a_dead_process_had_sent_is_found_by_another(club: Club) -> None:
    ana = club.joins("Ana Berger")
    queues(club, names.KNOWN, ana, "member:1")
    gate = club.box.faults.hold("chat.postMessage", answer=True)
    dying = another_process(club)
    thread = threading.Thread(target=dying.drain)
    thread.start()
    assert gate.arrived.wait(30)
    club.clock.advance(timedelta(seconds=90))
    assert club.prime.tick.recover() == 1
    club.settle()
    gate.open()
    thread.join(30)
    dying.stop()
    assert club.dms(ana) == 1
    assert stages(club, names.KNOWN) == {"sent": 1}


def test_a_slow_conversation_holds_up_none_of_the_others(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    gate = club.box.faults.hold("chat.update")
    club.box.settle = lambda: None
    ana.opens("club-prime")
    ana.clicks(GOING)
    club.clock.advance(timedelta(seconds=3))
    draining = threading.Thread(target=club.prime.tick.drain)
    draining.start()
    assert gate.arrived.wait(30)
    queues(club, names.KNOWN, ana, "member:1")
    changed = club.box.workspace.changed
    with changed:
        assert changed.wait_for(lambda: club.dms(ana) > 0, timeout=30)
    gate.open()
    draining.join(30)


def test_two_processes_send_each_posting_once(club: Club) -> None:
    people = [club.joins(f"Membre {letter}") for letter in "ABCDEFGH"]
    for person in people:
        queues(club, names.KNOWN, person, "member:1")
    others = [another_process(club) for _ in range(2)]
    threads = [threading.Thread(target=one.drain) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for other in others:
        other.stop()
    club.settle()
    assert [club.dms(person) for person in people] == [1] * 8


class Odd:
    """A feature with a fault, until it is mended."""

    def __init__(self) -> None:
        self.mended = False

    def __call__(self, ctx: RenderContext) -> Message:
        if not self.mended and ctx.posting.moment == "a:b:c":
            raise ValueError("too many values to unpack")
        return message("Odd", rich("{said}", said="Odd"))


@pytest.fixture
def odd(club: Club) -> Odd:
    made = Odd()
    club.prime.router.posting(ODD, made, lasts=while_it_stands)
    return made


def test_one_that_cannot_be_drawn_holds_up_no_other_and_is_told_to_the_organisers(
    club: Club, odd: Odd, caplog: pytest.LogCaptureFixture
) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    for moment in ("a:b:c", "one", "two"):
        queues(club, ODD, ana, "member:1", moment)
    passes(club, 2)
    assert stages(club, ODD) == {"broken": 1, "sent": 2}
    odile.opens_dm()
    odile.sees("1 message n’a pas pu être préparé, par un défaut de Prime.")
    [reference] = [record.args[2] for record in caplog.records if "is set aside" in record.msg]
    odile.sees(f"sous {reference}")
    assert "too many values to unpack" in caplog.text


def test_once_mended_it_is_sent_by_the_next_version_and_organisers_read_so(club: Club, odd: Odd) -> None:
    ana, odile = club.joins("Ana Berger"), club.joins("Odile Garnier", role="organiser")
    queues(club, ODD, ana, "member:1", "a:b:c")
    passes(club, 2)
    odd.mended = True
    passes(club, 2)
    assert stages(club, ODD) == {"broken": 1}
    odile.opens_dm()
    odile.sees("1 message n’a pas pu être préparé")
    club.says_to_database("UPDATE posting SET version = 'before' WHERE stage = 'broken'")
    passes(club, 2)
    assert stages(club, ODD) == {"sent": 1}
    odile.sees("✅ Les messages mis de côté ont été préparés à nouveau.")


def test_the_message_that_tells_of_it_may_break_too_and_tells_of_nothing(club: Club) -> None:
    club.joins("Odile Garnier", role="organiser")

    def broken(_ctx: RenderContext) -> Message:
        raise RuntimeError

    for kind in (ODD, names.BROKEN):
        club.prime.router.posting(kind, broken, lasts=while_it_stands)
    queues(club, ODD, CHANNEL, "member:1")
    passes(club, 4)
    assert stages(club, ODD) == stages(club, names.BROKEN) == {"broken": 1}


def test_an_error_code_with_a_colon_is_told_to_the_organisers(club: Club) -> None:
    odile = club.joins("Odile Garnier", role="organiser")
    club.box.faults.error("chat.postMessage", "is_archived", to=CHANNEL)
    club.plans("Forum Chaleur fatale")
    club.says_to_database("UPDATE posting SET fault = 'http:503:x' WHERE kind = 'rsvp.card'")
    queues(club, names.CARD_LOST, odile, moment="1:http:503:x:20270104T080000")
    club.settle()
    odile.opens_dm()
    odile.sees("La carte de Forum Chaleur fatale n’est plus dans le canal")
    assert stages(club, names.CARD_LOST) == {"sent": 2}


def test_a_clock_that_is_a_day_ahead_for_a_moment_does_no_harm(club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.plans("Forum Chaleur fatale")
    ana.types("/prime rsvp forum oui")
    start = club.clock.now()
    passed = [0.0]
    tick = Tick(club.prime.services, club.prime.router, club.clock.now, lambda: passed[0])
    club.box.settle = lambda: None
    club.clock.set(start + timedelta(days=24))  # the event has begun, by this clock
    tick.sweep()
    assert tick.drain() == 0
    ana.types("/prime rsvp forum non")
    passed[0] = 3.0
    club.clock.set(start + timedelta(seconds=3))
    tick.sweep()
    tick.recover()
    for _ in range(10):
        club.prime.background.finish()
        tick.drain()
        club.clock.advance(timedelta(seconds=2))
        passed[0] += 2
    tick.stop()
    assert stages(club, names.EVE) == stages(club, names.NUDGE) == {}
    assert stages(club, names.CARD) == {"sent": 1}
    assert len(cards(club)) == 1
    ana.opens("club-prime")
    ana.sees_not("1 personne vient")
