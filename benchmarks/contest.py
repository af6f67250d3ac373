"""Servers side by side in processes of their own, clicked at in turns: Prime, and Bolt with a no-op."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from urllib.parse import unquote_plus

from benchmarks.house import answers, furnish, open_house
from benchmarks.rsvp import copied
from benchmarks.slow_disk import SlowDisk, folder

Transport = Literal["http", "socket"]
MEMBERS, EVENTS = 240, 6
"""A round's clicks, one a member; rounds until an event comes up again, with the other answer each time."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round took, each a click."""

    seconds: float
    cpu: float
    """Seconds of the server's."""
    switches: float
    """Of a thread of the server to another, because it waited: for the disk, a request, a lock."""


class Contestant:
    """A server, and the process that clicks at it."""

    def __init__(self, server: subprocess.Popen[str], load: subprocess.Popen[str]) -> None:
        self._server, self._load = server, load
        self._at = 0

    def round(self, together: int, clicks: int = MEMBERS) -> Round:
        """So many clicks, `together` at a time; every one must be answered."""
        first = self._at % (2 * EVENTS) * MEMBERS
        self._at += 1
        before = self._used()
        seconds, answered = json.loads(_told(self._load, f"{first} {clicks} {together}"))
        after = self._used()
        assert answered == clicks, f"{clicks - answered} of {clicks} clicks lost"
        return Round(seconds / clicks, (after[0] - before[0]) / clicks, (after[1] - before[1]) / clicks)

    def _used(self) -> tuple[float, int]:
        cpu, switches = json.loads(_told(self._server, ""))
        return cpu, switches


class Contest:
    """A furnished club, its clicks, and a disk as slow as wanted."""

    def __init__(self, place: Path) -> None:
        self.disk = SlowDisk(place)
        self._club, self._bodies, self._payloads = place / "club.db", place / "bodies", place / "payloads"
        furnish(self._club, MEMBERS, EVENTS)
        house = open_house(self._club)
        clicks = house.clicks("rsvp.going", MEMBERS, EVENTS) + house.clicks("rsvp.not_going", MEMBERS, EVENTS)
        house.services.db.dispose()
        bodies = [one.body for one in clicks]
        self._bodies.write_text(json.dumps(bodies))
        read = [json.loads(unquote_plus(one.removeprefix("payload="))) for one in bodies]
        self._payloads.write_text(json.dumps(read))

    @contextmanager
    def contestant(self, which: str, transport: Transport, core: str) -> Iterator[Contestant]:
        """A server with a database of its own, warm; ended afterwards, and what it kept is looked at."""
        path = copied(self._club, f"{which}-{transport}-{core}.db")
        with ExitStack() as stack:
            if transport == "http":
                server = stack.enter_context(_process(self._command(which, path, core), self._surroundings))
                port = _line(server)
                load = stack.enter_context(_process(["benchmarks.load", str(self._bodies), port]))
            else:
                load = stack.enter_context(_process(["benchmarks.workspace", str(self._payloads)]))
                link = ["--workspace", _line(load)]
                server = stack.enter_context(
                    _process([*self._command(which, path, core), *link], self._surroundings)
                )
                _line(server)
                _line(load)
            made = Contestant(server, load)
            made.round(8)
            assert which == "noop" or answers(path) == [("yes", MEMBERS)], answers(path)
            yield made

    @property
    def _surroundings(self) -> Mapping[str, str]:
        return self.disk.surroundings

    def _command(self, which: str, path: Path, core: str) -> list[str]:
        return ["benchmarks.server", which, str(path), "--core", core]


@contextmanager
def contest() -> Iterator[Contest]:
    """One in a folder of its own."""
    with TemporaryDirectory(dir=folder()) as place:
        yield Contest(Path(place))


@contextmanager
def _process(
    command: list[str], surroundings: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **(surroundings or {})},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"{process.args!r} ended"
    return line.strip()


def _told(process: subprocess.Popen[str], said: str) -> str:
    assert process.stdin is not None
    process.stdin.write(f"{said}\n")
    process.stdin.flush()
    return _line(process)
