"""Python's Bolt against the box: apps that were written for Slack, as they are."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from slack_sdk.web.base_client import BaseClient

from sandbox.hangup import hang_up

if TYPE_CHECKING:
    from slack_bolt import App

    from sandbox.box import Sandbox


def environment(box: Sandbox, *, oauth: bool = False) -> dict[str, str]:
    """What apps read to find Slack and to prove who they are.

    With `oauth` it has the client's id and secret, for an app that is installed by the page, and no bot
    token: Bolt takes the one or the other.
    """
    known = {
        "SLACK_API_URL": box.api_url,
        "SLACK_APP_TOKEN": box.app_token,
        "SLACK_SIGNING_SECRET": box.signing_secret,
    }
    if not oauth:
        return known | {"SLACK_BOT_TOKEN": box.bot_token}
    authorize = {"SLACK_AUTHORIZE_URL": box.authorize_url}
    return known | authorize | {"SLACK_CLIENT_ID": box.client_id, "SLACK_CLIENT_SECRET": box.client_secret}


def point_clients_at(address: str) -> None:
    """Have slack_sdk's clients that are made from now on speak to this address when none is given.

    slack_sdk has the address as a default argument and reads no environment: an app that makes its client
    as it is loaded can be led here in no other way.
    """
    for client in _clients():
        init: Any = client.__init__
        before = client.BASE_URL
        init.__defaults__ = tuple(address if value == before else value for value in init.__defaults__ or ())
        client.BASE_URL = address


def _clients() -> list[Any]:
    """slack_sdk's clients, the asynchronous one too where what it needs is installed."""
    if importlib.util.find_spec("aiohttp") is None:
        return [BaseClient]
    return [BaseClient, importlib.import_module("slack_sdk.web.async_base_client").AsyncBaseClient]


def load(name: str, box: Sandbox, *, oauth: bool = False) -> Any:
    """The app at `module:variable`, loaded with the box for Slack; ImportError or AttributeError else."""
    os.environ.update(environment(box, oauth=oauth))
    point_clients_at(box.api_url)
    module, _, variable = name.partition(":")
    return getattr(importlib.import_module(module), variable)


@contextmanager
def connected(box: Sandbox, app: App) -> Iterator[App]:
    """Hold the app on a socket of the box."""
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    handler = SocketModeHandler(app, box.app_token)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        if not box.wait_connected():
            raise TimeoutError("the app did not connect")
        yield app
    finally:
        hang_up(handler.client)
