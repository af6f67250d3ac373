"""The demo's house: the sandbox, and Prime assembled against it as against Slack itself."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler

from bot import MANIFEST
from bot.app import RESUME_EVERY, Prime, assemble
from bot.demo.people import ODILE
from bot.demo.vault import KeptVault
from bot.http_server import HttpServer
from bot.serve_http import wsgi
from bot.serve_socket import SocketServer
from bot.settings import GivenSettings
from club.ids import MemberId, SlackId
from handlers.kit.acts import theme_of
from sandbox import Sandbox, SettableClock
from scheduler.tick import start
from storage.acts import OrganiserAct
from storage.migrations import upgrade
from storage.people import Person, get_person
from storage.postings import next_due

PARIS = ZoneInfo("Europe/Paris")
CHANNEL = SlackId("C0PRIME")
SWEEPS = (time(9), time(10))
"""When reminders go out: at nine, and once those of London are due, where it is an hour earlier."""
STOPS = (*SWEEPS, time(18))
SOON = timedelta(seconds=90)
"""What is due within this time is waited for when the house settles: Slack's limits count by the minute."""

Act = Callable[[], object]
"""Something that somebody did in the past, at the hour that the clock then shows."""
Filled = Callable[[Sandbox], object]


def paris(when: str) -> datetime:
    """A Paris wall-clock time such as `2027-01-04 09:00`, as an instant."""
    return datetime.fromisoformat(when).replace(tzinfo=PARIS).astimezone(UTC)


def _stops(after: datetime, until: datetime) -> Iterator[datetime]:
    """The stops of the days from one instant to another, both excluded."""
    day = after.astimezone(PARIS).date()
    while day <= until.astimezone(PARIS).date():
        for clock in STOPS:
            stop = datetime.combine(day, clock, tzinfo=PARIS).astimezone(UTC)
            if after < stop < until:
                yield stop
        day += timedelta(days=1)


class Workspace(Sandbox):
    """The club's own."""

    name = "Club PRIME"


class House:
    """Everything that runs. The clock is the only one there is: moved here, or by the page's buttons."""

    def __init__(
        self, database: Path, port: int, since: datetime, filled: Filled = lambda _box: None
    ) -> None:
        """`filled` is told of the box once it serves, before Prime comes to it."""
        self.database = database
        self.clock = SettableClock(since, ticking=True)
        self.box = Workspace(MANIFEST, clock=self.clock)
        self.box.start(port)
        filled(self.box)
        self.members: dict[str, MemberId] = {}
        self.taken_up = self.lived = False
        """Whether it goes on from a file; whether its present has begun."""
        self._ticking: BackgroundScheduler | None = None
        url = f"sqlite:///{database}"
        upgrade(url)
        # What members reach over the web stands beside the page, at a port of its own.
        self._web = HttpServer(lambda environ, start: self._pages(environ, start), "127.0.0.1", 0)
        self.prime: Prime = assemble(self._settings(url), self.clock)
        self.vault = self.prime.services.db.vault = KeptVault()
        self._pages = wsgi(self.prime)
        self._serving = Thread(target=self._web.serve, name="demo over the web", daemon=True)
        self._serving.start()
        self._socket = SocketServer(self.prime)
        self._socket.open()

    def _settings(self, database_url: str) -> GivenSettings:
        return GivenSettings(
            slack_bot_token=self.box.bot_token,
            slack_app_token=self.box.app_token,
            slack_signing_secret=self.box.signing_secret,
            slack_api_url=self.box.api_url,
            database_url=database_url,
            prime_seal_dir="process",
            prime_channel=CHANNEL,
            prime_contact=ODILE,
            prime_controller="ALLICE",
            prime_public_url=f"http://127.0.0.1:{self._web.port}",
        )

    def person(self, name: str) -> Person:
        """A member by name."""
        with self.prime.services.db.read() as session:
            found = get_person(session, self.members[name])
        assert found is not None, name
        return found

    @contextmanager
    def acts(self, entry: str) -> Iterator[None]:
        """What is written within, the organiser wrote by that entry: the journal has a line of it."""
        act = OrganiserAct(self.members[ODILE], entry, theme_of(entry), self.clock.now())
        with self.prime.services.db.acting(act):
            yield

    # The past: time is moved by hand, and Slack's limits are met by moving it

    def pass_to(self, moment: datetime) -> None:
        """Time passes: each morning reminders go out, and three times a day what was decided."""
        for stop in _stops(self.clock.now(), moment):
            self.clock.set(stop)
            if stop.astimezone(PARIS).time() in SWEEPS:
                self.prime.tick.sweep()
            self.settle()
        self.clock.set(max(moment, self.clock.now()))

    def settle(self) -> None:
        """Sends all that is due, or soon will be."""
        while True:
            self.prime.background.finish()
            if self.prime.tick.drain():
                continue
            with self.prime.services.db.read() as session:
                due = next_due(session)
            if due is None or due > self.clock.now() + SOON or self.prime.tick.refused:
                return
            self.clock.set(max(due, self.clock.now() + timedelta(seconds=1)))

    # The present: time runs as it does outside

    def live(self) -> None:
        """Lets the present begin: the tick runs, and at once whenever the page's clock is moved."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._ticking = start(self.prime.tick, {self.prime.resume: RESUME_EVERY})
        self.clock.on_change(_hurry(self._ticking))
        self.lived = True

    def stop(self) -> None:
        """Ends everything: what is under way is finished, and nothing more is begun."""
        self.prime.tick.stop()  # or else the tick goes on sending all that is due, at Slack's pace
        if self._ticking is not None:
            self._ticking.shutdown(wait=True)
        self._socket.stop()
        self._web.stop()
        self._serving.join()
        self.prime.stop()
        self.box.stop()


def _hurry(ticking: BackgroundScheduler) -> Callable[[], None]:
    """Has every job run now. A job that runs already is not started twice, so nothing can pile up."""

    def hurry() -> None:
        for job in ticking.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))

    return hurry
