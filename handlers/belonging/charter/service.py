"""Reading, accepting, withdrawing, publishing: one transaction a function (article PARTICIPER)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.charter import (
    WITHDRAWN,
    CharterFault,
    Version,
    digest,
    must_accept,
    next_number,
    publication_faults,
    tidy,
)
from club.ids import MemberId, SlackId
from handlers import names
from handlers.belonging.charter.markdown import MarkdownRefused, read
from handlers.belonging.shared import accounts
from handlers.belonging.shared.admitting import charter_moved
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from storage import charter as rows
from storage.charter import Evidence, Outstanding
from storage.database import Session
from storage.firststeps import is_new
from storage.people import Membership, Person
from storage.postings import Note, enqueue, subject_of_member, touch, touch_all


def subject_of(number: int) -> str:
    """The subject of everything that is about a version."""
    return f"charter:{number}"


def number_of(subject: str) -> int:
    """Back from `subject_of`."""
    return int(subject.removeprefix("charter:"))


@dataclass(frozen=True, slots=True)
class CharterStatus:
    """Where somebody stands with the charter."""

    newest: Version | None
    required: Version | None
    """The newest material version."""
    accepted: int
    evidence: Sequence[Evidence] = ()
    count: tuple[int, int] = (0, 0)
    """How many members have accepted what is required, of how many; read for organisers alone."""

    @property
    def due(self) -> bool:
        """Whether there is a version to accept."""
        required = self.required.number if self.required else 0
        return self.newest is not None and must_accept(self.accepted, required)


def place_of(session: Session, person: Person, *, counted: bool = False) -> CharterStatus:
    """Where this person stands."""
    required = rows.get_required(session)
    return CharterStatus(
        newest=rows.get_newest(session),
        required=required,
        accepted=rows.get_accepted(session, person.id),
        evidence=rows.list_evidence(session, person.id),
        count=rows.count_accepted(session, required.number) if counted and required else (0, 0),
    )


def get_place(services: Services, person: Person, *, counted: bool = False) -> CharterStatus:
    """Where this person stands."""
    with services.db.read() as session:
        return place_of(session, person, counted=counted)


def get_version(services: Services, number: int) -> Version | None:
    """A version by number."""
    with services.db.read() as session:
        return rows.get_version(session, number)


class AcceptanceResult(StrEnum):
    """What accepting or withdrawing came to."""

    ACCEPTED = "accepted"
    ALREADY = "already"
    OUTDATED = "outdated"
    """Another version was published while this one was read: nothing is accepted."""
    WITHDRAWN = "withdrawn"
    NOTHING = "nothing"
    """There is no acceptance to take back."""


def accept(services: Services, person: Person, number: int, language: str, now: datetime) -> AcceptanceResult:
    """Accepts the version read, if it is still the newest; the evidence names the text by its digest."""
    with services.db.begin() as session:
        accepted = rows.get_accepted(session, person.id, lock=True)
        version = rows.get_newest(session)
        if version is None or version.number != number:
            return AcceptanceResult.OUTDATED
        if accepted >= number:
            return AcceptanceResult.ALREADY
        evidence = Evidence(number, version.sha256, language, withdrawn=False, at=now)
        rows.add_evidence(session, person.id, evidence, accepted=number)
        if accepted == 0 and person.active and is_new(session, person.id):
            accounts.welcome(session, person, now)
        if person.slack_id:
            note = Note(names.CHARTER_ACCEPTED, subject_of(number), person.slack_id, now.isoformat(), True)
            enqueue(session, [note], now)
        _follow(session, services, person, number, now)
    return AcceptanceResult.ACCEPTED


def withdraw(services: Services, person: Person, language: str, now: datetime) -> AcceptanceResult:
    """Takes the acceptance back: the club shuts, and coming seats are freed."""
    with services.db.begin() as session:
        number = rows.get_accepted(session, person.id, lock=True)
        version = rows.get_version(session, number)
        if version is None:
            return AcceptanceResult.NOTHING
        evidence = Evidence(number, version.sha256, language, withdrawn=True, at=now)
        rows.add_evidence(session, person.id, evidence, accepted=WITHDRAWN)
        if person.state is Membership.ADMITTED:
            services.ceases(session, person, now)
        _follow(session, services, person, number, now)
    return AcceptanceResult.WITHDRAWN


def _follow(session: Session, services: Services, person: Person, newest: int, now: datetime) -> None:
    """Whatever shows this person where they stand is drawn again; a way into the club moves with it."""
    charter_moved(session, person.id, services.club.quota, now)
    mine = person.slack_id or SlackId("")
    touch(session, subject_of_member(person.id), mine, mine, now)
    for number in range(1, newest + 1):
        touch(session, subject_of(number), mine, mine, now)


def list_outstanding(services: Services, asked: ListPosition, size: int) -> Page[Outstanding]:
    """A page of the members who have not accepted the newest material version; beyond the end, the last."""
    with services.db.read() as session:
        required = rows.required_number(session)
        accepted, members = rows.count_accepted(session, required)
        total = members - accepted
        at = asked.within(total, size)
        people = rows.list_outstanding(session, required, at.number * size, size)
    return Page.of(people, total, at, size)


@dataclass(frozen=True, slots=True)
class CharterDraft:
    """A version before it is one."""

    text: str
    material: bool
    changes: str
    accept_by: datetime | None


@dataclass(frozen=True, slots=True)
class CharterFaulty:
    """Nothing was published."""

    faults: Sequence[CharterFault] = ()
    refused: Sequence[MarkdownRefused] = ()


class Meanwhile:
    """Another version was published meanwhile: nothing is published over it unread."""


def publish(
    session: Session, draft: CharterDraft, by: MemberId | None, now: datetime, *, after: int | None = None
) -> Version | CharterFaulty | Meanwhile:
    """Publishes a version and tells everybody, inside the caller's transaction.

    `after` is the newest version its author knew of; None for whatever it is.
    """
    newest, text = rows.get_newest(session), tidy(draft.text)
    if after is not None and after != (newest.number if newest else 0):
        return Meanwhile()
    accept_by = draft.accept_by if draft.material else None
    faults = publication_faults(text, material=draft.material, accept_by=accept_by, newest=newest, now=now)
    refused = [piece for piece in read(text) if isinstance(piece, MarkdownRefused)]
    if faults or refused:
        return CharterFaulty(faults, refused)
    number = next_number(newest)
    version = Version(number, draft.material, text, digest(text), draft.changes.strip(), now, accept_by)
    if not rows.add_version(session, version, by):
        return Meanwhile()
    _announce(session, version, now)
    return version


def _announce(session: Session, version: Version, now: datetime) -> None:
    told = rows.list_concerned(session)
    notes = [Note(names.CHARTER, subject_of(version.number), one.slack_id, live=True) for one in told]
    enqueue(session, notes, now)
    for number in range(1, version.number):
        touch_all(session, subject_of(number), now)
