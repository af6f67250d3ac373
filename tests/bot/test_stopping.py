"""`prime run` told to stop, as a process of its own: in time, with 0, no traceback, and nothing is lost."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest

from benchmarks.clicks import SECRET, signed
from benchmarks.house import furnish, slack_id
from bot.clock import SystemClock
from sandbox import Sandbox, SettableClock
from tests.bot.shapes import click
from tests.stories.club import CHANNEL, MANIFEST

AT_MOST = 10
"""Seconds from the signal to the end of the process."""
MEMBERS, THREADS = 48, 4
LOOKS = (b"database", b"tick", b"outbox", b"slack", b"mail")
HERE = Path(__file__).parents[2]


class Running:
    """`prime run` in a process of its own, in a workspace of its own, for a club of forty-eight."""

    def __init__(self, path: Path, *how: str) -> None:
        self.path = path
        self.box = Sandbox(MANIFEST, clock=SettableClock(SystemClock().now())).start()
        self.box.add_channel(CHANNEL, name="club-prime", members=[])
        given = {
            "SLACK_BOT_TOKEN": self.box.bot_token,
            "SLACK_APP_TOKEN": self.box.app_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.box.api_url,
            "DATABASE_URL": f"sqlite:///{path}",
            "PRIME_CHANNEL": CHANNEL,
        }
        command = [sys.executable, "-m", "bot.cli", "run", *how]
        self.process = subprocess.Popen(
            command, cwd=HERE, env={**os.environ, **given}, stderr=subprocess.PIPE, text=True
        )
        self.log = ""
        self._grew = threading.Condition()
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._grew:
                self.log += line
                self._grew.notify_all()

    def says(self, pattern: str) -> str:
        """Waits until the log has this; the first group."""
        with self._grew:
            assert self._grew.wait_for(lambda: re.search(pattern, self.log), timeout=60), self.log
        found = re.search(pattern, self.log)
        assert found
        return found[1]

    def ends(self, *signals: signal.Signals) -> None:
        """Told by these signals, it ends in time, with 0 and without a traceback."""
        began = time.monotonic()
        for number in signals:
            self.process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        assert self.process.returncode == 0, self.log
        took = time.monotonic() - began
        self._reading.join()
        found = self.log.find("Traceback")
        assert found < 0, self.log[max(0, found - 200) : found + 6000]
        assert took <= AT_MOST, self.log  # its promise, and the only way to see it kept

    def close(self) -> None:
        """Lets everything go."""
        self.process.kill()
        self.process.wait()
        self._reading.join()
        self.box.stop()

    def coming(self) -> set[str]:
        """Who is coming, read from the file."""
        query = "SELECT slack_id FROM rsvp JOIN member ON id = member_id WHERE says = 'yes'"
        with closing(sqlite3.connect(self.path)) as connection:
            return {who for (who,) in connection.execute(query)}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A club's file, made once."""
    path = tmp_path_factory.mktemp("furnished") / "club.db"
    furnish(path, MEMBERS)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def run(tmp_path: Path, furnished: Path) -> Iterator[Callable[..., Running]]:
    """Starts one."""
    made: list[Running] = []

    def start(*how: str) -> Running:
        made.append(Running(Path(shutil.copy(furnished, tmp_path)), *how))
        return made[-1]

    yield start
    for one in made:
        one.close()


@pytest.fixture
def silence() -> Iterator[str]:
    """An address where nobody ever answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def clicks_on(port: int, people: list[str], url: str, acknowledged: list[str]) -> None:
    """Clicks for all of them, one after the other, until nobody listens any more."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as line, suppress(OSError, HTTPException):
        for who in people:
            payload = click("rsvp.going", "1", user={"id": who}, response_url=url)
            sent = signed(urlencode({"payload": json.dumps(payload)}))
            line.request("POST", "/slack/events", sent.body, dict(sent.headers))
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200
            acknowledged.append(who)


@pytest.mark.parametrize("signals", [(signal.SIGTERM,), (signal.SIGTERM, signal.SIGTERM), (signal.SIGINT,)])
def test_it_ends_in_good_order_over_http(
    run: Callable[..., Running], signals: tuple[signal.Signals, ...]
) -> None:
    running = run("--http", "--port", "0")
    running.says(r"listening on http://127.0.0.1:(\d+)")
    running.ends(*signals)
    assert "stopping" in running.log


def test_it_is_well_and_ends_in_good_order_over_socket_mode(run: Callable[..., Running]) -> None:
    running = run("--health-port", "0")
    assert running.box.wait_connected(timeout=60)
    port = int(running.says(r"health on http://127.0.0.1:(\d+)/readyz"))
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        line.request("GET", "/readyz")
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (
            200,
            b"database: ok\ntick: ok\noutbox: ok\nslack: ok\nmail: ok\n",
        )
    running.ends(signal.SIGTERM, signal.SIGTERM)


def test_under_load_while_slack_is_silent_nothing_acknowledged_is_lost(
    run: Callable[..., Running], silence: str
) -> None:
    running = run("--http", "--port", "0")
    port = int(running.says(r"listening on http://127.0.0.1:(\d+)"))
    gates = [running.box.faults.hold(name) for name in ("chat.postMessage", "chat.update", "users.list")]
    acknowledged: list[str] = []
    people = [slack_id(at) for at in range(MEMBERS)]
    loads = [
        threading.Thread(target=clicks_on, args=(port, people[at::THREADS], silence, acknowledged))
        for at in range(THREADS)
    ]
    for one in loads:
        one.start()
    assert gates[1].arrived.wait(60)  # the card is being updated
    running.ends(signal.SIGTERM, signal.SIGTERM)
    for gate in gates:
        gate.open()
    for one in loads:
        one.join()
    assert acknowledged
    assert set(acknowledged) <= running.coming()
