"""A lock handed over in the order of asking."""

import threading
from collections import deque
from collections.abc import Callable


class FairLock:
    """Held by one at a time. Not reentrant."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._line: deque[tuple[threading.Lock, bool]] = deque()

    def acquire(self, *, long: bool = False, patience: float = -1) -> bool:
        """Waits for its turn: at most `patience` seconds, then gives up and returns False; -1 is for ever.

        `long`: the one before does not hand over by `release_to_short`.
        """
        with self._guard:
            if not self._held:
                self._held = True
                return True
            turn = threading.Lock()
            turn.acquire()
            place = (turn, long)
            self._line.append(place)
        if turn.acquire(timeout=patience):
            return True  # released by whoever held the lock, and so it is ours
        with self._guard:
            if place not in self._line:
                return True  # it was handed to us while we gave up
            self._line.remove(place)
            return False

    def acquire_if(self, wanted: Callable[[bool], bool]) -> bool:
        """Takes it where nobody holds it and it is wanted. `wanted` is told whether somebody does: they let
        go after that, and nobody else takes it before."""
        with self._guard:
            if not wanted(self._held) or self._held:
                return False
            self._held = True
            return True

    def release(self) -> None:
        """Hands over to the next in line, if any."""
        with self._guard:
            self._release()

    def release_unless(self, kept: Callable[[], bool]) -> bool:
        """The same, unless there is a reason to keep it, or the next in line will take long: then it stays
        ours. Nobody comes in between."""
        with self._guard:
            if kept() or (self._line and self._line[0][1]):
                return False
            self._release()
            return True

    def release_to_short(self) -> bool:
        """Hands over to the next in line if somebody waits who will not take long; else it stays ours."""
        with self._guard:
            if not self._line or self._line[0][1]:
                return False
            self._release()
            return True

    def _release(self) -> None:
        if self._line:
            self._line.popleft()[0].release()
        else:
            self._held = False

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()
