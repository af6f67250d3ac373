"""`prime import`: companies, members, events, works and dues from CSV files; all of a file, or nothing."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from bot.clock import SystemClock
from bot.imports.slack import Unasked, accounts_of
from bot.imports.works import save_works
from bot.settings import Settings
from club.settings import Setting
from handlers.imports import dates
from handlers.imports.encoding import UnreadableFile, decode
from handlers.imports.faults import RowFault
from handlers.imports.parse import parse_companies, parse_events, parse_members, parse_works
from handlers.imports.parse_dues import parse_dues
from handlers.imports.people import save_members
from handlers.imports.saving import Counts, save_companies, save_events
from handlers.imports.wrong import CellError, Told
from handlers.living.dues.importing import save_calls, save_payments
from storage.database import Database
from storage.migrations import upgrade
from storage.people import SlackProfile
from storage.session import Session
from storage.settings import list_changes

IMPORTED, REFUSED = 0, 1
MOST_TOLD = 100
"""Lines of faults: whoever sees a hundred of a kind needs no more."""

Save = Callable[[Session], Counts]
Ask = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said."""

    dry_run: bool = False
    """Everything is tried and then undone."""
    ignore_extra: bool = False
    homonyms: bool = False
    deadline_hour: time | None = None


def run(kind: str, path: Path, settings: Settings, options: Options, ask: Ask | None = None) -> int:
    """Import the file at `path`, of `kind` companies, members, events, works or dues; return the exit code.

    Faults go to stderr, a line each with its number in the file; what is worth checking goes to stdout.
    `ask` puts a question to whoever sits there; None where nobody does.
    """
    try:
        decoded = decode(path.read_bytes())
    except OSError as error:
        return _refuse(path, [f"{error.strerror}"])
    except UnreadableFile as reason:
        return _refuse(path, [f"{reason}"])
    faults, notes, save = _parse(kind, decoded.text, settings, options)
    if ask and any(fault.no_hour and fault.column == "deadline" for fault in faults):
        options = replace(options, deadline_hour=_asked(ask))
        faults, notes, save = _parse(kind, decoded.text, settings, options)
    if decoded.faults or faults:
        return _refuse(path, sorted([*decoded.faults, *faults]))
    counts = _save(save, settings.database_url, options.dry_run)
    if counts.faults:
        return _refuse(path, sorted(counts.faults))
    sys.stdout.writelines(f"{path}: {note}\n" for note in sorted([*decoded.notes, *notes, *counts.notes]))
    told = counts.told or f"{counts.added} added, {counts.changed} changed, {counts.same} as before"
    sys.stdout.write(f"{kind}: {told}{' (dry run: nothing kept)' if options.dry_run else ''}\n")
    return IMPORTED


def _asked(ask: Ask) -> time | None:
    """The hour at which deadlines end that are a day alone; None if no answer comes."""
    question = "Some deadlines have no hour. Until when on that day may people answer? [for instance 18:00] "
    while answer := ask(question):
        try:
            return dates.hour_of_day(answer)
        except CellError as wrong:
            sys.stdout.write(f"{wrong}\n")
    return None


def _parse(
    kind: str, text: str, settings: Settings, options: Options
) -> tuple[list[RowFault], list[RowFault], Save]:
    """What is wrong with the text, what is worth checking of it, and what saves it."""
    extra, zone = options.ignore_extra, settings.prime_timezone
    if kind == "companies":
        companies = parse_companies(text, ignore_extra=extra)
        return companies.faults, companies.notes, lambda session: save_companies(session, companies.rows)
    if kind == "members":
        return _parse_members(text, settings, options)
    if kind == "works":
        now = SystemClock().now()
        works = parse_works(text, now.astimezone(zone).year, ignore_extra=extra)
        return works.faults, works.notes, lambda session: save_works(session, works.rows, now)
    if kind == "dues":
        return _parse_dues(text, zone, ignore_extra=extra)
    events = parse_events(text, zone, deadline_hour=options.deadline_hour, ignore_extra=extra)
    unsaid = [*events.faults, *events.questions]
    return (
        unsaid,
        events.notes,
        lambda session: save_events(session, events.rows, zone, _notice(session, settings)),
    )


def _parse_members(
    text: str, settings: Settings, options: Options
) -> tuple[list[RowFault], list[RowFault], Save]:
    members, alike = parse_members(text, ignore_extra=options.ignore_extra), options.homonyms
    notes, accounts = members.notes, list[SlackProfile]()
    if not members.faults:
        try:
            accounts = accounts_of(settings)
        except Unasked as why:
            unasked = Told("who has which address in Slack was not looked up: {why}", why=why)
            notes = [RowFault(1, "", unasked), *notes]
    return (
        members.faults,
        notes,
        lambda session: save_members(session, members.rows, homonyms=alike, accounts=accounts),
    )


def _notice(session: Session, settings: Settings) -> int:
    """Days before an event until which answers change freely: as installed, or as organisers set it."""
    setting, installed = Setting.ANSWER_NOTICE, settings.prime_answer_notice
    last = list_changes(session).get(setting)
    if last is None or last.value is None or f"prime_{setting}" in settings.model_fields_set:
        return installed
    return last.value


def _parse_dues(
    text: str, zone: ZoneInfo, *, ignore_extra: bool
) -> tuple[list[RowFault], list[RowFault], Save]:
    now, found = SystemClock().now(), parse_dues(text, ignore_extra=ignore_extra)
    if found.lines:
        return found.faults, found.notes, lambda session: save_payments(session, found.lines, now)
    return found.faults, found.notes, lambda session: save_calls(session, found.calls, zone, now)


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
        except IntegrityError:
            # Prime itself may have learned of the same person in the meantime.
            return Counts(
                faults=[RowFault(1, "", Told("somebody else changed the same entries; import it again"))]
            )
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


def _refuse(path: Path, reasons: Sequence[object]) -> int:
    sys.stderr.writelines(f"{path}: {reason}\n" for reason in reasons[:MOST_TOLD])
    if len(reasons) > MOST_TOLD:
        sys.stderr.write(f"{path}: and {len(reasons) - MOST_TOLD} more\n")
    sys.stderr.write("Nothing was imported.\n")
    return REFUSED
