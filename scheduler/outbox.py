"""The worker: takes what is due, one by one, and hands it to a few threads.

A posting is rendered when its turn comes, from what holds then; so a reminder of something answered since
is never sent, and a message refreshed ten times is updated once.
"""

import random
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime

from handlers.kit.router import Router
from handlers.kit.services import Services
from scheduler.breaker import Breaker
from scheduler.delivery import Delivery
from scheduler.waits import Chance
from storage.outbox import NotYet, any_due, claim_due
from storage.postings import Posting

BATCH = 40
"""Postings of one drain."""
THREADS = 4
"""Postings under way at once: a slow conversation holds one of them, and the others go on."""
LOOK_AGAIN = 1.0
"""Seconds after which a drain that waits for slow calls looks whether something else has come due."""


class Outbox:
    """One per process; several processes share the table without meeting.

    What goes to one recipient goes one after the other, in order, as far as one process has it. It is claimed
    only once Slack's pace allows it there: a long queue for one channel costs a claim a message.
    """

    def __init__(
        self,
        services: Services,
        router: Router,
        now: Callable[[], datetime],
        steady: Callable[[], float],
        chance: Chance = random.random,
    ) -> None:
        self._services, self._now = services, now
        self._delivery = Delivery(services, router, now, steady, chance)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="outbox")
        self._lock = threading.Lock()
        self._running: dict[Future[None], Posting] = {}
        self._stopped = False

    @property
    def breaker(self) -> Breaker:
        """What rests, while Slack refuses us."""
        return self._delivery.breaker

    @property
    def under_way(self) -> list[int]:
        """The ids of the postings that this process is sending."""
        with self._lock:
            return [posting.id for posting in self._running.values()]

    def drain(self, limit: int = BATCH) -> int:
        """Sends what is due, up to `limit`; returns how many were taken, once all under way are done.

        Raises what a worker met that is no posting's own fault, as a database that does not answer.
        """
        taken = 0
        while True:
            while taken < limit and self._take():
                taken += 1
            with self._lock:
                running = list(self._running)
            if not running or (taken >= limit and not self._full()):
                break
            done, _ = wait(running, timeout=LOOK_AGAIN, return_when=FIRST_COMPLETED)
            self._reap(done)
        return taken

    def stop(self) -> None:
        """Takes nothing more, and finishes what is under way."""
        with self._lock:  # what is being taken is handed on: it would be claimed and not sent
            self._stopped = True
        self._pool.shutdown(wait=True)

    def _full(self) -> bool:
        with self._lock:
            return len(self._running) >= THREADS

    def _take(self) -> bool:
        """Hands one posting that is due to a thread that is free; False where there is none of either."""
        if self._full() or not self.breaker.ready(self._now()):
            return False
        with self._lock:
            waiting = self._waiting()
        with self._services.db.read() as session:
            if not any_due(session, self._now(), waiting):
                return False
        with self._lock:
            if self._stopped:
                return False
            with self._services.db.begin() as session:
                found = claim_due(session, self._now(), 1, self._waiting())
            for posting in found:
                self._running[self._pool.submit(self._delivery.deliver, posting)] = posting
        return bool(found)

    def _waiting(self) -> NotYet:
        """Whose turn it is not. Under the lock; the busy first: who is done with a post is paced by then."""
        busy = {posting.recipient for posting in self._running.values()}
        return NotYet(busy, self._delivery.paced(self._now()))

    def _reap(self, done: set[Future[None]]) -> None:
        """Frees the threads, and lets be known what no posting is to blame for."""
        with self._lock:
            for future in done:
                self._running.pop(future, None)
        for future in done:
            future.result()
