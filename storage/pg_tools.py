"""PostgreSQL's own pg_dump and pg_restore: found, asked their version, run with no secret in their words."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy.engine import URL

from storage.contents import BackupFault

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps them, one folder a version."""
_SETTINGS: Mapping[str, str] = {
    "host": "PGHOST",
    "port": "PGPORT",
    "username": "PGUSER",
    "password": "PGPASSWORD",
    "database": "PGDATABASE",
}
_QUERY: Mapping[str, str] = {
    "host": "PGHOST",
    "port": "PGPORT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "options": "PGOPTIONS",
}
"""Parts of an address, and what libpq calls them (postgresql.org/docs, libpq-envars)."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Both, of one version."""

    dump: Path
    restore: Path


def find_tools(server: int, folder: Path | None) -> Tools:
    """Those in `folder`, on PATH, or where Debian keeps them, that can read a server of this major version.

    Raises BackupFault with what to do.
    """
    old: list[str] = []
    for where in [folder] if folder else _folders():
        tools = Tools(where / "pg_dump", where / "pg_restore")
        if tools.dump.exists() and tools.restore.exists():
            major = _major(tools.dump)
            if major >= server:
                return tools
            old.append(f"{tools.dump} is of version {major}")
    if old:
        raise BackupFault(f"the server is PostgreSQL {server}, but {'; '.join(old)}: install its own client")
    looked = folder or f"PATH and {DEBIAN}"
    raise BackupFault(
        f"no pg_dump and pg_restore in {looked}: install postgresql-client, or name --tools FOLDER"
    )


def _folders() -> Iterator[Path]:
    if found := shutil.which("pg_dump"):
        yield Path(found).parent
    yield from sorted(DEBIAN.glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True)


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def _major(tool: Path) -> int:
    said = run([tool, "--version"], {})
    return _number(said.rpartition("(PostgreSQL)")[2] or said)


def surroundings(url: URL) -> dict[str, str]:
    """The variables by which libpq finds a database: a password on the command line is seen by everybody."""
    query = {name: value for name, value in url.query.items() if isinstance(value, str)}
    found = {variable: query[name] for name, variable in _QUERY.items() if name in query}
    given = {variable: getattr(url, part) for part, variable in _SETTINGS.items()}
    return found | {variable: str(value) for variable, value in given.items() if value}


def run(command: Sequence[str | Path], surroundings: Mapping[str, str]) -> str:
    """Runs a tool to its end; what it wrote. Raises BackupFault with its own words."""
    done = subprocess.run(
        command,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise BackupFault(f"{Path(command[0]).name}: {said[0] if said else f'ended with {done.returncode}'}")
    return done.stdout


@contextmanager
def output(command: Sequence[str | Path]) -> Iterator[IO[bytes]]:
    """What a tool writes, as it writes it. Raises BackupFault where it fails."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as tool:
        assert tool.stdout
        assert tool.stderr
        yield tool.stdout
        said = tool.stderr.read().decode(errors="replace").strip().splitlines()
    if tool.returncode:
        raise BackupFault(f"{Path(command[0]).name}: {said[0] if said else f'ended with {tool.returncode}'}")
