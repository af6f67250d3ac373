"""`prime restore`: a backup takes the database's place once it is ready: held, without those erased since."""

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path

from bot.app import assemble
from bot.backup import DONE, refused
from bot.clock import Clock
from bot.older import hold_back
from bot.settings import Settings
from bot.tending import ledger_of
from storage import postgresql_copies, sqlite_copies
from storage.alone import CannotServe, file_of, served_by_us
from storage.contents import BackupFault, Contents
from storage.ledger import Ledger
from storage.migrations import upgrade

RESTORED = "restored from a backup"


def run(backup: Path, settings: Settings, clock: Clock, tools: Path | None) -> int:
    """Restores, and says what is held; where it cannot be done, a line says why and nothing changes."""
    if not settings.prime_channel:
        missing = "PRIME_CHANNEL is missing: what came due since the backup goes there"
        return refused("restore", missing)
    now, address = clock.now(), settings.database_url
    try:
        ledger = ledger_of(settings)
        ledger.read()
        with ExitStack() as stack:
            stack.enter_context(served_by_us(address))
            made, found = stack.enter_context(_put_back(backup, address, now, tools))
            erased, waits = _ready(settings.model_copy(update={"database_url": made}), ledger, clock)
    except (BackupFault, CannotServe, ValueError) as fault:
        return refused("restore", str(fault))
    except OSError as error:
        return refused("restore", f"{error.filename or backup}: {error.strerror}")
    _say(_kept(address, now), found, erased, waits)
    return DONE


def _put_back(
    backup: Path, address: str, now: datetime, tools: Path | None
) -> AbstractContextManager[tuple[str, Contents]]:
    if database := file_of(address):
        return sqlite_copies.put_back(backup, database, now)
    return postgresql_copies.put_back(backup, address, now, tools)


def _kept(address: str, now: datetime) -> str:
    """What the replaced database is called now."""
    if database := file_of(address):
        return str(sqlite_copies.aside(database, now))
    return postgresql_copies.aside(address.rpartition("/")[2].partition("?")[0], now)


def _ready(settings: Settings, ledger: Ledger, clock: Clock) -> tuple[int, Mapping[str, int]]:
    """Makes a restored database ready to be served: today's tables, erasures done again, all mail held."""
    upgrade(settings.database_url)
    prime = assemble(settings, clock)
    try:
        return hold_back(prime, ledger, RESTORED)
    finally:
        prime.stop()


def _say(kept: str, found: Contents, erased: int, waits: Mapping[str, int]) -> None:
    lines = [f"restored: {found}", f"the database that was there is kept: {kept}"]
    if erased:
        lines.append(f"erased again, having left since: {erased}")
    lines += ["held: nothing is sent until you choose, with prime release", *listed(waits)]
    sys.stdout.writelines(f"{line}\n" for line in lines)


def listed(waits: Mapping[str, int]) -> list[str]:
    """What waits, a line each kind."""
    return [f"  {count} {kind}" for kind, count in waits.items()] or ["  nothing waits"]
