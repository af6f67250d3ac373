"""Files that are there whole or not at all, and for their owner alone."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OWNERS = 0o600


def beside(path: Path) -> Path:
    """An empty file of a new name in the same folder, readable by its owner alone."""
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    os.close(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNERS))
    return made


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file to write; once this ends well it stands under `path`, on disk. Else nothing changes."""
    part = beside(path)
    try:
        yield part
        put(part, path)
    finally:
        for left in (part, *companions(part)):
            with suppress(FileNotFoundError):
                left.unlink()


def put(part: Path, path: Path) -> None:
    """Gives a finished file its name, in place of what had it: a power cut leaves the one or the other."""
    _sync(part)
    part.replace(path)
    _sync(path.parent)


def companions(path: Path) -> tuple[Path, Path]:
    """What SQLite keeps beside a database: its log, and the index of that."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
