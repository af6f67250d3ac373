"""What a tick costs among messages of the future; how near to Slack's limit thousands go out, in what memory.

A fake of Slack's client answers at once; the clock is ours. Work is counted, not timed: steps of SQLite's
virtual machine, rows that PostgreSQL reads.
"""

import gc
import os
import sqlite3
import tracemalloc
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url

from club.ids import SlackId
from handlers.kit.blocks import message
from handlers.kit.lasting import while_it_stands
from handlers.kit.router import Router
from handlers.kit.services import Club, Services
from handlers.words import load
from scheduler.limits import POSTS_A_MINUTE
from scheduler.tick import Tick
from storage.database import Database
from storage.migrations import upgrade
from storage.postings import Note, enqueue

SERVER = os.environ.get("PRIME_TEST_DATABASE_URL", "")
NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Paris")
FEW, MANY, DUE = 1_000, 1_000_000, 100
TIMES, SHARE, FLAT = 1.2, 0.95, 1.1
"""Bounds: of work among many over work among few; of what goes out over Slack's limit; of memory."""
CROWD = 5_000
STRIDE = 10
FUTURE = """INSERT INTO posting (kind, urgency, subject, recipient, moment, live, stage, due_at, queued_at,
    channel, ts, attempts, fault, claim, file_id, broke, version)
  SELECT 'bench', n % 3, 'later:' || n, 'U' || n, '', false, 'pending', :due, :due,
    '', '', 0, '', '', '', 0, ''
  FROM """
NUMBERS = {
    "sqlite": """(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :many)
      SELECT n FROM c WHERE n <= :many)""",
    "postgresql": "generate_series(1, :many) AS c(n)",
}


@dataclass(frozen=True, slots=True)
class Stream:
    """How many messages went out, and when Slack saw them."""

    seen: Sequence[float]
    """In seconds."""
    memory: list[int]
    """Bytes in use after each fifth of them."""

    @property
    def share(self) -> float:
        """The least time that Slack's limit leaves (a minute's worth as each begins) over that taken."""
        least = 60 * ((len(self.seen) - 1) // POSTS_A_MINUTE)
        return least / (self.seen[-1] - self.seen[0])

    @property
    def most(self) -> int:
        """In any minute."""
        first = most = 0
        for last, at in enumerate(self.seen):
            while at - self.seen[first] >= 60:
                first += 1
            most = max(most, last - first + 1)
        return most


class Slack(WebClient):
    """Answers every call at once, and notes when somebody was written to."""

    def __init__(self, clock: "Hands") -> None:
        super().__init__(token="xoxb-bench", base_url="http://127.0.0.1:9/", retry_handlers=[])
        self.seen = array("d")
        self._clock = clock

    def api_call(self, api_method: str, **_given: Any) -> Any:
        """A post counts."""
        if api_method == "chat.postMessage":
            self.seen.append(self._clock.now.timestamp())
        return {"ok": True, "channel": {"id": "D1"} if "open" in api_method else "D1", "ts": "1.1"}


class Hands:
    """The clock's."""

    now = NOW


def tick_of(db: Database, clock: Hands) -> tuple[Tick, Slack]:
    """A tick that sends one kind of message."""
    slack, router = Slack(clock), Router()
    router.posting("bench", lambda _ctx: message("Bonjour"), lasts=while_it_stands)
    services = Services(db, slack, load(ZONE), Club(ZONE, SlackId("C1"), ""))
    return Tick(services, router, lambda: clock.now), slack


def queue(db: Database, count: int) -> None:
    """So many that are due, to as many people."""
    with db.begin(long=True) as session:
        enqueue(session, [Note("bench", "due", SlackId(f"W{n}")) for n in range(count)], NOW)


@contextmanager
def furnished(engine: str, future: int) -> Iterator[str]:
    """A database with so many messages of tomorrow."""
    with TemporaryDirectory() as folder, _address(engine, Path(folder)) as url:
        upgrade(url)
        made = create_engine(url)
        with made.begin() as connection:
            given = {"due": NOW + timedelta(days=1), "many": future}
            connection.execute(text(FUTURE + NUMBERS[engine]), given)
        with made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
        made.dispose()
        yield url


@contextmanager
def _address(engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'club.db'}"
        return
    server, name = make_url(SERVER).set(drivername="postgresql+psycopg"), f"prime_ticks_{os.getpid()}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def work_of(engine: str, future: int, due: int = DUE) -> int:
    """What sending so many costs among so many of the future: steps, or rows."""
    with furnished(engine, future) as url:
        before = _rows(url) if engine == "postgresql" else 0
        db, steps = Database(url), [0]
        if engine == "sqlite":
            event.listen(db.engine, "connect", lambda connection, _: _counted(connection, steps))
        queue(db, due)
        clock = Hands()
        tick, slack = tick_of(db, clock)
        steps[0] = 0
        for _ in range(due):
            tick.drain()
            clock.now += timedelta(seconds=1)
        assert len(slack.seen) == due, slack.seen
        tick.stop()
        db.dispose()
        return steps[0] if engine == "sqlite" else _rows(url) - before


def _counted(connection: sqlite3.Connection, steps: list[int]) -> None:
    def step() -> None:
        steps[0] += STRIDE

    connection.set_progress_handler(step, STRIDE)


def _rows(url: str) -> int:
    """By PostgreSQL's own account, once all who worked have gone."""
    engine = create_engine(url)
    each = "coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)"
    read = f"SELECT coalesce(sum({each}), 0) FROM pg_stat_user_tables"
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        found = int(connection.execute(text(read)).scalar_one())
    engine.dispose()
    return found


def stream(count: int) -> Stream:
    """So many messages to as many people, as fast as Slack's limit lets them go; a tick each second."""
    with furnished("sqlite", 0) as url:
        db, clock = Database(url), Hands()
        queue(db, count)
        tick, slack = tick_of(db, clock)
        tracemalloc.start()
        memory: list[int] = []
        while len(slack.seen) < count:
            tick.drain()
            clock.now += timedelta(seconds=1)
            if len(slack.seen) * 5 >= count * (len(memory) + 1):
                gc.collect()
                memory.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        tick.stop()
        db.dispose()
        return Stream(slack.seen, memory)


def report() -> bool:
    """Prints the figures; whether every bound is kept."""
    kept = True
    for engine, unit in (("sqlite", "steps"), ("postgresql", "rows")) if SERVER else (("sqlite", "steps"),):
        few, many = work_of(engine, FEW), work_of(engine, MANY)
        kept &= many <= TIMES * few
        among = f"{few:,} {unit} among {FEW:,}, {many:,} among {MANY:,}"
        print(f"{DUE} due, {engine}: {among}: {many / few:.2f} ≤ {TIMES}")
    sent = stream(CROWD)
    grown = sent.memory[-1] / sent.memory[0]
    fast = f"{sent.share:.1%} of Slack's limit ≥ {SHARE:.0%}"
    print(f"{CROWD:,} messages: {fast}, {sent.most} in a minute at most")
    print(f"memory after the last fifth over that after the first: {grown:.2f} ≤ {FLAT}")
    return kept and sent.share >= SHARE and sent.most <= POSTS_A_MINUTE and grown <= FLAT
