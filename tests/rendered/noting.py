"""What each organisers' entry writes, as SQLite itself tells it, and whether the journal has a line of it."""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from handlers.kit.interaction import Interaction, Reply
from handlers.kit.router import Access, Entry
from handlers.kit.services import Services
from storage.audited import ASIDE

WRITES = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
JOURNAL = "journal_line"


@dataclass
class Written:
    """The rows that a listener wrote, by table; triggers' own are counted with the statement they follow."""

    heard: list[tuple[sqlite3.Connection, str, int]] = field(default_factory=list)
    listens: bool = False

    def hears(self, connection: sqlite3.Connection) -> None:
        """From now on, of this connection too."""

        def hear(statement: str) -> None:
            if statement.startswith("ROLLBACK"):
                self.heard = [one for one in self.heard if one[0] is not connection]
            elif self.listens and not statement.startswith("--"):
                self.heard.append((connection, statement, connection.total_changes))

        connection.set_trace_callback(hear)

    def tables(self) -> set[str]:
        """Those of which a row was written since it listens, one after the other."""
        found = set[str]()
        for at, (connection, statement, before) in enumerate(self.heard):
            later = (changes for other, _, changes in self.heard[at + 1 :] if other is connection)
            if next(later, connection.total_changes) > before and (what := WRITES.match(statement.lstrip())):
                found.add(what[1])
        return found


@dataclass
class JournalCheck:
    """Watches listeners of organisers' entries."""

    written: Written
    unnoted: dict[str, set[str]] = field(default_factory=dict)
    """Entries that wrote to these tables without a line."""
    noted: set[str] = field(default_factory=set)
    """Entries that left one."""

    def watching(
        self, entry: Entry, listener: Callable[[Interaction, Services], Reply]
    ) -> Callable[[Interaction, Services], Reply]:
        """The same listener, looked at."""
        if entry.access is not Access.ORGANISER:
            return listener

        def watched(act: Interaction, services: Services) -> Reply:
            self.written.heard.clear()
            self.written.listens = True
            try:
                return listener(act, services)
            finally:
                self.written.listens = False
                self._look(entry)

        return watched

    def _look(self, entry: Entry) -> None:
        tables = {one for one in self.written.tables() if one not in ASIDE and not one.startswith("sqlite")}
        if JOURNAL in tables:
            self.noted.add(entry.name)
        elif tables:
            self.unnoted.setdefault(entry.name, set()).update(tables)
