"""One `prime run` for each SQLite file: each has its own line of writers and its own timer.

The lock is `flock`'s, on a small file beside the database, so that the kernel lets it go with its process,
however that ends. On a network's file systems it holds as far as these pass `flock` on; SQLite itself is not
to be kept there (sqlite.org/faq.html, question 5).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

BESIDE = ".running"


class CannotServe(Exception):  # noqa: N818 - mostly somebody else's right
    """Why this process may not serve a database, in words for the operator."""


def file_of(url: str) -> Path | None:
    """The SQLite file of a database, whatever the way to it; None on PostgreSQL."""
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        return None
    return Path(os.path.realpath(where.database or ""))


@contextmanager
def served_by_us(url: str) -> Iterator[None]:
    """Keeps other processes from serving this database. Raises CannotServe.

    On PostgreSQL any number may: it does nothing.
    """
    path = file_of(url)
    if path is None:
        yield
        return
    if path.exists() and path.stat().st_nlink > 1:
        # SQLite would keep a log for each (sqlite.org/howtocorrupt.html, multiple links).
        raise CannotServe(f"{path} has several names (hard links): what is written would be lost; keep one")
    descriptor = _open(path)
    try:
        _take(descriptor, path)
        yield
    finally:
        os.close(descriptor)  # and with it the lock; the file stays: who deletes it lets two in


def _open(path: Path) -> int:
    beside = f"{path}{BESIDE}"
    try:
        return os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotServe(f"{beside} cannot be opened ({error.strerror})") from None


def _take(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        raise CannotServe(f"{path} is served already{holder and f', by process {holder}'}") from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
