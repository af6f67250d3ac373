"""Companies' logos, fetched once and embedded, so that the page asks nothing of anybody.

The addresses come from members and the request goes out from the operator's machine: https alone, also after
a redirection; no address of a private network; images alone, told by their first bytes; 200 kB; 20 s.
"""

import base64
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from http.client import HTTPException, HTTPMessage
from typing import IO, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    BaseHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    getproxies,
)

from club.publication import is_https

LARGEST = 200_000
"""Bytes."""
PATIENCE, IN_ALL = 10, 20
"""Seconds: for one answer of the network, and for a whole logo."""
PIECE = 16_384
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


class LogoRefused(Exception):  # noqa: N818 - a state, not a bug
    """Why a logo is left out, in a few words."""


class Readable(Protocol):
    """What an answer is read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


def embedded(url: str, fetch_logo: Fetch) -> str:
    """The logo as a data: address. Raises LogoRefused."""
    held = fetch_logo(url)
    kind = next((name for name, fits in KINDS if fits(held)), None)
    if kind is None:
        raise LogoRefused("neither PNG, JPEG, GIF nor WebP")
    return f"data:{kind};base64,{base64.b64encode(held).decode()}"


def fetch(url: str) -> bytes:
    """What stands at the address. Raises LogoRefused."""
    return fetch_by(HTTPSHandler(context=ssl.create_default_context()), addresses_of, url)


def fetch_by(https: BaseHandler, resolve: Resolve, url: str) -> bytes:
    """The same, by this handler of https and this way to find a host's addresses."""
    check(url, resolve)
    try:
        request = Request(spelled(url), headers={"Accept": "image/*", "User-Agent": "club-prime"})
        with _opener(https, resolve).open(request, timeout=PATIENCE) as answer:
            return read(answer, time.monotonic)
    except HTTPError as error:
        error.close()
        raise LogoRefused(f"the server says {error.code}") from None
    except (URLError, HTTPException, OSError, UnicodeError) as error:
        raise LogoRefused(f"out of reach, {type(error).__name__}") from None


def spelled(url: str) -> str:
    """The address as it travels: host and path in ASCII (RFC 3490, RFC 3986)."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    place = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit(("https", place, quote(parts.path, _AS_IS), quote(parts.query, _AS_IS), ""))


def read(answer: Readable, clock: Callable[[], float]) -> bytes:
    """The whole of it, if it is small and comes in time; a server that drips is not waited for."""
    until, held = clock() + IN_ALL, b""
    while piece := answer.read(PIECE):
        held += piece
        if len(held) > LARGEST:
            raise LogoRefused("larger than 200 kB")
        if clock() > until:
            raise LogoRefused("too slow")
    return held


def check(url: str, resolve: Resolve) -> None:
    """Whether this address may be asked: https, and nothing of this machine's own networks.

    Behind a proxy the proxy decides, for names may not be resolved here at all.
    """
    if not is_https(url):
        raise LogoRefused("no https address")
    if "https" in getproxies():
        return
    host = urlsplit(url).hostname or ""
    found = resolve(host)
    if not found or not all(ipaddress.ip_address(one.partition("%")[0]).is_global for one in found):
        raise LogoRefused("out of reach, or in a private network")


def addresses_of(host: str) -> Sequence[str]:
    """The addresses of a host; none where the name is unknown."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


class Redirections(HTTPRedirectHandler):
    """Follows a few, each checked like the first address."""

    max_redirections = 3

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The next request, if its address may be asked."""
        check(newurl, self._resolve)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(https: BaseHandler, resolve: Resolve) -> OpenerDirector:
    """Opens https and nothing else: no file, no ftp, no plain http."""
    opener = OpenerDirector()
    handlers = (ProxyHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(), Redirections(resolve), https)
    for handler in handlers:
        opener.add_handler(handler)
    return opener
