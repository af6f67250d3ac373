"""Rests while Slack refuses our token, app or workspace: nothing is counted against a message meanwhile.

A code that is about the workspace opens a circuit. What `auth.test` says then decides how wide: where our
token is refused, everything rests; where it is good, only the family of calls that was refused (a scope may
be missing for files alone). Each circuit is tried again after growing, jittered pauses.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.slack_errors import CallError, ErrorScope
from scheduler.waits import Chance, Wait, growing

log = logging.getLogger(__name__)

FIRST = timedelta(seconds=15)
ALL = ""
"""The circuit of everything."""
AMBIGUOUS = "account_inactive"
"""Said of our own account, and seen where the person written to has none any more."""
ADVICE: Mapping[str, str] = {
    "missing_scope": "install the app again with manifest.yml",
    "invalid_auth": "put the bot token of the app's page into SLACK_BOT_TOKEN and start again",
}
USUAL_ADVICE = "see whether the app is still installed, and its token that of SLACK_BOT_TOKEN"


@dataclass
class Circuit:
    """One that is open, since when, and until when it rests."""

    code: str
    since: datetime
    wait: Wait
    step: int = 1
    tried: bool = False
    """Whether a call was let through, and what came of it is not known yet."""


class Breaker:
    """The circuits of this process. `who_are_we` asks Slack about our token, and raises `CallError`."""

    def __init__(self, who_are_we: Callable[[], None], chance: Chance) -> None:
        self._who_are_we, self._chance = who_are_we, chance
        self._lock = threading.RLock()
        self._open: dict[str, Circuit] = {}

    @property
    def open(self) -> Mapping[str, str]:
        """Slack's code for each open circuit: of everything (""), of a family of calls. Empty: it is well."""
        with self._lock:
            return {family: circuit.code for family, circuit in self._open.items()}

    def ready(self, now: datetime) -> bool:
        """Whether anything may be sent; asks Slack where it is time to ask again."""
        with self._lock:
            circuit = self._open.get(ALL)
            if circuit is None:
                return True
            if circuit.wait.left(now):
                return False
        code = self._token_fault()
        if code:
            self._opens(ALL, code, now)
        else:
            self.worked(ALL)
        return not code

    def rest(self, family: str, now: datetime) -> timedelta:
        """How long calls of a family rest still."""
        with self._lock:
            circuit = self._open.get(family)
            return circuit.wait.left(now) if circuit else timedelta(0)

    def wait(self, family: str, now: datetime) -> timedelta:
        """How long calls of a family rest. When that is over, one is let through to try it: zero, once."""
        with self._lock:
            circuit = self._open.get(family)
            if circuit is None:
                return timedelta(0)
            if left := circuit.wait.left(now):
                return left
            circuit.wait, circuit.tried = Wait(now, growing(FIRST, circuit.step, self._chance)), True
            return timedelta(0)

    def worked(self, family: str) -> None:
        """A call of this family went through: whatever was open of it closes."""
        with self._lock:
            circuit = self._open.pop(family, None)
        if circuit:
            what = family or "everything"
            log.warning("Slack accepts us again (%s no more): %s goes on", circuit.code, what)

    def refused(self, code: str, family: str, now: datetime, *, personal: bool = False) -> bool:
        """Slack refused a call for what is no message's fault. False where it turns out to be about the
        person written to (`personal`) all the same."""
        fault = self._token_fault()
        if not fault and personal and code == AMBIGUOUS:
            return False
        self._opens(ALL if fault else family, fault or code, now)
        return True

    def _token_fault(self) -> str:
        """Why our token is not known to be good; empty where it is."""
        try:
            self._who_are_we()
        except CallError as error:
            return "" if error.failure.about is ErrorScope.PACE else error.failure.code
        return ""

    def _opens(self, family: str, code: str, now: datetime) -> None:
        with self._lock:
            before = self._open.get(family)
            if before and before.wait.left(now) and not before.tried:
                return  # another thread met the same
            step = before.step + 1 if before else 1
            wait = Wait(now, growing(FIRST, step - 1, self._chance))
            self._open[family] = Circuit(code, before.since if before else now, wait, step)
        what, advice = family or "everything", ADVICE.get(code, USUAL_ADVICE)
        if before is None:
            log.error("Slack refuses us (%s): %s rests, nothing is lost. What to do: %s", code, what, advice)
        else:
            log.error("Slack still refuses us (%s), since %s: %s rests", code, before.since, what)
