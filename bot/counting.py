"""What is counted while Prime works, in memory; `bot/metrics.py` shows it.

A label is a word of ours or one of Slack's error codes: no name, no id, nothing that somebody wrote.
"""

import re
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, Summary
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.dispatch import Ended
from handlers.kit.router import InteractionKind

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
"""Seconds; Slack gives up on a click after three (docs.slack.dev, acknowledging requests)."""
NO_ANSWER, OTHER = "no_answer", "other"
CODE = re.compile(r"[a-z_]{1,40}")
"""What Slack names a refusal by."""


class Counters:
    """One per program; thread-safe."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        interactions = Counter(
            "prime_interactions",
            "Commands, clicks and forms answered, by how that ended",
            ["kind", "outcome"],
            registry=self.registry,
        )
        seconds = Histogram(
            "prime_interaction_seconds",
            "From the door to the acknowledgement",
            ["kind"],
            buckets=BOUNDS,
            registry=self.registry,
        )
        database = Summary(
            "prime_database_seconds", "In a transaction, from asking for it", ["way"], registry=self.registry
        )
        self._ticks = Counter(
            "prime_ticks", "Runs of each job of the scheduler", ["job", "outcome"], registry=self.registry
        )
        self._slack_calls = Counter("prime_slack_calls", "Calls of Slack's Web API", registry=self.registry)
        self._slack_errors = Counter(
            "prime_slack_errors",
            "Calls that Slack refused or did not answer",
            ["code"],
            registry=self.registry,
        )
        # Looked up once: a label is found behind a lock, which every click would wait for.
        self._ended = {
            (kind, how): interactions.labels(kind, how) for kind in InteractionKind for how in Ended
        }
        self._took = {kind: seconds.labels(kind) for kind in InteractionKind}
        self._database = {way: database.labels(way) for way in ("read", "write")}

    def interaction(self, kind: InteractionKind, how: Ended, seconds: float) -> None:
        """One was acknowledged."""
        self._ended[kind, how].inc()
        self._took[kind].observe(seconds)

    def transaction(self, way: str, seconds: float) -> None:
        """A transaction ended, however."""
        self._database[way].observe(seconds)

    def ticked(self, job: str, *, well: bool) -> None:
        """A job of the scheduler ran."""
        self._ticks.labels(job, "done" if well else "broken").inc()

    def slack_called(self) -> None:
        """Slack was asked for something."""
        self._slack_calls.inc()

    def slack_failed(self, code: str) -> None:
        """Slack refused, by its code; what is none is not repeated."""
        self._slack_errors.labels(code if CODE.fullmatch(code) else OTHER).inc()


class CountedClient(WebClient):
    """Slack's Web API, each call of which is counted."""

    def __init__(self, counts: Counters, **given: Any) -> None:
        super().__init__(**given)
        self._counts = counts

    def api_call(self, api_method: str, **given: Any) -> SlackResponse:
        """One call. Raises what the client raises."""
        self._counts.slack_called()
        try:
            return super().api_call(api_method=api_method, **given)
        except SlackApiError as error:
            self._counts.slack_failed(str(error.response.get("error") or OTHER))
            raise
        except (SlackClientError, OSError):
            self._counts.slack_failed(NO_ANSWER)
            raise
