"""Clicks over the server of `prime run --http`: 32 connections, none lost, against a no-op app."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clicks import Click
from benchmarks.house import answers, furnish, open_house
from benchmarks.measure import Measure, spread

ROUNDS, CLICKS = 9, 480
"""Each round another event, on which as many members click."""
EVENTS = 1 + ROUNDS


def run() -> list[Measure]:
    """The table's lines."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        path, requests = Path(folder) / "club.db", Path(folder) / "requests.json"
        furnish(path, CLICKS, EVENTS)
        house = open_house(path)
        clicks = house.clicks("rsvp.going", CLICKS, EVENTS)
        requests.write_text(json.dumps([raw_request(one) for one in clicks]))
        house.services.db.dispose()
        prime, noop = (stack.enter_context(serving(which, path)) for which in ("prime", "noop"))
        took = [(_load(requests, prime, at), _load(requests, noop, at)) for at in range(EVENTS)][1:]
        rows = answers(path)
        assert rows == [("yes", len(clicks))], f"{len(clicks)} clicks, kept: {rows}"
        return [
            spread("http, clicks a second / no-op", [n / p for p, n in took], bound=0.5, at_least=True),
            spread("http, rsvp clicks", [CLICKS / p for p, _ in took], "a second"),
            spread("http, no-op clicks", [CLICKS / n for _, n in took], "a second"),
        ]


def raw_request(click: Click) -> str:
    """The bytes of a request, as text."""
    headers = {"Host": "127.0.0.1", "Content-Length": str(len(click.body)), **click.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /slack/events HTTP/1.1\r\n{lines}\r\n{click.body}"


@contextmanager
def serving(which: str, path: Path) -> Iterator[int]:
    """A server process; gives its port, and ends it."""
    command = [sys.executable, "-m", "benchmarks.server", which, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


def _load(requests: Path, port: int, at: int) -> float:
    """Seconds for one round's clicks; every one must have been answered with 200."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.load",
        str(requests),
        str(port),
        str(at * CLICKS),
        str(CLICKS),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    seconds, answered = json.loads(done.stdout)
    assert answered == CLICKS, f"{CLICKS - answered} of {CLICKS} clicks lost"
    return float(seconds)
