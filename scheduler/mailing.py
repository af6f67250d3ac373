"""Sending what waits in the table of mails: one letter after the other, each from what holds now."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.mime.text import MIMEText

from club.digest import nearest_first
from club.events import Event
from handlers import names
from handlers.kit.data_notice import by_mail
from handlers.kit.interaction import Message
from handlers.kit.router import Router
from handlers.kit.services import Services
from handlers.words import Translator
from scheduler.letters import LetterFrame, digest_letter, letter
from scheduler.mail_manners import MailManners, WithOthers, posting_of
from scheduler.rendering import Broke, Expired, Later, Nothing, Renderer, Verdict
from scheduler.smtp import Blame, MailError, SmtpConnection, SmtpServer
from scheduler.waits import Chance, Wait, growing
from storage.events import get_event
from storage.mail import (
    Mail,
    QueuedMail,
    bears_notice,
    claim_mail,
    get_consent,
    note_notice,
    put_mail_off,
    record_mail,
)
from storage.people import Person, get_person
from storage.postings import event_of, subject_of
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
        self._manners = MailManners(services, self._renderer)
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
        if mail.kind == names.DIGEST:
            return self._deliver_several(connection, mail, person, now)
        match self._manners.of(mail, person, now):
            case WithOthers() as found:
                self._manners.join(mail, found, now)
                return True
            case Later(due=due):
                return self._put_off(mail, due)
            case Nothing():
                return self._record(mail, PostingStage.DROPPED)
        return self._deliver_one(connection, mail, mail, person, now)

    def _deliver_one(
        self, connection: SmtpConnection, mail: Mail, about: Mail | QueuedMail, person: Person, now: datetime
    ) -> bool:
        """One matter; `about` is it, `mail` what says it."""
        match self._verdict(about, person, now):
            case Message() as said:
                t, event = self._words(person), self._event(about)
                made = letter(t, said, mail, person, event, self._frame(mail, person), now)
                return self._hand_over(connection, mail, made, now)
            case Later(due=due):
                return self._put_off(mail, due)
            case Broke(error=error):
                return self._broke(mail, error, now)
            case Expired():
                return self._record(mail, PostingStage.EXPIRED)
        return self._record(mail, PostingStage.DROPPED)

    def _reader(self, mail: Mail) -> Person | None:
        """Whom it is for; None where they have stopped it since, are no member now, or have no address."""
        with self._services.db.read() as session:
            person = get_person(session, mail.member_id)
            agreed = get_consent(session, mail.member_id).given
        return person if person and person.is_insider and person.email and agreed else None

    def _verdict(self, mail: Mail | QueuedMail, person: Person, now: datetime) -> Verdict:
        return self._renderer.mail(posting_of(mail, person), person, now)

    def _deliver_several(self, connection: SmtpConnection, mail: Mail, person: Person, now: datetime) -> bool:
        """One letter of all that still waits; of one matter alone, that matter's own."""
        parts = self._manners.parts(mail, person, now)
        if isinstance(parts, Broke):
            return self._broke(mail, parts.error, now)
        if isinstance(parts, Later):
            return self._put_off(mail, parts.due)
        if not parts:
            return self._record(mail, PostingStage.DROPPED)
        if len(parts) == 1:
            return self._deliver_one(connection, mail, parts[0].mail, person, now)
        near = nearest_first([part.line for part in parts])
        events = {id(part.line): self._event(part.mail) for part in parts}
        matters = [(line, events[id(line)]) for line in near]
        made = digest_letter(self._words(person), matters, mail, person, self._frame(mail, person), now)
        return self._hand_over(connection, mail, made, now)

    def _words(self, person: Person) -> Translator:
        return self._services.words.for_locale(person.language or self._services.club.language)

    def _frame(self, mail: Mail, person: Person) -> LetterFrame:
        """With what is kept of the reader, in the first letter to them."""
        with self._services.db.read() as session:
            if not bears_notice(session, mail):
                return self._envelope
        said = by_mail(self._words(person), self._services.club, in_slack=bool(person.slack_id))
        return replace(self._envelope, notice=said)

    def _hand_over(self, connection: SmtpConnection, mail: Mail, made: MIMEText, now: datetime) -> bool:
        try:
            connection.send(made)
        except MailError as error:
            return self._failed(mail, error, now)
        return self._record(mail, PostingStage.SENT)

    def _event(self, mail: Mail | QueuedMail) -> Event | None:
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
            if stage is PostingStage.SENT:
                note_notice(session, mail)
        return True

    def _put_off(self, mail: Mail, due: datetime, fault: str = "", *, counted: bool = False) -> bool:
        with self._services.db.begin() as session:
            put_mail_off(session, mail, due, fault, counted=counted)
        return True
