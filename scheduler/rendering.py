"""What a posting says when its turn comes: asked of the feature, and guarded posting by posting."""

import logging
from dataclasses import dataclass
from datetime import datetime

from club.calendar import may_reach, next_working_moment
from handlers import names
from handlers.kit.act import File, Message
from handlers.kit.desk import Desk
from handlers.kit.router import Hours, Router, Sheet
from handlers.kit.zones import zone_of
from storage.database import Session, Unsaved
from storage.people import Standing, get_visitor
from storage.postings import Posting

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Later:
    """Not at this hour."""

    due: datetime


@dataclass(frozen=True, slots=True)
class Broke:
    """The feature could not say it."""

    error: Exception


class Nothing:
    """Nothing is left to say."""


class Expired:
    """It is of no more use."""


Verdict = Message | File | Later | Broke | Nothing | Expired


class Renderer:
    """Draws postings, each from what holds now."""

    def __init__(self, desk: Desk, router: Router) -> None:
        self._desk, self._router = desk, router

    def verdict(self, posting: Posting, now: datetime) -> Verdict:
        """What is to be said, or why not. A fault of the feature is a verdict too: this posting's alone.

        Raises where the database does not answer, which is no posting's fault.
        """
        try:
            return self._verdict(posting, now)
        except Unsaved:
            raise  # the database's word for it, even where it answers again by now
        except Exception as error:
            if not self._desk.db.answers():
                raise
            return Broke(error)

    def _verdict(self, posting: Posting, now: datetime) -> Verdict:
        if posting.kind not in self._router.renderers:
            log.error("nothing renders postings of kind %s", posting.kind)
            return Nothing()
        with self._desk.db.read() as session:
            sheet = self._sheet(session, posting, now)
            if sheet is None:
                return Nothing()
            held = None if posting.ts else self._held(sheet)
            return held or self._router.renderers[posting.kind](sheet) or Nothing()

    def _sheet(self, session: Session, posting: Posting, now: datetime) -> Sheet | None:
        """None for an account that became a guest's, or was closed: it is told nothing of the club."""
        if posting.recipient[:1] in "CG":
            return Sheet(session, posting, None, self._desk.shared, now, self._desk)
        visitor = get_visitor(session, posting.recipient, now)
        if visitor.standing is not Standing.FULL and posting.kind != names.HELP:
            return None
        language = visitor.person.language if visitor.person else visitor.locale
        t = self._desk.words.for_locale(language)
        return Sheet(session, posting, visitor.person, t, now, self._desk)

    def _held(self, sheet: Sheet) -> Later | Expired | None:
        """Whether it comes too late, or at a bad hour. Asked when it is sent, whenever it was queued."""
        timing = self._router.timings[sheet.posting.kind]
        limit = timing.lasts(sheet)
        if limit is not None and limit <= sheet.now:
            return Expired()
        if timing.hours is Hours.ANY or sheet.reader is None:
            return None
        zone, off = zone_of(sheet.reader.zone, self._desk.club.zone), self._desk.club.days_off
        opens = next_working_moment(sheet.now, zone, off)
        if may_reach(sheet.now, limit or opens.max.replace(tzinfo=opens.tzinfo), zone, off):
            return None
        return Later(opens)
