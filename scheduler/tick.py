"""The tick: APScheduler calls, our tables know what is due."""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from handlers.kit.desk import Desk
from handlers.kit.router import Router, Sweep
from scheduler.outbox import Outbox
from scheduler.pace import Pace
from scheduler.profiles import Roster
from scheduler.recovery import recover
from storage.seen import forget_seen

log = logging.getLogger(__name__)

DRAIN_EVERY, PROMPT_EVERY, SWEEP_EVERY, RECOVER_EVERY, SYNC_EVERY = 1, 1, 20, 60, 60
"""Seconds."""
LOOK_BACK = timedelta(days=7)
"""How far back the first sweep after a start looks for what came due while the program was down."""


class Tick:
    """Everything that time does, callable one by one: by the scheduler, and by tests themselves."""

    def __init__(self, desk: Desk, router: Router, now: Callable[[], datetime]) -> None:
        self._desk, self._router, self._now = desk, router, now
        self._outbox = Outbox(desk, router, Pace(), now)
        self._roster = Roster(desk)
        self._swept: datetime | None = None

    def drain(self) -> int:
        """Sends what is due."""
        return self._outbox.drain()

    def prompt(self) -> None:
        """Does what came due since the sweep before and cannot wait for the next."""
        now = self._now()
        self._run(self._router.prompt, now)

    def sweep(self) -> None:
        """Does what came due since the sweep before."""
        now = self._now()
        self._run(self._router.sweeps, now)
        with self._desk.db.begin() as session:
            forget_seen(session, now)
        self._swept = now

    def _run(self, sweeps: Iterable[Sweep], now: datetime) -> None:
        since = self._swept or now - LOOK_BACK
        for sweep in sweeps:
            sweep(self._desk, since, now)

    def recover(self) -> int:
        """Settles what a crash or an outage left open."""
        return recover(self._desk, self._now())

    def sync(self) -> int:
        """Caches Slack's profiles, as far as Slack allows now."""
        return self._roster.step(self._now())


def start(tick: Tick) -> BackgroundScheduler:
    """Starts ticking. In UTC, nothing stored; a late run is made up for once, never dropped."""
    scheduler = BackgroundScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    jobs: dict[Callable[[], object], int] = {
        tick.drain: DRAIN_EVERY,
        tick.prompt: PROMPT_EVERY,
        tick.sweep: SWEEP_EVERY,
        tick.recover: RECOVER_EVERY,
        tick.sync: SYNC_EVERY,
    }
    for job, seconds in jobs.items():
        scheduler.add_job(_surviving(job), "interval", seconds=seconds, next_run_time=datetime.now(UTC))
    scheduler.start()
    return scheduler


def _surviving(job: Callable[[], object]) -> Callable[[], None]:
    """A job whose fault is logged and met again at the next tick."""

    def run() -> None:
        try:
            job()
        except Exception:
            log.exception("a tick broke")

    return run
