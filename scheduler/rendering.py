"""What a posting says when its turn comes: asked of the feature, and guarded posting by posting."""

import logging
from dataclasses import dataclass
from datetime import datetime

from club.calendar import may_reach, next_working_moment
from handlers import names
from handlers.kit.data_notice import with_notice
from handlers.kit.interaction import File, Message
from handlers.kit.router import Hours, RenderContext, Router
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.database import Session, Unsaved
from storage.first_words import bears_notice
from storage.people import AccountKind, Person, get_visitor
from storage.postings import Posting

log = logging.getLogger(__name__)


def is_person(recipient: str) -> bool:
    """Whether this Slack id is somebody's, and no channel's."""
    return recipient[:1] not in "CG"


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

    def __init__(self, services: Services, router: Router) -> None:
        self._services, self._router = services, router

    def verdict(self, posting: Posting, now: datetime) -> Verdict:
        """What is to be said, or why not. A fault of the feature is a verdict too: this posting's alone.

        Raises where the database does not answer, which is no posting's fault.
        """
        try:
            return self._verdict(posting, now)
        except Unsaved:
            raise  # the database's word for it, even where it answers again by now
        except Exception as error:
            if not self._services.db.answers():
                raise
            return Broke(error)

    def _verdict(self, posting: Posting, now: datetime) -> Verdict:
        if posting.kind not in self._router.renderers:
            log.error("nothing renders postings of kind %s", posting.kind)
            return Nothing()
        with self._services.db.read() as session:
            ctx = self._ctx(session, posting, now)
            if ctx is None:
                return Nothing()
            held = None if posting.ts else self._held(ctx)
            return held or self._said(ctx) or Nothing()

    def _said(self, ctx: RenderContext) -> Message | File | None:
        """In the first message to somebody, with what is kept of them."""
        said, recipient = self._router.renderers[ctx.posting.kind](ctx), ctx.posting.recipient
        if not isinstance(said, Message) or not is_person(recipient):
            return said
        if not bears_notice(ctx.session, recipient, ctx.posting.id):
            return said
        return with_notice(ctx.t, said, self._services.club, member=ctx.reader is not None)

    def mail(self, posting: Posting, person: Person, now: datetime) -> Verdict:
        """What an e-mail to this member says, or why it is not sent; as `verdict`."""
        try:
            with self._services.db.read() as session:
                t = self._services.words.for_locale(person.language or self._services.club.language)
                ctx = RenderContext(session, posting, person, t, now, self._services)
                return self._held(ctx) or self._router.renderers[posting.kind](ctx) or Nothing()
        except Unsaved:
            raise
        except Exception as error:
            if not self._services.db.answers():
                raise
            return Broke(error)

    def _ctx(self, session: Session, posting: Posting, now: datetime) -> RenderContext | None:
        """None for an account that became a guest's, or was closed: it is told nothing of the club."""
        if not is_person(posting.recipient):
            return RenderContext(session, posting, None, self._services.shared, now, self._services)
        visitor = get_visitor(session, posting.recipient, now)
        if visitor.account_kind is not AccountKind.FULL and posting.kind != names.HELP:
            return None
        language = visitor.person.language if visitor.person else visitor.locale
        t = self._services.words.for_locale(language)
        return RenderContext(session, posting, visitor.person, t, now, self._services)

    def _held(self, ctx: RenderContext) -> Later | Expired | None:
        """Whether it comes too late, or at a bad hour. Asked when it is sent, whenever it was queued."""
        timing = self._router.timings[ctx.posting.kind]
        limit = timing.lasts(ctx)
        if limit is not None and limit <= ctx.now:
            return Expired()
        if timing.hours is Hours.ANY or ctx.reader is None:
            return None
        zone, off = zone_of(ctx.reader.zone, self._services.club.zone), self._services.club.days_off
        opens = next_working_moment(ctx.now, zone, off)
        if may_reach(ctx.now, limit or opens.max.replace(tzinfo=opens.tzinfo), zone, off):
            return None
        return Later(opens)
