"""What everything costs in a club of 600 and in one of 60,000: in steps and rows read, not in seconds.

Steps are those of SQLite's virtual machine; rows are what PostgreSQL read, where PRIME_TEST_DATABASE_URL
names a server. Both clubs are the demo's, grown. What is measured is found by walking: every command, then
every button, menu and form that comes of it, each with the database as it was; and every part of the tick.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from benchmarks.growth.crowd import Crowd
from benchmarks.growth.ground import Ground, PostgresqlGround, SqliteGround
from benchmarks.growth.measured import Bound, Grounds, Growth, grown, walked
from benchmarks.growth.picture import draw
from benchmarks.growth.seed import Seed, sown
from bot.demo.tale import NOW
from storage.database import Database
from storage.migrations import upgrade

SERVER = os.environ.get("PRIME_TEST_DATABASE_URL", "")
SIZES = (600, 60_000)
BOUNDS = {"SQLite": Bound(1.5, 300), "PostgreSQL": Bound(1.5, 100)}
LINE = "{:<46}{:>11}{:>11}{:>8}{:>7}{:>7}  {}"
PICTURE = Path(__file__).parents[2] / "docs" / "growth.svg"


def report() -> bool:
    """Prints the table and draws the picture; whether every bound is kept."""
    kept, all_of_them = True, dict[str, list[Growth]]()
    with sown() as seed:
        for engine, grounds in engines(seed):
            small, large = (walked(grounds, size) for size in SIZES)
            all_of_them[engine] = grown(small, large)
            kept &= _print(engine, all_of_them[engine], BOUNDS[engine]) and not small.missing
            print(*(f"not measured: {name}" for name in small.missing), sep="\n")
    draw(all_of_them, BOUNDS, PICTURE)
    return kept


def engines(seed: Seed) -> Iterator[tuple[str, Grounds]]:
    """SQLite, and PostgreSQL where there is a server."""
    yield "SQLite", lambda members: sqlite_ground(seed, members)
    if SERVER:
        yield "PostgreSQL", lambda members: postgresql_ground(SERVER, seed, members)


def _print(engine: str, lines: list[Growth], bound: Bound) -> bool:
    unit = "steps" if engine == "SQLite" else "rows"
    print(LINE.format(f"{engine}, {unit}", *SIZES, "times", "stmts", "stmts", ""))
    over = [one for one in lines if not bound.holds(one.small, one.large)]
    for one in sorted(lines, key=lambda line: -line.times):
        verdict = "" if one not in over else f"exception: {one.reason}" if one.reason else "OVER"
        work = (f"{one.small.work:,}", f"{one.large.work:,}", f"{one.times:.2f}")
        print(LINE.format(one.name, *work, one.small.statements, one.large.statements, verdict), flush=True)
    return all(one.reason for one in over)


@contextmanager
def sqlite_ground(seed: Seed, members: int) -> Iterator[Ground]:
    """The seed's club grown to so many members, in a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "club.db"
        seed.copy_to(path)
        _grow(f"sqlite:///{path}", members)
        ground = SqliteGround(path, seed.vault)
        try:
            yield ground
        finally:
            ground.close()


@contextmanager
def postgresql_ground(address: str, seed: Seed, members: int) -> Iterator[Ground]:
    """The same in a database of a PostgreSQL server, dropped at the end.

    Its one transaction lasts as long as the walk, and so keeps all databases of the server from being wiped.
    """
    server, name = make_url(address).set(drivername="postgresql+psycopg"), f"prime_growth_{os.getpid()}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = server.set(database=name).render_as_string(hide_password=False)
    try:
        seed.pour(url)
        _grow(url, members)
        _settle(url)
        ground = PostgresqlGround(url, seed.vault)
        try:
            yield ground
        finally:
            ground.close()
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def _grow(url: str, members: int) -> None:
    upgrade(url)
    db = Database(url)
    with db.begin() as session:
        Crowd(session, members, NOW).comes()
    db.dispose()


def _settle(url: str) -> None:
    """As autovacuum leaves it: its planner knows how many rows there are."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()
