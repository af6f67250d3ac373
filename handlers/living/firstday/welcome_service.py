"""Where a new member stands, and what they do about it: one transaction a function."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from club.charter import must_accept
from club.directory import Audience, Field, shown
from club.firstday import Checklist, MemberStep
from club.ids import SlackId
from handlers import names
from handlers.kit.services import Services
from storage import firststeps as rows
from storage.charter import get_accepted, required_number
from storage.database import Session
from storage.firststeps import FirstSteps
from storage.missing_posts import is_refused
from storage.people import Person, get_person
from storage.postings import Note, Posting, enqueue, subject_of_member, touch_all
from storage.profiles import get_details

ASKED_OF = (Field.EXPERTISE, Field.SEEKS)
"""The fields of a profile by which the three questions count as answered."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """How a new member's first steps stand."""

    steps: Checklist[MemberStep]
    channel: SlackId
    introduced: bool = False
    refused: bool = False
    """Whether Slack refused the introduction in the channel."""


def look(session: Session, services: Services, person: Person) -> Welcome:
    """Each step, looked at anew."""
    noted, required = rows.get_first_steps(session, person.id), required_number(session)
    details = get_details(session, person.id)
    order = tuple(step for step in MemberStep if required or step is not MemberStep.CHARTER)
    found = {
        MemberStep.CHARTER: not must_accept(get_accepted(session, person.id), required),
        MemberStep.PROFILE: any(details[name].value for name in ASKED_OF if name in details),
        MemberStep.AGENDA: noted.agenda or rows.has_answered(session, person.id),
        MemberStep.INTRODUCTION: noted.introduced_at is not None,
    }
    done = {step for step, holds in found.items() if holds}
    steps = Checklist(order, done, noted.aside)
    introduced = noted.introduced_at is not None
    refused = introduced and is_refused(
        session, names.INTRODUCTION, subject_of_member(person.id), f"{noted.introduced_at}"
    )
    return Welcome(steps, services.club.channel, introduced, refused)


# Acts


@contextmanager
def _acting(services: Services, person: Person, now: datetime) -> Iterator[tuple[Session, FirstSteps] | None]:
    """A write transaction of somebody who is a member now; whatever shows their steps is drawn again."""
    with services.db.begin() as session:
        today = get_person(session, person.id)
        if today is None or not today.can_act:
            yield None
            return
        yield session, rows.get_first_steps(session, person.id)
        touch_all(session, subject_of_member(person.id), now)


def put_off(services: Services, person: Person, step: MemberStep, now: datetime) -> None:
    """A step is for later: the next one comes."""
    with _acting(services, person, now) as found:
        if found:
            session, noted = found
            rows.put_first_steps(session, person.id, replace(noted, aside=noted.aside | {step}))


def take_up(services: Services, person: Person, now: datetime) -> None:
    """What was put off is shown again."""
    with _acting(services, person, now) as found:
        if found:
            session, noted = found
            rows.put_first_steps(session, person.id, replace(noted, aside=frozenset()))


def see_agenda(services: Services, person: Person, now: datetime) -> None:
    """The events are looked at."""
    with _acting(services, person, now) as found:
        if found:
            session, noted = found
            rows.put_first_steps(session, person.id, replace(noted, agenda=True))


def propose_words(services: Services, person: Person) -> str:
    """What somebody could say of themselves: what stands already, else what all members may read anyhow."""
    with services.db.read() as session:
        noted = rows.get_first_steps(session, person.id)
        visible = shown(get_details(session, person.id), Audience.MEMBERS)
    parts = [person.function, *(visible[name] for name in ASKED_OF if name in visible)]
    return noted.words or "\n".join(part for part in parts if part)


def introduce(services: Services, person: Person, words: str, now: datetime) -> bool:
    """What a member says of themselves stands in the channel, under their name; whether they still may."""
    with _acting(services, person, now) as found:
        if found is None:
            return False
        session, noted = found
        told = replace(noted, words=words, introduced_at=noted.introduced_at or now)
        rows.put_first_steps(session, person.id, told)
        subject = subject_of_member(person.id)
        note = Note(names.INTRODUCTION, subject, services.club.channel, f"{told.introduced_at}", live=True)
        enqueue(session, [note], now)
        return True


def withdraw(services: Services, person: Person, now: datetime) -> None:
    """It goes from the channel."""
    with _acting(services, person, now) as found:
        if found:
            session, noted = found
            rows.put_first_steps(session, person.id, replace(noted, words="", introduced_at=None))


def lost(session: Session, posting: Posting, _code: str, now: datetime) -> None:
    """Slack refused an introduction for good: its author's message says so."""
    touch_all(session, posting.subject, now)


def ceases(session: Session, _services: Services, person: Person, now: datetime) -> None:
    """Somebody takes part no longer: what they said of themselves goes, and does not come back by itself."""
    noted = rows.get_first_steps(session, person.id)
    if noted.introduced_at:
        rows.put_first_steps(session, person.id, replace(noted, words="", introduced_at=None))
    touch_all(session, subject_of_member(person.id), now)
