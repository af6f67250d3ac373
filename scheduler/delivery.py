"""One posting, from its claim to the record of what became of it."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import names
from handlers.kit import organisers
from handlers.kit.data_notice import has_notice
from handlers.kit.interaction import File, Message
from handlers.kit.reference import new_reference
from handlers.kit.router import Router
from handlers.kit.services import Services
from scheduler.breaker import Breaker
from scheduler.calls import Calls
from scheduler.finding import Absent, Finder, Found
from scheduler.manners import FIRST_AGAIN, Manners, Together
from scheduler.pace import pace_for
from scheduler.rendering import Broke, Expired, Later, Nothing, Renderer, is_person
from scheduler.slack_errors import CallError, ErrorScope
from scheduler.version import version
from scheduler.waits import Chance, growing
from storage import outbox
from storage.digests import Joined, note_told, refresh
from storage.first_words import note_notice
from storage.missed import note_refused
from storage.missing_posts import touch_kind
from storage.postings import Posting

log = logging.getLogger(__name__)

FIRST = timedelta(seconds=5)
"""Before the second try of what failed in passing."""
OUTBOX = "outbox"
"""The subject of what organisers are told of broken postings: once for each version, in place."""
LATE = timedelta(seconds=60)
"""Before a post that Slack took without a word is looked for: it may appear long after we have given up."""
UNANSWERED = TimeoutError.__name__
MOST_BREAKS = 3
"""So often a posting may break before it is set aside."""
FRESH = 10.0
"""Seconds after which a renewed claim is asked for again before anything is sent: the worker was frozen."""


class ClaimLostError(Exception):
    """The claim is somebody else's by now: nothing may be sent."""


class Delivery:
    """Sends postings that this process has claimed. Used by several threads at once."""

    def __init__(
        self,
        services: Services,
        router: Router,
        now: Callable[[], datetime],
        steady: Callable[[], float],
        chance: Chance,
    ) -> None:
        self._services, self._router, self._now, self._steady, self._chance = (
            services,
            router,
            now,
            steady,
            chance,
        )
        self._calls, self._pace = Calls(services), pace_for(services.db)
        self.breaker = Breaker(self._calls.who_are_we, chance)
        self._finder, self._renderer = Finder(self._calls), Renderer(services, router)
        self._manners = Manners(services, router, self._renderer)
        self._files: set[str] = set()
        """Kinds that turned out to be files."""

    def paced(self, now: datetime) -> set[str]:
        """To whom nothing may be posted yet, as far as this process knows."""
        return self._pace.paced(now)

    def deliver(self, posting: Posting) -> None:
        """Sends it, or records why not. Nothing is recorded once the claim is lost."""
        try:
            self._deliver(posting, self._now())
        except ClaimLostError:
            log.warning("posting %s is no longer ours: not sent by this process", posting.id)

    def _deliver(self, posting: Posting, now: datetime) -> None:
        if posting.merged_into:
            return self._follow(posting, now)
        family = self._family(posting)
        if wait := self._wait(family, posting, now):
            return self._later(posting, now + wait)  # what must wait is not drawn for nothing
        if posting.doubted_at and not posting.ts and not self._settled(posting, now):
            return None
        match self._manners.of(posting, now):
            case Together() as found:
                return self._join(posting, found, now)
            case Later(due=due):
                return self._later(posting, due)
            case Nothing():
                return self._record(outbox.record_dropped, posting)
        return self._say(posting, now)

    def _join(self, posting: Posting, found: Together, now: datetime) -> None:
        joined = self._manners.join(posting, found, now)
        if joined is Joined.LOST:
            raise ClaimLostError
        if joined is Joined.HELD:
            self._later(posting, now + FIRST_AGAIN)

    def _follow(self, posting: Posting, now: datetime) -> None:
        """What it is about has changed: the message that says it with others is drawn again."""
        assert posting.merged_into is not None
        with self._services.db.begin() as session:
            if outbox.record_merged(session, posting, posting.merged_into):
                refresh(session, posting.merged_into, now)

    def _say(self, posting: Posting, now: datetime) -> None:
        said = self._renderer.verdict(posting, now)
        match said:
            case Message() | File():
                return self._send(replace(posting, doubted_at=None), said, now)
            case Later():
                return self._later(posting, said.due)
            case Broke():
                return self._broke(posting, said.error, now)
            case Expired():
                return self._record(outbox.record_expired, posting)
            case Nothing():
                return self._record(outbox.record_dropped, posting)

    def _family(self, posting: Posting) -> str:
        """Which calls it takes; of a kind never drawn before, a guess."""
        if posting.ts:
            return "update"
        return "upload" if posting.kind in self._files or posting.file_id else "post"

    def _wait(self, family: str, posting: Posting, now: datetime) -> timedelta:
        channel = posting.channel or posting.recipient
        return max(self._pace.wait(family, channel, now), self.breaker.rest(family, now))

    # A posting that may be there already

    def _settled(self, posting: Posting, now: datetime) -> bool:
        """Whether it does not stand in Slack, as far as Prime sees, and may be sent; else it is recorded."""
        try:
            found = self._finder.find(posting)
        except CallError as error:
            self._failed(posting, error, self._family(posting), now)
            return False
        if isinstance(found, Found):
            self._sent(posting, found.channel, found.ts, now)
        return isinstance(found, Absent)

    # Sending

    def _send(self, posting: Posting, said: Message | File, now: datetime) -> None:
        if isinstance(said, File):
            self._files.add(posting.kind)
        family = "upload" if isinstance(said, File) else self._family(posting)
        channel = posting.channel or posting.recipient
        if wait := self.breaker.wait(family, now):
            return self._later(posting, now + wait)
        if wait := self._pace.take(family, channel, now):
            return self._in_turn(posting, now, wait)
        try:
            where, ts = self._tell(posting, said)
        except CallError as error:
            return self._failed(posting, error, family, now)
        self.breaker.worked(family)
        self._sent(posting, where, ts, now, said)
        return None

    def _tell(self, posting: Posting, said: Message | File) -> tuple[str, str]:
        """Tells Slack; returns the conversation and the timestamp it gave."""
        if isinstance(said, File):
            return self._upload(posting, said)
        self._hold(posting)
        return self._calls.update(posting, said) if posting.ts else self._calls.post(posting, said)

    def _upload(self, posting: Posting, file: File) -> tuple[str, str]:
        """In two recorded steps, each safe to repeat: the bytes, which nobody sees; then the sharing, which
        Slack does once for a file."""
        channel = self._calls.conversation(posting.recipient)
        file_id = posting.file_id
        if not file_id:
            self._hold(posting)
            file_id = self._calls.hand_over(file)
            self._record_file(posting, file_id)
        self._hold(posting)
        try:
            self._calls.share(file_id, file, channel)
        except CallError as error:
            if error.failure.code != "file_not_found":
                raise
            return self._shared_before(replace(posting, file_id=file_id), error)
        return channel, file_id

    def _shared_before(self, posting: Posting, error: CallError) -> tuple[str, str]:
        """Slack has no such file to share: it was shared before, or thrown away, and is uploaded anew."""
        found = self._finder.find(posting)
        if found is Absent.NOT_THERE:
            self._record_file(posting, "")
            raise error
        if isinstance(found, Found):
            return found.channel, found.ts
        return self._calls.conversation(posting.recipient), posting.file_id

    def _record_file(self, posting: Posting, file_id: str) -> None:
        with self._services.db.begin() as session:
            ours = outbox.record_file(session, posting, file_id)
        if not ours:
            raise ClaimLostError

    def _hold(self, posting: Posting) -> None:
        """Renews the claim right before a call; raises `ClaimLostError` where it is somebody else's.

        A process that was frozen in between asks again: what it woke up with may be long over.
        """
        while True:
            began = self._steady()
            with self._services.db.begin() as session:
                ours = outbox.hold(session, posting, self._now())
            if not ours:
                raise ClaimLostError
            if self._steady() - began < FRESH:
                return

    # What became of it

    def _sent(
        self, posting: Posting, where: str, ts: str, now: datetime, said: Message | File | None = None
    ) -> None:
        """It stands in Slack; `said`: None where it was found there."""
        message = said if isinstance(said, Message) else Message("")
        with self._services.db.begin() as session:
            outbox.record_sent(session, posting, where, ts, now)
            if has_notice(message):
                note_notice(session, posting.recipient, posting.id, now)
            if posting.kind == names.DIGEST:
                note_told(session, posting, now, message.shows)

    def _failed(self, posting: Posting, error: CallError, family: str, now: datetime) -> None:
        failure = error.failure
        if failure.about is ErrorScope.PACE:
            self._pace.pause(now, failure.wait)
            return self._later(posting, now + failure.wait)
        if failure.about is ErrorScope.PASSING:
            return self._again(posting, error, now)
        if failure.about is ErrorScope.WORKSPACE:
            person = not posting.ts and is_person(posting.recipient)
            if self.breaker.refused(failure.code, family, now, personal=person):
                return self._later(posting, now)
        log.warning("posting %s (%s) was refused: %s", posting.id, posting.kind, failure.code)
        with self._services.db.begin() as session:
            ours = outbox.record_failed(session, posting, failure.code)
            if ours and not posting.ts:
                about = (posting.kind, posting.subject, posting.moment)
                note_refused(session, *about, posting.recipient, failure.code, now)
            if ours and (lost := self._router.missing_posts.get(posting.kind)):
                lost(session, posting, failure.code, now)
        return None

    def _again(self, posting: Posting, error: CallError, now: datetime) -> None:
        """Later, after a growing pause; it may have gone through, and is looked for then."""
        code = error.failure.code
        log.warning("posting %s (%s) did not get through: %s", posting.id, posting.kind, code)
        doubted = posting.doubted_at or (now if error.shown else None)
        pause = growing(FIRST, posting.attempts, self._chance)
        if error.shown and code == UNANSWERED:
            pause = max(pause, LATE)
        with self._services.db.begin() as session:
            outbox.record_later(session, posting, now + pause, counted=True, fault=code, doubted_at=doubted)

    def _broke(self, posting: Posting, error: Exception, now: datetime) -> None:
        """Later, or set aside: then organisers are told, but not of the message that would tell them."""
        broke = posting.broke + 1
        if broke < MOST_BREAKS:
            log.warning(
                "posting %s (%s) could not be drawn: %s", posting.id, posting.kind, type(error).__name__
            )
            due = now + growing(FIRST, posting.broke, self._chance)
            with self._services.db.begin() as session:
                doubted = posting.doubted_at
                outbox.record_later(session, posting, due, counted=False, doubted_at=doubted, broke=broke)
            return
        reference = new_reference()
        what = "posting %s (%s) could not be drawn and is set aside, reference %s"
        log.error(what, posting.id, posting.kind, reference, exc_info=error)
        with self._services.db.begin() as session:
            ours = outbox.record_broken(session, posting, reference, version())
            if ours and posting.kind != names.BROKEN:
                touch_kind(session, names.BROKEN, now)
                organisers.tell(session, names.BROKEN, OUTBOX, version(), now, live=True)

    def _later(self, posting: Posting, due: datetime) -> None:
        """Not now, and nothing is counted: Slack, the hour or our own pace has it wait."""
        with self._services.db.begin() as session:
            doubted, broke = posting.doubted_at, posting.broke
            outbox.record_later(session, posting, due, counted=False, doubted_at=doubted, broke=broke)

    def _in_turn(self, posting: Posting, now: datetime, wait: timedelta) -> None:
        """Where others have just posted to its recipient it keeps its place: it is claimed after that."""
        kept = not posting.ts and posting.recipient in self.paced(now)
        self._later(posting, posting.due_at if kept and posting.due_at else now + wait)

    def _record(self, record: Callable[..., bool], posting: Posting) -> None:
        with self._services.db.begin() as session:
            record(session, posting)
