"""Health turns red for each fault, and green again once that is over."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection

import pytest

from bot.health import LATE, SILENT, WRITE_EVERY, Health, HealthFinding, Look, health_app
from bot.http_server import HttpServer
from handlers import names
from storage.holding import HELD, hold
from storage.marks import drop_mark
from storage.postings import Note, enqueue
from tests.stories.club import CHANNEL, Club


@pytest.fixture
def club(sqlite_url: str) -> Iterator[Club]:
    """The real bot in a sandboxed workspace."""
    made = Club(sqlite_url)
    yield made
    made.stop()


class Watched:
    """A club's health, looked at over HTTP; each look is new, for its seconds pass as we like."""

    def __init__(self, club: Club) -> None:
        self.club, self.seconds = club, 1.0
        self.server = HttpServer(
            health_app(Health(club.prime, lambda: self.seconds)), "127.0.0.1", 0, threads=2
        )
        self._serving = threading.Thread(target=self.server.serve)
        self._serving.start()

    def sees(self, path: str) -> tuple[int, dict[str, str]]:
        """The status, and what is said of each thing, after the looks before have passed."""
        self.seconds += WRITE_EVERY
        with closing(HTTPConnection("127.0.0.1", self.server.port, timeout=20)) as line:
            line.request("GET", path)
            answer = line.getresponse()
            said = answer.read().decode()
        lines = dict(one.split(": ", 1) for one in said.splitlines() if ": " in one)
        return answer.status, lines

    def red(self, name: str) -> str:
        """What is said of this one thing, which is all that is not well."""
        status, lines = self.sees("/readyz")
        assert status == 503
        assert [one for one, said in lines.items() if said != "ok"] == [name]
        return lines[name]

    def green(self) -> bool:
        """Whether all is well."""
        status, lines = self.sees("/readyz")
        return status == 200 and set(lines) == {"database", "tick", "outbox", "slack", "mail"}

    def stop(self) -> None:
        """Ends the server."""
        self.server.stop()
        self._serving.join(20)


@pytest.fixture
def watched(club: Club) -> Iterator[Watched]:
    """Somebody who watches."""
    club.prime.tick.drain()
    made = Watched(club)
    assert made.green()
    yield made
    assert made.green()
    made.stop()


def test_a_database_that_takes_no_write_is_red_in_both(watched: Watched, club: Club) -> None:
    path = club.prime.services.db.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert watched.red("database") == "nothing can be saved (busy)"
        assert watched.sees("/healthz") == (503, {"database": "nothing can be saved (busy)"})
        other.execute("ROLLBACK")
    assert watched.sees("/healthz") == (200, {"database": "ok"})


def test_a_tick_that_stands_still_is_red(watched: Watched, club: Club) -> None:
    club.clock.advance(timedelta(seconds=SILENT + 1))
    assert watched.red("tick") == f"no tick for {SILENT + 1:.0f} s"
    assert watched.sees("/healthz")[0] == 200
    club.prime.tick.drain()


def test_what_is_due_and_not_sent_is_red(watched: Watched, club: Club) -> None:
    with club.prime.services.db.begin() as session:
        enqueue(session, [Note(names.CARD, "event:999", CHANNEL)], club.clock.now() - LATE * 2)
    assert watched.red("outbox") == "something is due since 30 min"
    club.prime.tick.drain()


def test_a_token_that_slack_refuses_is_red(watched: Watched, club: Club) -> None:
    ana = club.joins("Ana Berger")
    club.box.faults.error("*", "invalid_auth", lasting=timedelta(minutes=5))
    ana.says("bonjour")
    club.prime.tick.drain()
    assert "invalid_auth" in watched.red("slack")
    club.clock.advance(timedelta(minutes=20))
    club.settle()


def test_held_mail_is_red(watched: Watched, club: Club) -> None:
    with club.prime.services.db.begin() as session:
        hold(session, "an older copy", club.clock.now())
    assert watched.red("mail") == "held, the database is an older copy"
    with club.prime.services.db.begin() as session:
        drop_mark(session, HELD)


def test_nothing_else_is_served(watched: Watched) -> None:
    assert watched.sees("/slack/events")[0] == 404


def test_many_who_ask_cost_one_look() -> None:
    seconds, looks = [1.0], list[str]()
    look = Look("database", lambda: looks.append("look") or "", 5, lambda: seconds[0])  # type: ignore[func-returns-value]
    assert [look.find() for _ in range(100)] == [HealthFinding("database", "")] * 100
    assert len(looks) == 1
    seconds[0] += 5
    look.find()
    assert len(looks) == 2


def test_a_look_that_hangs_or_breaks_is_red_and_not_taken_twice() -> None:
    may_end, looks = threading.Event(), list[str]()

    def hangs() -> str:
        looks.append("look")
        assert may_end.wait(20)
        raise OSError("gone")

    look = Look("database", hangs, 0, lambda: 1.0)
    look.patience = 0
    assert look.find().line == look.find().line == "database: no answer"
    may_end.set()
    look.patience = 20
    assert look.find().line == "database: OSError"
    assert len(looks) == 1
