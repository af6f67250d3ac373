"""`prime doctor`: whether Prime is well, and what to do where it is not. It changes nothing of the club's.

Exit codes: 0 all is well; 1 something is to be done; 2 a setting is wrong.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.app import slack_client
from bot.console import DONE, FAILED
from bot.doctor import database as inside
from bot.doctor import machine, slack
from bot.doctor.diagnosis import Condition, Diagnosis, unknown, wrong
from bot.settings import Settings
from handlers.kit.drawing import FONT
from storage.alone import file_of
from storage.database import Database, Unsaved
from storage.postings import list_zones

NO_ANSWER = "Slack did not say who we are: see token"
NO_TABLES = "the database cannot be read: see tables"
ROWS = (
    "organisers",
    "outbox",
    "refused",
    "prepared",
    "mail",
    "backups",
    "running",
    "writing",
    "zones",
    "alone",
)
"""What is asked of the rows."""


def run(settings: Settings, now: Callable[[], datetime], *, as_json: bool) -> int:
    """Prints what was found."""
    found = examine(settings, now, Path.cwd())
    tell(found, as_json=as_json)
    return FAILED if any(one.state is Condition.WRONG for one in found) else DONE


def tell(found: Sequence[Diagnosis], *, as_json: bool) -> None:
    """A line for each, and how many are wrong; or the same for programs."""
    wrongs = sum(one.state is Condition.WRONG for one in found)
    if as_json:
        rows = [
            {"check": one.check, "state": one.state.value, "says": one.says, "do": one.do} for one in found
        ]
        sys.stdout.write(
            json.dumps({"ok": not wrongs, "findings": rows}, indent=1, ensure_ascii=False) + "\n"
        )
        return
    sys.stdout.writelines(f"{one.line}\n" for one in found)
    sys.stdout.write("All is well.\n" if not wrongs else f"{wrongs} of {len(found)} to be seen to.\n")


def examine(
    settings: Settings,
    now: Callable[[], datetime],
    folder: Path,
    *,
    statvfs: machine.StatVfs = os.statvfs,
    font: str = FONT,
) -> list[Diagnosis]:
    """Everything that is looked at. `folder`: where Prime starts."""
    return [
        *_slack(settings, now),
        *_database(settings, now()),
        *machine.look_at_disk(*_disk(settings, folder), statvfs),
        machine.look_at_fonts(font),
        machine.look_at_secrets(folder),
    ]


def _slack(settings: Settings, now: Callable[[], datetime]) -> list[Diagnosis]:
    client = slack_client(settings)
    token, me = slack.introduce(client, now)
    if me is None:
        return [token, *(unknown(name, NO_ANSWER) for name in ("scopes", "clock", "channel"))]
    found = [token, *_way_in(settings), slack.look_at_scopes(me), slack.look_at_clock(me)]
    found.append(slack.look_at_channel(client, "PRIME_CHANNEL", settings.prime_channel))
    if settings.prime_topics_channel:
        found.append(slack.look_at_channel(client, "PRIME_TOPICS_CHANNEL", settings.prime_topics_channel))
    return found


def _way_in(settings: Settings) -> list[Diagnosis]:
    """How clicks come: over a socket, or, where there is a signing secret alone, by HTTP."""
    token = settings.slack_app_token.get_secret_value()
    if token:
        return [slack.look_at_socket_token(slack_client(settings), token)]
    if settings.slack_signing_secret.get_secret_value():
        return []
    return [slack.missing("socket", "SLACK_APP_TOKEN")]


def _database(settings: Settings, now: datetime) -> list[Diagnosis]:
    before = [inside.look_at_names(settings), inside.look_at_ledger(settings)]
    try:
        tables = inside.look_at_tables(settings)
        rows = _rows(settings, now) if tables.state is Condition.OK else _unread()
    except (SQLAlchemyError, sqlite3.Error, Unsaved) as fault:
        do = "Look at DATABASE_URL, and whether the server runs"
        tables, rows = (
            wrong("tables", f"the database does not answer ({type(fault).__name__})", do),
            _unread(),
        )
    return [tables, *before, *rows]


def _unread() -> list[Diagnosis]:
    return [unknown(name, NO_TABLES) for name in ROWS]


def _rows(settings: Settings, now: datetime) -> list[Diagnosis]:
    db = Database(settings.database_url)
    try:
        with db.read() as session:
            zones = list_zones(session)
        return [
            *inside.look_inside(db, now),
            inside.look_at_writing(db),
            machine.look_at_zones([settings.prime_timezone.key, *zones]),
            inside.look_for_another(db, slack_client(settings), settings.prime_channel, now),
        ]
    finally:
        db.dispose()


def _disk(settings: Settings, folder: Path) -> tuple[Path, int]:
    """Where the database lies, and its bytes; on PostgreSQL, where Prime does."""
    file = file_of(settings.database_url)
    where = file.parent if file is not None and file.parent.exists() else folder
    size = file.stat().st_size if file is not None and file.exists() else 0
    return where, size
