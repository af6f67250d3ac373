"""A club for measuring: a database with members and a published event, and the bot around it."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from benchmarks.clicks import SECRET, Click, click
from bot.app import Prime, bolt_app, slack_client
from bot.background import BackgroundTasks
from bot.clock import SystemClock
from bot.counting import Counters
from bot.dispatch import Dispatcher
from bot.features import router
from bot.serve_http import wsgi
from bot.settings import GivenSettings, Settings
from club.events import Event, EventKind, EventState, Phase
from club.ids import EventId, SlackId
from club.seating import Room
from handlers import names
from handlers.events.rsvp import views
from handlers.kit.router import Router
from handlers.kit.services import Club, Services
from handlers.words import load
from scheduler.tick import Tick
from storage.accounts import save_profile
from storage.database import Database
from storage.events import add_event, get_event
from storage.migrations import upgrade
from storage.outbox import claim_due, record_sent
from storage.people import AccountKind, SlackProfile, add_company, add_member
from storage.postings import Note, enqueue, subject_of
from storage.vault import open_vault

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

PARIS = ZoneInfo("Europe/Paris")
CHANNEL = SlackId("C0PRIME")
NOWHERE = "http://127.0.0.1:9/api/"
MEMBERS = 64
CHECKPOINT = 1500
"""Pages: SQLite moves the log into the file every 1000; fresh logs look 1.4 times dearer than grown ones."""


class Unsaid(BackgroundTasks):
    """Slack is not told: what is measured ends with the acknowledgement."""

    def run(self, task: Callable[[], object]) -> None:
        """Drops the task."""


@dataclass(frozen=True, slots=True)
class House:
    """One assembled bot and its clicks."""

    path: Path
    prime: Prime
    event: Event
    app: "WSGIApplication"
    """What its server serves: the signature is part of it, as of the floor."""

    @property
    def services(self) -> Services:
        """What its listeners reach."""
        return self.prime.services

    def clicks(self, action: str, members: int = MEMBERS, events: int = 1) -> list[Click]:
        """One click of every member on that button of each event's card, event by event."""
        t = self.services.words["fr"]
        card = views.card(t, self.event, Room(None, 12, 0), 0, Phase.OPEN).blocks
        every = [(EventId(1 + event), slack_id(at)) for event in range(events) for at in range(members)]
        return [click(who, action, event_id, CHANNEL, card) for event_id, who in every]


def slack_id(at: int) -> SlackId:
    """The id of a member, counted from 0."""
    return SlackId(f"U{at:07d}")


def settings(path: Path, api: str) -> Settings:
    """Settings that lead nowhere but to this machine."""
    return GivenSettings(
        slack_bot_token="xoxb-benchmark",
        slack_app_token="xapp-benchmark",
        slack_signing_secret=SECRET,
        slack_api_url=api,
        database_url=f"sqlite:///{path}",
        prime_channel=CHANNEL,
    )


def furnish(path: Path, members: int = MEMBERS, events: int = 1) -> None:
    """A new database: members known to Slack, events four weeks away, their cards in the channel."""
    upgrade(f"sqlite:///{path}")
    db, now = Database(f"sqlite:///{path}"), datetime.now(UTC)
    with db.begin() as session:
        company = add_company(session, "Verrerie Ardoin")
        for at in range(members):
            who, name = slack_id(at), f"Membre {at}"
            add_member(session, name, slack_id=who, email=f"m{at}@example.org", company_id=company)
            save_profile(session, SlackProfile(who, name, None, "fr-FR", "Europe/Paris", AccountKind.FULL))
        for _ in range(events):
            event_id = add_event(session, _event(now))
            enqueue(session, [Note(names.CARD, subject_of(event_id), CHANNEL, live=True)], now)
    with db.begin() as session:
        for posting in claim_due(session, now, events):
            record_sent(session, posting, CHANNEL, "1796000000.000100", now)
    db.dispose()
    _grow_log(path)


def _event(now: datetime) -> Event:
    starts = now + timedelta(days=28)
    return Event(
        id=EventId(0),
        title="Forum Chaleur fatale",
        kind=EventKind.FORUM,
        starts_at=starts,
        ends_at=starts + timedelta(hours=7),
        deadline=starts - timedelta(days=7),
        capacity=10_000,
        state=EventState.PUBLISHED,
        place="Lyon",
        agenda="Accueil à 9 h, visite du four, tables rondes.",
        published_at=now,
    )


def _grow_log(path: Path) -> None:
    """Writes past one checkpoint, so that nobody meets a log that is still growing."""
    with raw(path) as connection:
        connection.execute("CREATE TABLE filler (text TEXT)")
        connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 3900,)] * CHECKPOINT)
        connection.execute("DROP TABLE filler")
    connection.close()


def raw(path: Path) -> sqlite3.Connection:
    """A plain connection as durable as the bot's."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "busy_timeout = 30000"):
        connection.execute(f"PRAGMA {pragma}")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    return connection


def open_house(
    path: Path, routes: Router | None = None, *, seal_dir: str = "process", api: str = NOWHERE
) -> House:
    """The bot on a furnished database, telling Slack nothing."""
    given, clock, background = settings(path, api), SystemClock(), Unsaid()
    club = Club(PARIS, CHANNEL, "Odile")
    db = Database(given.database_url, vault=open_vault(seal_dir))
    services = Services(db, slack_client(given), load(PARIS), club)
    routes = routes or router()
    bolt = bolt_app(given, Dispatcher(services, routes, clock, background))
    with services.db.read() as session:
        event = get_event(session, EventId(1))
    assert event is not None
    tick = Tick(services, routes, clock.now)
    prime = Prime(given, services, routes, bolt, tick, background, clock, Counters())
    return House(path, prime, event, wsgi(prime))


def noop_app() -> App:
    """The floor: Bolt as it comes, one listener that acknowledges; signatures checked."""
    app = App(
        signing_secret=SECRET,
        process_before_response=True,
        authorize=lambda **_: AuthorizeResult(enterprise_id=None, team_id=None, bot_token="xoxb-benchmark"),
    )
    app.action({"type": "block_actions", "action_id": "rsvp.going"})(lambda ack: ack())
    app.action({"type": "block_actions", "action_id": "rsvp.not_going"})(lambda ack: ack())
    return app


def serve(app: "WSGIApplication", one: Click) -> None:
    """Hands a click to Prime, as its server does; anything but 200 ends the run."""
    answered: list[str] = []
    environ = one.environ()
    for _ in app(environ, lambda status, _headers, *_more: answered.append(status)):  # type: ignore[arg-type]
        pass
    assert answered == ["200 OK"], answered


def dispatch(app: App, one: Click) -> None:
    """Hands a click to Bolt; anything but 200 ends the run."""
    response = app.dispatch(one.request())
    assert response.status == 200, response.body


def answers(path: Path) -> Sequence[tuple[str, int]]:
    """Every answer, seen from a connection of its own: what was said, and how many said it."""
    connection = raw(path)
    rows = connection.execute("SELECT says, count(*) FROM rsvp GROUP BY says ORDER BY says").fetchall()
    connection.close()
    return rows
