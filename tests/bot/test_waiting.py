"""Waiting that a signal ends."""

import signal
import threading
from collections.abc import Iterator
from types import FrameType

import pytest

from bot.waiting import wait_for


class Told(Exception):  # noqa: N818 - no error
    """What the signal's handler raises."""


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    """A signal that raises, for a while."""

    def raise_told(_number: int, _frame: FrameType | None) -> None:
        raise Told

    before = signal.signal(signal.SIGUSR1, raise_told)
    yield
    signal.signal(signal.SIGUSR1, before)


def test_a_signal_that_wakes_nobody_is_heard_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.waiting.LOOK", 0.01)
    waiting = threading.Event()

    def signal_another_thread() -> None:
        waiting.wait(10)
        signal.raise_signal(signal.SIGUSR1)  # it is this thread that the system interrupts

    class Watched(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waiting.set()
            return super().wait(timeout)

    thread = threading.Thread(target=signal_another_thread)
    thread.start()
    with pytest.raises(Told):
        wait_for(Watched())
    thread.join(10)


def test_it_ends_when_told() -> None:
    told = threading.Event()
    told.set()
    wait_for(told)
