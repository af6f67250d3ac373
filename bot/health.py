"""Whether Prime is well, for whoever watches: `/healthz` and `/readyz`, a line for each thing looked at.

`/healthz` asks whether the process can do its work at all: the database takes a write. `/readyz` also asks
whether the work gets done: time ticks, nothing that is due lies about, Slack accepts us, no mail is held.

Each look is taken at most every few seconds, by one request at a time, and waited for two and a half: neither
many requests nor a database that hangs can cost the people in Slack anything.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.app import Prime
from bot.aside import begun
from storage.holding import get_held
from storage.postings import next_due

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE = 2.5
"""Seconds that a look is waited for: somewhat more than a click's write has."""
WRITE_EVERY, LOOK_EVERY = 5.0, 1.0
"""Seconds between two looks: one costs a commit, the others a read at most."""
SILENT = 60.0
"""Seconds without a tick, where one comes every second."""
LATE = timedelta(minutes=15)
"""That what is due waits: Slack's limits may keep it waiting, but not for so long."""

WELL = ""


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """What a look has found."""

    name: str
    wrong: str
    """In a few words; empty where all is well."""

    @property
    def line(self) -> str:
        """As it is shown."""
        return f"{self.name}: {self.wrong or 'ok'}"


class Look:
    """One thing that is looked at."""

    def __init__(
        self, name: str, check: Callable[[], str], every: float, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._name, self._check, self._every, self._steady = name, check, every, steady
        self.patience = PATIENCE
        self._lock = threading.Lock()
        self._begun: Future[str] | None = None
        self._looked = 0.0
        self._last = HealthFinding(name, "not looked at yet")

    def find(self) -> HealthFinding:
        """What is so now, or was a moment ago; what somebody else is looking at is not looked at twice."""
        if not self._lock.acquire(blocking=False):
            return self._last
        try:
            if self._begun is None and self._looked and self._steady() - self._looked < self._every:
                return self._last
            self._last = HealthFinding(self._name, self._found())
            return self._last
        finally:
            self._lock.release()

    def _found(self) -> str:
        work = self._begun = self._begun or begun(self._check, f"health of {self._name}")
        wait([work], self.patience)
        if not work.done():
            return "no answer"
        self._begun, self._looked = None, self._steady()
        fault = work.exception()
        return type(fault).__name__ if fault else work.result()


class Health:
    """All that is looked at."""

    def __init__(self, prime: Prime, steady: Callable[[], float] = time.monotonic) -> None:
        self._prime = prime
        self._database = Look("database", self._writable, WRITE_EVERY, steady)
        checks: Mapping[str, Callable[[], str]] = {
            "tick": self._ticking,
            "outbox": self._sending,
            "slack": self._accepted,
            "mail": self._released,
        }
        self._others = [Look(name, check, LOOK_EVERY, steady) for name, check in checks.items()]

    def alive(self) -> Sequence[HealthFinding]:
        """Whether work can be done."""
        return [self._database.find()]

    def ready(self) -> Sequence[HealthFinding]:
        """Whether it is done."""
        return [look.find() for look in (self._database, *self._others)]

    def _writable(self) -> str:
        trouble = self._prime.services.db.trouble()
        return f"nothing can be saved ({trouble})" if trouble else WELL

    def _ticking(self) -> str:
        silent = self._prime.tick.silent_for
        return f"no tick for {silent:.0f} s" if silent > SILENT else WELL

    def _sending(self) -> str:
        with self._prime.services.db.read() as session:
            due = next_due(session)
        late = self._prime.clock.now() - due if due else timedelta(0)
        return f"something is due since {late.total_seconds() / 60:.0f} min" if late > LATE else WELL

    def _accepted(self) -> str:
        refused = self._prime.tick.refused
        return "; ".join(f"{family or 'everything'} rests, {code}" for family, code in refused.items())

    def _released(self) -> str:
        with self._prime.services.db.read() as session:
            held = get_held(session)
        return f"held, the database is {held.why}" if held else WELL


def health_app(health: Health) -> "WSGIApplication":
    """`GET /healthz` and `GET /readyz`, and nothing else."""

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        looks = {"/healthz": health.alive, "/readyz": health.ready}.get(environ["PATH_INFO"])
        if looks is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            status, lines = HTTPStatus.NOT_FOUND, ["nothing is served here"]
        else:
            found = looks()
            well = not any(one.wrong for one in found)
            status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
            lines = [one.line for one in found]
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        start_response(f"{status.value} {status.phrase}", headers)
        return ["".join(f"{line}\n" for line in lines).encode()]

    return app
