"""Logos: https alone, small images alone, nothing of a private network."""

import base64
import email.message
import io
from collections.abc import Iterator
from urllib.request import BaseHandler, Request
from urllib.response import addinfourl

import pytest

from bot.export.logos import (
    LARGEST,
    LogoRefused,
    Redirections,
    addresses_of,
    check,
    embedded,
    fetch,
    fetch_by,
    read,
    spelled,
)
from tests.bot.export.conftest import LOGO, PIXEL

PUBLIC = "93.184.215.14"


def test_an_image_is_embedded_by_what_it_is() -> None:
    assert embedded(LOGO, lambda _: PIXEL) == f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    assert embedded(LOGO, lambda _: b"\xff\xd8\xff\xe0...").startswith("data:image/jpeg;")
    assert embedded(LOGO, lambda _: b"GIF89a...").startswith("data:image/gif;")
    assert embedded(LOGO, lambda _: b"RIFF....WEBPVP8 ").startswith("data:image/webp;")


@pytest.mark.parametrize("held", [b"", b"<svg xmlns=''/>", b"<html>404</html>", b"RIFF....WAVEfmt "])
def test_what_is_no_image_is_refused(held: bytes) -> None:
    with pytest.raises(LogoRefused, match="neither PNG"):
        embedded(LOGO, lambda _: held)


def test_a_large_one_is_refused_as_soon_as_it_is_too_large() -> None:
    assert len(read(io.BytesIO(b"x" * LARGEST), lambda: 0.0)) == LARGEST
    endless = io.BytesIO(b"x" * 10 * LARGEST)
    with pytest.raises(LogoRefused, match="larger"):
        read(endless, lambda: 0.0)
    assert endless.tell() < 1.2 * LARGEST


def test_a_server_that_drips_is_not_waited_for() -> None:
    seconds: Iterator[float] = iter(range(0, 1000, 9))

    class Dripping:
        def read(self, _size: int, /) -> bytes:
            return b"x"

    with pytest.raises(LogoRefused, match="slow"):
        read(Dripping(), lambda: next(seconds))


@pytest.mark.parametrize("url", ["http://verrerie.example/l.png", "file:///etc/passwd", "ftp://x.example/l"])
def test_only_https_is_asked(url: str) -> None:
    with pytest.raises(LogoRefused, match="https"):
        check(url, lambda _: [PUBLIC])
    with pytest.raises(LogoRefused, match="https"):
        fetch(url)


@pytest.mark.parametrize(
    "found",
    [
        [],
        ["127.0.0.1"],
        ["10.0.0.8"],
        ["169.254.169.254"],
        ["::1"],
        ["fe80::1%eth0"],
        [PUBLIC, "192.168.1.1"],
    ],
)
def test_no_private_network_is_asked(found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    check(LOGO, lambda _: [PUBLIC])
    with pytest.raises(LogoRefused, match="private"):
        check(LOGO, lambda _: found)


def test_a_redirection_is_checked_like_the_first_address() -> None:
    follows = Redirections(lambda _: [PUBLIC])
    came = Request(LOGO)
    headers = email.message.Message()
    on = follows.redirect_request(came, io.BytesIO(), 302, "", headers, "https://cdn.example/l.png")  # type: ignore[arg-type]
    assert on is not None
    assert on.full_url == "https://cdn.example/l.png"
    with pytest.raises(LogoRefused, match="https"):
        follows.redirect_request(came, io.BytesIO(), 302, "", headers, "http://cdn.example/l.png")  # type: ignore[arg-type]


class Servers(BaseHandler):
    """Answers https requests from a table of code, header and body."""

    def __init__(self, table: dict[str, tuple[int, str, bytes]]) -> None:
        self.table = table
        self.asked: list[str] = []

    def https_open(self, request: Request) -> addinfourl:
        self.asked.append(request.full_url)
        code, location, body = self.table.get(request.full_url, (404, "", b""))
        headers = email.message.Message()
        if location:
            headers["Location"] = location
        answer = addinfourl(io.BytesIO(body), headers, request.full_url, code)
        answer.msg = ""  # type: ignore[attr-defined]
        return answer


def test_a_logo_is_fetched_through_redirections() -> None:
    servers = Servers(
        {LOGO: (302, "https://cdn.example/l.png", b""), "https://cdn.example/l.png": (200, "", PIXEL)}
    )
    assert fetch_by(servers, lambda _: [PUBLIC], LOGO) == PIXEL
    assert servers.asked == [LOGO, "https://cdn.example/l.png"]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ({}, "404"),
        ({LOGO: (500, "", b"")}, "500"),
        ({LOGO: (302, "http://cdn.example/l.png", b"")}, "no https"),
        ({LOGO: (302, "file:///etc/passwd", b"")}, "no https|302"),
        ({LOGO: (302, "https://inside.example/l.png", b"")}, "private"),
        ({LOGO: (302, LOGO, b"")}, "302"),
        ({LOGO: (200, "", b"x" * 2 * LARGEST)}, "larger"),
    ],
)
def test_what_a_server_may_do_ends_as_a_logo_left_out(
    table: dict[str, tuple[int, str, bytes]], why: str
) -> None:
    servers = Servers(table)
    with pytest.raises(LogoRefused, match=why):
        fetch_by(servers, lambda host: ["10.0.0.1"] if host == "inside.example" else [PUBLIC], LOGO)
    assert set(servers.asked) == {LOGO}


def test_addresses_with_accents_travel_in_ascii() -> None:
    assert spelled("https://été.example:8443/Logo société.png?é=1&b=%20") == (
        "https://xn--t-9fab.example:8443/Logo%20soci%C3%A9t%C3%A9.png?%C3%A9=1&b=%20"
    )


def test_this_machine_has_addresses_and_a_name_that_is_none_has_not() -> None:
    assert set(addresses_of("localhost")) & {"127.0.0.1", "::1"}
    assert addresses_of("x" * 300) == []
