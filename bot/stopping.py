"""Stopping in good order, and within ten seconds, whatever Slack, the load or the operator do meanwhile.

What was acknowledged is on disk, and what is to be said waits in the outbox; so nothing is lost by leaving
when Slack does not answer: a posting under way is looked for at the next start (`scheduler/recovery.py`).
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait

from bot.aside import Deadline, begun

log = logging.getLogger(__name__)

LOOK = 0.2
"""Seconds between two looks whether a signal came."""
IN_ORDER, PARTING, LAST = 7.0, 1.0, 1.0
"""Seconds: for what is under way, for a last word, for letting go of the database. Ten with all else."""


class StopSignal:
    """Whether SIGTERM or SIGINT has come since; a second one changes nothing.

    Its handler takes no lock and raises nothing, wherever it strikes.
    """

    def __init__(self) -> None:
        self._told = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._hear)

    def _hear(self, _number: int, _frame: object) -> None:
        self._told = True

    def wait(self, serving: "Future[None]") -> None:
        """Until one of them comes, or there is nothing to end any more."""
        while not self._told and not serving.done():
            wait([serving], LOOK)


def serve_until_told(
    told: StopSignal,
    serve: Callable[[], None],
    ends: Mapping[str, Callable[[], None]],
    parting: Callable[[], None],
) -> None:
    """Serves, and once told ends everything: all of `ends` at once, but for the last, which follows on them;
    then comes a word of `parting`.

    Raises what serving raised. Where something does not end in time, the program ends here: to take the
    database away from what is still at work would only break it.
    """
    serving = begun(serve, "serving")
    told.wait(serving)
    log.info("stopping")
    deadline = Deadline(IN_ORDER)
    *first, last = ends
    works = {name: begun(ends[name], name) for name in first}
    in_time = _ended(deadline, works | {"serving": serving})
    in_time = _ended(deadline, {last: begun(ends[last], last)}) and in_time
    _ended(Deadline(PARTING), {"the last word": begun(parting, "parting")})
    if not in_time:
        log.warning("what Slack has not answered by now is looked for at the next start")
        leave()


def _ended(deadline: Deadline, works: "Mapping[str, Future[None]]") -> bool:
    late = [name for name, work in works.items() if not deadline.sees(work)]
    for name in late:
        log.warning("%s does not end in time: it is left behind", name)
    return not late


def let_go(work: Callable[[], None]) -> None:
    """The very last work, for which nobody waits longer either."""
    if not Deadline(LAST).sees(begun(work, "letting go")):
        log.warning("the database is not let go of in time")


def leave() -> None:
    """Ends the program at once where a thread of it still waits for Slack: Python would wait for that one.

    It waits for those of executors even where they are daemons.
    """
    if threading.active_count() > 1:
        logging.shutdown()
        os._exit(0)
