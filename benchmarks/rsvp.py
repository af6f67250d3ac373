"""One signed click on "I am coming" or "I am not coming", through Bolt, to durable commit.

The floors, in the same rounds: a no-op Bolt app with the same body and one raw commit, and with the click's
own statements in raw sqlite3.
"""

import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from slack_bolt import App
from sqlalchemy import event

from benchmarks.clicks import Click
from benchmarks.house import MEMBERS, answers, dispatch, furnish, noop_app, open_house, raw, serve
from benchmarks.measure import Measure, milliseconds, ratios, rounds, spread

ROUNDS, INNER = 24, 128
"""Short rounds and many: what else the machine does meets all cases alike."""
LOOP = 2 * MEMBERS
Statement = tuple[str, Any]
Script = Sequence[Sequence[Statement]]
ONE_WRITE = (
    "INSERT INTO rsvp (event_id, member_id, says, seats, with_member, schedule, answered_at)"
    " VALUES (1, ?, ?, 1, 1, 0, '2027-01-04 08:00:00.000000')"
    " ON CONFLICT (event_id, member_id) DO UPDATE SET says = excluded.says, seats = excluded.seats"
)


def run() -> list[Measure]:
    """The table's lines."""
    with TemporaryDirectory() as folder:
        furnished = Path(folder) / "club.db"
        furnish(furnished)
        return _measure(furnished)


def copied(furnished: Path, name: str) -> Path:
    """A database of its own for each case; its log grown as far as the others'."""
    path = furnished.with_name(name)
    shutil.copy(furnished, path)
    return path


def _measure(furnished: Path) -> list[Measure]:
    script = record(copied(furnished, "recorded.db"))
    one, same = raw(copied(furnished, "one.db")), raw(copied(furnished, "same.db"))
    house = open_house(copied(furnished, "prime.db"))
    noop, clicks = noop_app(), to_and_fro(house.clicks)
    cases: Mapping[str, Callable[[int], None]] = {
        "prime": lambda at: serve(house.app, clicks[at % LOOP]),
        "one": partial(_and_one_write, noop, clicks, one),
        "same": partial(_and_same_statements, noop, clicks, same, script),
        "noop": lambda at: dispatch(noop, clicks[at % LOOP]),
    }
    rounds(cases, count=1, inner=LOOP)
    took = rounds(cases, count=ROUNDS, inner=INNER)
    assert answers(house.path) == answers(furnished.with_name("same.db")) == [("no", MEMBERS)]
    house.services.db.dispose()
    return [
        spread("rsvp / (no-op + one commit)", ratios(took["prime"], took["one"]), bound=3),
        spread("rsvp / (no-op + same statements)", ratios(took["prime"], took["same"]), bound=2),
        milliseconds("rsvp", took["prime"]),
        milliseconds("no-op + one commit", took["one"]),
        milliseconds("no-op + same statements", took["same"]),
        milliseconds("no-op", took["noop"]),
    ]


def to_and_fro(clicks: Callable[[str], list[Click]]) -> list[Click]:
    """Everybody says yes, then everybody says no: every click changes something."""
    return clicks("rsvp.going") + clicks("rsvp.not_going")


def _and_one_write(noop: App, clicks: Sequence[Click], connection: sqlite3.Connection, at: int) -> None:
    dispatch(noop, clicks[at % LOOP])
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(ONE_WRITE, (1 + at % MEMBERS, "yes" if at % LOOP < MEMBERS else "no"))
    connection.execute("COMMIT")


def _and_same_statements(
    noop: App, clicks: Sequence[Click], connection: sqlite3.Connection, script: Script, at: int
) -> None:
    dispatch(noop, clicks[at % LOOP])
    for sql, values in script[at % LOOP]:
        connection.execute(sql, values).fetchall()


def record(path: Path) -> Script:
    """What each click really says to the database, as the driver hears it, transactions included."""
    house, said = open_house(path), list[Statement]()
    clicks = to_and_fro(house.clicks)
    event.listen(house.services.db.engine, "do_connect", partial(_overheard, said))
    house.services.db.dispose()  # what was opened before does not listen
    script = []
    for click in clicks:
        serve(house.app, click)
        begun = [one for one in said if not one[0].startswith("PRAGMA")]
        assert sum(sql == "BEGIN IMMEDIATE" for sql, _ in begun) == 1, begun
        script.append(begun)
        said.clear()
    house.services.db.dispose()
    return script


def _overheard(
    said: list[Statement], _dialect: object, _record: object, given: list[Any], options: dict[str, Any]
) -> sqlite3.Connection:
    """A connection that notes all it is told."""

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, values: Any = (), /) -> Any:
            said.append((sql, values))
            return super().execute(sql, values)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, sql: str, values: Any = (), /) -> Any:
            return self.cursor().execute(sql, values)

        def rollback(self) -> None:
            if self.in_transaction:
                said.append(("ROLLBACK", ()))
            super().rollback()

    return sqlite3.connect(*given, factory=Connection, **options)
