"""Those who wait for one thing, and go on one after the other."""

import threading


class Turnstile:
    """Shut until it is opened, once. Thread-safe.

    Woken all at once, as by an Event, they would all reach for the interpreter's lock, most of them in vain:
    that was two switches of a thread in five.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lock.acquire()

    def open(self) -> None:
        """Lets those go who wait: one wakes the next."""
        self._lock.release()

    def wait(self) -> None:
        """Waits until it is open."""
        with self._lock:
            pass
