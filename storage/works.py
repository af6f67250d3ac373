"""Works delivered: kept, searched, tied to their topic, their companies and their other editions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, literal_column, select, update

from club.ballots import Ballot
from club.ballots import BallotState as BallotState
from club.folding import fold
from club.ids import CompanyId, MemberId, TopicId, WorkId
from club.topics import TopicState, TopicStep
from club.works import Level, Work
from storage import tables
from storage.ballot_rows import settings_of
from storage.ballots import BALLOT, OPTION
from storage.glossary import glossary_of
from storage.session import Session
from storage.tables import core
from storage.wording import remove, typed
from storage.work_words import WORKS, find_page, index_works

WORK, TOPIC, STEP = core(tables.Work), core(tables.Topic), core(tables.Step)
WORK_COUNT = core(tables.WorkCount)
OWNER, USE, COMPANY = core(tables.WorkCompany), core(tables.WorkUse), core(tables.Company)
_WORKS = select(WORK, TOPIC.c.title.label("topic")).outerjoin(TOPIC, TOPIC.c.id == WORK.c.topic_id)
_NEWEST = (WORK.c.year.desc(), WORK.c.id.desc())
_UNJUDGED: ColumnElement[bool] = literal_column("work.unjudged")
"""In the words of the index."""


@dataclass(frozen=True, slots=True)
class PublicWork:
    """A work that anybody may read, and since when the club has it."""

    work: Work
    added_at: datetime


@dataclass(frozen=True, slots=True)
class WorkMatches:
    """Some of the works that were looked for, and how many there are."""

    works: list[Work]
    total: int


def get_work(session: Session, work_id: WorkId) -> Work | None:
    """A work by id."""
    return next(iter(_all(session, _WORKS.where(WORK.c.id == work_id))), None)


def lock_work(session: Session, work_id: WorkId) -> Work | None:
    """The same; it goes on no ballot until the transaction ends."""
    session.connection().execute(select(WORK.c.id).where(WORK.c.id == work_id).with_for_update())
    return get_work(session, work_id)


def lock_works(session: Session) -> None:
    """Nobody else adds or changes a work until the transaction ends: doubles and editions are judged as they
    stand. SQLite has one writer at a time anyway."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE work IN SHARE ROW EXCLUSIVE MODE")


def find_works(
    session: Session, words: str = "", year: int | None = None, *, limit: int = 100, skip: int = 0
) -> WorkMatches:
    """Works in whose title, summary, year, topic or company every word begins one; the newest first.

    Of those that hold words, no more than `storage.wording.MOST` are found; where none does, those that say
    the same otherwise (`club.glossary`).
    """
    if looked_for := typed(words):
        ids, total = find_page(session, looked_for, year, skip, limit)
        for otherwise in () if total else glossary_of(session).rewordings(words):
            if total := (found_so := find_page(session, typed(otherwise), year, skip, limit)).total:
                ids = found_so.ids
                break
        known = {work.id: work for work in _all(session, _WORKS.where(WORK.c.id.in_(ids)))}
        return WorkMatches([known[one] for one in map(WorkId, ids) if one in known], total)
    found = _WORKS if year is None else _WORKS.where(WORK.c.year == year)
    counted = select(func.coalesce(func.sum(WORK_COUNT.c.works), 0))
    counted = counted if year is None else counted.where(WORK_COUNT.c.year == year)
    total = session.connection().execute(counted).scalar_one()
    return WorkMatches(_all(session, found.order_by(*_NEWEST).limit(limit).offset(skip)), int(total))


def get_work_named(session: Session, title: str, year: int) -> Work | None:
    """The work of that title and year; case and accents do not matter."""
    named = (
        work for work in _all(session, _WORKS.where(WORK.c.year == year)) if fold(work.title) == fold(title)
    )
    return next(named, None)


def list_works(session: Session, work_ids: Iterable[WorkId]) -> list[Work]:
    """These works, as far as there are such; none of them is taken away until the transaction ends."""
    found = _WORKS.where(WORK.c.id.in_(list(work_ids))).order_by(WORK.c.id)
    return _all(session, found.with_for_update(read=True, key_share=True, of=WORK))


def read_works(session: Session, work_ids: Iterable[WorkId]) -> list[Work]:
    """The same, only to be read."""
    return _all(session, _WORKS.where(WORK.c.id.in_(list(work_ids))).order_by(WORK.c.id))


def list_public_works(session: Session) -> list[PublicWork]:
    """The works that anybody may read, the newest first."""
    rows = session.connection().execute(
        select(WORK.c.id, WORK.c.added_at).where(WORK.c.level == Level.PUBLIC.value)
    )
    since = {row.id: row.added_at for row in rows}
    works = {work.id: work for work in read_works(session, since)}
    newest = sorted(works.values(), key=lambda work: (-work.year, -work.id))
    return [PublicWork(work, since[work.id]) for work in newest]


def list_unjudged(session: Session, limit: int | None = None) -> list[tuple[WorkId, str]]:
    """The works delivered that no evaluation has judged or is to judge, the latest first: title and year."""
    found = select(WORK.c.id, WORK.c.title, WORK.c.year).where(_UNJUDGED).order_by(*_NEWEST).limit(limit)
    return [(WorkId(row.id), f"{row.title} ({row.year})") for row in session.connection().execute(found)]


def count_unjudged(session: Session) -> int:
    """How many they are."""
    return int(
        session.connection().execute(select(func.count()).select_from(WORK).where(_UNJUDGED)).scalar_one()
    )


def list_years(session: Session) -> list[int]:
    """The years that works are of, the newest first."""
    years = select(WORK_COUNT.c.year).where(WORK_COUNT.c.works > 0).order_by(WORK_COUNT.c.year.desc())
    return list(session.connection().execute(years).scalars())


def list_works_of_topic(session: Session, topic_id: TopicId) -> list[Work]:
    """What came of a topic, the newest first."""
    return _all(session, _WORKS.where(WORK.c.topic_id == topic_id).order_by(*_NEWEST))


def list_earlier(session: Session, work_id: WorkId | None) -> list[Work]:
    """A work and the editions before it, the newest first; nothing for None or an unknown id."""
    back = select(WORK.c.id, WORK.c.previous_id).where(WORK.c.id == work_id).cte("back", recursive=True)
    back = back.union(select(WORK.c.id, WORK.c.previous_id).where(WORK.c.id == back.c.previous_id))
    ids = session.connection().execute(select(back.c.id)).scalars().all()
    return _all(session, _WORKS.where(WORK.c.id.in_(ids)).order_by(*_NEWEST)) if ids else []


def list_later(session: Session, work_id: WorkId) -> list[Work]:
    """The editions that name this work as the one before, the oldest first."""
    return _all(session, _WORKS.where(WORK.c.previous_id == work_id).order_by(WORK.c.year, WORK.c.id))


def list_ballots_of_work(session: Session, work_id: WorkId) -> list[Ballot]:
    """The ballots that a work is or was an option of, the newest first; without their options."""
    on = BALLOT.c.id.in_(select(OPTION.c.ballot_id).where(OPTION.c.work_id == work_id))
    rows = session.connection().execute(select(BALLOT).where(on).order_by(BALLOT.c.id.desc())).mappings()
    return [settings_of(row) for row in rows]


def add_work(session: Session, work: Work, by: MemberId | None, now: datetime) -> WorkId:
    """A new work; its id is given here, whatever the argument's is."""
    connection = session.connection()
    values = _values(work) | {"added_by": by, "added_at": now}
    if connection.dialect.name == "sqlite":
        values["id"] = connection.execute(_UNUSED).scalar_one()
    made = connection.execute(insert(WORK).values(values).returning(WORK.c.id))
    work_id = WorkId(made.scalar_one())
    _set_companies(session, work_id, work.company_ids)
    index_works(session, WORK.c.id == work_id)
    return work_id


_NAMED = (
    select(func.coalesce(func.max(STEP.c.other_id), 0)).where(STEP.c.what == step.value).scalar_subquery()
    for step in (TopicStep.DELIVERED, TopicStep.EVALUATED, TopicStep.WORK_REMOVED)
)
_LAST = select(func.coalesce(func.max(WORK.c.id), 0)).scalar_subquery()
_UNUSED = select(func.max(_LAST, *_NAMED) + 1)
"""SQLite would give the id of the last work, once it is taken away, to the next: what was said of the one
would lead to the other."""


def save_work(session: Session, work: Work) -> None:
    """Writes every field of an existing work."""
    session.connection().execute(update(WORK).where(WORK.c.id == work.id).values(_values(work)))
    _set_companies(session, work.id, work.company_ids)
    index_works(session, WORK.c.id == work.id)


def _set_companies(session: Session, work_id: WorkId, companies: Sequence[CompanyId]) -> None:
    connection = session.connection()
    connection.execute(delete(OWNER).where(OWNER.c.work_id == work_id))
    if companies:
        connection.execute(insert(OWNER), [{"work_id": work_id, "company_id": one} for one in companies])


def delete_work(session: Session, work: Work) -> None:
    """Forgets a work that no ballot judged, and its uses; the editions after it follow the one before it.

    Ballots that were called off keep its title.
    """
    connection = session.connection()
    after = update(WORK).where(WORK.c.previous_id == work.id)
    connection.execute(after.values(previous_id=work.previous_id))
    connection.execute(update(OPTION).where(OPTION.c.work_id == work.id).values(work_id=None))
    for table in (USE, OWNER):
        connection.execute(delete(table).where(table.c.work_id == work.id))
    connection.execute(delete(WORK).where(WORK.c.id == work.id))
    remove(session, WORKS, [work.id])


def return_topic(session: Session, topic_id: TopicId, state: TopicState, now: datetime) -> None:
    """Where a topic stands once its last work is taken away."""
    returned = update(TOPIC).where(TOPIC.c.id == topic_id)
    session.connection().execute(returned.values(state=state.value, changed_at=now))


def _all(session: Session, found: Select[Any]) -> list[Work]:
    rows = session.connection().execute(found).mappings().all()
    owners = _owners(session, [row["id"] for row in rows])
    return [_work(row, owners.get(row["id"], [])) for row in rows]


def _owners(session: Session, ids: Sequence[int]) -> Mapping[int, list[tuple[CompanyId, str]]]:
    """The companies of these works, with their names, by id."""
    found: dict[int, list[tuple[CompanyId, str]]] = defaultdict(list)
    owned = select(OWNER.c.work_id, COMPANY.c.id, COMPANY.c.name).order_by(COMPANY.c.id)
    owned = owned.join(COMPANY, COMPANY.c.id == OWNER.c.company_id).where(OWNER.c.work_id.in_(ids))
    for work_id, company_id, name in session.connection().execute(owned) if ids else ():
        found[work_id].append((CompanyId(company_id), name))
    return found


def _work(row: Any, owners: Sequence[tuple[CompanyId, str]]) -> Work:
    return Work(
        id=WorkId(row["id"]),
        title=row["title"],
        year=row["year"],
        link=row["link"],
        summary=row["summary"],
        topic_id=row["topic_id"] and TopicId(row["topic_id"]),
        previous_id=row["previous_id"] and WorkId(row["previous_id"]),
        topic=row["topic"] or "",
        level=Level(row["level"]),
        company_ids=tuple(company_id for company_id, _ in owners),
        companies=tuple(name for _, name in owners),
    )


def _values(work: Work) -> dict[str, Any]:
    return {
        "title": work.title,
        "folded": fold(f"{work.title} {work.summary} {work.year}"),
        "year": work.year,
        "link": work.link,
        "summary": work.summary,
        "topic_id": work.topic_id,
        "previous_id": work.previous_id,
        "level": work.level.value,
    }
