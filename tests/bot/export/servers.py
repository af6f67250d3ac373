"""Servers of logos on this machine: real TLS, names of our own, answers that a test writes byte for byte."""

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.export.logos import Network

HOSTS = ("verrerie.example", "cdn.example", "inside.example")
NEVER = 20
"""Seconds after which something does not happen."""
Talk = Callable[[socket.socket, threading.Event], None]


def certificate(folder: Path) -> Path:
    """A certificate of these hosts with its key, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS]), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "logos.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


def answer(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(body)}",
        *(f"{name}: {it}" for name, it in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


class World:
    """Every address leads to one server of ours, which knows who is meant by the name asked for."""

    def __init__(self, pem: Path, found: Mapping[str, list[str]], pages: Mapping[str, bytes | Talk]) -> None:
        self.found, self.pages = found, pages
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.names: list[str | None] = []
        self.asked: list[str] = []
        self.over = threading.Event()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(pem)
        self._context.sni_callback = lambda _line, name, _context: self.names.append(name)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._serving = threading.Thread(target=self._serve)
        self._serving.start()
        trusted = ssl.create_default_context(cafile=str(pem))
        self.network = Network(trusted, self._resolve, self._connect, NEVER)

    def _resolve(self, host: str) -> list[str]:
        self.looked_up.append(host)
        return self.found.get(host, [])

    def _connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        self.connected.append(address)
        return socket.create_connection(self._listening.getsockname(), timeout)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._listening.accept()
                with suppress(OSError), self._context.wrap_socket(line, server_side=True) as tls:
                    self._talk(tls)

    def _talk(self, line: ssl.SSLSocket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += line.recv(4096)
        first, *rest = head.decode().split("\r\n")
        headers = dict(one.split(": ", 1) for one in rest if ": " in one)
        self.asked.append(f"https://{headers['Host']}{first.split()[1]}")
        said = self.pages.get(self.asked[-1], answer("404 Not Found"))
        if isinstance(said, bytes):
            line.sendall(said)
        else:
            said(line, self.over)

    def stop(self) -> None:
        """Ends the server."""
        self.over.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._serving.join(NEVER)
        assert not self._serving.is_alive()
