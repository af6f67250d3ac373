"""One signed click on "I am coming" or "I am not coming", through Bolt, to durable commit.

The floors, in the same rounds: a no-op Bolt app with the same body and one raw commit, and with the click's
own statements in raw sqlite3.
"""

import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event

from benchmarks.clicks import Click
from benchmarks.house import MEMBERS, answers, dispatch, furnish, noop_app, open_house, raw
from benchmarks.measure import Result, milliseconds, ratios, rounds, spread

ROUNDS, INNER = 24, 128
"""Short rounds and many: what else the machine does meets all cases alike."""
LOOP = 2 * MEMBERS
Statement = tuple[str, Any]
ONE_WRITE = (
    "INSERT INTO rsvp (event_id, member_id, says, seats, with_member, schedule, answered_at)"
    " VALUES (1, ?, ?, 1, 1, 0, '2027-01-04 08:00:00.000000')"
    " ON CONFLICT (event_id, member_id) DO UPDATE SET says = excluded.says, seats = excluded.seats"
)


def run() -> list[Result]:
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


def _measure(furnished: Path) -> list[Result]:
    script = record(copied(furnished, "recorded.db"))
    one, same = raw(copied(furnished, "one.db")), raw(copied(furnished, "same.db"))
    house = open_house(copied(furnished, "prime.db"))
    noop, clicks = noop_app(), to_and_fro(house.clicks)
    cases: Mapping[str, Callable[[int], None]] = {
        "prime": lambda at: dispatch(house.app, clicks[at % LOOP]),
        "one": lambda at: (dispatch(noop, clicks[at % LOOP]), _write_one(one, at))[0],
        "same": lambda at: (dispatch(noop, clicks[at % LOOP]), replay(same, script[at % LOOP]))[0],
        "noop": lambda at: dispatch(noop, clicks[at % LOOP]),
    }
    rounds(cases, count=1, inner=LOOP)
    took = rounds(cases, count=ROUNDS, inner=INNER)
    assert answers(house.path) == answers(same_path := furnished.with_name("same.db")) == [("no", MEMBERS)], (
        same_path
    )
    house.desk.db.dispose()
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


def _write_one(connection: sqlite3.Connection, at: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(ONE_WRITE, (1 + at % MEMBERS, "yes" if at % LOOP < MEMBERS else "no"))
    connection.execute("COMMIT")


def record(path: Path) -> Sequence[Sequence[Statement]]:
    """What each click really says to the database, transactions included."""
    house, said = open_house(path), list[Statement]()
    engine = house.desk.db.engine
    event.listen(engine, "begin", lambda _: said.append(("BEGIN", ())))
    event.listen(engine, "before_cursor_execute", lambda *given: said.append((given[2], given[3])))
    event.listen(engine, "commit", lambda _: said.append(("COMMIT", ())))
    event.listen(engine, "rollback", lambda _: said.append(("ROLLBACK", ())))
    script = []
    for click in to_and_fro(house.clicks):
        dispatch(house.app, click)
        script.append(_as_begun(said))
        said.clear()
    house.desk.db.dispose()
    return script


def _as_begun(said: Sequence[Statement]) -> Sequence[Statement]:
    """A transaction that ends in a commit began IMMEDIATE."""
    begun, ends = list(said), [sql for sql, _ in said if sql in ("COMMIT", "ROLLBACK")]
    for at, (sql, _) in enumerate(said):
        if sql == "BEGIN" and ends.pop(0) == "COMMIT":
            begun[at] = ("BEGIN IMMEDIATE", ())
    assert sum(sql == "BEGIN IMMEDIATE" for sql, _ in begun) == 1, begun
    return begun


def replay(connection: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    """The same statements, with the same values, and nothing around them; rows are fetched."""
    for sql, values in statements:
        connection.execute(sql, values).fetchall()
