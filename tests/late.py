"""Slack's client for Socket Mode at its worst: told to end as it begins to read, or as it answers a ping."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import ConnectionState
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

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


class Pinging:
    """Slack's end of a connection: greets, pings once, and notices the end."""

    def __init__(self) -> None:
        self.may_ping, self.pinged, self.ended = Event(), Event(), Event()

    def __call__(self, connection: ServerConnection) -> None:
        connection.send('{"type": "hello"}')
        self.may_ping.wait(PATIENCE)
        connection.ping()
        self.pinged.set()
        try:
            while True:
                connection.recv()
        except ConnectionClosed:
            self.ended.set()


@contextmanager
def listening(slack: Pinging) -> Iterator[str]:
    """The address at which it answers."""
    with serve(slack, "127.0.0.1", 0) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}/"
        finally:
            server.shutdown()
            thread.join()


def ends_as_a_ping_is_answered(client: SocketModeClient, stop: Callable[[], None]) -> bool:
    """Whether `stop` returns when the client, which it connects, is about to answer a ping at that moment."""
    slack = Pinging()
    with listening(slack) as address:
        client.issue_new_wss_url = lambda: address  # type: ignore[method-assign]
        greeted = Event()
        client.on_message_listeners.append(lambda _message: greeted.set())
        client.connect_to_new_endpoint()
        assert greeted.wait(PATIENCE)
        session = client.current_session
        assert session is not None
        with session.sock_send_lock:
            slack.may_ping.set()
            assert slack.pinged.wait(PATIENCE)
            stopping = Thread(target=stop)
            stopping.start()
            assert slack.ended.wait(PATIENCE)  # what the reader answers from here on fails
        stopping.join(PATIENCE)
        return not stopping.is_alive()
