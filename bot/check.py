"""`prime check`: what must hold of the database, asked of it."""

import sys

from bot.clock import SystemClock
from bot.console import DONE, FAILED
from bot.settings import Settings
from storage.database import Database
from storage.invariants import INVARIANTS, Broken, find_broken
from storage.migrations import upgrade


def run(settings: Settings) -> int:
    """Says what does not hold, by the keys of some rows, and no name; exit code 1 where there is any."""
    upgrade(settings.database_url)
    database = Database(settings.database_url)
    try:
        found = find_broken(database, SystemClock().now())
    finally:
        database.dispose()
    sys.stdout.writelines(f"{line}\n" for line in report(found))
    return FAILED if found else DONE


def report(found: list[Broken]) -> list[str]:
    """A line for each invariant that is broken, and the rows; one line where all hold."""
    if not found:
        return [f"ok: {len(INVARIANTS)} rules, every reference, every erasure and every figure kept hold"]
    lines = []
    for one in found:
        lines.append(f"{one.name}: {one.says} ({one.count})")
        lines += [f"  {row}" for row in one.rows]
        lines += ["  and more"] if one.count > len(one.rows) else []
    return [
        *lines,
        "Nothing was changed. Keep a copy of the database, and report what stands above.",
    ]
