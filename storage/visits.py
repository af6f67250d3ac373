"""What writers of one SQLite database hold: a batch, a visit, a turn (see `storage/turns.py`)."""

import threading

from sqlalchemy import Connection

WAIT_FOR_NOBODY = "PRAGMA busy_timeout = 0"
"""How the connection that writes stands: how long it may wait for other programs, each turn says anew."""


def say(connection: Connection, statement: str) -> None:
    """Says a statement about transactions to the driver itself: SQLAlchemy keeps no account of these."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(statement)


class Batch:
    """One transaction, and those whose work it holds."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.members = 0
        self.settled = threading.Event()
        self.fault: BaseException | None = None


class Visit:
    """What a thread keeps in mind during a visit."""

    def __init__(self, *, holds_door: bool, until: float) -> None:
        self.holds_door = holds_door
        self.until = until
        """On the monotonic clock: when its person can wait no longer for a turn to write."""
        self.owed: list[Batch] = []
        """What was written, and is not known to be on disk yet."""
        self.kept = False
        """Whether something of it is on disk."""
        self.writing = False

    def wrote(self) -> bool:
        """Whether something was written that may be kept, whatever comes."""
        return self.kept or bool(self.owed)


class Here(threading.local):
    """The visit of the thread that asks."""

    visit: Visit | None = None


class Turn:
    """What a writer holds while it is its turn."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def forget(self) -> None:
        """Undoes what this writer wrote, and nothing of the others."""
        say(self.connection, "ROLLBACK TO turn")


def wait_for_nobody(connection: Connection) -> None:
    """Has a connection wait for no other program, unless told."""
    say(connection, WAIT_FOR_NOBODY)
