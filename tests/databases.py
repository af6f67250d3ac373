"""A migrated, empty database for a test, on SQLite and on PostgreSQL where a server is given.

`PRIME_TEST_DATABASE_URL` names a server whose user may create databases; each worker makes one of its own,
migrates it once, and empties it before every test. SQLite tests get a copy of a file migrated once.
"""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from storage.migrations import upgrade

SERVER = os.environ.get("PRIME_TEST_DATABASE_URL", "")
ENGINES = ["sqlite", "postgresql"]


def _server() -> URL:
    return make_url(SERVER).set(drivername="postgresql+psycopg")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file brought to the newest schema."""
    path = tmp_path_factory.mktemp("template") / "club.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_server(worker_id: str) -> Iterator[str]:
    """This worker's PostgreSQL database, brought to the newest schema; dropped at the end."""
    if not SERVER:
        pytest.skip("no PostgreSQL server: set PRIME_TEST_DATABASE_URL")
    name = f"prime_test_{worker_id}_{os.getpid()}"
    admin = create_engine(_server(), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = _server().set(database=name).render_as_string(hide_password=False)
    upgrade(url)
    yield url
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    admin.dispose()


def empty(url: str) -> None:
    """Empties every table and starts ids anew."""
    engine = create_engine(url)
    names = ", ".join(f'"{table.name}"' for table in SQLModel.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE journal_line DISABLE TRIGGER journal_line_whole"))
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        connection.execute(text("ALTER TABLE journal_line ENABLE TRIGGER journal_line_whole"))
    engine.dispose()


_USED = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    " AND pg_relation_size(oid) > 0 AND relname <> 'alembic_version'"
)
_ANEW = text(
    "SELECT setval(quote_ident(schemaname) || '.' || quote_ident(sequencename), start_value, false)"
    " FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
)


@cache
def _sweeping(url: str) -> Engine:
    return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)


def sweep(url: str) -> None:
    """The same, of the tables that hold anything: 30 ms, where TRUNCATE makes every file of all anew in 200.

    Vacuumed, so that rows come to lie in a table as in a new one. Only a superuser may leave triggers out,
    and with them whatever goes with a row: so an index's tables, which no model knows, are emptied too.
    """
    with _sweeping(url).connect() as connection:
        if connection.execute(text("SHOW is_superuser")).scalar_one() != "on":
            empty(url)
            return
        used = [f'"{name}"' for name in connection.execute(_USED).scalars()]
        if used:
            deleted = "; ".join(f"DELETE FROM {name}" for name in used)
            connection.execute(text(f"SET session_replication_role = replica; {deleted}"))
            connection.execute(text(f"VACUUM {', '.join(used)}"))
        connection.execute(_ANEW)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database: every test that asks for it runs on both engines."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("migrated_server")
        sweep(url)
        return url
    return sqlite_copy(request, tmp_path)


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh SQLite database, for what is no different on PostgreSQL."""
    return sqlite_copy(request, tmp_path)


def sqlite_copy(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A copy of the migrated file."""
    path = tmp_path / "club.db"
    shutil.copy(request.getfixturevalue("migrated_file"), path)
    return f"sqlite:///{path}"
