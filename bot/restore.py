"""`prime restore`: a backup takes the database's place once it is ready: held, without those erased since."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import assemble
from bot.backup import DONE, refused
from bot.clock import Clock
from bot.kinds import in_words
from bot.older import hold_back
from bot.settings import Settings
from bot.tending import ledger_of
from storage import postgresql_copies, sqlite_copies
from storage.alone import CannotServe, file_of, served_by_us
from storage.contents import BackupFault, Contents
from storage.ledger import Ledger
from storage.marks import get_seen
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
            seen, erased, waits = _ready(settings.model_copy(update={"database_url": made}), ledger, clock)
    except (BackupFault, CannotServe, ValueError) as fault:
        return refused("restore", str(fault))
    except OSError as error:
        return refused("restore", f"{error.filename or backup}: {error.strerror}")
    _say(_kept(address, now), found, erased, waits, _age(seen, now, settings.prime_keep_backups))
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


def _ready(
    settings: Settings, ledger: Ledger, clock: Clock
) -> tuple[datetime | None, int, Mapping[str, int]]:
    """Makes a restored database ready to be served: today's tables, erasures done again, all mail held.

    Returns when it was served last, how many were erased again, and what waits.
    """
    upgrade(settings.database_url)
    prime = assemble(settings, clock)
    try:
        with prime.services.db.read() as session:
            seen = get_seen(session)
        return seen, *hold_back(prime, ledger, RESTORED)
    finally:
        prime.stop()


def _age(seen: datetime | None, now: datetime, days: int) -> list[str]:
    """What the backup does not have, and that it is too old to know of everybody who left since."""
    if seen is None:
        return []
    lines = [f"as it was at {seen:%Y-%m-%d %H:%M} UTC: what was answered, voted or changed since is lost"]
    if now - seen > timedelta(days=days):
        lines.append(
            f"warning: older than the {days} days of PRIME_KEEP_BACKUPS, so that members who left may be "
            "back: look through /prime membres"
        )
    return lines


def _say(kept: str, found: Contents, erased: int, waits: Mapping[str, int], aged: Sequence[str]) -> None:
    lines = [f"restored: {found}", *aged, f"the database that was there is kept: {kept}"]
    if erased:
        lines.append(f"erased again, having left since: {erased}")
    lines += ["held: nothing is sent until you choose, with prime release", *in_words(waits)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
