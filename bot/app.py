"""Prime, assembled: settings, database, Slack client, router, Bolt app, tick. Nothing runs yet."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient

from bot.background import BackgroundTasks
from bot.clock import Clock, SystemClock
from bot.counting import Counters
from bot.days_off import PublicHolidays
from bot.dispatch import Dispatcher
from bot.door import read_of
from bot.features import router
from bot.mail import addresses_of, mailer_of
from bot.settings import Settings
from bot.slack_client import SlackClient
from club.ids import PostingId, SlackId
from club.retention import Keeping
from club.settings import Setting
from handlers.kit.interaction import Interaction, Message
from handlers.kit.router import Router
from handlers.kit.services import AT_ONCE, Club, Services
from handlers.living.settings.service import refresh
from handlers.words import load
from scheduler.profiles import fetch
from scheduler.rendering import Renderer
from scheduler.tick import Tick
from storage import indexing, topic_words, work_words
from storage.accounts import appoint_organisers
from storage.database import Database
from storage.people import Visitor
from storage.vault import open_vault

SLACK_TIMEOUT = 10
"""Seconds."""

RESUME_EVERY = 1
"""Seconds between two looks at what waits for Slack."""


@dataclass(frozen=True, slots=True)
class Prime:
    """The whole program, ready to be served and ticked."""

    settings: Settings
    services: Services
    router: Router
    bolt: App
    tick: Tick
    background: BackgroundTasks
    clock: Clock
    counts: Counters

    def resume(self) -> int:
        """Gives the answers for which Slack asked to wait, once it was waited; how many."""
        return self.background.resume(self.clock.now())

    def stop(self) -> None:
        """Finishes what was begun and lets everything go."""
        self.tick.stop()
        self.background.stop()
        self.services.db.dispose()


def slack_client(settings: Settings, counts: Counters | None = None) -> SlackClient:
    """The one Web API client: no hidden second try, a short timeout, no proxy on the way to this machine."""
    client = SlackClient(
        counts or Counters(),
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
    counts = Counters()
    client = slack_client(settings, counts)
    club = Club(
        zone=settings.prime_timezone,
        channel=SlackId(settings.prime_channel),
        topics_channel=SlackId(settings.prime_topics_channel) if settings.prime_topics_channel else None,
        topics_weekly=settings.prime_topics_weekly,
        contact=settings.prime_contact,
        days_off=PublicHolidays(settings.prime_holidays),
        language=settings.prime_language,
        answer_notice=settings.prime_answer_notice,
        quota=settings.prime_quota,
        keeping=_keeping(settings),
        at_once=at_once,
        lookups=settings.prime_lookups,
        help_a_month=settings.prime_help_a_month,
        unasked_a_week=settings.prime_unasked_a_week,
        controller=settings.prime_controller,
        site_url=settings.prime_site_url,
        public_url=addresses_of(settings).base,
        mails=bool(settings.prime_smtp_url.get_secret_value()),
        locked=frozenset(one for one in Setting if f"prime_{one}" in settings.model_fields_set),
    )
    database = Database(settings.database_url, vault=open_vault(settings.prime_seal_dir))
    database.timed = counts.transaction
    client.settle = database.settle
    routes = router()
    words = load(settings.prime_timezone)
    services = Services(database, client, words, club, routes.membership, client.granted)
    with services.db.begin() as session:
        appoint_organisers(session, settings.prime_organisers)
        indexing.fill_if_empty(session)
        topic_words.fill_if_empty(session)
        work_words.fill_if_empty(session)
    refresh(services)
    background = BackgroundTasks()
    dispatcher = Dispatcher(services, routes, clock, background)
    dispatcher.counted = counts.interaction
    dispatcher.on_stranger = _looks_up_strangers(services, clock, background)
    dispatcher.redraw = _redraws(services, routes)
    bolt = bolt_app(settings, dispatcher)
    steady = time.monotonic if isinstance(clock, SystemClock) else None  # one that is set is believed
    tick = Tick(services, routes, clock.now, steady, mailer=mailer_of(settings, services, routes, clock))
    return Prime(settings, services, routes, bolt, tick, background, clock, counts)


def _keeping(settings: Settings) -> Keeping:
    return Keeping(
        guests=settings.prime_keep_guests,
        consultations=settings.prime_keep_consultations,
        departed=settings.prime_keep_departed,
        acceptances=settings.prime_keep_acceptances,
    )


def _redraws(services: Services, routes: Router) -> Callable[[PostingId, Interaction], Message | None]:
    renderer = Renderer(services, routes)

    def redraw(digest: PostingId, interaction: Interaction) -> Message | None:
        return renderer.digest(digest, interaction.slack_id, interaction.now)

    return redraw


def _looks_up_strangers(
    services: Services, clock: Clock, background: BackgroundTasks
) -> Callable[[Visitor], None]:
    def on_stranger(visitor: Visitor) -> None:
        background.run(lambda: fetch(services, visitor.slack_id, clock.now()))

    return on_stranger


class _Answers(Middleware):
    """Answers whatever the door has read, before Bolt looks for whom to ask."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher

    def process(
        self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]
    ) -> BoltResponse:
        """As Bolt asks its middleware; what follows, `next`, is never called."""
        return self._dispatcher.handle(read_of(req.context), req.context.ack)


class _Bolt(App):
    """Bolt without a client and a logger made anew for each request, which nothing of ours asks for.

    They cost as much as one click in twenty. A Bolt that calls this otherwise makes them again: no harm done.
    """

    def _init_context(self, req: BoltRequest) -> None:
        """Nothing."""


def bolt_app(settings: Settings, dispatcher: Dispatcher) -> App:
    """Bolt with one middleware and no listener; the dispatcher's dictionary does the rest.

    It stands before all others, `authorize` too: Bolt would ask listener after listener, and prepare for each
    whatever one might take. One workspace: `auth.test` never stands between a click and its answer. Whether a
    request is Slack's (`bot/serve_http.py`) and a payload is ours (`bot/door.py`) is looked at before.
    """
    return _Bolt(
        client=_bolts_own(settings),
        signing_secret="looked at before",
        before_authorize=_Answers(dispatcher),
        token_verification_enabled=False,
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )


def _bolts_own(settings: Settings) -> WebClient:
    """Bolt's client, which nothing of ours calls."""
    token = settings.slack_bot_token.get_secret_value()
    return WebClient(token, base_url=settings.slack_api_url, timeout=SLACK_TIMEOUT, retry_handlers=[])
