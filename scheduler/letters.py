"""What an e-mail of Prime looks like: three lines of plain text, with addresses for its reader alone."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr
from hashlib import sha256

from club.digest import LINES
from club.events import Event, Phase, phase
from club.ids import MemberId
from club.signed import Signed, key_of, sign
from handlers.kit.blocks import cut
from handlers.kit.interaction import Line, Message
from handlers.kit.lines import waiting
from handlers.words import Translator
from storage.mail import Mail
from storage.people import Person

SHOWN = 60
"""Characters of each matter of a letter that has several."""
ANSWER, STOP = "answer", "stop"
"""What a signed address is for."""
EVENTS, SLACK = "/prime rsvp", "/prime"
"""What is typed in Slack to go on: about an event, or about anything else."""
LONGEST_SUBJECT = 150
"""Characters: what a phone shows, and far below what RFC 5322 allows."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages of letters are: behind `prime run --http`, at an address that members reach."""

    base: str
    """Such as `https://prime.club.example`; empty where there are no such pages."""
    secret: str
    """Of the installation, as in `club.signed.key_of`."""

    def answer(self, event: Event, member_id: MemberId, now: datetime) -> str:
        """The page where this member answers for this event, until the deadline; empty where they cannot."""
        if not self.base or phase(event, now) is not Phase.OPEN:
            return ""
        what = Signed(ANSWER, (event.id, member_id), event.deadline)
        return f"{self.base}/mail/{ANSWER}/{sign(key_of(self.secret), what)}"

    def stop(self, member_id: MemberId) -> str:
        """The page where this member has no more written to them."""
        return (
            f"{self.base}/mail/{STOP}/{sign(key_of(self.secret), Signed(STOP, (member_id,)))}"
            if self.base
            else ""
        )


@dataclass(frozen=True, slots=True)
class LetterFrame:
    """What stands around what is said."""

    sender: str
    addresses: Addresses
    notice: Sequence[str] = ()
    """What is kept of the reader, a line each: beneath a first letter alone."""


def digest_letter(
    t: Translator,
    matters: Sequence[tuple[Line, Event | None]],
    mail: Mail,
    person: Person,
    by: LetterFrame,
    now: datetime,
) -> MIMEText:
    """The e-mail of several matters: what they are, where each is answered, how to get no more."""
    near = matters[:LINES]
    links = [
        f"{cut(line.text, SHOWN)} {link}"
        for line, event in near
        if event and (link := by.addresses.answer(event, person.id, now))
    ]
    text = _in_one_line(waiting(t, [line for line, _ in matters], SHOWN))
    return _made(t, text, _where(t, person, SLACK, _in_one_line(" ; ".join(links))), mail, person, by)


def letter(
    t: Translator,
    said: Message,
    mail: Mail,
    person: Person,
    event: Event | None,
    by: LetterFrame,
    now: datetime,
) -> MIMEText:
    """The e-mail: what is said, where to answer, how to get no more.

    No name but the reader's own goes into it, nor what anybody wrote. Its Message-ID is made of its identity:
    a letter that goes out twice, for no answer came, is one in a reader's mailbox.
    """
    text = _in_one_line(html.unescape(said.letter or said.text))
    link = by.addresses.answer(event, person.id, now) if event else ""
    return _made(t, text, _where(t, person, EVENTS if event else SLACK, link), mail, person, by)


def _in_one_line(text: str) -> str:
    """A header is one line, whatever parts lines; no-break spaces of French stay."""
    return " ".join(line.strip(" ") for line in text.splitlines())


def _made(t: Translator, text: str, where: str, mail: Mail, person: Person, by: LetterFrame) -> MIMEText:
    stop = by.addresses.stop(person.id)
    lines = [text, where, _stopping(t, person, stop), *(["", *by.notice] if by.notice else [])]
    made = MIMEText("\n".join(lines) + "\n", "plain", "utf-8")
    made["From"], made["To"] = formataddr(parseaddr(by.sender)), person.email or ""
    subject = text if len(text) <= LONGEST_SUBJECT else f"{text[: LONGEST_SUBJECT - 1]}…"
    # Not EmailMessage: where it parts a header right before a space, in Python 3.11, the space is lost.
    made["Subject"] = Header(subject, "utf-8", header_name="Subject").encode()
    made["Date"] = format_datetime(mail.queued_at)
    made["Message-ID"] = message_id(mail, by.sender)
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's machine answers it
    if stop:
        made["List-Unsubscribe"] = f"<{stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return made


def message_id(mail: Mail, sender: str) -> str:
    """The same for the same mail, and nothing of it can be read there."""
    identity = (
        f"{mail.id}:{mail.kind}:{mail.subject}:{mail.moment}:{mail.member_id}:{mail.queued_at.isoformat()}"
    )
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    return f"<{sha256(identity.encode()).hexdigest()[:32]}@{domain}>"


def _where(t: Translator, person: Person, command: str, link: str) -> str:
    if link:
        return t("To answer: {link}", link=link)
    if person.slack_id:
        return t("Everything is in Slack: {command}", command=command)
    return t("The organisers of the club answer your questions.")


def _stopping(t: Translator, person: Person, stop: str) -> str:
    if stop:
        return t("No more of these e-mails: {link}", link=stop)
    if not person.slack_id:
        return t("No more of these e-mails: tell the organisers of the club.")
    return t("No more of these e-mails: /prime mail, in Slack.")
