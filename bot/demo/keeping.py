"""`prime demo --keep FILE`: a demo put by in one file, and taken up again with everything in place.

A file that an older version kept is brought up to this one: its tables by the migrations, as any club's.

The file is a zip of the club's database, the workspace as JSON, and what only memory holds otherwise: who is
which member, and the keys of votes that are still sealed. (The demo's votes are invented; nothing else of
Prime writes such a key anywhere.) It is written whole beside itself and then renamed, at the end and every
half minute in which something happened, so that neither Ctrl-C nor a power cut leaves half of one.
"""

import fcntl
import json
import os
import sqlite3
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bot import __version__
from bot.demo.house import House
from club.ids import MemberId
from sandbox.keeping import keep
from storage.migrations import known_revisions, newest_revision

OURS, FORM = "prime-demo", 1
"""What the file says it is, and in which form: a newer form is a newer program's."""
EVERY = 30.0
"""Seconds between two looks whether there is something new to keep."""
DATABASE, BOX, ABOUT = "club.db", "workspace.json", "about.json"


@dataclass(frozen=True, slots=True)
class KeptDemo:
    """What a file holds besides the database."""

    box: str
    members: dict[str, MemberId]
    vault: dict[str, Any]


class DemoFile:
    """One file, held by one demo at a time."""

    def __init__(self, path: Path) -> None:
        """Exits with 1 and one line where the file cannot be this demo's."""
        self.path = path
        self._held: IO[bytes] | None = None
        self._lock = threading.Lock()
        if not path.parent.is_dir():
            sys.exit(f"{path}: there is no folder {path.parent}")
        if not os.access(path.parent, os.W_OK):
            sys.exit(f"{path}: the folder {path.parent} cannot be written to")
        if path.exists():
            self._hold()

    def _hold(self) -> None:
        try:
            held = self.path.open("rb")
        except OSError as fault:
            sys.exit(f"{self.path}: {fault.strerror}")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit(f"{self.path}: another demo has it open; end that one first, or name another file")
        self._held = held

    def open(self, database: Path) -> KeptDemo | None:
        """Puts the kept database there, and returns the rest; None: there is no file yet.

        Exits with 1 and one line of a file that is none of ours, or a newer version's.
        """
        if self._held is None:
            return None
        try:
            with zipfile.ZipFile(self._held) as parts:
                about = json.loads(parts.read(ABOUT))
                self._check(about)
                database.write_bytes(parts.read(DATABASE))
                return KeptDemo(parts.read(BOX).decode(), about["members"], about["vault"])
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError):
            sys.exit(f"{self.path}: not a demo kept by `prime demo --keep`, or damaged; name another file")

    def _check(self, about: Any) -> None:
        """Raises ValueError of what is none of ours."""
        what, version, tables = about["what"]
        name, _, form = what.rpartition(" ")
        if name != OURS:
            raise ValueError(what)
        if int(form) > FORM or tables not in known_revisions() or _number(version) > _number(__version__):
            sys.exit(
                f"{self.path}: kept by a newer Prime ({version}, tables {tables}; this is {__version__},"
                f" tables {newest_revision()}); start that one, or name another file to begin anew"
            )

    def save(self, house: House) -> None:
        """Puts the demo by as it is now, in place of what was kept before."""
        with self._lock:
            part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
            try:
                file = part.open("w+b")
                fcntl.flock(file, fcntl.LOCK_EX)
                self._write(file, house)
                part.replace(self.path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
            if self._held is not None:
                self._held.close()
            self._held = file

    def _write(self, file: IO[bytes], house: House) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
            # Nothing is posted meanwhile, so what the database calls sent stands in the workspace.
            with house.box.workspace.changed:
                parts.writestr(BOX, keep(house.box))
                parts.writestr(DATABASE, _copied(house.database))
                about = {"what": _what(), "members": house.members, "vault": house.vault.carried()}
            parts.writestr(ABOUT, json.dumps(about))
        file.flush()
        os.fsync(file.fileno())

    @contextmanager
    def saving(self, house: House) -> Iterator[None]:
        """Saves now and then, while something happens."""
        ended = threading.Event()
        keeper = threading.Thread(target=self._save_on, args=(house, ended), name="demo-keeping")
        keeper.start()
        try:
            yield
        finally:
            ended.set()
            keeper.join()

    def _save_on(self, house: House, ended: threading.Event) -> None:
        seen = -1
        while not ended.wait(EVERY if seen >= 0 else 0):
            if house.box.rev != seen:
                seen = house.box.rev
                try:
                    self.save(house)
                except OSError as fault:
                    sys.stderr.write(f"{self.path}: not kept for now: {fault.strerror}\n")


def _what() -> list[str]:
    return [f"{OURS} {FORM}", __version__, newest_revision()]


def _number(version: str) -> list[int]:
    """To be compared: 0.10.1 is newer than 0.9. Raises ValueError of what is no version."""
    return [int(part) for part in version.split(".")]


def _copied(database: Path) -> bytes:
    """The database as it is at one moment, whoever writes."""
    with closing(sqlite3.connect(database)) as ours, closing(sqlite3.connect(":memory:")) as copy:
        ours.backup(copy)
        return copy.serialize()
