"""A server killed in the middle of clicks: whatever it acknowledged has to be there afterwards."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from benchmarks.clicks import Click
from benchmarks.house import furnish, open_house, slack_id

MEMBERS, THREADS = 48, 4


@dataclass
class Round:
    """One life of the server; it is killed once so many clicks were acknowledged."""

    path: Path
    fatal: int
    acknowledged: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Clicks until the server is dead."""
        clicks = dict(zip(map(slack_id, range(MEMBERS)), self._clicks(), strict=True))
        command = [sys.executable, "-m", *self._server()]
        here = Path(__file__).parents[2]
        with subprocess.Popen(command, cwd=here, env=os.environ, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            port = int(server.stdout.readline())
            people = list(clicks)
            with ThreadPoolExecutor(THREADS) as pool:
                for at in range(THREADS):
                    pool.submit(self._click, server, port, {who: clicks[who] for who in people[at::THREADS]})

    def _server(self) -> list[str]:
        """The module that serves, and what it is told."""
        return ["benchmarks.server", "prime", str(self.path)]

    def _clicks(self) -> list[Click]:
        furnish(self.path, MEMBERS)
        house = open_house(self.path)
        house.services.db.dispose()
        return house.clicks("rsvp.going", MEMBERS)

    def _click(self, server: subprocess.Popen[str], port: int, clicks: dict[str, Click]) -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as line, suppress(OSError, HTTPException):
            for who, click in clicks.items():
                line.request("POST", "/slack/events", click.body, dict(click.headers))
                answer = line.getresponse()
                answer.read()
                assert answer.status == 200
                self.acknowledged.append(who)
                if len(self.acknowledged) >= self.fatal:
                    server.kill()  # SIGKILL: no farewell, no clean-up

    def kept(self) -> set[str]:
        """Who is coming, read from the file by somebody else."""
        query = "SELECT slack_id FROM rsvp JOIN member ON id = member_id WHERE says = 'yes' AND seats = 1"
        with closing(sqlite3.connect(self.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return {who for (who,) in connection.execute(query)}
