"""What `make soak` ends with: `prime check` over every database that its runs made.

They put each by (`keep`) in the folder that PRIME_SOAK_KEEP names, with the moment that it was at: a year
later, most of what must hold of events to come would not be asked. `python -m tests.soak.keeping FOLDER` asks
all of them, and exits with 1 where one of them is not as it must be.
"""

import json
import os
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

from bot.check import check
from bot.console import DONE, FAILED

FOLDER = "PRIME_SOAK_KEEP"


def keep(name: str, url: str, now: datetime) -> None:
    """Puts a database by where somebody asks for it. Nobody may be connected to one of PostgreSQL's."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return
    made = f"{name}-{os.getpid()}"
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        path = Path(folder) / f"{made}.db"
        with closing(sqlite3.connect(str(address.database))) as there, closing(sqlite3.connect(path)) as here:
            there.backup(here)
        kept = f"sqlite:///{path}"
    else:
        database = f"prime_kept_{made.replace('-', '_')}"
        _admin(address, f"DROP DATABASE IF EXISTS {database}")
        _admin(address, f"CREATE DATABASE {database} TEMPLATE {address.database}")
        kept = address.set(database=database).render_as_string(hide_password=False)
    said = json.dumps({"url": kept, "now": now.isoformat()})
    (Path(folder) / f"{made}.json").write_text(said, encoding="utf-8")


def _admin(address: URL, statement: str) -> None:
    engine: Engine = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def main(folder: str, *how: str) -> int:
    """Asks each, names those in which something does not hold, and lets PostgreSQL's go."""
    kept, broken = sorted(Path(folder).glob("*.json")), 0
    for one in kept:
        said = json.loads(one.read_text(encoding="utf-8"))
        lines, address = check(said["url"], datetime.fromisoformat(said["now"])), make_url(said["url"])
        if lines.broken:
            broken += 1
            print(f"prime check, {one.stem}:", *lines.said, sep="\n  ")
        if address.get_backend_name() != "sqlite":
            _admin(address, f"DROP DATABASE {address.database} WITH (FORCE)")
    print(f"prime check: {len(kept)} databases that the runs made, {broken} of them not as they must be")
    return FAILED if broken or ("--some" in how and not kept) else DONE


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
