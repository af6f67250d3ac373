"""Works as members read them and organisers keep them: one transaction a function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from club.ids import CompanyId, MemberId, WorkId
from club.topics import DELIVERING, Topic
from club.works import Work, WorkFault, edition_fault, faults_of
from handlers.choosing.works.delivery import moved
from handlers.choosing.works.place import listed
from handlers.kit import return_to as kit
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage.admission import get_company_name
from storage.database import Session
from storage.evaluations import Evaluation, Graded, list_evaluations, list_headlines
from storage.people import list_companies
from storage.topics import Query, find_topics, get_topic
from storage.works import (
    add_work,
    find_works,
    get_work,
    get_work_named,
    list_earlier,
    list_later,
    list_years,
    lock_works,
    save_work,
)

MOST_OPTIONS, FEW_OPTIONS = 100, 25
"""As many as a select shows."""


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One page of the list."""

    page: Page[Work]
    years: list[int]
    grades: Mapping[WorkId, Graded] = field(default_factory=dict)
    """How useful the last evaluation found a work."""
    missed: str = ""
    """Words that fit no work: the list shows all."""


@dataclass(frozen=True, slots=True)
class ShownWork:
    """A work, and its editions."""

    work: Work
    earlier: list[Work]
    """The edition before it, and those before that one, the newest first."""
    later: list[Work]
    evaluations: list[Evaluation] = field(default_factory=list)
    """The last first."""
    before: tuple[Work, Evaluation] | None = None
    """The last edition before this one whose grades may be shown, and what they were."""


@dataclass(frozen=True, slots=True)
class WorkOutcome:
    """What an organiser's act came to: the work as it stands now, unless something is wrong."""

    work: Work | None
    """None where it is gone."""
    faults: Sequence[WorkFault] = field(default=())
    overtaken: bool = False
    """Somebody else changed it after the form was opened; nothing is saved."""


def listing(services: Services, asked: ListPosition) -> WorkPage:
    """One page of the works of a year that hold every word; all of them where none does."""
    with services.db.read() as session:
        years = list_years(session)
        at = asked._replace(of=asked.of if asked.of in years else 0)
        found = find_works(session, at.words, at.of or None, limit=PAGE, skip=at.number * PAGE)
        if not found.total and (at.words or at.of):
            everything = find_works(session, limit=PAGE)
            page = Page.of(everything.works, everything.total, listed())
            return WorkPage(page, years, _grades(session, everything.works), at.words or str(at.of))
        if not found.works and found.total:
            return listing(services, at.within(found.total))
        page = Page.of(found.works, found.total, at.within(found.total))
        return WorkPage(page, years, _grades(session, found.works))


def _grades(session: Session, works: Sequence[Work]) -> Mapping[WorkId, Graded]:
    return list_headlines(session, [work.id for work in works])


def show(services: Services, work_id: WorkId) -> ShownWork | None:
    """A work with all that belongs to it; None if there is none of that id."""
    with services.db.read() as session:
        work = get_work(session, work_id)
        if work is None:
            return None
        earlier, later = list_earlier(session, work.previous_id), list_later(session, work_id)
        evaluations = list_evaluations(session, work_id)
        before = _graded_before(session, earlier) if evaluations else None
        return ShownWork(work, earlier, later, evaluations, before)


def _graded_before(session: Session, earlier: Sequence[Work]) -> tuple[Work, Evaluation] | None:
    for edition in earlier:
        for evaluation in list_evaluations(session, edition.id):
            if evaluation.detailed:
                return edition, evaluation
    return None


def topics_like(services: Services, words: str) -> list[Topic]:
    """Topics that a work may come from, by words."""
    with services.db.read() as session:
        return find_topics(session, Query(states=DELIVERING, words=words), 0, FEW_OPTIONS)[0]


def works_like(services: Services, words: str, but: WorkId) -> list[Work]:
    """Works that may be an edition before, by words; never the work itself."""
    with services.db.read() as session:
        return [work for work in find_works(session, words, limit=FEW_OPTIONS).works if work.id != but]


def companies_like(services: Services, words: str) -> list[tuple[CompanyId, str]]:
    """Companies whose work one may be, by words."""
    with services.db.read() as session:
        return list_companies(session, words, MOST_OPTIONS)


def revision(work: Work) -> str:
    """Tells whether a work was changed since a form showed it."""
    return kit.revision(replace(work, topic="", companies=()))


def add(services: Services, work: Work, by: MemberId, now: datetime) -> WorkOutcome:
    """A new work. Its topic is delivered, and those who stand behind it hear of it (article ÉVALUER).

    The very same, sent twice, is one work.
    """
    with services.db.begin() as session:
        lock_works(session)
        same = get_work_named(session, work.title, work.year)
        if same and revision(replace(same, id=work.id)) == revision(work):
            return WorkOutcome(same)
        if faults := _faults(session, services, work, None, now):
            return WorkOutcome(work, faults)
        return _saved(session, services, None, add_work(session, work, by, now), by, now)


def change(services: Services, work: Work, seen: str, by: MemberId, now: datetime) -> WorkOutcome:
    """Saves an edited work; `seen` is the revision that the form showed.

    A topic named anew is delivered; the one named before no longer is, unless another work came of it.
    """
    with services.db.begin() as session:
        lock_works(session)
        old = get_work(session, work.id)
        if old is None:
            return WorkOutcome(None)
        if revision(old) != seen:
            return WorkOutcome(old, overtaken=True)
        if faults := _faults(session, services, work, old, now):
            return WorkOutcome(work, faults)
        save_work(session, work)
        return _saved(session, services, old, work.id, by, now)


def _saved(
    session: Session, services: Services, old: Work | None, work_id: WorkId, by: MemberId, now: datetime
) -> WorkOutcome:
    work = get_work(session, work_id)
    moved(session, services, old, work, by, now)
    return WorkOutcome(work)


def _faults(
    session: Session, services: Services, work: Work, old: Work | None, now: datetime
) -> list[WorkFault]:
    faults = faults_of(work, now.astimezone(services.club.zone).year)
    same = get_work_named(session, work.title, work.year)
    if same is not None and same.id != work.id:
        faults.append(WorkFault.DOUBLE)
    if work.topic_id is not None and (old is None or old.topic_id != work.topic_id):
        topic = get_topic(session, work.topic_id)
        if topic is None or topic.state not in DELIVERING:
            faults.append(WorkFault.NO_TOPIC)
    if not all(get_company_name(session, one) for one in work.company_ids):
        faults.append(WorkFault.NO_COMPANY)
    later = list_later(session, work.id) if old else []
    edition = edition_fault(work, list_earlier(session, work.previous_id), later)
    return faults + ([edition] if edition else [])
