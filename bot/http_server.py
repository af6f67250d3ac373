"""waitress, a production WSGI server, with bounds on what a stranger may make it wait for.

waitress reads requests whole before a thread of it takes them up; as it comes, it waits two minutes for a
request that never ends, and takes no hundred and first connection meanwhile.
"""

import logging
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

log = logging.getLogger(__name__)

THREADS = 32
"""Requests under way at a time: while some wait for the disk, the others are read and looked at. With 16, a
fifth fewer were served where an fsync takes 10 ms."""
LARGEST_BODY = 1 << 20
"""Bytes; Slack's largest payload, a modal of a hundred blocks, is well below."""
LARGEST_HEADERS = 1 << 15
LAST_WORDS = 4.0
"""Seconds that what is under way has to be answered when the program stops: Slack gives up after three."""


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """How long whoever connects is waited for, in seconds, and how many at a time."""

    headers: float = 5
    """From the connection, or the first byte of a later request, to the end of its headers."""
    body: float = 10
    """From the same moment to the end of its body."""
    idle: float = 75
    """Between two requests of one connection: a proxy keeps those it has, usually for a minute."""
    connections: int = 400
    """When so many are open, the newest takes the place of the one that has kept us waiting longest."""


class _Refusal(ErrorTask):  # type: ignore[misc]
    """What waitress refuses itself: too large, or no HTTP."""

    def execute(self) -> None:
        """Answers, and tells the log."""
        log.warning("a request was refused: %s", self.request.error.code)
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    error_task_class = _Refusal

    def __init__(self, *args: Any, **more: Any) -> None:
        self.since = time.monotonic()
        """When the wait began for what is to come next."""
        self.served = False
        super().__init__(*args, **more)

    def received(self, data: bytes) -> bool:
        """Takes what came in."""
        if self.request is None and self.served and data.strip(b"\r\n"):
            self.since = time.monotonic()
        return bool(super().received(data))

    def service(self) -> None:
        """Answers one request."""
        super().service()
        self.since, self.served = time.monotonic(), True

    @property
    def busy(self) -> bool:
        """Whether a request is being answered."""
        return bool(self.requests)

    def overdue(self, patience: ConnectionLimits) -> bool:
        """Whether it has kept us waiting for too long."""
        if self.busy:
            return False
        if self.request is None and self.served:
            allowed = patience.idle
        else:
            come = self.request is not None and self.request.headers_finished
            allowed = patience.body if come else patience.headers
        return time.monotonic() - self.since > allowed


class _Server(TcpWSGIServer):  # type: ignore[misc]
    """The listening socket."""

    channel_class = _Channel
    patience = ConnectionLimits()

    def maintenance(self, _now: float) -> None:
        """Hangs up on whoever is overdue."""
        for channel in list(self.active_channels.values()):
            if channel.overdue(self.patience):
                channel.handle_close()

    def handle_accept(self) -> None:
        """Takes a connection, if need be in the place of one that only waits."""
        if len(self.active_channels) >= self.patience.connections:
            waiting = [one for one in self.active_channels.values() if not one.busy]
            if not waiting:
                return
            min(waiting, key=lambda one: (one.served, one.since)).handle_close()
        super().handle_accept()


class HttpServer:
    """Serves an app on one address. Raises OSError where it cannot listen there, ValueError for no host."""

    def __init__(
        self,
        app: "WSGIApplication",
        host: str,
        port: int,
        *,
        threads: int = THREADS,
        patience: ConnectionLimits | None = None,
    ) -> None:
        # It warns of every request that waits for a thread: a line for each click when many click at once.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        patience = patience or ConnectionLimits()
        adjustments = Adjustments(
            host=host,
            port=port,
            ident=None,
            max_request_body_size=LARGEST_BODY,
            max_request_header_size=LARGEST_HEADERS,
            clear_untrusted_proxy_headers=True,
            cleanup_interval=1,
            connection_limit=patience.connections + 100,
            asyncore_use_poll=True,
            backlog=socket.SOMAXCONN,
        )
        self._threads = ThreadedTaskDispatcher()
        self._server = _Server(
            app, {}, dispatcher=self._threads, adj=adjustments, sockinfo=adjustments.listen[0]
        )
        self._server.patience = patience
        self._threads.set_thread_count(threads)
        self.port: int = self._server.effective_port
        self._until: float | None = None
        self._ended = False
        self._lock = threading.Lock()

    def serve(self) -> None:
        """Serves until `stop`; what is under way is answered before it returns."""
        try:
            while self._until is None or (self._busy() and time.monotonic() < self._until):
                wasyncore.loop(timeout=1, use_poll=True, map=self._server._map, count=1)
        finally:
            with self._lock:
                self._ended = True
            self._close()

    def stop(self) -> None:
        """Has `serve` end soon, from whatever thread, and any number of times."""
        with self._lock:
            if self._until is None and not self._ended:
                self._until = time.monotonic() + LAST_WORDS
                self._server.trigger.pull_trigger(self._listen_no_more)

    def _listen_no_more(self) -> None:
        self._server.accepting = False
        wasyncore.dispatcher.close(self._server)

    def _busy(self) -> bool:
        return any(one.busy or one.total_outbufs_len for one in self._server.active_channels.values())

    def _close(self) -> None:
        self._threads.shutdown(timeout=0.5)
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()
        if not self._threads.threads:  # one that still waits for Slack would pull a trigger that is gone
            wasyncore.close_all(self._server._map)
