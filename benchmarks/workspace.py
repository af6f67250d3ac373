"""`python -m benchmarks.workspace PAYLOADS`: the other end of Socket Mode, which clicks without pause.

The counterpart of `benchmarks.load`: prints the port at which an app finds it, waits until one has connected,
and says so by an empty line; then for each line `first count together` on its input it sends so many of the
file's payloads, no more than `together` at a time without an acknowledgement, and prints the seconds it took
and how many were acknowledged. Frames: RFC 6455, section 5.2.
"""

import json
import socket
import struct
import sys
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha1
from pathlib import Path

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


def main() -> None:
    """Clicks as told, until its input ends."""
    payloads = json.loads(Path(sys.argv[1]).read_text())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        link = Link(_linked(listening))
        link.send(TEXT, b'{"type": "hello", "num_connections": 1}')
        print(flush=True)
        for line in sys.stdin:
            first, count, together = map(int, line.split())
            print(json.dumps(_round(link, payloads[first : first + count], together)), flush=True)


def _linked(listening: socket.socket) -> socket.socket:
    """The app's WebSocket, once it has asked where to connect."""
    while True:
        one, _ = listening.accept()
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        head = b""
        while b"\r\n\r\n" not in head:
            head += one.recv(65536)
        lines = head.decode().split("\r\n")
        key = next((line.split()[1] for line in lines if line.lower().startswith("sec-websocket-key:")), None)
        if key is not None:
            accepted = b64encode(sha1((key + GUID).encode()).digest()).decode()
            one.sendall(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + f"Sec-WebSocket-Accept: {accepted}\r\n\r\n".encode()
            )
            return one
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        said = json.dumps({"ok": True, "url": f"ws://{host}/link"}).encode()
        one.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + f"Content-Length: {len(said)}\r\n\r\n".encode()
            + said
        )
        one.close()


class Link:
    """A WebSocket, the server's end."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._received = connection, bytearray()

    def send(self, kind: int, said: bytes) -> None:
        """One frame."""
        size = len(said)
        if size < 126:
            head = struct.pack("!BB", 0x80 | kind, size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", 0x80 | kind, 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 127, size)
        self._connection.sendall(head + said)

    def receive(self) -> Iterator[bytes]:
        """The texts that have come whole, after waiting for something to come; pings are answered."""
        chunk = self._connection.recv(65536)
        assert chunk, "the app hung up"
        self._received += chunk
        while (frame := self._frame()) is not None:
            kind, said = frame
            if kind == PING:
                self.send(PONG, said)
            elif kind == TEXT:
                yield said

    def _frame(self) -> tuple[int, bytes] | None:
        """A client's frame: of these, none is long, and all are masked."""
        received = self._received
        if len(received) < 6:
            return None
        size, head = received[1] & 0x7F, 2
        assert size < 127, "longer than any acknowledgement"
        if size == 126:
            size, head = int.from_bytes(received[2:4]), 4
        whole = head + 4 + size
        if len(received) < whole:
            return None
        mask = received[head : head + 4]
        said = bytes(byte ^ mask[at & 3] for at, byte in enumerate(received[head + 4 : whole]))
        kind = received[0] & 0x0F
        del received[:whole]
        return kind, said


def _round(link: Link, payloads: Sequence[object], together: int) -> tuple[float, int]:
    envelopes = [
        json.dumps(
            {"envelope_id": str(at), "type": "interactive", "accepts_response_payload": False, "payload": one}
        ).encode()
        for at, one in enumerate(payloads)
    ]
    began, open_ = time.perf_counter(), set[str]()
    waiting = iter(enumerate(envelopes))
    acknowledged = 0
    while True:
        while len(open_) < together and (following := next(waiting, None)):
            open_.add(str(following[0]))
            link.send(TEXT, following[1])
        if not open_:
            return time.perf_counter() - began, acknowledged
        for said in link.receive():
            open_.remove(json.loads(said)["envelope_id"])
            acknowledged += 1


if __name__ == "__main__":
    main()
