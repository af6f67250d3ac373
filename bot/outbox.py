"""`prime outbox`: what waits, what Slack refused, what could not be prepared; `--drain` sends what is due."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TextIO

from bot.app import Prime, assemble
from bot.console import DONE, FAILED, say
from bot.kinds import WORDS, in_words
from bot.settings import Settings
from storage.alone import CannotServe, served_by_us
from storage.database import Database, Session
from storage.holding import get_held
from storage.migrations import upgrade
from storage.sendings import Sending, Standing, WantedSendings, count_due, count_waiting, list_sendings

SHOWN = 20
"""Lines of a list."""
WIDTH = 40
"""Of the progress bar, in characters."""
SOON = timedelta(seconds=30)
"""What is put off no longer than this is waited for: Slack's pace."""


def run(settings: Settings) -> int:
    """Says what there is. Reads alone: a `prime run` may go on beside it."""
    upgrade(settings.database_url)
    database = Database(settings.database_url)
    try:
        with database.read() as session:
            lines = report(session)
    finally:
        database.dispose()
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return DONE


def report(session: Session) -> list[str]:
    """What waits by kind, then each message refused or not prepared, the newest first; no name, no word of
    what they say."""
    lines = ["waiting:", *in_words(count_waiting(session))]
    for standing, head in ((Standing.REFUSED, "refused by Slack:"), (Standing.BROKEN, "not prepared:")):
        found = list_sendings(session, WantedSendings(standing), 0, SHOWN + 1)
        lines += [head, *map(_line, found[:SHOWN])] if found else []
        lines += ["  and more: see /prime outbox in Slack"] if len(found) > SHOWN else []
    return lines


def _line(one: Sending) -> str:
    when = f"{one.tried_at:%Y-%m-%d %H:%M} UTC" if one.tried_at else "never"
    kind = WORDS.get(one.kind, one.kind)
    return f"  {one.id}  {when}  to {one.recipient}, {one.subject}: {one.fault} ({kind})"


def run_drain(settings: Settings) -> int:
    """Sends what is due, and ends; refuses beside a `prime run` on the same SQLite file."""
    upgrade(settings.database_url)
    try:
        with served_by_us(settings.database_url):
            prime = assemble(settings)
            try:
                return drain(prime, lambda: _wait(1), ProgressBar(sys.stderr))
            finally:
                prime.stop()
    except CannotServe as fault:
        return say([f"prime outbox: {fault}"], FAILED)


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)


@dataclass
class ProgressBar:
    """Progress on a terminal, in one line that is written over; elsewhere, a line at the end."""

    out: TextIO
    width: int = WIDTH

    def shows(self, sent: int, left: int) -> None:
        """So far."""
        if self.out.isatty():
            self.out.write(f"\r{self.line(sent, left)}")
            self.out.flush()

    def ends(self, sent: int, left: int) -> None:
        """How it ended."""
        self.out.write(f"{chr(13) if self.out.isatty() else ''}{self.line(sent, left)}\n")

    def line(self, sent: int, left: int) -> str:
        """`[########        ] 12 of 20`."""
        total = sent + left
        full = self.width * sent // total if total else self.width
        return f"[{'#' * full:{self.width}}] {sent} of {total}"


def drain(prime: Prime, pause: Callable[[], None], bar: ProgressBar) -> int:
    """Sends until nothing is due now or soon; fails where Slack refuses us, or a restore is undecided."""
    with prime.services.db.read() as session:
        if held := get_held(session):
            return say([f"prime outbox: nothing is sent, the database is {held.why}: prime release"], FAILED)
    sent = 0
    while left := _left(prime):
        bar.shows(sent, left)
        taken = prime.tick.drain()
        sent += left - _left(prime) if taken else 0
        if code := prime.tick.refused.get(""):
            bar.ends(sent, _left(prime))
            return say([f"prime outbox: Slack refuses us ({code})"], FAILED)
        if not taken:
            pause()
    bar.ends(sent, 0)
    return DONE


def _left(prime: Prime) -> int:
    with prime.services.db.read() as session:
        return count_due(session, prime.clock.now() + SOON)
