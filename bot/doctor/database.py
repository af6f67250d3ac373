"""What the database says: tables, what waits to be sent, when it was backed up, who serves it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.doctor.diagnosis import Diagnosis, ok, unknown, wrong
from bot.health import LATE
from bot.settings import Settings
from bot.tending import ledger_of
from scheduler.calls import METADATA
from scheduler.slack_errors import CAUGHT
from storage.alone import file_of
from storage.database import Database, Session
from storage.holding import get_held
from storage.marks import get_backed_up, get_seen
from storage.migrations import TooNew, check_tables
from storage.people import list_organisers
from storage.postings import list_unknown_posts, next_due
from storage.sendings import Standing, WantedSendings, count_sendings, list_sendings

SILENT = timedelta(minutes=5)
"""Without a sign of life of `prime run`, where one comes every minute."""
OLD = timedelta(days=2)
"""A backup: made daily, one may fail."""
LATELY = timedelta(days=1)
"""How long a refusal by Slack is told of here; organisers see it for thirty days on their home tab."""
IN_FLIGHT = timedelta(minutes=2)
"""So new a message may not be recorded yet."""
NEWEST = 100
"""Messages of the channel that are looked at."""


def look_at_tables(settings: Settings) -> Diagnosis:
    """Whether there is a database, with the tables of this program; nothing is made or changed."""
    file = file_of(settings.database_url)
    if file is not None and not file.exists():
        return wrong("tables", "no database yet", "`prime run` makes it; or, if there was one, look for it")
    try:
        behind = check_tables(settings.database_url)
    except TooNew as fault:
        return wrong("tables", str(fault), "Install that version")
    if behind:
        return wrong("tables", behind, "Start `prime run`, or say `prime db upgrade`")
    return ok("tables", "those of this version")


def look_inside(db: Database, now: datetime) -> list[Diagnosis]:
    """Whatever the rows say."""
    with db.read() as session:
        return [
            _organisers(session),
            *_outbox(session, now),
            _held(session),
            _backups(session, now, sqlite=db.sqlite),
            _running(session, now),
        ]


def look_at_writing(db: Database) -> Diagnosis:
    """Whether anything can be saved: a small write is tried."""
    if trouble := db.trouble():
        return wrong("writing", f"nothing can be saved ({trouble})", "Look at the disk and the server")
    return ok("writing", "a write is on disk")


def look_at_ledger(settings: Settings) -> Diagnosis:
    """Whether what has to outlive a restore can be read."""
    ledger = ledger_of(settings)
    try:
        ledger.read()
    except (OSError, ValueError) as fault:
        do = "Put the last good copy back; without it, who was erased since a backup comes back with it"
        return wrong("ledger", f"{ledger.path} cannot be read ({type(fault).__name__})", do)
    return ok("ledger", str(ledger.path))


def look_for_another(db: Database, client: WebClient, channel: str, now: datetime) -> Diagnosis:
    """Whether another Prime speaks in the channel: Slack would give each a part of the clicks.

    Messages of the last day that bear Prime's mark, and are none of this database's.
    """
    try:
        since = str((now - LATELY).timestamp())
        page = client.conversations_history(
            channel=channel, limit=NEWEST, oldest=since, include_all_metadata=True
        )
    except CAUGHT as error:
        return unknown("alone", f"the channel cannot be read ({type(error).__name__})")
    marked = [one for one in page.get("messages") or () if _is_marked(one)]
    settled = [str(one["ts"]) for one in marked if float(one["ts"]) < (now - IN_FLIGHT).timestamp()]
    with db.read() as session:
        strange = list_unknown_posts(session, channel, settled)
    if strange:
        says = f"{len(strange)} messages in {channel} are not of this database"
        do = "Is another Prime running with these tokens? Stop it. After a restore, delete them in Slack"
        return wrong("alone", says, do)
    return ok("alone", "nobody else speaks as Prime")


def _is_marked(message: dict[str, object]) -> bool:
    metadata = message.get("metadata")
    return isinstance(metadata, dict) and metadata.get("event_type") == METADATA


def look_at_names(settings: Settings) -> Diagnosis:
    """Whether the SQLite file has one name: a second one would have a log of its own."""
    file = file_of(settings.database_url)
    if file is not None and file.exists() and file.stat().st_nlink > 1:
        return wrong("names", f"{file} has several names (hard links)", "Keep one; `prime run` refuses it")
    return ok("names", "the database has one name")


def _organisers(session: Session) -> Diagnosis:
    if not list_organisers(session):
        do = "Name somebody in PRIME_ORGANISERS, by e-mail address or Slack id, and start Prime again"
        return wrong("organisers", "nobody organises: requests reach nobody", do)
    return ok("organisers", "there are some")


def _outbox(session: Session, now: datetime) -> Sequence[Diagnosis]:
    due = next_due(session)
    late = now - due if due else timedelta(0)
    if late > LATE:
        minutes = round(late.total_seconds() / 60)
        first = wrong("outbox", f"something is due since {minutes} min", "See `prime outbox`, and the log")
    else:
        first = ok("outbox", "nothing is late")
    return [first, _refused(session, now), _broken(session)]


def _refused(session: Session, now: datetime) -> Diagnosis:
    newest = list_sendings(session, WantedSendings(Standing.REFUSED), 0, NEWEST)
    lately = [one for one in newest if one.tried_at and now - one.tried_at < LATELY]
    if lately:
        codes = ", ".join(sorted({one.fault for one in lately}))
        says = f"{len(lately)} messages refused by Slack in a day ({codes})"
        return wrong("refused", says, "See `prime outbox`; organisers see whom on Prime's home tab")
    return ok("refused", "Slack took all of a day")


def _broken(session: Session) -> Diagnosis:
    count = count_sendings(session, WantedSendings(Standing.BROKEN))
    if count:
        says = f"{count} messages could not be prepared"
        return wrong("prepared", says, "The log has why; a corrected version sends them")
    return ok("prepared", "every message could be")


def _held(session: Session) -> Diagnosis:
    if held := get_held(session):
        return wrong("mail", f"all is held, the database is {held.why}", "Decide: `prime release`")
    return ok("mail", "nothing is held")


def _backups(session: Session, now: datetime, *, sqlite: bool) -> Diagnosis:
    made = get_backed_up(session)
    if made is None and not sqlite:
        return ok("backups", "none by `prime backup`; PostgreSQL's own are not seen from here")
    if made is None:
        return wrong("backups", "none was ever made", "Have `prime backup FILE` run each day (cron, a timer)")
    if now - made > OLD:
        days = (now - made).days
        return wrong("backups", f"the last is {days} days old", "Look why `prime backup FILE` does not run")
    return ok("backups", f"the last at {made:%Y-%m-%d %H:%M} UTC")


def _running(session: Session, now: datetime) -> Diagnosis:
    seen = get_seen(session)
    if seen is None or now - seen > SILENT:
        last = f"since {seen:%Y-%m-%d %H:%M} UTC" if seen else "and never was"
        return wrong("running", f"`prime run` is not running {last}", "Start it; the log says why it ended")
    return ok("running", "`prime run` serves this database")
