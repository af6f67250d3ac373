"""Decent manners: what is not urgent waits for its reader's hour, and comes with whatever else waits then.

The rules are `club.digest`'s. Asked when a posting of such a kind is about to be sent for the first time, and
the reader's wishes with it: those that hold then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from club.calendar import NUDGES, within_working_hours
from club.digest import (
    LAST_CALL,
    LETS_PASS,
    Reader,
    Way,
    comes,
    digest_hour,
    due_day,
    is_near,
    repeats,
    taken_in,
)
from handlers import names
from handlers.kit.interaction import Line
from handlers.kit.manners import MAY_WAIT, UNASKED, WITH_OTHERS, way_of
from handlers.kit.router import RenderContext, Router
from handlers.kit.services import Services
from handlers.kit.wishes import reader_of
from scheduler.rendering import Broke, Later, Nothing, Renderer
from storage.digests import (
    Joined,
    find_in_hand,
    get_digest,
    get_told,
    has_told,
    lets_pass,
    list_heard,
    list_told,
    list_waiting,
    merge,
)
from storage.postings import Note, Posting, PostingStage

FIRST_AGAIN, OTHERS_AGAIN = timedelta(seconds=1), timedelta(seconds=5)
"""When a posting for whose reader somebody else is sending one is looked at again: what came up first is
quicker, so that two processes do not wait for each other."""
TAKES = (PostingStage.PENDING, PostingStage.SENDING, PostingStage.DROPPED)
"""Digests that what falls due the same day may still join."""
BY_ITSELF = {nudge.name for nudge in NUDGES}
"""Moments of reminders that nobody asked for, neither their reader nor an organiser."""


@dataclass(frozen=True, slots=True)
class Together:
    """It goes with others: some that wait, and some that would come up soon."""

    day: str
    others: Sequence[Posting] = ()
    ahead: Sequence[Note] = ()


class AsItself:
    """It goes, with its own buttons."""


Manner = Together | AsItself | Later | Nothing


class Manners:
    """Decides for a posting in hand how it goes."""

    def __init__(self, services: Services, router: Router, renderer: Renderer) -> None:
        self._services, self._router, self._renderer = services, router, renderer

    def of(self, posting: Posting, now: datetime) -> Manner:
        """How it goes; `AsItself` also for whatever the renderer is to decide on, or breaks over."""
        if posting.ts or posting.kind not in (*MAY_WAIT, *WITH_OTHERS):
            return AsItself()
        found = self._renderer.guarded(lambda: self._look(posting, now))
        return AsItself() if isinstance(found, Broke) else found

    def join(self, posting: Posting, found: Together, now: datetime) -> Joined:
        """Puts it together with the others, if it and they are free."""
        with self._services.db.begin() as session:
            return merge(session, names.DIGEST, found.day, posting, found.others, found.ahead, now)

    def _look(self, posting: Posting, now: datetime) -> Manner:
        with self._services.db.read() as session:
            ctx = self._renderer.context(session, posting, now)
            if ctx is None or ctx.reader is None:
                return AsItself()
            return self._of(ctx, reader_of(session, self._services, ctx.reader))

    def _of(self, ctx: RenderContext, reader: Reader) -> Manner:
        if ctx.posting.kind in WITH_OTHERS:
            return self._with_others(ctx, reader)
        way = way_of(ctx.posting, reader.wishes)
        if way is Way.NEVER or self._repeats(ctx):
            return Nothing()
        limit = self._renderer.limit(ctx)
        said = list_told(ctx.session, ctx.posting.recipient, UNASKED, ctx.now - reader.remembers)
        due = self._due(ctx, limit, reader, said)
        if due > ctx.now:
            return Later(due)
        if not reader.silent and _is_silent(ctx):
            return self._of(ctx, replace(reader, silent=True))
        decent = within_working_hours(ctx.now, reader.zone, reader.work)
        if way is Way.EACH or not decent or (limit and limit <= ctx.now):
            return AsItself()  # outside hours too: it goes because it cannot wait, and a digest would
        return self._together(ctx, limit, reader, said)

    def _with_others(self, ctx: RenderContext, reader: Reader) -> Manner:
        """What has its own day comes at the hour of its reader's message of that day, and as one with it."""
        if not reader.works(reader.day(ctx.now)):
            return AsItself()
        hour = digest_hour(ctx.posting.queued_at or ctx.now, reader, daily=True)
        if hour > ctx.now and reader.day(hour) == reader.day(ctx.now):
            return Later(hour)
        if not within_working_hours(ctx.now, reader.zone, reader.work):
            return AsItself()
        return self._together(ctx, None, reader, ())

    def _due(
        self, ctx: RenderContext, limit: datetime | None, reader: Reader, said: Sequence[datetime]
    ) -> datetime:
        """When it comes: each by itself, as soon as its reader is there; others by the rules of a digest."""
        if way_of(ctx.posting, reader.wishes) is Way.EACH and not reader.wishes.is_absent(
            reader.day(ctx.now)
        ):
            return ctx.now
        return comes(ctx.posting.queued_at or ctx.now, limit, ctx.now, reader, said)

    def _repeats(self, ctx: RenderContext) -> bool:
        """Whether it would say by itself what was said a moment ago."""
        if ctx.posting.kind in WITH_OTHERS:
            return False
        if ctx.posting.kind == names.BALLOT_NUDGE:
            return _is_told_near(ctx)
        if ctx.posting.moment.partition(":")[0] not in BY_ITSELF:
            return False
        return repeats(get_told(ctx.session, ctx.posting, ctx.now), ctx.now) or _is_in_vain(ctx)

    def _together(
        self, ctx: RenderContext, limit: datetime | None, reader: Reader, said: Sequence[datetime]
    ) -> Manner:
        if not isinstance(self._renderer.line(ctx), Line):
            return AsItself()  # nothing is left to say, or it breaks: its own trouble
        last_call = limit is not None and limit - ctx.now <= LAST_CALL
        others = self._others(ctx, reader, said, due=last_call and not reader.silent)
        first = find_in_hand(ctx.session, ctx.posting, UNASKED, ctx.now)  # after them: of these, none is left
        if first is not None:
            return Later(ctx.now + (FIRST_AGAIN if ctx.posting.id < first else OTHERS_AGAIN))
        ahead = [*self._ahead(ctx, reader, others), *self._along(ctx, others)]
        day = due_day(ctx.posting.queued_at or ctx.now, reader) if ctx.posting.doubted_at else None
        return self._joined(ctx, Together(f"{day or reader.day(ctx.now)}", others, ahead))

    def _joined(self, ctx: RenderContext, found: Together) -> Manner:
        """With others, or with the digest of the day, as far as that still takes something in."""
        digest = get_digest(ctx.session, names.DIGEST, ctx.posting.recipient, found.day)
        if digest is None:
            return found if found.others or found.ahead else AsItself()
        said_before = digest[1] is PostingStage.SENT and ctx.posting.doubted_at
        return found if digest[1] in TAKES or said_before else AsItself()

    def _others(
        self, ctx: RenderContext, reader: Reader, said: Sequence[datetime], *, due: bool
    ) -> list[Posting]:
        """What else waits and has something to say; `due`: only what would go now by itself."""
        chosen = [kind for kind, theme in MAY_WAIT.items() if reader.wishes.way(theme) is Way.TOGETHER]
        kinds = [*chosen, *WITH_OTHERS]
        return [
            one
            for one in list_waiting(ctx.session, ctx.posting, kinds, ctx.now)
            if self._fits(ctx.posting, self._renderer.about(ctx, one), reader, said, due=due)
        ]

    def _fits(
        self, first: Posting, ctx: RenderContext, reader: Reader, said: Sequence[datetime], *, due: bool
    ) -> bool:
        """Whether it goes with the `first`: not where it would say the same again; of news, each is new."""
        line = self._renderer.line(ctx)
        if not isinstance(line, Line) or self._repeats(ctx):
            return False
        if (ctx.posting.kind, ctx.posting.subject) == (first.kind, first.subject) and not line.news:
            return False
        limit, fell_due = self._renderer.limit(ctx), ctx.posting.queued_at or ctx.now
        return not due or comes(fell_due, limit, ctx.now, reader, said) <= ctx.now

    def _along(self, ctx: RenderContext, others: Sequence[Posting]) -> list[Note]:
        """What would come today as a message of its own, wherever it is not among the others already."""
        kinds = {one.kind for one in (ctx.posting, *others)}
        return [
            note for kind, finds in self._router.along.items() if kind not in kinds for note in finds(ctx)
        ]

    def _ahead(self, ctx: RenderContext, reader: Reader, others: Sequence[Posting]) -> list[Note]:
        """What has to be answered soon and would come up in a message of its own."""
        if ctx.reader is None:
            return []
        said = {(one.kind, one.subject) for one in (ctx.posting, *others)}
        far, room = taken_in(len(said), reader)
        coming = [
            note
            for kind, awaits in self._router.ahead.items()
            if room and reader.wishes.way(MAY_WAIT[kind]) is Way.TOGETHER
            for note in awaits(ctx.session, ctx.reader, ctx.now, ctx.now + far)
            if (note.kind, note.subject) not in said
        ]
        return _unheard(ctx, coming)[:room]


def _unheard(ctx: RenderContext, notes: Sequence[Note]) -> list[Note]:
    """Those of which the reader never heard; of last calls, those of which they did not hear lately."""
    subjects = {note.subject for note in notes}
    heard = list_heard(ctx.session, ctx.posting.recipient, subjects, ctx.now) if notes else {}
    last_calls = {note for note in notes if note.moment.partition(":")[0] == NUDGES[-1].name}
    known = [(note, heard.get((note.kind, note.subject))) for note in notes]
    return [note for note, when in known if not (when and (note not in last_calls or repeats(when, ctx.now)))]


def _is_in_vain(ctx: RenderContext) -> bool:
    """Whether it is a second call to one deadline, to somebody who let the last ones go by."""
    return has_told(ctx.session, ctx.posting) and _is_silent(ctx)


def _is_told_near(ctx: RenderContext) -> bool:
    """Whether somebody who lets deadlines go by heard of a vote so late that it was its last call."""
    told = get_told(ctx.session, replace(ctx.posting, kind=names.BALLOT_OPENED), ctx.now)
    return told is not None and is_near(ctx.now, told) and _is_silent(ctx)


def _is_silent(ctx: RenderContext) -> bool:
    """Whether its reader let the last deadlines go by."""
    member, told = ctx.reader, (ctx.posting.recipient, names.NUDGE)
    return member is not None and lets_pass(ctx.session, member.id, *told, ctx.now, LETS_PASS)
