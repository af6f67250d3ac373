"""Socket Mode, server side.

Source: https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
import threading
from collections.abc import Callable
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.delivery.envelope import Envelope
from sandbox.errors import Json

HOST = "applink-sandbox"
MOST_CONNECTIONS = 10


class Connection:
    """One open WebSocket of the app and the envelopes it has not acknowledged."""

    def __init__(self, websocket: WebSocket) -> None:
        self.websocket = websocket
        self.unacknowledged: dict[str, Envelope] = {}
        self.retiring = False

    async def send(self, message: Json) -> None:
        """Send one JSON message; a closed socket is noticed by the reader."""
        try:
            await self.websocket.send_text(json.dumps(message))
        except (RuntimeError, WebSocketDisconnect):
            self.retiring = True


class SocketTransport:
    """Spreads envelopes over the app's connections; those that a lost socket left are sent again."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._waiting: list[Envelope] = []
        self._opened = threading.Condition()
        self._turn = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.copies: Callable[[], int] = lambda: 1

    @property
    def connected(self) -> int:
        """How many sockets the app holds open."""
        return len(self._connections)

    def wait_connected(self, sockets: int, timeout: float) -> bool:
        """Wait (real seconds) until at least so many sockets are open."""
        with self._opened:
            return self._opened.wait_for(lambda: len(self._connections) >= sockets, timeout)

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Use the server's event loop."""
        self._loop = loop

    def issue(self, ticket: str) -> None:
        """Allow one connection with this ticket (`apps.connections.open`)."""
        self._tickets.add(ticket)

    def send(self, envelope: Envelope) -> None:
        """Send from any thread."""
        if self._loop is None or self._loop.is_closed():
            envelope.fail("dispatch_failed")
            return
        self._loop.call_soon_threadsafe(self._send, envelope)

    def _send(self, envelope: Envelope) -> None:
        usable = [c for c in self._connections if not c.retiring]
        if not usable:
            self._waiting.append(envelope)
            return
        self._turn += 1
        connection = usable[self._turn % len(usable)]
        connection.unacknowledged[envelope.id] = envelope
        message = wrap(envelope)
        for _ in range(self.copies()):
            self._start(connection.send(message))

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def serve(self, websocket: WebSocket) -> None:
        """The endpoint that the app's client connects to; a ticket opens one connection, once."""
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self._tickets or len(self._connections) >= MOST_CONNECTIONS:
            await websocket.close(1008)
            return
        self._tickets.discard(ticket)
        await websocket.accept()
        connection = Connection(websocket)
        with self._opened:
            self._connections.append(connection)
            self._opened.notify_all()
        await connection.send(self._hello())
        self._flush()
        try:
            await self._read(connection)
        finally:
            self._lost(connection)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": HOST, "build_number": 1, "approximate_connection_time": 18060},
        }

    async def _read(self, connection: Connection) -> None:
        while True:
            try:
                text = await connection.websocket.receive_text()
            except (WebSocketDisconnect, KeyError, RuntimeError):
                return
            try:
                message = json.loads(text)
            except ValueError:
                continue
            self._acknowledge(message)

    def _acknowledge(self, message: Any) -> None:
        if not isinstance(message, dict):
            return
        for connection in self._connections:
            envelope = connection.unacknowledged.pop(str(message.get("envelope_id")), None)
            if envelope is not None:
                envelope.answer(message.get("payload"))

    def _lost(self, connection: Connection) -> None:
        connection.retiring = True
        if connection in self._connections:
            self._connections.remove(connection)
        left = [e for e in connection.unacknowledged.values() if not e.done.is_set()]
        self._waiting += left
        self._flush()

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        for envelope in waiting:
            if not envelope.done.is_set():
                self._send(envelope)

    def disconnect(self, reason: str) -> None:
        """Tell every client to go ("warning" first, "refresh_requested" closes the socket)."""
        self._everywhere(lambda c: self._disconnect(c, reason))

    async def _disconnect(self, connection: Connection, reason: str) -> None:
        info = {"host": HOST}
        await connection.send({"type": "disconnect", "reason": reason, "debug_info": info})
        if reason != "warning":
            connection.retiring = True

    def drop(self) -> None:
        """Cut every socket without a word, as a failing network does."""
        self._everywhere(self._cut)

    async def _cut(self, connection: Connection) -> None:
        connection.retiring = True
        connection.websocket.scope["sandbox.abort"]()

    def _everywhere(self, act: Callable[[Connection], Any]) -> None:
        loop = self._loop
        if loop is None or loop.is_closed():
            return

        async def run() -> None:
            for connection in list(self._connections):
                await act(connection)

        asyncio.run_coroutine_threadsafe(run(), loop).result(5)


def wrap(envelope: Envelope) -> Json:
    """The envelope as Slack writes it on the socket."""
    message: Json = {
        "envelope_id": envelope.id,
        "type": envelope.kind,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.kind != "events_api",
    }
    if envelope.kind == "events_api":
        message |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}
    return message
