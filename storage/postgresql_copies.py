"""Backups of a PostgreSQL database, by pg_dump in its custom format, and what one is put back by."""

import re
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.pool import NullPool

from storage.contents import BackupFault, Contents, check_version, compare, count
from storage.files import whole
from storage.pg_tools import find_tools, output, run, surroundings

AHEAD = 1_000_000
"""After a restore the numbers of rows go on so much higher: buttons in Slack bear those given out since."""
_COPY = re.compile(rb'COPY (?:[\w"]+\.)?"?(\w+)"? ')
_END = b"\\.\n"


def back_up(address: str, target: Path, folder: Path | None = None) -> Contents:
    """Dumps the database, as it is at one moment, while others write; what the dump holds, read again.

    Raises BackupFault, sqlalchemy.exc.DBAPIError or OSError.
    """
    with _connected(address) as connection:
        tools = find_tools(_major(connection), folder)
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        moment = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        original = _contents(connection)
        with whole(target) as part:
            how = [
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                f"--snapshot={moment}",
                f"--file={part}",
            ]
            run([tools.dump, *how], surroundings(make_url(address)))
            found = look_into(part, tools.restore)
            compare(found, original, target)
    return found


def look_into(path: Path, restore: Path) -> Contents:
    """What a dump holds, by reading all of it. Raises BackupFault where it is not a sound one of Prime's."""
    if not path.is_file():
        raise BackupFault(f"{path}: no such file")
    rows, version, table = Counter[str](), "", ""
    with output([restore, "--data-only", "--file=-", path]) as lines:
        for line in lines:
            if table and line == _END:
                table = ""
            elif table:
                rows[table] += 1
                if table == "alembic_version":
                    version = line.decode().strip()
            elif begins := _COPY.match(line):
                table = begins[1].decode()
                rows[table] += 0
    if not version:
        raise BackupFault(f"{path}: not a backup of Prime's database")
    return Contents(version, dict(rows))


@contextmanager
def put_back(
    backup: Path, address: str, now: datetime, folder: Path | None = None
) -> Iterator[tuple[str, Contents]]:
    """A database made from the backup, to make ready, by its address; once this ends well it takes the name.

    The one that was there keeps all it has, under the name that `aside` gives. Where anything fails, it is as
    it was. Raises BackupFault, also where somebody else is connected, or may make no databases.
    """
    url = make_url(address)
    new = f"{_name(url)[:40]}_new_{secrets.token_hex(4)}"
    with _connected(_service(url), alone=True) as service:
        tools = find_tools(_major(service), folder)
        found = look_into(backup, tools.restore)
        check_version(found.version, backup)
        _nobody_in(service, _name(url))
        _create(service, new)
        try:
            made = url.set(database=new)
            run(
                [
                    tools.restore,
                    "--no-owner",
                    "--no-privileges",
                    "--exit-on-error",
                    f"--dbname={new}",
                    backup,
                ],
                surroundings(made),
            )
            _check(_text(made), found, backup)
            yield _text(made), found
            _take_place(service, new, _name(url), aside(_name(url), now))
        except BaseException:
            service.execute(text(f'DROP DATABASE IF EXISTS "{new}" WITH (FORCE)'))
            raise


def aside(name: str, now: datetime) -> str:
    """What the replaced database is called."""
    return f"{name[:40]}_before_{now:%Y%m%d_%H%M%S}"


def _check(address: str, found: Contents, backup: Path) -> None:
    with _connected(address) as connection:
        compare(_contents(connection), found, backup)
        _go_ahead(connection)
        connection.commit()


def _go_ahead(connection: Connection) -> None:
    """New rows get numbers that the replaced database has not given out."""
    names = text("SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename) FROM pg_sequences")
    for name in connection.execute(names).scalars().all():
        connection.execute(text(f"SELECT setval('{name}', (SELECT last_value FROM {name}) + {AHEAD})"))


def _contents(connection: Connection) -> Contents:
    names = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    tables = list(connection.execute(names).scalars())
    if "alembic_version" not in tables:
        raise BackupFault(f"{connection.engine.url.database}: not a database of Prime's")
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return Contents(version, count(lambda said: int(connection.execute(text(said)).scalar_one()), tables))


def _nobody_in(service: Connection, name: str) -> None:
    others = text(
        "SELECT count(*), string_agg(DISTINCT nullif(application_name, ''), ', ') FROM pg_stat_activity"
        " WHERE datname = :name AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    number, who = service.execute(others, {"name": name}).one()
    if number:
        raise BackupFault(f"{number} connections to {name} ({who or 'unnamed'}): stop every prime run first")


def _create(service: Connection, new: str) -> None:
    try:
        service.execute(text(f'CREATE DATABASE "{new}" TEMPLATE template0'))
    except ProgrammingError as error:
        said = str(error.orig).strip().splitlines()[0]
        raise BackupFault(
            f"{said}: give it, with ALTER ROLE ... CREATEDB, or name a user that has it"
        ) from None


def _take_place(service: Connection, new: str, name: str, kept: str) -> None:
    """Both names change at once, or neither. PostgreSQL renames nothing that anybody is connected to."""
    service.execute(text("BEGIN"))
    try:
        there = text("SELECT 1 FROM pg_database WHERE datname = :name")
        if service.execute(there, {"name": name}).first():
            service.execute(text(f'ALTER DATABASE "{name}" RENAME TO "{kept}"'))
        service.execute(text(f'ALTER DATABASE "{new}" RENAME TO "{name}"'))
        service.execute(text("COMMIT"))
    except DBAPIError as error:
        service.execute(text("ROLLBACK"))
        raise BackupFault(str(error.orig).strip().splitlines()[0]) from None


@contextmanager
def _connected(address: str, *, alone: bool = False) -> Iterator[Connection]:
    """A connection for this; `alone`: each statement is its own transaction."""
    how = {"isolation_level": "AUTOCOMMIT"} if alone else {}
    engine = create_engine(address, poolclass=NullPool, hide_parameters=True, **how)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _service(url: URL) -> str:
    """The database that every server has for those who manage others."""
    return _text(url.set(database="postgres"))


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _name(url: URL) -> str:
    return url.database or str(url.username)


def _major(connection: Connection) -> int:
    return int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10000
