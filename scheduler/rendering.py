"""What a posting says when its turn comes: asked of the feature, and guarded posting by posting."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from club.calendar import may_reach, next_working_moment
from club.ids import PostingId, SlackId
from handlers import names
from handlers.kit.data_notice import with_notice
from handlers.kit.interaction import File, Line, Message
from handlers.kit.lines import joined, news
from handlers.kit.router import Hours, RenderContext, Router
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.database import Session, Unsaved
from storage.digests import list_merged
from storage.first_words import bears_notice
from storage.people import AccountKind, Person, get_visitor
from storage.postings import Posting, get_by_id

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


Found = TypeVar("Found")
Verdict = Message | File | Later | Broke | Nothing | Expired


class Renderer:
    """Draws postings, each from what holds now."""

    def __init__(self, services: Services, router: Router) -> None:
        self._services, self._router = services, router

    def verdict(self, posting: Posting, now: datetime) -> Verdict:
        """What is to be said, or why not. A fault of the feature is a verdict too: this posting's alone.

        Raises where the database does not answer, which is no posting's fault.
        """
        return self.guarded(lambda: self._verdict(posting, now))

    def guarded(self, asked: Callable[[], Found]) -> Found | Broke:
        """What a feature says; `Broke` where it cannot. Raises where the database does not answer."""
        try:
            return asked()
        except Unsaved:
            raise  # the database's word for it, even where it answers again by now
        except Exception as error:
            if not self._services.db.answers():
                raise
            return Broke(error)

    def _verdict(self, posting: Posting, now: datetime) -> Verdict:
        if posting.kind not in self._router.renderers:
            # Of a newer version that runs beside this one: that one says it, or this one once it is replaced.
            return Broke(LookupError(f"nothing renders postings of kind {posting.kind}"))
        with self._services.db.read() as session:
            ctx = self.context(session, posting, now)
            if ctx is None:
                return Nothing()
            held = None if posting.ts else self.held(ctx)
            return held or self._said(ctx) or Nothing()

    def _said(self, ctx: RenderContext) -> Message | File | None:
        """In the first message to somebody, with what is kept of them."""
        said, recipient = self._drawn(ctx), ctx.posting.recipient
        if not isinstance(said, Message) or not is_person(recipient):
            return said
        if not bears_notice(ctx.session, recipient, ctx.posting.id):
            return said
        return with_notice(ctx.t, said, self._services.club, member=ctx.reader is not None)

    def _drawn(self, ctx: RenderContext) -> Message | File | None:
        if ctx.posting.kind != names.DIGEST:
            return self._router.renderers[ctx.posting.kind](ctx)
        matters = self._matters(ctx)
        if len(matters) == 1 and matters[0][1].count == 1:
            [(posting, _)] = matters  # the others were settled before it was sent
            alone = self.about(ctx, posting)
            return self._router.renderers[posting.kind](alone)
        told = replace(ctx, lines=[line for _, line in matters])
        return self._router.renderers[names.DIGEST](told) if matters else None

    # What is said together

    def digest(self, posting_id: PostingId, reader: SlackId, now: datetime) -> Message | None:
        """A digest of this reader's as it stands now; None where there is none any more."""
        with self._services.db.read() as session:
            posting = get_by_id(session, posting_id)
            if posting is None or (posting.kind, posting.recipient) != (names.DIGEST, reader):
                return None
            ctx = self.context(session, posting, now)
            said = self._said(ctx) if ctx else None
        return said if isinstance(said, Message) else None

    def _matters(self, ctx: RenderContext) -> list[tuple[Posting, Line]]:
        """What a digest says, each matter once; one that breaks is left out, and the others are said."""
        found: dict[object, tuple[Posting, Line]] = {}
        for posting in list_merged(ctx.session, ctx.posting.id):
            line = self.line(self.about(ctx, posting))
            if isinstance(line, Broke):
                what = "posting %s (%s) could not be drawn with others"
                log.error(what, posting.id, posting.kind, exc_info=line.error)
            elif line is not None:
                about = (posting.kind, posting.subject) if line.news else posting.subject
                line = joined(found[about][1], line) if line.news and about in found else line
                found[about] = posting, replace(line, id=posting.id)
        return list(found.values())

    def about(self, ctx: RenderContext, posting: Posting) -> RenderContext:
        """The same reader and moment for another posting; one that a digest says stands where that stands."""
        stands = replace(posting, ts=ctx.posting.ts, channel=ctx.posting.channel)
        return replace(ctx, posting=stands)

    def line(self, ctx: RenderContext) -> Line | Broke | None:
        """What a posting says among others; None where nothing is left to say."""
        return self.guarded(lambda: self._line(ctx))

    def _line(self, ctx: RenderContext) -> Line | None:
        if own := self._router.lines.get(ctx.posting.kind):
            return own(ctx)
        said = self._router.renderers[ctx.posting.kind](ctx)
        return news(said) if isinstance(said, Message) else None

    def limit(self, ctx: RenderContext) -> datetime | None:
        """Until when a posting is of use; None: as long as its subject stands."""
        return self._router.timings[ctx.posting.kind].lasts(ctx)

    def mail(self, posting: Posting, person: Person, now: datetime) -> Verdict:
        """What an e-mail to this member says, or why it is not sent; as `verdict`."""
        return self.guarded(lambda: self._mailed(posting, person, now))

    def _mailed(self, posting: Posting, person: Person, now: datetime) -> Verdict:
        with self._services.db.read() as session:
            ctx = self.mail_context(session, posting, person, now)
            return self.held(ctx) or self._router.renderers[posting.kind](ctx) or Nothing()

    def mail_context(
        self, session: Session, posting: Posting, person: Person, now: datetime
    ) -> RenderContext:
        """What an e-mail is drawn from: its reader need not be in Slack."""
        t = self._services.words.for_locale(person.language or self._services.club.language)
        return RenderContext(session, posting, person, t, now, self._services)

    def context(self, session: Session, posting: Posting, now: datetime) -> RenderContext | None:
        """What it is drawn from; None for an account that became a guest's, or was closed: it is told nothing
        of the club."""
        if not is_person(posting.recipient):
            return RenderContext(session, posting, None, self._services.shared, now, self._services)
        visitor = get_visitor(session, posting.recipient, now)
        if visitor.account_kind is not AccountKind.FULL and posting.kind != names.HELP:
            return None
        language = visitor.person.language if visitor.person else visitor.locale
        t = self._services.words.for_locale(language)
        return RenderContext(session, posting, visitor.person, t, now, self._services)

    def held(self, ctx: RenderContext) -> Later | Expired | None:
        """Whether it comes too late, or at a bad hour. Asked when it is sent, whenever it was queued."""
        timing = self._router.timings[ctx.posting.kind]
        limit = self.limit(ctx)
        if limit is not None and limit <= ctx.now:
            return Expired()
        if timing.hours is Hours.ANY or ctx.reader is None:
            return None
        zone, work = zone_of(ctx.reader.zone, self._services.club.zone), self._services.club.work
        opens = next_working_moment(ctx.now, zone, work)
        if may_reach(ctx.now, limit or opens.max.replace(tzinfo=opens.tzinfo), zone, work):
            return None
        return Later(opens)
