"""Processes on one PostgreSQL database keep Slack's limits together; none of them waits for a lost one."""

import multiprocessing
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.queues import Queue

import pytest
from sqlalchemy import create_engine, text

from scheduler.limits import COUNTED, POSTS_A_MINUTE, UPDATES_A_MINUTE
from scheduler.pace import Pace, pace_for
from scheduler.shared_pace import AGAIN, LOST, Recent, SharedPace
from storage.database import Database
from tests.databases import empty

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SECOND, MINUTE, NONE = timedelta(seconds=1), timedelta(minutes=1), timedelta(0)


@pytest.fixture
def server(migrated_server: str) -> str:
    """An empty database on PostgreSQL; skipped where there is no server."""
    empty(migrated_server)
    return migrated_server


@pytest.fixture
def two(server: str) -> Iterator[tuple[Pace, Pace]]:
    """Two processes' paces, each with connections of its own."""
    dbs = [Database(server) for _ in range(2)]
    yield pace_for(dbs[0]), pace_for(dbs[1])
    for db in dbs:
        db.dispose()


def test_on_sqlite_nothing_is_shared_for_one_process_serves_it(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    one, other = pace_for(db), pace_for(db)
    assert one.take("post", "C1", NOW) == other.take("post", "C1", NOW) == NONE
    db.dispose()


def test_a_channel_gets_a_message_a_second_from_all_together(two: tuple[Pace, Pace]) -> None:
    one, other = two
    assert one.take("post", "C1", NOW) == NONE
    assert other.take("post", "C1", NOW) == SECOND
    assert other.take("post", "C2", NOW) == NONE
    assert other.take("update", "C1", NOW) == NONE
    assert other.take("post", "C1", NOW + SECOND) == NONE


def test_a_minute_is_one_for_all(two: tuple[Pace, Pace]) -> None:
    given = [two[n % 2].take("update", "C1", NOW) for n in range(UPDATES_A_MINUTE)]
    assert given == [NONE] * UPDATES_A_MINUTE
    assert NONE < two[0].take("update", "C1", NOW) <= COUNTED + SECOND
    assert NONE < two[1].take("update", "C1", NOW) <= COUNTED + SECOND
    assert two[1].take("post", "C1", NOW) == NONE
    assert two[0].take("update", "C1", NOW + COUNTED + SECOND) == NONE


def test_what_slack_asks_of_one_holds_for_all(two: tuple[Pace, Pace]) -> None:
    one, other = two
    one.pause(NOW, 30 * SECOND)
    assert other.take("post", "C1", NOW + SECOND) == 29 * SECOND
    other.pause(NOW, SECOND)  # a shorter one takes nothing back
    assert one.take("post", "C1", NOW + 2 * SECOND) == 28 * SECOND
    assert other.take("post", "C1", NOW + 30 * SECOND) == NONE


def test_a_process_whose_clock_is_ahead_holds_up_nobody(two: tuple[Pace, Pace]) -> None:
    ahead, right = two
    for _ in range(UPDATES_A_MINUTE):
        ahead.take("update", "C1", NOW + timedelta(days=1))
    ahead.take("post", "C1", NOW + timedelta(days=1))
    ahead.pause(NOW + timedelta(days=1), MINUTE)
    assert right.take("update", "C1", NOW) == right.take("post", "C1", NOW) == NONE


def test_a_process_lost_with_the_row_in_hand_holds_up_the_others_for_ten_seconds(server: str) -> None:
    db, seconds = Database(server), [0.0]
    shared = SharedPace(db, lambda: seconds[0])
    assert shared.take("post", "C1", NOW) == NONE
    lost = create_engine(server)
    with lost.connect() as connection:
        connection.execute(text("SELECT value FROM mark WHERE name = 'pace' FOR UPDATE"))
        assert shared.take("post", "C2", NOW) == AGAIN
        seconds[0] += LOST - 1
        assert shared.take("post", "C2", NOW) == AGAIN
        seconds[0] += 1
        assert shared.take("post", "C2", NOW) == NONE
    assert shared.take("post", "C1", NOW) == SECOND, "it is kept again once the row is free"
    lost.dispose()
    db.dispose()


def taken(url: str, tries: int, done: "Queue[int]") -> None:
    """In a process of its own: how many posts it may make at one instant."""
    db = Database(url)
    pace, given = pace_for(db), 0
    for number in range(tries):
        while (wait := pace.take("post", f"C{number}-{given}", NOW)) == AGAIN:
            pass  # the other has the row
        given += not wait
    db.dispose()
    done.put(given)


def test_two_processes_together_post_no_more_than_one_may(server: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    done: Queue[int] = spawn.Queue()
    workers = [spawn.Process(target=taken, args=(server, 200, done)) for _ in range(2)]
    for worker in workers:
        worker.start()
    given = [done.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join()
    assert sum(given) == POSTS_A_MINUTE


@pytest.mark.parametrize("seed", range(5))
def test_in_no_minute_as_slack_counts_it_are_there_too_many(seed: int) -> None:
    """Calls arrive up to two seconds after they were noted; the row is handed from process to process."""
    chance, row, at, arrived = random.Random(seed), "", NOW.timestamp(), list[float]()
    for number in range(3000):
        recent = Recent.read(row, at)
        if wait := recent.wait("post", str(number), at):
            at += wait
            continue
        recent.note("post", str(number), at)
        row = recent.written()
        arrived.append(at + chance.choice([0.0, 2 * chance.random()]))
        at += chance.choice([0.0, chance.random() / 10])
    arrived.sort()
    most = max(sum(one <= other < one + 60 for other in arrived) for one in arrived[::20])
    assert most <= POSTS_A_MINUTE
