"""What is in a database, in numbers: so that a copy can be compared with what it was made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storage.migrations import known_revisions

SHOWN: Mapping[str, str] = {
    "member": "members",
    "event": "events",
    "rsvp": "answers",
    "topic": "topics",
    "ballot": "ballots",
    "posting": "messages",
}
"""Tables that say something to an operator."""


class BackupFault(Exception):  # noqa: N818 - a sentence for the operator
    """Why a backup, or a restore, was not made."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds."""

    version: str
    """The migration it stands at."""
    counts: Mapping[str, int]
    """Rows, by table."""

    def __str__(self) -> str:
        shown = [f"{self.counts.get(table, 0)} {words}" for table, words in SHOWN.items()]
        return f"{', '.join(shown)}; tables of revision {self.version}"


def count(one: Callable[[str], int], tables: list[str]) -> Mapping[str, int]:
    """Rows of these tables; `one` runs a statement that gives one number."""
    return {name: one(f'SELECT count(*) FROM "{name}"') for name in tables}


def check_version(version: str, what: object) -> None:
    """Raises BackupFault where this program does not know the tables."""
    if version not in known_revisions():
        raise BackupFault(
            f"{what}: made by a newer Prime (tables of revision {version}); install that one first"
        )


def compare(copy: Contents, original: Contents, what: object) -> None:
    """Raises BackupFault where they differ."""
    wrong = [name for name, rows in original.counts.items() if copy.counts.get(name) != rows]
    if wrong or copy.version != original.version:
        raise BackupFault(f"{what}: not the same as the database ({', '.join(wrong) or 'another version'})")
