"""A workspace whose app may do and hears all that the box models."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App, BoltResponse

from sandbox import Sandbox, SettableClock
from sandbox.events import SENT
from sandbox.known import scopes
from tests.sandbox.conftest import MANIFEST

REDIRECT = "http://127.0.0.1:9/slack/oauth_redirect"


def wide_manifest() -> dict[str, Any]:
    """The parrot's manifest with every event and scope, an assistant and a domain of its own."""
    made = copy.deepcopy(MANIFEST)
    made["features"] |= {"assistant_view": {"assistant_description": "x"}, "unfurl_domains": ["example.org"]}
    made["oauth_config"]["redirect_urls"] = [REDIRECT]
    made["oauth_config"]["scopes"] = {"bot": sorted(scopes()), "user": ["search:read"]}
    made["settings"]["event_subscriptions"]["bot_events"] = sorted(SENT)
    return made


@contextmanager
def wide_box(clock: SettableClock, manifest: dict[str, Any] | None = None) -> Iterator[Sandbox]:
    """Two people and a channel, as `box` has them, and a third who is not in it."""
    with Sandbox(manifest or wide_manifest(), clock) as made:
        made.limits.enabled = False
        made.add_user("U1ANA", name="ana.berger", real_name="Ana Berger")
        made.add_user("U2LUC", name="luc.roy", real_name="Luc Roy")
        made.add_user("U3ZOE", name="zoe.petit", real_name="Zoé Petit")
        made.add_channel("C1CLUB", name="club", members=["U1ANA", "U2LUC"])
        yield made


def events_of(bolt: App) -> list[dict[str, Any]]:
    """Let the app acknowledge and keep every event that it gets; nothing else of it hears them."""
    heard: list[dict[str, Any]] = []

    @bolt.middleware
    def keep(body: dict[str, Any], next: Any) -> BoltResponse | None:
        if "event" in body:
            heard.append(body["event"])
            return BoltResponse(status=200)
        next()
        return None

    return heard
