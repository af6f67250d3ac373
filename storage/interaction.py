"""What a thread keeps in mind while it answers a person: how long they can wait, and what is saved."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from storage.acts import ActUnderWay, OrganiserAct
from storage.patience import Patience


class InteractionState(threading.local):
    """The interaction that the thread which asks answers, if any. One per database."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._until: float | None = None
        """On the monotonic clock: when its person can wait no longer for a write to begin."""
        self._saved = False
        self.seen = 0
        """How far it has read SQLite's log, in commits: see `LogSync`."""
        self.act: ActUnderWay | None = None
        """What an organiser does by it, where it is to be noted."""

    @contextmanager
    def acting(self, act: OrganiserAct | None) -> Iterator[None]:
        """What is written within is this act's; None: nobody's."""
        before, self.act = self.act, ActUnderWay(act) if act else None
        try:
            yield
        finally:
            self.act = before

    @contextmanager
    def answered(self) -> Iterator[None]:
        """From its beginning to its end; one within another is part of it."""
        if self.under_way:
            yield
            return
        self._until, self._saved, self.seen = time.monotonic() + self._patience.click, False, 0
        try:
            yield
        finally:
            self._until, self._saved = None, False

    @property
    def under_way(self) -> bool:
        """Whether a person waits for what this thread does."""
        return self._until is not None

    @property
    def saved(self) -> bool:
        """Whether something of it is in the database, whatever comes."""
        return self._saved

    def note_saved(self) -> None:
        """A transaction was committed."""
        self._saved = self.under_way

    @property
    def patience(self) -> float:
        """Seconds that a write may wait for whoever is in its way; more where nobody waits for it."""
        if self._until is None:
            return self._patience.others
        return max(self._patience.least, self._until - time.monotonic())
