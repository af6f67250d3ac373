"""Logos: https alone, small images alone, nothing of a private network, and no longer than twenty seconds."""

import base64
import io
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.export.logos import LARGEST, LogoRefused, addresses_of, embedded, fetch, fetch_by, read, spelled
from bot.export.public import is_public
from tests.bot.export.conftest import LOGO, PIXEL
from tests.bot.export.servers import Talk, World, answer, certificate

PUBLIC, OTHER = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"
CDN = "https://cdn.example/l.png"
FOUND = {"verrerie.example": [PUBLIC, OTHER], "cdn.example": [OTHER], "inside.example": [PUBLIC, "10.0.0.1"]}


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate."""
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def world(pem: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., World]]:
    """A world in which these pages stand; no proxy is on the way."""
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made: list[World] = []

    def opened(pages: dict[str, bytes | Talk]) -> World:
        made.append(World(pem, FOUND, pages))
        return made[-1]

    yield opened
    for one in made:
        one.stop()


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
    assert len(read(io.BytesIO(b"x" * LARGEST))) == LARGEST
    endless = io.BytesIO(b"x" * 10 * LARGEST)
    with pytest.raises(LogoRefused, match="larger"):
        read(endless)
    assert endless.tell() < 1.2 * LARGEST


@pytest.mark.parametrize("url", ["http://verrerie.example/l.png", "file:///etc/passwd", "ftp://x.example/l"])
def test_only_https_is_asked(url: str) -> None:
    with pytest.raises(LogoRefused, match="https"):
        fetch(url)


@pytest.mark.parametrize("address", [PUBLIC, OTHER, "1.1.1.1", "2a00:1450:4007:80e::2004"])
def test_the_world_may_be_asked(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *(
            "100.64.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "198.18.0.1",
            "224.0.0.1",
            "232.1.1.1",
            "239.255.255.250",
        ),
        *(
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "fd12::1",
            "fec0::1",
        ),
        *("ff02::1", "ff0e::1", "64:ff9b::a00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1", "2002:a00:1::1"),
        *(
            "2001:0:53aa::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:7f00:1",
            "::a00:1",
            "2001:db8::1",
        ),
        *(f"{OTHER}%eth0", "localhost", "", "1.1.1.1:443"),
    ],
)
def test_whatever_leads_inwards_is_not_the_world(address: str) -> None:
    assert not is_public(address)


def test_a_logo_is_fetched_where_its_name_was_found_and_by_its_name(world: Callable[..., World]) -> None:
    there = world({LOGO: answer("200 OK", PIXEL)})
    assert fetch_by(there.network, LOGO) == PIXEL
    assert there.looked_up == ["verrerie.example"]  # once: a second answer might be another
    assert there.connected == [(PUBLIC, 443)]
    assert there.names == ["verrerie.example"]
    assert there.asked == [LOGO]


def test_each_address_is_tried_until_one_answers(world: Callable[..., World]) -> None:
    there, tried = world({LOGO: answer("200 OK", PIXEL)}), list[str]()

    def first_is_dead(address: tuple[str, int], timeout: float) -> socket.socket:
        tried.append(address[0])
        if address[0] == PUBLIC:
            raise ConnectionRefusedError
        return there.network.connect(address, timeout)

    assert fetch_by(replace(there.network, connect=first_is_dead), LOGO) == PIXEL
    assert tried == [PUBLIC, OTHER]


def test_a_redirection_is_followed_and_looked_at_like_the_first_address(world: Callable[..., World]) -> None:
    there = world({LOGO: answer("302 Found", Location=CDN), CDN: answer("200 OK", PIXEL)})
    assert fetch_by(there.network, LOGO) == PIXEL
    assert there.connected == [(PUBLIC, 443), (OTHER, 443)]
    assert there.looked_up == ["verrerie.example", "cdn.example"]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (answer("404 Not Found"), "404"),
        (answer("500 Internal Server Error"), "500"),
        (answer("302 Found", Location="http://cdn.example/l.png"), "no https"),
        (answer("302 Found", Location="file:///etc/passwd"), "no https"),
        (answer("302 Found", Location="https://inside.example/l.png"), "private"),
        (answer("302 Found", Location="https://nowhere.example/l.png"), "out of reach"),
        (answer("302 Found", Location=LOGO), "too often"),
        (answer("302 Found", Location="/logo.png"), "too often"),
        (answer("302 Found"), "302"),
        (answer("200 OK", b"x" * 2 * LARGEST), "larger"),
        (b"no HTTP at all\r\n\r\n", "out of reach"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000, "out of reach"),
        (b"", "out of reach"),
    ],
)
def test_what_a_server_may_do_ends_as_a_logo_left_out(
    world: Callable[..., World], page: bytes, why: str
) -> None:
    there = world({LOGO: page})
    with pytest.raises(LogoRefused, match=why):
        fetch_by(there.network, LOGO)
    assert set(there.asked) == {LOGO}


def dripping(said: bytes) -> Talk:
    """Says this, and then a byte now and then for ever."""

    def talk(line: socket.socket, over: threading.Event) -> None:
        line.sendall(said)
        while not over.wait(0.01):
            line.sendall(b"x")

    return talk


@pytest.mark.parametrize(
    "said",
    [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"],
)
def test_a_server_that_drips_is_not_waited_for_wherever_it_begins(
    world: Callable[..., World], said: bytes
) -> None:
    hung_up = threading.Event()

    def drips_until_hung_up_on(line: socket.socket, over: threading.Event) -> None:
        try:
            dripping(said)(line, over)
        except OSError:
            hung_up.set()

    there = world({LOGO: drips_until_hung_up_on})
    with pytest.raises(LogoRefused, match="slow"):
        fetch_by(replace(there.network, in_all=0.5), LOGO)
    assert hung_up.wait(20)  # nothing is left waiting


def test_a_server_that_never_speaks_tls_is_not_waited_for(world: Callable[..., World]) -> None:
    there = world({})
    with socket.create_server(("127.0.0.1", 0)) as silent:

        def connect(_address: tuple[str, int], timeout: float) -> socket.socket:
            return socket.create_connection(silent.getsockname(), timeout)

        with pytest.raises(LogoRefused, match="slow"):
            fetch_by(replace(there.network, connect=connect, in_all=0.3), LOGO)


def test_a_look_up_that_hangs_is_not_waited_for(world: Callable[..., World]) -> None:
    there, answered = world({}), threading.Event()

    def hangs(_host: str) -> list[str]:
        answered.wait(20)
        return [PUBLIC]

    with pytest.raises(LogoRefused, match="slow"):
        fetch_by(replace(there.network, resolve=hangs, in_all=0), LOGO)
    answered.set()


def test_behind_a_proxy_the_proxy_decides(
    world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = world({})
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("https_proxy", f"http://ana:s%40fe@127.0.0.1:{proxy.getsockname()[1]}")
        heard: list[bytes] = []

        def refuses() -> None:
            line, _ = proxy.accept()
            with line:
                heard.append(line.recv(4096))
                line.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")

        thread = threading.Thread(target=refuses)
        thread.start()
        with pytest.raises(LogoRefused, match="out of reach"):
            fetch_by(there.network, LOGO)
        thread.join(20)
    assert heard[0].startswith(b"CONNECT verrerie.example:443 ")
    assert base64.b64encode(b"ana:s@fe") in heard[0]
    assert there.looked_up == []


def test_addresses_with_accents_travel_in_ascii() -> None:
    assert spelled("https://été.example:8443/Logo société.png?é=1&b=%20") == (
        "https://xn--t-9fab.example:8443/Logo%20soci%C3%A9t%C3%A9.png?%C3%A9=1&b=%20"
    )


def test_this_machine_has_addresses_and_a_name_that_is_none_has_not() -> None:
    assert set(addresses_of("localhost")) & {"127.0.0.1", "::1"}
    assert addresses_of("x" * 300) == []
