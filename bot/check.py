"""`prime check`: what must hold of the database, asked of it."""

import sys
from dataclasses import dataclass
from datetime import datetime

from bot.clock import SystemClock
from bot.console import DONE, FAILED
from bot.settings import Settings
from storage.database import Database
from storage.invariants import INVARIANTS, Broken, find_broken
from storage.migrations import upgrade


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in lines for an operator."""

    said: list[str]
    broken: bool


def run(settings: Settings) -> int:
    """Says what does not hold, by the keys of some rows, and no name; exit code 1 where there is any."""
    found = check(settings.database_url, SystemClock().now())
    sys.stdout.writelines(f"{line}\n" for line in found.said)
    return FAILED if found.broken else DONE


def check(url: str, now: datetime) -> Checked:
    """The database at an address, as it is to be at that moment; its tables are brought up to date."""
    upgrade(url)
    database = Database(url)
    try:
        found = find_broken(database, now)
    finally:
        database.dispose()
    return Checked(report(found), bool(found))


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
