"""Uses of works: told by members, read by organisers; one transaction a function (article CONTRIBUER)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from club.ids import MemberId, UseId
from club.uses import Use, UseFault, faults_of
from club.works import Work
from handlers import names
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage.database import Session
from storage.digests import settle
from storage.people import Person, get_person
from storage.postings import Note, enqueue, touch_some
from storage.uses import (
    cite_use,
    find_uses,
    list_citing,
    list_uncited,
    list_unused,
    list_use_years,
    note_use,
    subject_of_uses,
)
from storage.works import lock_work

LISTED = "works.uses"


@dataclass(frozen=True, slots=True)
class UseOutcome:
    """What telling of a use came to."""

    work: Work | None
    """None where it is gone: nothing is noted."""
    use: Use
    faults: Sequence[UseFault] = field(default=())


@dataclass(frozen=True, slots=True)
class Uses:
    """One page of a year's uses."""

    page: Page[Use]
    uncited: int
    years: list[int]
    """Those that may be looked at, the newest first; this one always."""


def tell(services: Services, use: Use) -> UseOutcome:
    """Notes a use; told twice, it is one, as it was told last."""
    assert use.at is not None, "it is told now"
    faults = faults_of(use, use.at.astimezone(services.club.zone).year)
    with services.db.begin() as session:
        work = lock_work(session, use.work_id)
        if work and not faults:
            note_use(session, use)
            _moved(session, use.member_id, use.year, use.at)
        return UseOutcome(work, use, faults)


def _moved(session: Session, member_id: MemberId | None, year: int, now: datetime) -> None:
    """What this member was asked of a year's uses is drawn again."""
    person = get_person(session, member_id) if member_id is not None else None
    if person and person.slack_id:
        touch_some(session, subject_of_uses(year), [person.slack_id], now)


def cite(services: Services, use_id: UseId, member_id: MemberId, year: int, now: datetime) -> None:
    """ALLICE is named there now; of somebody else's use nothing changes."""
    with services.db.begin() as session:
        cite_use(session, use_id, member_id)
        _moved(session, member_id, year, now)


def answer_none(services: Services, person: Person, year: int, now: datetime) -> None:
    """None was of use: the question is answered. What is kept is that it waits no longer, and no more."""
    with services.db.begin() as session:
        if person.slack_id:
            settle(session, names.WORKS_ASKED, subject_of_uses(year), person.slack_id, now)


def unused(services: Services, member_id: MemberId, year: int) -> list[Work]:
    """The works that a member evaluated, and told no use of in that year."""
    with services.db.read() as session:
        return list_unused(session, member_id, year)


def uncited(services: Services, member_id: MemberId, year: int) -> list[Use]:
    """A member's uses that await the citation."""
    with services.db.read() as session:
        return list_uncited(session, member_id, year)


def listing(services: Services, asked: ListPosition, now: datetime) -> Uses:
    """A page of the uses of a year; of this year where none is named."""
    this_year = now.astimezone(services.club.zone).year
    with services.db.read() as session:
        years = sorted({this_year, *list_use_years(session)}, reverse=True)
        at = asked._replace(of=asked.of if asked.of in years else this_year)
        found = find_uses(session, at.of, limit=PAGE, skip=at.number * PAGE)
        if not found.uses and found.total:
            return listing(services, at.within(found.total), now)
        return Uses(Page.of(found.uses, found.total, at.within(found.total)), found.uncited, years)


def propose(services: Services, year: int, now: datetime) -> int:
    """Whoever used a work without naming ALLICE gets the ready sentence, once a month; how many do."""
    moment = f"{now.astimezone(services.club.zone):%Y-%m}"
    with services.db.begin() as session:
        accounts = list_citing(session, year)
        notes = [Note(names.WORKS_CITE, subject_of_uses(year), one, moment, live=True) for one in accounts]
        enqueue(session, notes, now)
    return len(accounts)


def ask_export(services: Services, organiser: Person, year: int, now: datetime) -> None:
    """The list of a year comes as a file, by direct message."""
    with services.db.begin() as session:
        if organiser.slack_id:
            note = Note(names.WORKS_USES, subject_of_uses(year), organiser.slack_id, now.isoformat())
            enqueue(session, [note], now)
