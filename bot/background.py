"""What Slack is told after the acknowledgement has left: a few threads, drained when the program stops."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context

from slack_sdk.errors import SlackClientError

log = logging.getLogger(__name__)


class BackgroundTasks:
    """Runs small tasks aside. A task that fails is logged and nothing else: what it told was already done."""

    def __init__(self, threads: int = 4) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="background")
        self._open: set[Future[None]] = set()

    def run(self, task: Callable[[], None]) -> None:
        """Runs a task soon, under the reference of the interaction that it comes of."""
        context = copy_context()
        future = self._pool.submit(context.run, task)
        self._open.add(future)
        future.add_done_callback(lambda done: context.run(self._done, done))

    def finish(self) -> None:
        """Waits until everything started so far is done."""
        wait(list(self._open))

    def stop(self) -> None:
        """Finishes what was begun, and takes nothing more."""
        self._pool.shutdown(wait=True)

    def _done(self, future: Future[None]) -> None:
        self._open.discard(future)
        if error := future.exception():
            away = isinstance(error, (OSError, SlackClientError))  # Slack's doing: there is no bug to trace
            log.error("a background task failed: %s", type(error).__name__, exc_info=None if away else error)
