"""The machine that Prime runs on: room, time zones, fonts, files that hold secrets."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.doctor.diagnosis import Diagnosis, ok, wrong
from handlers.kit.drawing import FONT
from handlers.kit.zones import is_known

MEGABYTE = 1_000_000
ROOM, INODES = 200 * MEGABYTE, 1000
"""Free bytes and free inodes below which something will soon fail."""
COPIES = 2
"""How often the database has to fit in: wiping what was deleted, and a backup, each write a copy."""

StatVfs = Callable[[Path], os.statvfs_result]


def look_at_disk(folder: Path, database: int, statvfs: StatVfs = os.statvfs) -> list[Diagnosis]:
    """Room on the disk of a folder, in bytes and inodes; `database`: the bytes of what is copied there."""
    found = statvfs(folder)
    free, needed = found.f_bavail * found.f_frsize, max(ROOM, COPIES * database)
    return [_disk(free, needed), _inodes(found.f_favail, any_at_all=found.f_files > 0)]


def _disk(free: int, needed: int) -> Diagnosis:
    says = f"{free // MEGABYTE} MB free"
    if free < needed:
        return wrong("disk", f"{says}, where {needed // MEGABYTE} MB are wanted", "Delete what is not needed")
    return ok("disk", says)


def _inodes(free: int, *, any_at_all: bool) -> Diagnosis:
    if not any_at_all:
        return ok("inodes", "this file system does not count them")
    if free < INODES:
        return wrong("inodes", f"room for {free} more files alone", "Delete old files: there are too many")
    return ok("inodes", f"{free} free")


def look_at_zones(zones: Iterable[str]) -> Diagnosis:
    """Whether this machine knows each person's wall clock, as Slack names it."""
    strange = [one for one in zones if one and not is_known(one)]
    if strange:
        says = (
            f"this machine does not know {', '.join(strange)}: who is there is reminded by the club's clock"
        )
        return wrong("zones", says, "Install a newer tzdata (the system's package, or pip's)")
    return ok("zones", "all known")


def look_at_fonts(font: str = FONT) -> Diagnosis:
    """Whether pictures can be drawn with their letters."""
    from matplotlib import font_manager

    try:
        font_manager.findfont(font, fallback_to_default=False)
    except ValueError:
        return wrong("fonts", f"{font} is missing, in which pictures are written", "Install matplotlib again")
    return ok("fonts", font)


def look_at_secrets(folder: Path) -> Diagnosis:
    """Whether others on this machine may read the tokens in `.env`."""
    env = folder / ".env"
    if not env.exists():
        return ok("secrets", "no .env here: settings come from the environment")
    if env.stat().st_mode & 0o077:
        return wrong("secrets", "others on this machine may read .env", f"chmod 600 {env}")
    return ok("secrets", ".env is its owner's alone")
