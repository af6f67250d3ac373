"""Waiting for the end in a way that a signal always ends."""

import threading
import time

LOOK = 0.5
"""Seconds between two looks whether a signal came."""


def wait_for(told: threading.Event) -> None:
    """Waits until `told`; in the main thread, a signal handler's exception ends it.

    Python runs handlers between two of its instructions. A signal that comes when the main thread is already
    on its way to sleep does not wake it, and one that waits without end is deaf to it: one Ctrl-C in twenty,
    right after the start on a busy machine. So it wakes up now and then.
    """
    while not told.wait(LOOK):
        pass


def rest(seconds: float) -> None:
    """Lets so many seconds pass, in the same way."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        threading.Event().wait(min(LOOK, left))
