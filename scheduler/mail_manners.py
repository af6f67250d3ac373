"""Decent manners of e-mails: what may wait comes as one letter a day, by the rules of the message of the day.

What several mails say is put together in one transaction, before any of it is sent: they become `merged`, and
one more mail names them. So whatever dies in between, each is said once, in the letter that it was put in.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from club.digest import LAST_CALL, LATELY, LINES, WEEK, Reader, Way, Wishes, comes, repeats
from handlers import names
from handlers.kit.interaction import Line
from handlers.kit.manners import MAY_WAIT, UNASKED, way_of
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from handlers.kit.wishes import reader_of
from scheduler.manners import BY_ITSELF, AsItself
from scheduler.rendering import Broke, Later, Nothing, Renderer
from storage.database import Session
from storage.mail import (
    Mail,
    QueuedMail,
    get_mails,
    last_mailed,
    list_mailed,
    list_waiting_mails,
    merge_mails,
    parts_of,
)
from storage.people import Person
from storage.postings import Posting

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WithOthers:
    """It goes in one letter with these."""

    day: str
    others: Sequence[int]


@dataclass(frozen=True, slots=True)
class Part:
    """One matter of a letter."""

    mail: QueuedMail
    line: Line


def posting_of(mail: Mail | QueuedMail, person: Person) -> Posting:
    """What renderers are asked with: a letter is never updated in place, and no posting has its id."""
    return Posting(
        id=0,  # type: ignore[arg-type]
        kind=mail.kind,
        subject=mail.subject,
        recipient=person.slack_id or "",  # type: ignore[arg-type]
        moment=mail.moment,
        channel="",  # type: ignore[arg-type]
        ts="",
        attempts=mail.attempts,
        live=False,
        queued_at=mail.queued_at,
    )


class MailManners:
    """Decides for a mail in hand how it goes."""

    def __init__(self, services: Services, renderer: Renderer) -> None:
        self._services, self._renderer = services, renderer

    def of(self, mail: Mail, person: Person, now: datetime) -> WithOthers | AsItself | Later | Nothing:
        """How it goes; `AsItself` also for whatever is urgent, or breaks over being asked."""
        if mail.kind not in MAY_WAIT:
            return AsItself()
        found = self._renderer.guarded(lambda: self._look(mail, person, now))
        return AsItself() if isinstance(found, Broke) else found

    def join(self, mail: Mail, found: WithOthers, now: datetime) -> None:
        """Puts it together with the others; nothing where it is somebody else's by now."""
        with self._services.db.begin() as session:
            merge_mails(session, mail, names.DIGEST, found.day, found.others, now)

    def parts(self, mail: Mail, person: Person, now: datetime) -> list[Part] | Later | Broke:
        """What a letter of several matters says; what is settled or unwanted since is left out."""
        return self._renderer.guarded(lambda: self._parts(mail, person, now))

    def _look(self, mail: Mail, person: Person, now: datetime) -> WithOthers | AsItself | Later | Nothing:
        with self._services.db.read() as session:
            reader = reader_of(session, self._services, person)
            way = way_of(mail, reader.wishes)
            limit = self._renderer.limit(self._context(session, mail, person, now))
            if way is Way.NEVER or self._repeats(session, mail, now):
                return Nothing()
            said = list_mailed(session, person.id, UNASKED, now - WEEK)
            each = way is Way.EACH and not reader.wishes.is_absent(reader.day(now))
            due = now if each else comes(mail.queued_at, limit, now, reader, said)
            if due > now:
                return Later(due)
            if way is Way.EACH or (limit and limit - now <= LAST_CALL):
                return AsItself()
            others = self._others(session, mail, person, reader, now)
        return WithOthers(f"{reader.day(now)}", others) if others else AsItself()

    def _repeats(self, session: Session, mail: Mail, now: datetime) -> bool:
        """Whether it is a reminder that comes by itself, and would say what was written a moment ago."""
        if mail.moment.partition(":")[0] not in BY_ITSELF:
            return False
        return repeats(last_mailed(session, mail, LINES, now - LATELY), now)

    def _others(
        self, session: Session, mail: Mail, person: Person, reader: Reader, now: datetime
    ) -> list[int]:
        """What else waits for the same reader, has something to say and would not go by itself."""
        return [
            one.id
            for one in list_waiting_mails(session, person.id, MAY_WAIT, now)
            if (one.kind, one.subject) != (mail.kind, mail.subject)
            and way_of(one, reader.wishes) is Way.TOGETHER
            and isinstance(self._renderer.line(self._context(session, one, person, now)), Line)
        ]

    def _parts(self, mail: Mail, person: Person, now: datetime) -> list[Part] | Later | Broke:
        found, broke = dict[tuple[str, str], Part](), None
        with self._services.db.read() as session:
            wishes = reader_of(session, self._services, person).wishes
            for one in get_mails(session, parts_of(mail)):
                part = self._renderer.guarded(
                    partial(self._part, one, self._context(session, one, person, now), wishes)
                )
                if isinstance(part, Later):
                    return part
                if isinstance(part, Broke):
                    broke = part  # it holds up none of the others
                    log.error("a matter of a letter, %s, cannot be said", one.kind, exc_info=part.error)
                elif part:
                    found[one.kind, one.subject] = part  # of two reminders the later
        return list(found.values()) or broke or []

    def _part(self, one: QueuedMail, ctx: RenderContext, wishes: Wishes) -> Part | Later | Broke | None:
        held, line = self._renderer.held(ctx), self._renderer.line(ctx)
        if isinstance(held, Later):
            return held
        if not isinstance(line, Line):
            return line
        wanted = held is None and way_of(one, wishes) is not Way.NEVER
        return Part(one, line) if wanted and line.awaited else None

    def _context(
        self, session: Session, mail: Mail | QueuedMail, person: Person, now: datetime
    ) -> RenderContext:
        return self._renderer.mail_context(session, posting_of(mail, person), person, now)
