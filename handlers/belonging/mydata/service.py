"""A person's own data: one transaction a function. The rules are `club.retention`'s."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from club.admission import AdmissionState
from club.ids import MemberId
from club.retention import RetentionLimits, may_leave
from handlers import names
from handlers.belonging.shared import admitting
from handlers.kit import organisers
from handlers.kit.services import Services
from storage import admission as rows
from storage import departures, erasure
from storage.database import Session
from storage.erasure import ErasureTally
from storage.erasures import get_to_erase
from storage.ledger import Erasure
from storage.people import Membership, Person, Role, get_person
from storage.postings import Note, enqueue, member_of, subject_of_member, touch_all
from storage.topics import Query, find_topics, subject_of_topic

EVERY_TOPIC = 1_000_000


class Left(StrEnum):
    """What asking to leave came to."""

    DONE = "done"
    ONLY_ORGANISER = "only_organiser"
    """Nobody else organises: somebody has to, first."""


def get_tally(services: Services, person: Person, now: datetime) -> ErasureTally:
    """How much is held of a person."""
    with services.db.read() as session:
        return erasure.get_tally(session, person.id, now)


def send(services: Services, person: Person, now: datetime) -> None:
    """Queues the file; asking several times within a minute sends it once."""
    if person.slack_id:
        minute = now.strftime("%Y-%m-%dT%H:%M")
        with services.db.begin() as session:
            enqueue(
                session, [Note(names.MY_DATA, subject_of_member(person.id), person.slack_id, minute)], now
            )


def leave(services: Services, person: Person, now: datetime) -> Left:
    """Ends the membership and erases the person; seats go to those who wait, the organisers are told."""
    with services.db.begin() as session:
        tally = erasure.get_tally(session, person.id, now)
        organiser = person.role is Role.ORGANISER and person.state is Membership.ADMITTED
        if not may_leave(organiser=organiser, other_organisers=tally.other_organisers):
            return Left.ONLY_ORGANISER
        services.ceases(session, person, now)
        supported, _ = find_topics(session, Query(mine=person.id), 0, EVERY_TOPIC)
        member = person.state is Membership.ADMITTED
        request = rows.get_latest(session, person.id, AdmissionState.OPEN)
        erasure.erase(session, person.id, former_name(services), now)
        if request:
            touch_all(session, admitting.subject_of(request.id), now)
        for topic in supported:
            touch_all(session, subject_of_topic(topic.id), now)
        _company_moves(session, services, person, now)
        if member:
            _tell_organisers(session, person, now, was_contact=tally.contact)
    return Left.DONE


def _company_moves(session: Session, services: Services, person: Person, now: datetime) -> None:
    """A seat of the company is free: whoever waits for one sees it (article PARTICIPER)."""
    if person.company_id:
        admitting.company_moved(session, person.company_id, services.club.quota, now)


def _tell_organisers(session: Session, person: Person, now: datetime, *, was_contact: bool) -> None:
    moment = "contact" if was_contact else ""
    organisers.tell(session, names.MEMBER_LEFT, subject_of_member(person.id), moment, now)


def former_name(services: Services) -> str:
    """What somebody who left is called, in the club's language."""
    t = services.shared
    return t("Former member")


def apply_limits(services: Services, limits: RetentionLimits, now: datetime) -> dict[str, int]:
    """Forgets what was kept long enough; how many rows of each kind. Doing it twice changes nothing more."""
    former = former_name(services)
    with services.db.begin() as session:
        departures.note_departures(session, now)
        due = erasure.list_due(session, limits)
    for member_id in due:
        _end_member(services, member_id, former, now)
    with services.db.begin() as session:
        return {
            "departed members": len(due),
            "guests": erasure.end_guests(session, limits),
            "consultations": erasure.end_consultations(session, limits),
            "questions": erasure.end_questions(session, limits),
            "corrections of pages": erasure.end_corrections(session, limits),
            "answers to searches for a date": erasure.end_fits(session, limits),
            "answers after events": erasure.end_answers(session, limits),
            "acceptances": erasure.end_evidence(session, limits, former, now),
            "messages": erasure.end_postings(session, limits),
        }


def erase_again(services: Services, erasures: Iterable[Erasure], now: datetime) -> int:
    """Erases who left since an older copy of the database was made; how many. The organisers knew of it."""
    count = 0
    for one in erasures:
        with services.db.begin() as session:
            if person := get_to_erase(session, one):
                services.ceases(session, person, now)
                erasure.erase(session, person.id, former_name(services), now)
                _company_moves(session, services, person, now)
                count += 1
    return count


def _end_member(services: Services, member_id: MemberId, former: str, now: datetime) -> None:
    """A transaction each: whatever a suspended member still held at coming events is given back first."""
    with services.db.begin() as session:
        person = get_person(session, member_id)
        if person is not None and person.state is not Membership.ADMITTED:
            services.ceases(session, person, now)
            erasure.end_member(session, member_id, former, services.club.zone, now)
            _company_moves(session, services, person, now)


def get_left(session: Session, subject: str) -> tuple[str, Person] | None:
    """The name and the remaining row of somebody who left; None for what is about nobody."""
    person = get_person(session, member_of(subject))
    return (departures.get_departed_name(session, person.id), person) if person else None
