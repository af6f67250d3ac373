"""Nobody is shown what a power cut may take back: an answer waits until what it tells of is on disk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from sandbox.driver.person import Person
from storage import group_commit
from storage.log_sync import sync_file
from tests.stories.club import Club


class SlowDisk:
    """One whose sync ends when it is let go."""

    def __init__(self) -> None:
        self.begun, self.goes = Event(), Event()
        self.goes.set()

    def sync(self, path: Path) -> None:
        self.begun.set()
        assert self.goes.wait(10)
        sync_file(path)

    def holds(self) -> None:
        self.begun.clear()
        self.goes.clear()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    made = SlowDisk()
    monkeypatch.setattr(group_commit, "sync_file", made.sync)
    return made


@pytest.fixture
def club(disk: SlowDisk, sqlite_url: str) -> Iterator[Club]:
    made = Club(sqlite_url)
    yield made
    disk.goes.set()
    made.stop()


@pytest.mark.parametrize(
    "asks",
    [lambda luc: luc.clicks("Qui vient ?"), lambda luc: luc.types("/prime aide")],
    ids=["a window", "an answer"],
)
def test_whoever_asks_is_told_once_what_was_read_is_on_disk(
    club: Club, disk: SlowDisk, asks: Callable[[Person], None]
) -> None:
    luc, event_id = club.joins("Luc Roy"), club.plans()
    luc.opens("club-prime")
    club.box.settle = club.prime.background.finish  # the outbox rests: what it writes would wait too
    disk.holds()
    writes = Thread(target=lambda: club.fills_with(event_id, 1))
    writes.start()
    assert disk.begun.wait(10)
    before, told = luc.screen(), list[str]()

    def answered() -> None:
        asks(luc)
        told.append("answered")

    asking = Thread(target=answered)
    asking.start()
    asking.join(0.5)
    assert told == []
    assert luc.screen() == before
    disk.goes.set()
    writes.join(10)
    asking.join(10)
    assert told == ["answered"]
    assert luc.screen() != before
