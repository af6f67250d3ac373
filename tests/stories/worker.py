"""A worker of the outbox in a process of its own, which a test kills or freezes where it likes.

Its clock is the test's, in memory that both map: so a lapse of minutes takes no time.

Between the look at a claim and the last byte of the call a frozen worker cannot find out that time has
passed, as ARCHITECTURE says: none is frozen there, or a busy machine would decide what a test finds.
"""

import http.client
import mmap
import os
import signal
import struct
import threading
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import Lock
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.app import assemble
from bot.settings import GivenSettings
from scheduler.delivery import Delivery

LOOK = 0.01
"""Real seconds after which is seen that a worker has been frozen meanwhile."""
SIZE = 8
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.stories.worker"])


class SharedClock:
    """The time that a test has written down, as seconds since 1970."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(SIZE))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), SIZE)

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        (seconds,) = struct.unpack("d", self._memory[:])
        return datetime.fromtimestamp(seconds, UTC)

    def set(self, moment: datetime) -> None:
        """It is `moment`, for everybody."""
        self._memory[:] = struct.pack("d", moment.timestamp())


class Worker:
    """The test's end of a worker."""

    def __init__(self, settings: dict[str, str], clock: Path) -> None:
        self._line, other = FORKS.Pipe()
        self._speaking = FORKS.Lock()
        given = (settings, clock, other, self._speaking)
        self._process = FORKS.Process(target=_serve, args=given, daemon=True)
        self._process.start()
        other.close()
        self.frozen = False
        self._owes = False

    def asks(self, job: str) -> None:
        """Has it do a job of the tick until there is nothing to do; it is not waited for."""
        self._owes = True
        with suppress(OSError):  # it is dead; whoever waits for its answer will see
            self._line.send(job)

    def answers(self) -> bool:
        """Waits until the job is done; False where the worker is dead, or frozen."""
        while self._owes and not self.frozen:
            if not wait([self._line, self._process.sentinel], LOOK):
                continue
            if not self._line.poll():
                return False
            try:
                self._line.recv()
            except (EOFError, ConnectionResetError):  # it died, before or after it had read all
                return False
            self._owes = False
        return not self._owes

    def kill(self) -> None:
        """No farewell, no clean-up."""
        self._signal(signal.SIGKILL)

    def freeze(self) -> None:
        """It stands still, in the middle of whatever it does but between a claim and its call."""
        with self._speaking:
            self._signal(signal.SIGSTOP)
        self.frozen = True

    def thaw(self) -> None:
        """It goes on, and knows nothing of the time that has passed."""
        self.frozen = False
        self._signal(signal.SIGCONT)

    def end(self) -> None:
        """Lets it go."""
        self.kill()
        self._process.join()
        self._line.close()

    def _signal(self, number: int) -> None:
        pid = self._process.pid
        assert pid is not None
        with suppress(ProcessLookupError):  # it is dead already
            os.kill(pid, number)


class _Speaks(threading.local):
    """Whether this thread has looked at its claim, and the call is not out yet."""

    now = False


def _keeps_calls_whole(speaking: Lock) -> None:
    """Holds `speaking` from the look at a claim until the call is with Slack."""
    mine, hold, answered = _Speaks(), Delivery._hold, http.client.HTTPConnection.getresponse

    def held(self: Delivery, *args: Any) -> None:
        speaking.acquire()
        try:
            hold(self, *args)
        except BaseException:
            speaking.release()
            raise
        mine.now = True

    def is_out(self: http.client.HTTPConnection) -> http.client.HTTPResponse:
        if mine.now:
            mine.now = False
            speaking.release()
        return answered(self)

    Delivery._hold = held  # type: ignore[method-assign]
    http.client.HTTPConnection.getresponse = is_out  # type: ignore[method-assign]


def _serve(settings: dict[str, Any], clock: Path, line: Connection, speaking: Lock) -> None:
    _keeps_calls_whole(speaking)
    prime = assemble(GivenSettings(**settings), SharedClock(clock))
    while True:
        job = getattr(prime.tick, line.recv())
        with suppress(SQLAlchemyError):  # as the scheduler does: the next tick meets it again
            while job() and job == prime.tick.drain:
                pass
        line.send("done")
