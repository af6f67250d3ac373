"""The server against those who connect and say nothing, or too much: real sockets, on this machine alone."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.http_server import LARGEST_BODY, ConnectionLimits, HttpServer

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

FOREVER = ConnectionLimits(headers=3600, body=3600, idle=3600)
NEVER = 20
"""Seconds after which something does not happen."""
REAL = b"GET / HTTP/1.1\r\nHost: prime\r\nConnection: close\r\n\r\n"


def hello(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
    """Says how much came."""
    came = len(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{came} bytes".encode()]


class Listening:
    """A server, and connections to it."""

    def __init__(self, server: HttpServer, connections: ExitStack) -> None:
        self.server, self._connections = server, connections

    def connects(self, said: bytes = b"") -> socket.socket:
        """Somebody who says this and no more."""
        made = socket.create_connection(("127.0.0.1", self.server.port), timeout=NEVER)
        self._connections.enter_context(made)
        made.sendall(said)
        return made

    def answers(self, said: bytes) -> bytes:
        """All that is answered, until the server hangs up."""
        return heard(self.connects(said))


def heard(connection: socket.socket) -> bytes:
    """All that comes, until the other side hangs up."""
    said = b""
    try:
        while piece := connection.recv(65_536):
            said += piece
    except ConnectionResetError:
        pass
    return said


@contextmanager
def listening(
    patience: ConnectionLimits, app: Callable[..., list[bytes]] = hello, threads: int = 2
) -> Iterator[Listening]:
    """A server with this patience."""
    server = HttpServer(app, "127.0.0.1", 0, patience=patience, threads=threads)  # type: ignore[arg-type]
    serving = threading.Thread(target=server.serve)
    serving.start()
    with ExitStack() as connections:
        yield Listening(server, connections)
    server.stop()
    serving.join(NEVER)
    assert not serving.is_alive()


HALF = (
    b"",
    b"POST /slack/events HTTP/1.1\r\n",
    b"POST /slack/events HTTP/1.1\r\nHost: prime\r\nContent-Length: 100\r\n\r\nhalf",
    b"POST /slack/events HTTP/1.1\r\nHost: prime\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf",
    b"\r\n",
)
"""What never becomes a request."""


@pytest.mark.parametrize("said", HALF)
def test_whoever_never_ends_a_request_is_hung_up_on(said: bytes) -> None:
    with listening(ConnectionLimits(headers=0, body=0, idle=3600)) as server:
        assert heard(server.connects(said)) == b""


def test_a_connection_that_was_served_is_kept_and_hung_up_on_when_idle() -> None:
    with listening(ConnectionLimits(headers=3600, body=3600, idle=0)) as server:
        assert heard(server.connects(REAL.replace(b"Connection: close\r\n", b""))).endswith(b"0 bytes")


def test_150_half_open_connections_keep_nobody_waiting() -> None:
    with listening(FOREVER) as server:
        for number in range(150):
            server.connects(HALF[number % len(HALF)])
        assert server.answers(REAL).endswith(b"0 bytes")


def test_when_too_many_wait_the_newest_takes_the_place_of_the_one_that_waited_longest() -> None:
    with listening(ConnectionLimits(headers=3600, body=3600, idle=3600, connections=5)) as server:
        waiting = [server.connects(HALF[1]) for _ in range(40)]
        assert server.answers(REAL).endswith(b"0 bytes")
        assert heard(waiting[0]) == b""


def test_what_is_too_large_is_refused_in_a_line(caplog: pytest.LogCaptureFixture) -> None:
    head = b"POST / HTTP/1.1\r\nHost: prime\r\n"
    sized = head + b"Content-Length: %d\r\n\r\n" % (LARGEST_BODY + 1)
    chunk = b"%x\r\n%s\r\n" % (LARGEST_BODY + 1, b"x" * (LARGEST_BODY + 1))
    with listening(FOREVER) as server:
        assert server.answers(sized).startswith(b"HTTP/1.1 413 ")
        assert server.answers(head + b"Content-Length: 1" + b"0" * 400 + b"\r\n\r\n").startswith(
            b"HTTP/1.1 4"
        )
        assert server.answers(head + b"X: " + b"x" * 40_000 + b"\r\n\r\n").startswith(b"HTTP/1.0 431 ")
        assert server.answers(b"\x16\x03\x01\x02 no HTTP at all\r\n\r\n").startswith(b"HTTP/1.0 400 ")
        server.answers(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
        assert server.answers(REAL).endswith(b"0 bytes")
    assert caplog.messages.count("a request was refused: 413") >= 1
    assert not [record for record in caplog.records if record.exc_info]


def test_a_chunked_body_is_put_together() -> None:
    said = b"POST / HTTP/1.1\r\nHost: prime\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    with listening(FOREVER) as server:
        assert server.answers(said + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").endswith(b"5 bytes")


def test_what_is_under_way_is_answered_before_it_stops() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(_environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        begun.set()
        assert may_end.wait(NEVER)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"at last"]

    with listening(FOREVER, slow) as server:
        asked = server.connects(REAL)
        idle = server.connects(HALF[1])
        assert begun.wait(NEVER)
        server.server.stop()
        server.server.stop()
        may_end.set()
        assert heard(asked).endswith(b"at last")
        assert heard(idle) == b""
