"""A PostgreSQL server of a test's own, to stop, to restart, and to make read-only underneath the program."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

SETTINGS = "-c fsync=off -c full_page_writes=off -c max_connections=60"
"""A crash of this machine may lose these data."""


class Cluster:
    """A server on 127.0.0.1. Debian keeps its programs out of PATH; it refuses to run as root."""

    def __init__(self, programs: Path, folder: Path, of: "Cluster | None" = None) -> None:
        self._programs, self._folder = programs, folder
        self.port = _free_port()
        self.url, self.admin = self._address("club"), self._address("admin")
        if os.getuid() == 0:
            shutil.chown(folder, _server_user())
        if of is not None:
            there = ("-h", "127.0.0.1", "-p", str(of.port), "-U", "admin")
            self._runs("pg_basebackup", *there, "-R", "-X", "stream", "-c", "fast", "--no-sync")
            return
        self._runs("initdb", "-U", "admin", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")

    @classmethod
    def copied(cls, programs: Path, folder: Path, of: "Cluster") -> "Cluster":
        """A standby of another one, which it will follow."""
        return cls(programs, folder, of)

    @property
    def main(self) -> int:
        """Its first process."""
        return int((self._folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def promote(self) -> None:
        """A standby becomes one that writes, whatever it was told to wait for."""
        self._runs("pg_ctl", "-s", "-w", "promote")

    def found(self) -> None:
        """Starts it for the first time, with a role for the program that is no administrator's."""
        self.start()
        self.says("CREATE ROLE club LOGIN", "ALTER DATABASE postgres OWNER TO club")

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        options = f"-h 127.0.0.1 -p {self.port} -k {self._folder} {SETTINGS}"
        self._runs("pg_ctl", "-l", str(self._folder / "log"), "-s", "-w", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stops it: "immediate" as a crash does, "fast" as an administrator does."""
        self._runs("pg_ctl", "-s", "-m", mode, "stop")

    def restart(self, mode: str = "immediate") -> None:
        """Whoever was connected is no more."""
        self.stop(mode)
        self.start()

    def says(self, *statements: str) -> None:
        """Says something as an administrator, each by itself."""
        engine = create_engine(self.admin, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def asks(self, query: str) -> list[int]:
        """The numbers that it answers, as to an administrator."""
        engine = create_engine(self.admin, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            found = [int(one) for one in connection.execute(text(query)).scalars()]
        engine.dispose()
        return found

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """As a standby is, for whoever is connected and whoever comes."""
        self.set("default_transaction_read_only", "on")
        yield
        self.set("default_transaction_read_only", "off")

    @contextmanager
    def commits_held(self) -> Iterator[None]:
        """Every commit is done, and its answer waits for another server that there is none of."""
        self.set("synchronous_standby_names", "nobody")
        yield
        (self._folder / "data" / "postgresql.auto.conf").write_text("")

    def wait_until(self, query: str) -> None:
        """Returns once the query counts something."""
        engine = create_engine(self.admin, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            while not connection.execute(text(query)).scalar_one():
                pass
        engine.dispose()

    def set(self, name: str, value: str) -> None:
        """Sets it for all, and waits until those who are connected have heard of it."""
        self.says(f"ALTER SYSTEM SET {name} = '{value}'", "SELECT pg_reload_conf()")
        self.wait_until(f"SELECT count(*) FROM pg_settings WHERE name = '{name}' AND setting = '{value}'")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It takes connections, and never says a word."""
        main = self.main
        os.kill(main, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(main, signal.SIGCONT)

    def _address(self, role: str) -> str:
        place = {"host": "127.0.0.1", "port": self.port, "database": "postgres"}
        return URL.create("postgresql+psycopg", role, **place).render_as_string()

    def _runs(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self._folder / "data"), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", _server_user(), "--", *command]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=60)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server that runs when the test begins; skipped, aloud, where PostgreSQL is not installed."""
    programs = programs_folder()
    if programs is None:
        pytest.skip("no initdb: install PostgreSQL's server to try its restart")
    folder = Path(tempfile.mkdtemp(prefix="prime-cluster"))
    made = Cluster(programs, folder)
    made.found()
    yield made
    made.stop()
    shutil.rmtree(folder)


def programs_folder() -> Path | None:
    """Where the server's programs are; None where it is not installed."""
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    found = str(newest[-1]) if newest else shutil.which("initdb")
    return Path(found).parent if found else None


def _server_user() -> str:
    """Whom Debian's package makes, or whoever owns nothing."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
    return port
