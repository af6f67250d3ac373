"""Socket Mode, as `prime run` serves it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from bot.serve_socket import SocketServer
from tests.late import PATIENCE, ends_though_its_reader_begins
from tests.stories.club import Club


def test_it_ends_even_as_the_connection_begins_to_be_read(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    club = Club(sqlite_url)
    second = SocketServer(club.prime)
    caplog.set_level(logging.INFO, logger=second.client.logger.name)
    assert ends_though_its_reader_begins(second.client, second.stop)
    club.stop()


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


def test_a_ping_answered_as_it_ends_is_no_error(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    club, slack = Club(sqlite_url), Pinging()
    server = SocketServer(club.prime)
    with listening(slack) as address:
        server.client.issue_new_wss_url = lambda: address  # type: ignore[method-assign]
        greeted = Event()
        server.client.on_message_listeners.append(lambda _message: greeted.set())
        server.open()
        assert greeted.wait(PATIENCE)
        session = server.client.current_session
        assert session is not None
        with session.sock_send_lock:
            slack.may_ping.set()
            assert slack.pinged.wait(PATIENCE)
            stopping = Thread(target=server.stop)
            stopping.start()
            assert slack.ended.wait(PATIENCE)  # what the reader answers from here on fails
        stopping.join(PATIENCE)
        assert not stopping.is_alive()
    club.stop()
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
