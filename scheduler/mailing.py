"""Sending what waits in the table of mails: one letter after the other, each from what holds now."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from club.events import Event
from handlers.kit.interaction import Message
from handlers.kit.router import Router
from handlers.kit.services import Services
from scheduler.letters import LetterFrame, letter
from scheduler.rendering import Broke, Expired, Later, Renderer, Verdict
from scheduler.smtp import Blame, MailError, SmtpConnection, SmtpServer
from scheduler.waits import Chance, Wait, growing
from storage.events import get_event
from storage.mail import Mail, claim_mail, get_consent, put_mail_off, record_mail
from storage.people import Person, get_person
from storage.postings import Posting, event_of, subject_of
from storage.stages import PostingStage

log = logging.getLogger(__name__)

FIRST = timedelta(seconds=30)
"""Before the second try of what failed in passing."""
REST = timedelta(minutes=10)
"""While the server refuses us."""
MOST = 100
"""Letters a tick: time goes on in between."""
MOST_BREAKS = 3
"""So often a letter that cannot be drawn is tried."""


class Mailer:
    """Sends letters. One per process; several processes share the table."""

    def __init__(
        self,
        services: Services,
        router: Router,
        now: Callable[[], datetime],
        server: SmtpServer,
        envelope: LetterFrame,
        chance: Chance,
    ) -> None:
        self._services, self._now, self._chance = services, now, chance
        self._server, self._envelope = server, envelope
        self._renderer = Renderer(services, router)
        self._rest: Wait | None = None

    def drain(self) -> int:
        """Sends what is due; returns how many letters were taken up."""
        if self._rest and self._rest.left(self._now()):
            return 0
        with SmtpConnection(self._server) as connection:
            for count in range(MOST):
                with self._services.db.begin() as session:
                    mail = claim_mail(session, self._now())
                if mail is None or not self._deliver(connection, mail, self._now()):
                    return count
        return MOST

    def _deliver(self, connection: SmtpConnection, mail: Mail, now: datetime) -> bool:
        """Whether the next one may follow."""
        person = self._reader(mail)
        if person is None:
            return self._record(mail, PostingStage.DROPPED)
        match self._verdict(mail, person, now):
            case Message() as said:
                return self._send(connection, mail, person, said, now)
            case Later(due=due):
                return self._put_off(mail, due)
            case Broke(error=error):
                return self._broke(mail, error, now)
            case Expired():
                return self._record(mail, PostingStage.EXPIRED)
        return self._record(mail, PostingStage.DROPPED)

    def _reader(self, mail: Mail) -> Person | None:
        """Whom it is for; None where they have stopped it since, left, or have no address any more."""
        with self._services.db.read() as session:
            person = get_person(session, mail.member_id)
            agreed = get_consent(session, mail.member_id).given
        return person if person and person.active and person.email and agreed else None

    def _verdict(self, mail: Mail, person: Person, now: datetime) -> Verdict:
        posting = Posting(
            id=0,  # type: ignore[arg-type]  # no posting has it: a letter is never updated in place
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
        return self._renderer.mail(posting, person, now)

    def _send(
        self, connection: SmtpConnection, mail: Mail, person: Person, said: Message, now: datetime
    ) -> bool:
        t = self._services.words.for_locale(person.language or self._services.club.language)
        made = letter(t, said, mail, person, self._event(mail), self._envelope, now)
        try:
            connection.send(made)
        except MailError as error:
            return self._failed(mail, error, now)
        return self._record(mail, PostingStage.SENT)

    def _event(self, mail: Mail) -> Event | None:
        if not mail.subject.startswith(subject_of("")):  # type: ignore[arg-type]
            return None
        with self._services.db.read() as session:
            return get_event(session, event_of(mail.subject))

    def _failed(self, mail: Mail, error: MailError, now: datetime) -> bool:
        if error.blame is Blame.LETTER:
            log.warning("mail %s (%s) was refused: %s", mail.id, mail.kind, error.code)
            return self._record(mail, PostingStage.FAILED, error.code)
        if error.blame is Blame.SERVER:
            log.error("PRIME_SMTP_URL: the mail server refuses us (%s); tried again later", error.code)
            self._rest = Wait(now, REST)
            self._put_off(mail, now + REST, error.code)
            return False
        log.warning("mail %s (%s) did not get through: %s", mail.id, mail.kind, error.code)
        pause = growing(FIRST, mail.attempts, self._chance)
        return self._put_off(mail, now + pause, error.code, counted=True)

    def _broke(self, mail: Mail, error: Exception, now: datetime) -> bool:
        if mail.attempts + 1 < MOST_BREAKS:
            return self._put_off(mail, now + growing(FIRST, mail.attempts, self._chance), counted=True)
        log.error("mail %s (%s) could not be drawn and is set aside", mail.id, mail.kind, exc_info=error)
        return self._record(mail, PostingStage.BROKEN)

    def _record(self, mail: Mail, stage: PostingStage, fault: str = "") -> bool:
        with self._services.db.begin() as session:
            record_mail(session, mail, stage, fault)
        return True

    def _put_off(self, mail: Mail, due: datetime, fault: str = "", *, counted: bool = False) -> bool:
        with self._services.db.begin() as session:
            put_mail_off(session, mail, due, fault, counted=counted)
        return True
