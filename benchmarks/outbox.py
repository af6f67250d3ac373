"""The outbox at scale: queueing a nudge for 100,000 members, claiming, and asking whether anything is due."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, event

from benchmarks.house import furnish, raw
from benchmarks.measure import Measure, spread
from benchmarks.ticks import NOW, Hands, furnished, tick_of
from club.ids import EventId, SlackId
from storage.database import Database
from storage.outbox import any_due, claim_due
from storage.postings import Note, enqueue, enqueue_silent

MEMBERS, ROUNDS, BATCH = 100_000, 10, 100
SOON = timedelta(days=1)
CARDS = 100


def run() -> list[Measure]:
    """The table's lines: each round queues one more nudge for everybody, until a million rows are there."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "club.db"
        furnish(path, 1)
        _crowd(path)
        db, now = Database(f"sqlite:///{path}"), datetime.now(UTC)
        queued = [_queue(db, at, now) for at in range(ROUNDS)]
        idle = [_look(db, now) for _ in range(50)]
        claimed = [_claim(db, now + SOON, BATCH) for _ in range(50)]
        assert _count(path) == (MEMBERS * ROUNDS + 1, 50 * BATCH), _count(path)
        db.dispose()
    return [
        spread(
            "outbox, queueing a nudge for 100,000, each", [1e6 * value / MEMBERS for value in queued], "µs"
        ),
        spread("outbox, anything due among 1,000,000?", [1000 * value for value in idle], "ms"),
        spread("outbox, claiming 100 among 1,000,000", [1000 * value for value in claimed], "ms"),
        spread("outbox, writes a card, 100 for a channel", [_channel()] * 2, "", bound=4),
    ]


def _crowd(path: Path) -> None:
    """Members made of the one there is; whatever columns the table has."""
    connection = raw(path)
    names = [row[1] for row in connection.execute("PRAGMA table_info(member)")]
    unique = {"id": "n", "name": "'Membre ' || n", "email": "NULL", "slack_id": "'UX' || n"}
    columns, values = ", ".join(names), ", ".join(unique.get(name, name) for name in names)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        f"WITH RECURSIVE count(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM count WHERE n < {MEMBERS})"
        f" INSERT INTO member ({columns}) SELECT {values} FROM count, member WHERE member.id = 1"
    )
    connection.execute("COMMIT")
    connection.close()


def _queue(db: Database, at: int, now: datetime) -> float:
    began = time.perf_counter()
    with db.begin() as session:
        note = Note("bench", "event:1", SlackId(""), f"round:{at}", live=True)
        assert enqueue_silent(session, note, EventId(1), now + SOON) == MEMBERS
    return time.perf_counter() - began


def _look(db: Database, now: datetime) -> float:
    began = time.perf_counter()
    with db.read() as session:
        assert not any_due(session, now)
    return time.perf_counter() - began


def _claim(db: Database, now: datetime, expected: int) -> float:
    began = time.perf_counter()
    with db.begin() as session:
        assert len(claim_due(session, now, BATCH)) == expected
    return time.perf_counter() - began


def _count(path: Path) -> tuple[int, int]:
    """All rows and those being sent, seen from a connection of its own."""
    connection = raw(path)
    counted = "SELECT count(*), sum(stage = 'sending') FROM posting"
    rows, sending = connection.execute(counted).fetchone()
    connection.close()
    return rows, sending


def _channel() -> float:
    """How many writes to the table each card costs of so many for one channel: one goes out a second."""
    with furnished("sqlite", 0) as url:
        db, clock, writes = Database(url), Hands(), [0]
        with db.begin() as session:
            enqueue(session, [Note("bench", f"event:{n}", SlackId("C1")) for n in range(CARDS)], NOW)
        event.listen(db.engine, "before_cursor_execute", _counting(writes))
        tick, slack = tick_of(db, clock)
        while len(slack.seen) < CARDS:
            tick.drain()
            clock.now += timedelta(seconds=1)
        tick.stop()
        db.dispose()
    return writes[0] / CARDS


def _counting(writes: list[int]) -> Callable[..., None]:
    def count(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        writes[0] += statement.startswith("UPDATE posting")

    return count
