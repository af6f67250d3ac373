"""`python -m benchmarks.load REQUESTS PORT FIRST COUNT`: keep-alive connections that click without pause.

A process of its own that does little more than copy bytes, so that what is measured is the server. Prints
the seconds it took, and how many requests were answered with 200.
"""

import json
import selectors
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

CONNECTIONS = 32


def main() -> None:
    """Sends COUNT of the file's requests, from FIRST on."""
    file, port, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    requests = [text.encode() for text in json.loads(file.read_text())[first : first + count]]
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    began = time.perf_counter()
    answered = _run(sockets, iter(requests))
    print(json.dumps([time.perf_counter() - began, answered]))


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
