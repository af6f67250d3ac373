"""The tick: APScheduler calls, our tables know what is due."""

import logging
import random
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler

from handlers.kit.router import Router, Sweep
from handlers.kit.services import Services
from scheduler.mailing import Mailer
from scheduler.outbox import Outbox
from scheduler.profiles import Roster
from scheduler.recovery import recover
from scheduler.timekeeping import Timekeeper
from scheduler.waits import Chance
from storage.holding import get_held
from storage.seen import forget_seen

log = logging.getLogger(__name__)

DRAIN_EVERY, PROMPT_EVERY, MAIL_EVERY, SWEEP_EVERY, RECOVER_EVERY, SYNC_EVERY = 1, 1, 5, 20, 60, 60
"""Seconds."""
LOOK_BACK = timedelta(days=7)
"""How far back the first sweep after a start looks for what came due while the program was down."""


class Tick:
    """Everything that time does, callable one by one: by the scheduler, and by tests themselves.

    `steady` tells seconds that pass whatever becomes of the clock; without it the clock is believed.
    """

    def __init__(
        self,
        services: Services,
        router: Router,
        now: Callable[[], datetime],
        steady: Callable[[], float] | None = None,
        chance: Chance = random.random,
        mailer: Mailer | None = None,
    ) -> None:
        self._services, self._router, self._now = services, router, now
        self._steady = steady or (lambda: now().timestamp())
        self._time = Timekeeper(now, self._steady)
        self._outbox = Outbox(services, router, now, self._steady, chance)
        self._roster = Roster(services, self._outbox.breaker)
        self._mailer = mailer
        self._swept: datetime | None = None
        self._ticked = self._steady()
        self._known_held = False

    def drain(self) -> int:
        """Sends what is due; returns how many postings were taken."""
        if not self._time.look():
            return 0
        self._ticked = self._steady()
        return 0 if self._held() else self._outbox.drain()

    def mail(self) -> int:
        """Sends the e-mails that are due, where there is a mail server; returns how many were taken up."""
        if self._mailer is None or not self._time.look() or self._held():
            return 0
        return self._mailer.drain()

    def prompt(self) -> None:
        """Does what came due since the sweep before and cannot wait for the next."""
        if self._time.look():
            self._run(self._router.prompt, self._now())

    def sweep(self) -> None:
        """Does what came due since the sweep before."""
        if not self._time.look():
            return
        now = self._now()
        self._run(self._router.sweeps, now)
        with self._services.db.begin() as session:
            forget_seen(session, now)
        self._swept = now

    def _run(self, sweeps: Iterable[Sweep], now: datetime) -> None:
        """Runs each, also where one before it fails; raises what the first of them failed of.

        After a clock that was ahead, the sweep before says nothing: it is as after a start.
        """
        since = self._swept if self._swept and self._swept <= now else now - LOOK_BACK
        faults: list[Exception] = []
        for sweep in sweeps:
            try:
                sweep(self._services, since, now)
            except Exception as error:
                faults.append(error)
        for fault in faults[1:]:
            log.error("a sweep broke", exc_info=fault)
        if faults:
            raise faults[0]

    def recover(self) -> int:
        """Settles what a crash or an outage left open; returns how many postings are tried again."""
        if not self._time.look() or self._held():
            return 0
        return recover(self._services, self._router, self._outbox.under_way, self._now())

    def sync(self) -> int:
        """Caches Slack's profiles, as far as Slack allows now."""
        return self._roster.step(self._now()) if self._time.look() else 0

    def _held(self) -> bool:
        """Whether nothing may be sent until an operator has chosen; said once, and when it is over."""
        with self._services.db.read() as session:
            held = get_held(session)
        if held and not self._known_held:
            log.warning("nothing is sent, for the database is %s: choose, with prime release", held.why)
        elif self._known_held and not held:
            log.info("what was held is released")
        self._known_held = held is not None
        return self._known_held

    def stop(self) -> None:
        """Takes nothing more from the outbox, and finishes what is under way."""
        self._outbox.stop()

    @property
    def refused(self) -> Mapping[str, str]:
        """What rests because Slack refuses us, and its code: "" is everything, else a family of calls."""
        return self._outbox.breaker.open

    @property
    def silent_for(self) -> float:
        """Seconds since the outbox was last looked at."""
        return self._steady() - self._ticked


class OnTick(Protocol):
    """Told of each run of a job."""

    def __call__(self, job: str, /, *, well: bool) -> None:
        """By the job's name; `well` where it did not break."""


def _nobody(_job: str, /, *, well: bool) -> None:
    """Told to nobody."""


def start(
    tick: Tick, more: Mapping[Callable[[], object], int] = MappingProxyType({}), ticked: OnTick = _nobody
) -> BackgroundScheduler:
    """Starts ticking. In UTC, nothing stored; a late run is made up for once, never dropped.

    `more`: other jobs, each with its seconds, called by their names to `ticked`.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    jobs: dict[Callable[[], object], int] = {
        tick.drain: DRAIN_EVERY,
        tick.prompt: PROMPT_EVERY,
        tick.mail: MAIL_EVERY,
        tick.sweep: SWEEP_EVERY,
        tick.recover: RECOVER_EVERY,
        tick.sync: SYNC_EVERY,
        **more,
    }
    for job, seconds in jobs.items():
        scheduler.add_job(
            _surviving(job, ticked), "interval", seconds=seconds, next_run_time=datetime.now(UTC)
        )
    scheduler.start()
    return scheduler


def _surviving(job: Callable[[], object], ticked: OnTick = _nobody) -> Callable[[], None]:
    """A job whose fault is logged and met again at the next tick."""
    name = getattr(job, "__name__", "another")

    def run() -> None:
        try:
            job()
        except Exception:
            log.exception("a tick broke")
            ticked(name, well=False)
        else:
            ticked(name, well=True)

    return run
