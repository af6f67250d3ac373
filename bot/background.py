"""What Slack is told after the acknowledgement has left: a few threads, drained when the program stops."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from datetime import datetime, timedelta

from slack_sdk.errors import SlackClientError

from scheduler.waits import Wait

log = logging.getLogger(__name__)


class BackgroundTasks:
    """Runs small tasks aside. A task that fails is logged and nothing else: what it told was already done."""

    def __init__(self, threads: int = 4) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="background")
        self._open: set[Future[object]] = set()
        self._lock = threading.Lock()
        self._waiting: list[tuple[Wait, Callable[[], None]]] = []

    def run(self, task: Callable[[], object]) -> None:
        """Runs a task soon, under the reference of the interaction that it comes of."""
        context = copy_context()
        future = self._pool.submit(context.run, task)
        self._open.add(future)
        future.add_done_callback(lambda done: context.run(self._done, done))

    def later(self, task: Callable[[], object], now: datetime, length: timedelta) -> None:
        """Has a task run once so much time has passed; no thread waits for it, `resume` looks."""
        context = copy_context()
        with self._lock:
            self._waiting.append((Wait(now, length), lambda: context.run(self.run, task)))

    def resume(self, now: datetime) -> int:
        """Runs what has waited for long enough; how many these are."""
        with self._lock:
            due = [one for one in self._waiting if not one[0].left(now)]
            self._waiting = [one for one in self._waiting if one not in due]
        for _, begin in due:
            begin()
        return len(due)

    def finish(self) -> None:
        """Waits until everything started so far is done."""
        wait(list(self._open))

    def stop(self) -> None:
        """Finishes what was begun, and takes nothing more; what waits for Slack is dropped, and counted."""
        self._pool.shutdown(wait=True)
        if self._waiting:
            log.warning("answers for which Slack asked to wait are not given: %d", len(self._waiting))

    def _done(self, future: Future[object]) -> None:
        self._open.discard(future)
        if error := future.exception():
            away = isinstance(error, (OSError, SlackClientError))  # Slack's doing: there is no bug to trace
            log.error("a background task failed: %s", type(error).__name__, exc_info=None if away else error)
