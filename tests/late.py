"""Slack's client for Socket Mode at its worst moment: told to end just as it begins to read."""

import logging
from collections.abc import Callable
from threading import Event, Thread

from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import ConnectionState

PATIENCE = 10
"""Seconds after which something never ends."""


class _Told(ConnectionState):
    """Keeps in mind that somebody asked for the end, which the reader then takes back."""

    def __init__(self) -> None:
        self.once = Event()
        self.ended = False

    @property
    def terminated(self) -> bool:
        return self.ended

    @terminated.setter
    def terminated(self, ended: bool) -> None:
        self.ended = ended
        if ended:
            self.once.set()


def ends_though_its_reader_begins(client: SocketModeClient, stop: Callable[[], None]) -> bool:
    """Whether `stop` returns when the client, not connected so far, begins to read at that moment."""
    told, begun = _Told(), Event()

    def holds_the_reader(record: logging.LogRecord) -> bool:
        if record.thread == client.current_session_runner.thread.ident and "Starting to" in record.msg:
            begun.set()
            told.once.wait(PATIENCE)
        return True

    client.logger.addFilter(holds_the_reader)
    try:
        client.connect_to_new_endpoint()
        assert begun.wait(PATIENCE)
        client.current_session_state = told
        stopping = Thread(target=stop)
        stopping.start()
        stopping.join(PATIENCE)
        ended = not stopping.is_alive()
        told.ended = True
        return ended
    finally:
        client.logger.removeFilter(holds_the_reader)
