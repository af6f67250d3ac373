"""Companies' logos, fetched once and embedded, so that the page asks nothing of anybody.

The addresses come from members and the request goes out from the operator's machine: https alone, also after
a redirection; no address of a private network, and connected to is the very one that was looked at; images
alone, told by their first bytes; 200 kB; 20 s in all, from the name's look-up to the last byte.
"""

import base64
import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from typing import Protocol
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

from bot.aside import Deadline, begun
from bot.export.public import is_public
from club.publication import is_https

LARGEST = 200_000
"""Bytes."""
PATIENCE, IN_ALL = 10.0, 20.0
"""Seconds: for one answer of the network, and for a whole logo, whatever comes meanwhile."""
PIECE = 16_384
MOST_REDIRECTIONS = 3
MOVED = (301, 302, 303, 307, 308)
_AS_IS = "/%:@!$&'()*+,;=~?-._"
KINDS: Sequence[tuple[str, Callable[[bytes], bool]]] = (
    ("image/png", lambda held: held.startswith(b"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", lambda held: held.startswith(b"\xff\xd8\xff")),
    ("image/gif", lambda held: held.startswith((b"GIF87a", b"GIF89a"))),
    ("image/webp", lambda held: held.startswith(b"RIFF") and held[8:12] == b"WEBP"),
)
"""By first bytes, whatever the server calls it. SVG is none: it is a document, with links of its own."""

Fetch = Callable[[str], bytes]
Resolve = Callable[[str], Sequence[str]]
Connect = Callable[[tuple[str, int], float], socket.socket]


class LogoRefused(Exception):  # noqa: N818 - a state, not a bug
    """Why a logo is left out, in a few words."""


class Readable(Protocol):
    """What an answer is read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


def addresses_of(host: str) -> Sequence[str]:
    """The addresses of a host; none where the name is unknown."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


@dataclass(frozen=True, slots=True)
class Network:
    """How the world is reached."""

    context: ssl.SSLContext
    resolve: Resolve = addresses_of
    connect: Connect = socket.create_connection
    in_all: float = IN_ALL


def embedded(url: str, fetch_logo: Fetch) -> str:
    """The logo as a data: address. Raises LogoRefused."""
    held = fetch_logo(url)
    kind = next((name for name, fits in KINDS if fits(held)), None)
    if kind is None:
        raise LogoRefused("neither PNG, JPEG, GIF nor WebP")
    return f"data:{kind};base64,{base64.b64encode(held).decode()}"


def fetch(url: str) -> bytes:
    """What stands at the address. Raises LogoRefused."""
    return fetch_by(Network(ssl.create_default_context()), url)


def fetch_by(network: Network, url: str) -> bytes:
    """The same, by this network."""
    exchange = _Exchange(network)
    work = begun(lambda: exchange.fetch(url), "logo")
    if not Deadline(network.in_all).sees(work):
        exchange.hang_up()
        raise LogoRefused("too slow")
    return work.result()


def spelled(url: str) -> str:
    """The address as it travels: host and path in ASCII (RFC 3490, RFC 3986)."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    place = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit(("https", place, quote(parts.path, _AS_IS), quote(parts.query, _AS_IS), ""))


def read(answer: Readable) -> bytes:
    """The whole of it, if it is small."""
    held = b""
    while piece := answer.read(PIECE):
        held += piece
        if len(held) > LARGEST:
            raise LogoRefused("larger than 200 kB")
    return held


def checked(host: str, resolve: Resolve) -> Sequence[str]:
    """The addresses of a host, if all of them are the world's. Raises LogoRefused."""
    found = resolve(host)
    if not found or not all(is_public(one) for one in found):
        raise LogoRefused("out of reach, or in a private network")
    return found


class _Exchange:
    """All that is asked for one logo; it can be ended from another thread."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._connection: HTTPSConnection | None = None
        self._over = False

    def hang_up(self) -> None:
        """Ends it, wherever it stands: what it waits for comes to an end."""
        self._over = True
        if (connection := self._connection) and connection.sock:
            with suppress(OSError):  # the other side was faster
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    def fetch(self, url: str) -> bytes:
        """What stands at the address, or where that leads. Raises LogoRefused."""
        try:
            for _ in range(MOST_REDIRECTIONS + 1):
                held, url = self._ask(url)
                if held is not None:
                    return held
        except (HTTPException, OSError, UnicodeError, ValueError) as error:
            raise LogoRefused(f"out of reach, {type(error).__name__}") from None
        raise LogoRefused("redirected too often")

    def _ask(self, url: str) -> tuple[bytes | None, str]:
        """What stands there; else None, and where it is said to be."""
        if self._over or not is_https(url):
            raise LogoRefused("no https address")
        parts = urlsplit(spelled(url))
        connection = self._connection = self._line_to(parts.hostname or "", parts.port or 443)
        try:
            where = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", where, headers={"Accept": "image/*", "User-Agent": "club-prime"})
            return _heard(connection.getresponse(), url)
        finally:
            connection.close()

    def _line_to(self, host: str, port: int) -> HTTPSConnection:
        """A connection to an address that was looked at; behind a proxy, to the proxy, which decides.

        Names may not be resolved here at all, where there is one.
        """
        proxy = None if proxy_bypass(host) else getproxies().get("https")
        if proxy is None:
            return _Pinned(host, port, checked(host, self._network.resolve), self._network)
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        made = HTTPSConnection(
            parts.hostname or "", parts.port or 80, timeout=PATIENCE, context=self._network.context
        )
        made.set_tunnel(host, port, headers=_credentials(parts.username, parts.password))
        return made


class _Pinned(HTTPSConnection):
    """Connects to the addresses it is given, and asks and believes the host by its name all the same."""

    def __init__(self, host: str, port: int, addresses: Sequence[str], network: Network) -> None:
        super().__init__(host, port, timeout=PATIENCE, context=network.context)
        self._addresses, self._network = addresses, network

    def connect(self) -> None:
        """To the first of them that answers."""
        line = self._reached()
        # Without the handshake at first: whoever hangs up finds the socket by then.
        self.sock = self._network.context.wrap_socket(
            line, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()

    def _reached(self) -> socket.socket:
        *others, last = self._addresses
        for address in others:
            try:
                return self._network.connect((address, self.port), PATIENCE)
            except OSError:
                continue
        return self._network.connect((last, self.port), PATIENCE)


def _heard(answer: HTTPResponse, url: str) -> tuple[bytes | None, str]:
    if answer.status in MOVED and (where := answer.getheader("Location")):
        return None, urljoin(url, where)
    if answer.status != 200:
        raise LogoRefused(f"the server says {answer.status}")
    return read(answer), url


def _credentials(user: str | None, password: str | None) -> dict[str, str]:
    if user is None:
        return {}
    plain = f"{unquote(user)}:{unquote(password or '')}"
    return {"Proxy-Authorization": f"Basic {base64.b64encode(plain.encode()).decode()}"}
