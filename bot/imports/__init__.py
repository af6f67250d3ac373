"""`prime import`: companies, members, events and works from CSV files; all of a file, or nothing of it."""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlmodel import Session

from bot.clock import SystemClock
from bot.imports.parse import parse_companies, parse_events, parse_members, parse_works
from bot.imports.saving import Counts, save_companies, save_events, save_members
from bot.imports.table import Fault, decode
from bot.imports.works import save_works
from bot.settings import Settings
from storage.database import Database
from storage.migrations import upgrade

IMPORTED, REFUSED = 0, 1

Save = Callable[[Session], Counts]


def run(kind: str, path: Path, settings: Settings, dry_run: bool) -> int:
    """Import the file at `path`, of `kind` companies, members, events or works; return the exit code.

    Faults go to stderr, a line each with its number in the file. With `dry_run` everything is tried and
    then undone.
    """
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        return _refuse(path, [f"{error.strerror}"])
    except UnicodeDecodeError:
        return _refuse(path, ["not text; save it as CSV UTF-8"])
    faults, save = _parse(kind, text, settings)
    if faults:
        return _refuse(path, faults)
    counts = _save(save, settings.database_url, dry_run)
    if counts.faults:
        return _refuse(path, sorted(counts.faults))
    told = f"{counts.added} added, {counts.changed} changed, {counts.same} as before"
    sys.stdout.write(f"{kind}: {told}{' (dry run: nothing kept)' if dry_run else ''}\n")
    return IMPORTED


def _parse(kind: str, text: str, settings: Settings) -> tuple[list[Fault], Save]:
    if kind == "companies":
        companies = parse_companies(text)
        return companies.faults, lambda session: save_companies(session, companies.rows)
    if kind == "members":
        members = parse_members(text)
        return members.faults, lambda session: save_members(session, members.rows)
    zone = settings.prime_timezone
    if kind == "works":
        now = SystemClock().now()
        works = parse_works(text, now.astimezone(zone).year)
        return works.faults, lambda session: save_works(session, works.rows, now)
    events = parse_events(text, zone)
    return events.faults, lambda session: save_events(session, events.rows, zone)


def _save(save: Save, url: str, dry_run: bool) -> Counts:
    with _existing(url) if dry_run else _itself(url) as place:
        upgrade(place)
        database = Database(place)
        try:
            with database.begin() as session:
                counts = save(session)
                if dry_run or counts.faults:
                    session.rollback()
            return counts
        finally:
            database.dispose()


@contextmanager
def _itself(url: str) -> Iterator[str]:
    yield url


@contextmanager
def _existing(url: str) -> Iterator[str]:
    """The database at `url`, or an empty passing one where there is no file yet: a dry run makes none."""
    file = make_url(url).database
    if make_url(url).get_backend_name() != "sqlite" or (file and Path(file).exists()):
        yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/dry-run.db"


def _refuse(path: Path, reasons: Iterable[object]) -> int:
    sys.stderr.writelines(f"{path}: {reason}\n" for reason in reasons)
    sys.stderr.write("Nothing was imported.\n")
    return REFUSED
