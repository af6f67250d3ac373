"""`python -m benchmarks.load BODIES PORT`: keep-alive connections that click without pause.

A process of its own that does little more than copy bytes, so that what is measured is the server. For each
line `first count connections` on its input it signs so many of the file's bodies, from the first on, sends
them, and prints the seconds that took and how many were answered with 200.
"""

import json
import selectors
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clicks import signed


def main() -> None:
    """Clicks as told, until its input ends."""
    file, port = Path(sys.argv[1]), int(sys.argv[2])
    bodies = json.loads(file.read_text())
    for line in sys.stdin:
        first, count, connections = map(int, line.split())
        requests = [_request(body) for body in bodies[first : first + count]]
        print(json.dumps(_round(requests, port, connections)), flush=True)


def _request(body: str) -> bytes:
    """Signed now: a signature is good for five minutes."""
    click = signed(body)
    headers = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **click.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /slack/events HTTP/1.1\r\n{lines}\r\n{body}".encode()


def _round(requests: list[bytes], port: int, connections: int) -> tuple[float, int]:
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    for one in sockets:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    began = time.perf_counter()
    answered = _run(sockets, iter(requests))
    took = time.perf_counter() - began
    for one in sockets:
        one.close()
    return took, answered


def _run(sockets: list[socket.socket], requests: Iterator[bytes]) -> int:
    waiting, answered = selectors.DefaultSelector(), 0
    for one in sockets:
        waiting.register(one, selectors.EVENT_READ, bytearray())
        one.sendall(next(requests))
    while waiting.get_map():
        for key, _ in waiting.select(30):
            assert isinstance(key.fileobj, socket.socket)
            if not _whole(key.fileobj, key.data):
                continue
            answered += key.data.startswith(b"HTTP/1.1 200 ")
            key.data.clear()
            if (following := next(requests, None)) is None:
                waiting.unregister(key.fileobj)
            else:
                key.fileobj.sendall(following)
    return answered


def _whole(connection: socket.socket, received: bytearray) -> bool:
    """Whether a whole response has come."""
    chunk = connection.recv(65536)
    assert chunk, "the server hung up"
    received += chunk
    head, ended, body = bytes(received).partition(b"\r\n\r\n")
    if not ended:
        return False
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return len(body) >= int(length.partition(b":")[2])


if __name__ == "__main__":
    main()
