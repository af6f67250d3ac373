"""What has to outlive a restored backup, in a small file outside the database.

How far each database had come, by which an older copy of it is known; and who was erased since, as numbers of
nameless rows and keyed digests: the key is in the database, the file alone tells nobody anything.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from storage.files import OWNERS, whole


@dataclass(frozen=True, slots=True, order=True)
class Erasure:
    """Somebody was erased."""

    row: int
    """The member's number."""
    digest: str
    """Of their Slack id or address, keyed with the database's own secret."""
    at: datetime


@dataclass(frozen=True, slots=True)
class LedgerContents:
    """What the file says."""

    water: dict[str, int] = field(default_factory=dict)
    """For each database, by its identity: the highest mark it had noted."""
    erased: tuple[Erasure, ...] = ()


class Ledger:
    """The file. Several processes may write to it; each change is on disk when the method returns."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> LedgerContents:
        """What it says; an empty page where there is no file. Raises ValueError where it is damaged."""
        try:
            said = json.loads(self.path.read_text(encoding="utf-8"))
            erased = (Erasure(row, digest, datetime.fromisoformat(at)) for row, digest, at in said["erased"])
            return LedgerContents(dict(said["water"]), tuple(erased))
        except FileNotFoundError:
            return LedgerContents()
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{self.path}: not a ledger of Prime's ({type(error).__name__})") from None

    def note_water(self, identity: str, mark: int) -> None:
        """A database has come so far. It never goes back."""
        self._change(
            lambda page: replace(page, water=page.water | {identity: max(mark, page.water.get(identity, 0))})
        )

    def add(self, erasures: Iterable[Erasure]) -> None:
        """These were erased; one known already stays as it is."""
        new = {(one.row, one.digest): one for one in erasures}
        if not new:
            return
        self._change(lambda page: replace(page, erased=_united(page.erased, new.values())))

    def prune(self, before: datetime) -> None:
        """Forgets who was erased before then: no backup is that old."""
        if any(one.at < before for one in self.read().erased):
            self._change(
                lambda page: replace(page, erased=tuple(one for one in page.erased if one.at >= before))
            )

    def _change(self, change: Callable[[LedgerContents], LedgerContents]) -> None:
        with self._alone():
            page = change(self.read())
            erased = [(one.row, one.digest, one.at.isoformat()) for one in page.erased]
            with whole(self.path) as part:
                part.write_text(
                    json.dumps({"water": page.water, "erased": erased}, indent=1), encoding="utf-8"
                )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = os.open(f"{self.path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, OWNERS)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _united(known: Iterable[Erasure], new: Iterable[Erasure]) -> tuple[Erasure, ...]:
    found = {(one.row, one.digest): one for one in (*new, *known)}
    return tuple(sorted(found.values()))
