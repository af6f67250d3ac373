"""Work done aside, for which nobody waits longer than they want to."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Any, TypeVar

Returned = TypeVar("Returned")


class _Told:
    """Hands what the work raises to whoever asks for its result."""

    def __init__(self, future: Future[Any]) -> None:
        self._future = future

    def __enter__(self) -> None:
        """The work begins."""

    def __exit__(
        self, _kind: type[BaseException] | None, fault: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if fault is not None:
            self._future.set_exception(fault)
        return True


def begun(work: Callable[[], Returned], name: str) -> Future[Returned]:
    """The work in a thread of its own, which the end of the program does not wait for."""
    future: Future[Returned] = Future()

    def run() -> None:
        with _Told(future):
            future.set_result(work())

    threading.Thread(target=run, name=name, daemon=True).start()
    return future


class Deadline:
    """So many seconds from now, shared by several waits."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; none below 0."""
        return max(0.0, self._until - time.monotonic())

    def sees(self, work: Future[Any]) -> bool:
        """Waits for the end of the work; False: it is not there by then. Raises what the work raised."""
        try:
            work.result(self.left)
        except TimeoutError:
            if work.done():  # its own, and no matter of ours
                raise
            return False
        return True
