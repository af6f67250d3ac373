"""`GET /metrics`, as Prometheus reads it: what was counted (`bot/counting.py`), and how things stand now.

The database is asked when somebody reads the figures, once a second at most.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.app import Prime
from bot.health import LOOK_EVERY, WELL, Health, Look
from storage.postings import next_due
from storage.sendings import count_due

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PATH = "/metrics"


class _Figures(Collector):
    """How things stand when they are asked: what `/readyz` looks at, and the outbox."""

    def __init__(self, prime: Prime, health: Health) -> None:
        self._prime, self._health = prime, health
        self._due, self._oldest = 0, timedelta(0)
        self._look = Look("outbox", self._read, LOOK_EVERY)

    def collect(self) -> Iterator[Metric]:
        """The families; without the outbox's where the database does not answer."""
        well = GaugeMetricFamily("prime_healthy", "Whether each part is well, as /readyz", labels=["part"])
        for found in self._health.ready():
            well.add_metric([found.name], not found.wrong)
        yield well
        silent = self._prime.tick.silent_for
        yield GaugeMetricFamily("prime_tick_silent_seconds", "Since the outbox was last looked at", silent)
        if self._look.find().wrong:
            return
        oldest = self._oldest.total_seconds()
        yield GaugeMetricFamily("prime_outbox_due", "Messages to be sent or drawn again now", self._due)
        yield GaugeMetricFamily("prime_outbox_oldest_due_seconds", "How long the oldest has waited", oldest)

    def _read(self) -> str:
        now = self._prime.clock.now()
        with self._prime.services.db.read() as session:
            first = next_due(session)
            self._due = count_due(session, now)
        self._oldest = max(timedelta(0), now - first) if first else timedelta(0)
        return WELL


def metrics_app(prime: Prime, health: Health, others: "WSGIApplication") -> "WSGIApplication":
    """`GET /metrics`; all else is the others'."""
    counted, standing = prime.counts.registry, CollectorRegistry()
    standing.register(_Figures(prime, health))

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != PATH or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return others(environ, start_response)
        figures = generate_latest(counted) + generate_latest(standing)
        headers = [("Content-Type", CONTENT_TYPE_PLAIN_0_0_4), ("Cache-Control", "no-store")]
        start_response(f"{HTTPStatus.OK.value} {HTTPStatus.OK.phrase}", headers)
        return [figures]

    return app
