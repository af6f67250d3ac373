"""Searching 100 000 members, on SQLite and, where PRIME_TEST_DATABASE_URL names a server, on PostgreSQL.

The floors, in the same rounds: a LIKE scan over a folded column, and the engine's own bounded query on the
same index, said to the driver itself.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from benchmarks.crowd import Somebody, furnish, people, two_words, typos
from benchmarks.measure import Measure, milliseconds, ratios, rounds, spread
from club.directory import Audience, clauses_of
from storage.database import Database
from storage.migrations import upgrade
from storage.search import SearchHits, Vocabulary, search

SERVER = os.environ.get("PRIME_TEST_DATABASE_URL", "")
ROUNDS, SCANS, TAIL_ROUNDS, TYPOS = 32, 2, 15, 1000
TYPED = 400
"""Different searches: enough for a p99 in one round."""
_SCAN = "SELECT id FROM scan WHERE folded LIKE {0} AND folded LIKE {0} ORDER BY id DESC LIMIT 10"
_FTS5 = (
    "SELECT id FROM (SELECT rowid AS id, bm25(find_members) AS rank FROM find_members"
    " WHERE find_members MATCH ? LIMIT 200) ORDER BY rank LIMIT 10"
)
_TSVECTOR = (
    "SELECT member_id FROM (SELECT member_id, ts_rank(words, CAST(%s AS tsquery)) AS rank FROM find_members"
    " WHERE words @@ CAST(%s AS tsquery) LIMIT 200) AS hit ORDER BY rank DESC LIMIT 10"
)
Ask = Callable[[str], SearchHits]


@dataclass(frozen=True, slots=True)
class Engine:
    """A furnished database, and plain ways to ask it."""

    name: str
    db: Database
    scan: Callable[[str], Sequence[Any]]
    bare: Callable[[str], Sequence[Any]]


def run() -> Iterator[Measure]:
    """The table's lines, engine by engine."""
    everybody, companies = people()
    with TemporaryDirectory() as folder, _sqlite(Path(folder) / "club.db", everybody, companies) as engine:
        yield from _measure(engine, everybody)
    if SERVER:
        with _postgresql(everybody, companies) as engine:
            yield from _measure(engine, everybody)


@contextmanager
def _sqlite(path: Path, everybody: Sequence[Somebody], companies: Sequence[str]) -> Iterator[Engine]:
    upgrade(f"sqlite:///{path}")
    db = Database(f"sqlite:///{path}")
    furnish(db, everybody, companies)
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("CREATE TABLE scan (id INTEGER PRIMARY KEY, folded TEXT)")
    plain.execute("BEGIN")
    plain.executemany("INSERT INTO scan VALUES (?, ?)", _texts(everybody))
    plain.execute("COMMIT")
    scan, bare = _SCAN.format("?"), _FTS5
    yield Engine(
        "SQLite",
        db,
        lambda typed: plain.execute(scan, _patterns(typed)).fetchall(),
        lambda typed: plain.execute(bare, (_joined(typed, " AND ", '"{}"', '"{}"*'),)).fetchall(),
    )
    plain.close()
    db.dispose()


@contextmanager
def _postgresql(everybody: Sequence[Somebody], companies: Sequence[str]) -> Iterator[Engine]:
    with _passing_database() as url:
        upgrade(url)
        db = Database(url)
        furnish(db, everybody, companies)
        plain = db.engine.raw_connection().driver_connection
        assert plain is not None
        plain.autocommit = True
        plain.execute("CREATE TABLE scan (id INTEGER PRIMARY KEY, folded TEXT)")
        with plain.cursor() as cursor:
            cursor.executemany("INSERT INTO scan VALUES (%s, %s)", _texts(everybody))
        plain.execute("VACUUM ANALYZE")
        scan, bare = _SCAN.format("%s"), _TSVECTOR

        def ask(typed: str) -> Sequence[Any]:
            asked = _joined(typed, " & ", "'{}'", "'{}':*")
            found: Sequence[Any] = plain.execute(bare, (asked, asked)).fetchall()
            return found

        yield Engine("PostgreSQL", db, lambda typed: plain.execute(scan, _patterns(typed)).fetchall(), ask)
        plain.close()
        db.dispose()


@contextmanager
def _passing_database() -> Iterator[str]:
    """The address of a database of this run alone, dropped however it ends."""
    server, name = make_url(SERVER).set(drivername="postgresql+psycopg"), f"prime_bench_{os.getpid()}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            yield server.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def _texts(everybody: Sequence[Somebody]) -> list[tuple[int, str]]:
    return [(at, one.text) for at, one in enumerate(everybody, 1)]


def _patterns(typed: str) -> tuple[str, ...]:
    return tuple(f"%{clause[0][0]}%" for clause in clauses_of(typed))


def _joined(typed: str, both: str, word: str, prefix: str) -> str:
    """The last word as a beginning, as the directory asks it first."""
    *before, last = (clause[0][0] for clause in clauses_of(typed))
    return both.join([*(word.format(one) for one in before), prefix.format(last)])


def _measure(engine: Engine, everybody: Sequence[Somebody]) -> Iterator[Measure]:
    typed, vocabulary = two_words(everybody, TYPED), Vocabulary()

    def ours(words: str) -> SearchHits:
        with engine.db.read() as session:
            return search(session, vocabulary, Audience.MEMBERS, words)

    for words in typed:
        assert ours(words).ids, words
        engine.bare(words)
    yield from _against_scan(engine, typed, ours)
    yield from _tails(engine, typed, ours)
    yield from _typos(engine, everybody, ours)


def _against_scan(engine: Engine, typed: Sequence[str], ours: Ask) -> Iterator[Measure]:
    cases: dict[str, Callable[[int], None]] = {
        "search": lambda at: (ours(typed[at % TYPED]), None)[1],
        "scan": lambda at: (engine.scan(typed[at % TYPED]), None)[1],
    }
    took = rounds(cases, count=ROUNDS, inner=SCANS)
    of = ratios(took["search"], took["scan"])
    yield spread(f"{engine.name}: search / LIKE scan, two words", of, bound=0.05)
    yield milliseconds(f"{engine.name}: LIKE scan", took["scan"])


def _tails(engine: Engine, typed: Sequence[str], ours: Ask) -> Iterator[Measure]:
    """The p99 of both over the same searches, taken in turns within each round."""
    over, tails = list[float](), list[float]()
    middles = list[float]()
    for _ in range(TAIL_ROUNDS):
        pairs = [(_timed(ours, words), _timed(engine.bare, words)) for words in typed]
        mine, bare = (sorted(side) for side in zip(*pairs, strict=True))
        at = int(len(typed) * 0.99)
        over.append(mine[at] / bare[at])
        tails.append(mine[at])
        middles.append(mine[len(typed) // 2])
    yield spread(f"{engine.name}: search p99 / bare query p99", over, bound=3)
    yield milliseconds(f"{engine.name}: search p99", tails)
    yield milliseconds(f"{engine.name}: search p50", middles)


def _timed(ask: Callable[[str], object], words: str) -> float:
    began = time.perf_counter()
    ask(words)
    return time.perf_counter() - began


def _typos(engine: Engine, everybody: Sequence[Somebody], ours: Ask) -> Iterator[Measure]:
    """The share of mistyped words that were found by the right one, in ten parts; and how long it takes.

    Found: the right word is among those searched instead, or somebody who has it among the members found.
    """
    ours("zzzzzzzz")  # reads the vocabulary
    mistyped = typos(everybody, TYPOS)
    part = TYPOS // 10
    took, found = list[float](), list[bool]()
    for typed, right, member_id in mistyped:
        began = time.perf_counter()
        answer = ours(typed)
        took.append(time.perf_counter() - began)
        found.append(right in answer.corrected.split(" / ") or member_id in answer.ids)
    shares = [sum(found[at : at + part]) / part for at in range(0, TYPOS, part)]
    yield spread(f"{engine.name}: one-letter typos found", shares, "", bound=0.9, at_least=True)
    yield milliseconds(f"{engine.name}: search of a mistyped word", took)
