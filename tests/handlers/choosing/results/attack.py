"""Somebody who has every byte that was ever on the disk, and wants to know who voted what.

`Disk` copies all that the engine writes: on SQLite the files, and from one write-ahead log every commit
again; on PostgreSQL the write-ahead log, and the rows as they lie. `guesses` does the best it can with it.
"""

import sqlite3
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage.database import Database

ENDS = ("", "-wal", "-shm", "-journal")
HEADER, FRAME = 32, 24
"""Bytes (sqlite.org/fileformat2.html, the write-ahead log)."""
SEGMENT = 16 * 1024 * 1024
Arranged = Callable[[list[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Moment:
    """What the tables held after one commit, in the order in which it lay there."""

    attended: dict[str, int]
    """Rows of the attendance list: whose vote it is."""
    held: list[str]
    """Whose vote is held back, by row of the attendance list."""
    papers: dict[str, str]
    """Papers by id, and what they say."""


class Disk:
    """Everything that one database writes, from the moment this is made."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.copies: list[bytes] = []
        """All bytes there were at each step; of PostgreSQL's log those that are new."""
        self.moments: list[Moment] = []
        self._since = "" if db.sqlite else self._at()

    def copies_all(self) -> None:
        """Another copy."""
        self.looks()
        if self.db.sqlite:
            self.copies.append(b"".join(file.read_bytes() for file in self._files() if file.exists()))
            return
        now = self._at()
        self.copies.append(self._log(self._since, now))
        self._since = now

    def looks(self) -> None:
        """Only what the tables hold, where it cannot be replayed later."""
        if not self.db.sqlite:
            self.moments.append(self._rows())

    def replays(self) -> list[Moment]:
        """Every commit of the log: on SQLite from one copy of it, on PostgreSQL from the rows as copied."""
        if not self.db.sqlite:
            return self.moments
        data, log, *_ = [file.read_bytes() if file.exists() else b"" for file in self._files()]
        with TemporaryDirectory() as folder:
            return [_moment(Path(folder) / f"{end}.db", data, log[:end]) for end in _commits(log)]

    def _files(self) -> list[Path]:
        path = Path(str(make_url(self.db.url).database))
        return [path.with_name(path.name + end) for end in ENDS]

    def _at(self) -> str:
        with self.db.begin() as session:
            found = text("SELECT pg_current_wal_flush_lsn()::text")
            return str(session.connection().execute(found).scalar_one())

    def _log(self, since: str, until: str) -> bytes:
        """That part of the log; whoever else writes on the server stands in it too."""
        found, at, end = bytearray(), _number(since), _number(until)
        read = text("SELECT pg_read_binary_file('pg_wal/' || pg_walfile_name(:lsn), :start, :size)")
        with self.db.begin() as session:
            connection = session.connection()
            connection.execute(
                text("SELECT pg_switch_wal()") if at // SEGMENT != end // SEGMENT else text("SELECT 1")
            )
            while at < end:
                size = min(end, (at // SEGMENT + 1) * SEGMENT) - at
                lsn = f"{(at + 1) >> 32:X}/{(at + 1) & 0xFFFFFFFF:X}"
                where = {"lsn": lsn, "start": at % SEGMENT, "size": size}
                found += bytes(connection.execute(read, where).scalar_one())
                at += size
        return bytes(found)

    def _rows(self) -> Moment:
        with self.db.read() as session:
            connection = session.connection()
            attended = connection.execute(text("SELECT id, voter_id FROM attendance ORDER BY ctid")).all()
            held = connection.execute(text("SELECT attendance_id FROM sealed_paper ORDER BY ctid")).scalars()
            papers = connection.execute(text("SELECT id, marks FROM paper ORDER BY ctid")).all()
            return Moment(dict(map(tuple, attended)), list(held), dict(map(tuple, papers)))


def _number(lsn: str) -> int:
    high, _, low = lsn.partition("/")
    return (int(high, 16) << 32) + int(low, 16)


def _commits(log: bytes) -> Iterator[int]:
    """Where each commit of a log ends."""
    if len(log) < HEADER:
        return
    (page,), salts = struct.unpack_from(">I", log, 8), log[16:24]
    size = FRAME + page
    for start in range(HEADER, len(log) - size + 1, size):
        if log[start + 8 : start + 16] != salts:
            return  # left over from before the log was begun anew
        if struct.unpack_from(">I", log, start + 4)[0]:
            yield start + size


def _moment(path: Path, data: bytes, log: bytes) -> Moment:
    path.write_bytes(data)
    path.with_name(path.name + "-wal").write_bytes(log)
    connection = sqlite3.connect(path)
    try:
        attended = connection.execute("SELECT id, voter_id FROM attendance").fetchall()
        held = connection.execute("SELECT attendance_id FROM sealed_paper").fetchall()
        papers = connection.execute("SELECT id, marks FROM paper").fetchall()
        return Moment(dict(attended), [one for (one,) in held], dict(papers))
    finally:
        connection.close()


def guesses(moments: Sequence[Moment], who: Arranged, what: Arranged) -> dict[int, str]:
    """For each voter what they are thought to have voted.

    A paper that comes belongs to somebody who came in the same commit, or whose held vote left in it; in
    which order within these, `who` and `what` suppose.
    """
    thought: dict[int, str] = {}
    voters: dict[str, int] = {}
    before = Moment({}, [], {})
    for now in moments:
        voters |= now.attended
        came = [one for one in now.attended if one not in before.attended]
        left = [one for one in before.held if one not in now.held]
        people = left or [one for one in came if one not in now.held]
        papers = {key: said for key, said in now.papers.items() if key not in before.papers}
        for person, paper in zip(who(people), what(list(papers)), strict=False):
            thought.setdefault(voters[person], papers[paper])
        before = now
    return thought


def together(moments: Sequence[Moment]) -> list[list[int]]:
    """The voters whose votes went into the urn in one commit, for each such commit."""
    voters: dict[str, int] = {}
    found, before = [], Moment({}, [], {})
    for now in moments:
        voters |= now.attended
        found.append([voters[one] for one in before.held if one not in now.held])
        before = now
    return [one for one in found if one]
