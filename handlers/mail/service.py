"""Who is written to: one transaction a function."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.ids import MemberId
from handlers.kit.services import Services
from storage import mail
from storage.mail import MailConsent
from storage.people import Person, find_member, get_person


class Noted(StrEnum):
    """What an organiser's note of an agreement came to."""

    DONE = "done"
    STOPPED = "stopped"
    """The member stopped it: only they take that back."""
    GONE = "gone"
    """There is no such member any more."""


@dataclass(frozen=True, slots=True)
class MailPreference:
    """A member, and what they said of e-mail."""

    person: Person
    consent: MailConsent


def find(services: Services, member_id: MemberId) -> MailPreference | None:
    """What holds for a member; None where there is none, or no member any more."""
    with services.db.read() as session:
        person = get_person(session, member_id)
        return (
            MailPreference(person, mail.get_consent(session, member_id)) if person and person.active else None
        )


def find_by_address(services: Services, address: str) -> MailPreference | None:
    """The same for whoever has this e-mail address."""
    with services.db.read() as session:
        person = find_member(session, email=address, slack_id=None)
        return (
            MailPreference(person, mail.get_consent(session, person.id)) if person and person.active else None
        )


def agree(services: Services, member_id: MemberId, now: datetime) -> None:
    """The member agrees to be written to."""
    with services.db.begin() as session:
        mail.agree(session, member_id, now)


def stop(services: Services, member_id: MemberId, now: datetime) -> None:
    """The member is written to no more; a note of an organiser's does not undo that."""
    with services.db.begin() as session:
        mail.stop(session, member_id, now)


def note(services: Services, member_id: MemberId, by: MemberId, now: datetime) -> Noted:
    """An organiser notes that a member agreed, outside Slack."""
    with services.db.begin() as session:
        person = get_person(session, member_id)
        if person is None or not person.active:
            return Noted.GONE
        return Noted.DONE if mail.agree(session, member_id, now, noted_by=by) else Noted.STOPPED
