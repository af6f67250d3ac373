"""`prime run`: migrate, assemble, tick, serve, stop in good order."""

import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.app import RESUME_EVERY, Prime, assemble
from bot.aside import begun
from bot.collector import settle_collector
from bot.health import Health, health_app
from bot.http_server import HttpServer
from bot.logs import log_at
from bot.metrics import metrics_app
from bot.older import check_age, tender_of
from bot.placement import NoSuchCore, place
from bot.settings import Settings
from bot.stopping import StopSignal, leave, let_go, serve_until_told
from bot.tending import EVERY
from handlers.choosing.shared.sealed import count_held, mix
from scheduler.tick import start
from storage.migrations import upgrade
from storage.people import list_organisers
from storage.vault import ProcessVault, swaps

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

log = logging.getLogger(__name__)


def run(settings: Settings, *, http: bool, host: str, port: int, health_port: int | None = None) -> None:
    """Serves until SIGINT or SIGTERM, and then ends within ten seconds.

    Exits with 1 and one line where Slack refuses the token, or the port is taken.
    """
    log_at(settings.prime_log_level, settings.prime_log_format)
    settle_down(settings)
    upgrade(settings.database_url)
    prime = assemble(settings)
    try:
        check_token(prime)
        check_organisers(prime)
        check_age(prime)
        check_vault(prime)
        settle_collector()
        serve(prime, http=http, host=host, port=port, health_port=health_port)
    finally:
        let_go(prime.stop)
    leave()


def settle_down(settings: Settings) -> None:
    """Takes the core that this process serves on, before it has other threads."""
    try:
        log.info("serving %s; PRIME_CORE says otherwise", place(settings.prime_core))
    except NoSuchCore as error:
        sys.exit(f"PRIME_CORE: {error}.")


def check_token(prime: Prime) -> None:
    """Asks Slack once who we are; a wrong token is said in one line instead of at the first click."""
    try:
        me = prime.services.client.auth_test()
    except SlackApiError as error:
        sys.exit(f"SLACK_BOT_TOKEN: Slack refuses it ({error.response.get('error')}).")
    except (SlackClientError, OSError) as error:
        sys.exit(f"SLACK_API_URL: {prime.settings.slack_api_url} does not answer ({type(error).__name__}).")
    log.info("connected to %s as %s", me.get("team"), me.get("user"))


def check_organisers(prime: Prime) -> None:
    """Warns of a club that nobody organises: requests would reach nobody."""
    with prime.services.db.read() as session:
        if not list_organisers(session):
            log.warning(
                "nobody organises: name who does in PRIME_ORGANISERS, by e-mail address or Slack id, and "
                "start Prime again; its home tab in Slack then leads them on"
            )


def check_vault(prime: Prime) -> None:
    """Warns where the keys of sealed votes are less safe than they could be; finds out which are lost."""
    if isinstance(prime.services.db.vault, ProcessVault):
        log.warning(
            "no folder in memory for the keys of sealed votes (PRIME_SEAL_DIR): when this process ends, the "
            "last of them have to be cast again"
        )
    if swaps():
        log.warning(
            "this machine may swap: unless its swap is encrypted, keys of sealed votes may reach a disk"
        )
    mix(prime.services, prime.clock.now(), prime.clock.now())


def tell_held(prime: Prime) -> None:
    """Says what a stop of the whole machine would cost now."""
    if held := count_held(prime.services):
        log.info("%d sealed votes wait in memory: start Prime again before the machine is stopped", held)


def serve(prime: Prime, *, http: bool, host: str, port: int, health_port: int | None = None) -> None:
    """Serves over the chosen transport while time ticks; `health_port`: health on a port of its own too."""
    told = StopSignal()
    if health_port is not None:
        health = Health(prime)
        app = metrics_app(prime, health, health_app(health))
        watched = _listening(app, host, health_port, "health-port")
        log.info("health on http://%s:%s/readyz, figures on /metrics", host, watched.port)
        begun(watched.serve, "health")
    if http:
        from bot.serve_http import wsgi

        server = _listening(wsgi(prime), host, port, "port")
        log.info("listening on http://%s:%s/slack/events", host, server.port)
        _until_told(told, prime, server.serve, server.stop)
    else:
        from bot.serve_socket import SocketServer

        socket = SocketServer(prime)
        try:
            socket.open()
        except SlackApiError as error:
            socket.stop()
            sys.exit(f"SLACK_APP_TOKEN: Slack refuses it ({error.response.get('error')}).")
        _until_told(told, prime, socket.serve, socket.stop)


def _listening(app: "WSGIApplication", host: str, port: int, option: str) -> HttpServer:
    try:
        return HttpServer(app, host, port)
    except (OSError, ValueError) as error:  # ValueError: waitress, of a host that nobody knows
        sys.exit(f"--host {host} --{option} {port}: cannot listen there ({error}).")


def _until_told(told: StopSignal, prime: Prime, serve: Callable[[], None], stop: Callable[[], None]) -> None:
    tender = tender_of(prime)

    def tend() -> None:
        tender.tend(prime.clock.now())

    ticking = start(prime.tick, {tend: EVERY, prime.resume: RESUME_EVERY}, prime.counts.ticked)

    def tick_no_more() -> None:
        prime.tick.stop()
        ticking.shutdown(wait=True)

    ends = {
        "taking requests": stop,
        "ticking": tick_no_more,
        "telling Slack": prime.background.finish,
    }
    serve_until_told(told, serve, ends, lambda: tell_held(prime))
