"""A worker of the outbox in a process of its own, which a test kills or freezes where it likes.

Its clock is the test's, in memory that both map: so a lapse of minutes takes no time.
"""

import mmap
import os
import signal
import struct
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.app import assemble
from bot.settings import GivenSettings

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
        self._process = FORKS.Process(target=_serve, args=(settings, clock, other), daemon=True)
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
        """It stands still, in the middle of whatever it does."""
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


def _serve(settings: dict[str, Any], clock: Path, line: Connection) -> None:
    prime = assemble(GivenSettings(**settings), SharedClock(clock))
    while True:
        job = getattr(prime.tick, line.recv())
        with suppress(SQLAlchemyError):  # as the scheduler does: the next tick meets it again
            while job() and job == prime.tick.drain:
                pass
        line.send("done")
