"""Socket Mode: Slack's payloads over a WebSocket that Prime opens, so that no port is open to the world."""

import logging
import socket
import threading
import time
from contextlib import suppress
from typing import Any

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.internals import send_response
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app import Prime
from bot.door import Door
from bot.waiting import wait_for

CONCURRENCY = 32
"""Clicks under way at a time: while some wait for the disk, the others are read and looked at."""
LAST_WORDS = 5.0
"""Seconds that what is under way has to be acknowledged when the program stops."""

AGAIN = 0.01
"""Seconds between two times that the SDK's reader is told to end."""

_QUIET = logging.Logger("closing", logging.CRITICAL)
"""For the SDK while its connection is shut: answering a ping of Slack's just then fails, as is meant."""


class SocketServer(SocketModeHandler):
    """Bolt's handler; on stopping it first lets every acknowledgement leave, which `close()` would drop."""

    def __init__(self, prime: Prime) -> None:
        token = prime.settings.slack_app_token.get_secret_value()
        super().__init__(prime.bolt, token, web_client=prime.services.client, concurrency=CONCURRENCY)
        if prime.services.client.proxy is None:
            self.client.proxy = None  # the SDK would take one from the environment, for this machine too
        self._door = Door(prime.bolt)
        self._busy = 0
        self._quiet = threading.Condition()
        self._stopped = threading.Event()

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """One envelope, counted while it is under way."""
        with self._quiet:
            self._busy += 1
        try:
            send_response(client, req, self._door.answer(req.payload), time.time())
        finally:
            with self._quiet:
                self._busy -= 1
                self._quiet.notify_all()

    def open(self) -> None:
        """Connects; raises slack_sdk.errors.SlackApiError where Slack refuses the app token."""
        self.client.connect_to_new_endpoint()

    def serve(self) -> None:
        """Waits until `stop`, or a signal."""
        wait_for(self._stopped)

    def stop(self) -> None:
        """Acknowledges what is under way, then closes."""
        until = time.monotonic() + LAST_WORDS
        with self._quiet:
            self._quiet.wait_for(self._idle, timeout=max(0.0, until - time.monotonic()))
        self.client.closed = True
        self.client.auto_reconnect_enabled = False
        self.client.message_queue.put("")  # wakes the SDK's reader, for which close() would wait a second
        self._end_reading()
        self.client.close()
        self._stopped.set()

    def _end_reading(self) -> None:
        """Ends the SDK's thread that reads the connection, for which close() may wait for ever.

        As it begins, that thread takes back that it is to end: a close() at that moment is forgotten, and the
        thread looks after a closed connection from then on. So it is told until it has ended.
        """
        runner = self.client.current_session_runner
        runner.event.set()
        while runner.is_alive():
            self.client.current_session_state.terminated = True
            if session := self.client.current_session:
                session.logger = self.client.logger = _QUIET  # it would call what it cannot send an error
                _shut(session.sock)
            runner.thread.join(AGAIN)

    def _idle(self) -> Any:
        return self._busy == 0 and self.client.message_queue.empty()


def _shut(connection: socket.socket | None) -> None:
    """Wakes whoever waits for Slack on it."""
    if connection:
        with suppress(OSError):  # the other side was faster
            connection.shutdown(socket.SHUT_RDWR)
