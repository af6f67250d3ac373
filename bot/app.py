"""Prime, assembled: settings, database, Slack client, router, Bolt app, tick. Nothing runs yet."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.clock import Clock, SystemClock
from bot.days_off import PublicHolidays
from bot.dispatch import Dispatcher
from bot.errands import Errands
from bot.features import router
from bot.payload import read_action, read_command, read_event, read_options, read_shortcut, read_view
from bot.settings import Settings
from bot.signature import Verification
from club.ids import SlackId
from club.retention import Keeping
from handlers.kit.desk import AT_ONCE, Club, Desk
from handlers.kit.router import Router
from handlers.names import COMMANDS
from handlers.words import load
from scheduler.profiles import fetch
from scheduler.tick import Tick
from storage.accounts import appoint_organisers
from storage.database import Database
from storage.indexing import fill_if_empty
from storage.people import Visitor

SLACK_TIMEOUT = 10
"""Seconds."""
EVERYTHING = re.compile("")


@dataclass(frozen=True, slots=True)
class Prime:
    """The whole program, ready to be served and ticked."""

    settings: Settings
    desk: Desk
    router: Router
    bolt: App
    tick: Tick
    errands: Errands
    clock: Clock

    def stop(self) -> None:
        """Finishes what was begun and lets everything go."""
        self.errands.stop()
        self.desk.db.dispose()


def slack_client(settings: Settings) -> WebClient:
    """The one Web API client: no hidden second try, a short timeout, no proxy on the way to this machine."""
    client = WebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=SLACK_TIMEOUT,
        retry_handlers=[],
    )
    if urlsplit(settings.slack_api_url).hostname in ("127.0.0.1", "localhost"):
        client.proxy = None
    return client


def assemble(settings: Settings, clock: Clock | None = None, *, at_once: int = AT_ONCE) -> Prime:
    """Builds everything from the settings; the database has been migrated before.

    `at_once`: how many members may be told of a ballot's opening while the click waits.
    """
    clock = clock or SystemClock()
    client = slack_client(settings)
    club = Club(
        zone=settings.prime_timezone,
        channel=SlackId(settings.prime_channel),
        contact=settings.prime_contact,
        days_off=PublicHolidays(settings.prime_holidays),
        language=settings.prime_language,
        quota=settings.prime_quota,
        keeping=_keeping(settings),
        at_once=at_once,
        lookups=settings.prime_lookups,
    )
    desk = Desk(Database(settings.database_url), client, load(settings.prime_timezone), club)
    with desk.db.begin() as session:
        appoint_organisers(session, settings.prime_organisers)
        fill_if_empty(session)
    routes, errands = router(), Errands()
    dispatcher = Dispatcher(desk, routes, clock, errands)
    dispatcher.on_stranger = _looks_up_strangers(desk, clock, errands)
    bolt = bolt_app(settings, dispatcher, clock)
    return Prime(settings, desk, routes, bolt, Tick(desk, routes, clock.now), errands, clock)


def _keeping(settings: Settings) -> Keeping:
    return Keeping(
        guests=settings.prime_keep_guests,
        consultations=settings.prime_keep_consultations,
        departed=settings.prime_keep_departed,
        acceptances=settings.prime_keep_acceptances,
    )


def _looks_up_strangers(desk: Desk, clock: Clock, errands: Errands) -> Callable[[Visitor], None]:
    def on_stranger(visitor: Visitor) -> None:
        errands.run(lambda: fetch(desk, visitor.slack_id, clock.now()))

    return on_stranger


def bolt_app(settings: Settings, dispatcher: Dispatcher, clock: Clock) -> App:
    """Bolt with one listener for each kind of interaction; the dispatcher's dictionary does the rest.

    `process_before_response` makes Bolt answer as soon as the listener returns; otherwise it looks every
    10 ms whether an acknowledgement has come. `authorize` is fixed: one workspace, so `auth.test` never
    stands between a click and its answer.
    """
    secret = settings.slack_signing_secret.get_secret_value()
    app = App(
        client=_bolts_own(settings),
        signing_secret=secret or "socket mode carries no signature",
        process_before_response=True,
        authorize=_authorize(settings),
        request_verification_enabled=False,
        before_authorize=Verification(secret, clock) if secret else None,
    )
    for command in COMMANDS:
        app.command(command)(lambda ack, body: dispatcher.handle(read_command, body, ack))
    app.action(EVERYTHING)(lambda ack, body: dispatcher.handle(read_action, body, ack))
    app.message_shortcut(EVERYTHING)(lambda ack, body: dispatcher.handle(read_shortcut, body, ack))
    app.view_submission(EVERYTHING)(lambda ack, body: dispatcher.handle(read_view, body, ack))
    app.view_closed(EVERYTHING)(lambda ack, body: dispatcher.handle(read_view, body, ack))
    app.options(EVERYTHING)(lambda ack, body: dispatcher.handle(read_options, body, ack))
    app.event(EVERYTHING)(lambda ack, body: dispatcher.handle(read_event, body, ack))
    return app


def _bolts_own(settings: Settings) -> WebClient:
    """Bolt's client, which nothing of ours calls; without a token, for `authorize` gives it."""
    return WebClient(base_url=settings.slack_api_url, timeout=SLACK_TIMEOUT, retry_handlers=[])


def _authorize(settings: Settings) -> Callable[..., AuthorizeResult]:
    def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=settings.slack_bot_token.get_secret_value(),
        )

    return authorize
