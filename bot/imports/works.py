"""Saving the works of a file; run again with the same rows, it changes nothing (article ÉVALUER)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from club.folding import fold
from club.ids import CompanyId, TopicId, WorkId
from club.topics import DELIVERING, TopicStep
from club.works import Work
from handlers.choosing.shared.topics import tell
from handlers.imports.faults import RowFault, short
from handlers.imports.parse import WorkRow
from handlers.imports.saving import Counts, company_of, list_known
from handlers.imports.wrong import Told
from storage.postings import touch_all
from storage.session import Session
from storage.topics import add_step, list_topics, subject_of_topic
from storage.works import add_work, get_work_named, save_work


def save_works(session: Session, rows: Sequence[WorkRow], now: datetime) -> Counts:
    """Add or change works, found by title and year; an empty cell changes nothing.

    Their topics must have been shortlisted or chosen; whoever stands behind one hears that it is delivered.
    """
    counts, topics, known = Counts(), _topics(session), list_known(session)
    for row in rows:
        topic_id = topics.get(fold(row.topic))
        if row.topic and topic_id is None:
            reason = Told("“{topic}” is no topic that was shortlisted or chosen", topic=short(row.topic))
            counts.faults.append(RowFault(row.line, "topic", reason))
            continue
        owners = {company_of(row.line, "companies", one, known, counts) for one in row.companies}
        if None not in owners:
            _save(session, row, topic_id, sorted(filter(None, owners)), now, counts)
    return counts


def _topics(session: Session) -> dict[str, TopicId]:
    """By title; the newest of several."""
    return {fold(topic.title): topic.id for topic in reversed(list_topics(session, *DELIVERING))}


def _save(
    session: Session,
    row: WorkRow,
    topic_id: TopicId | None,
    owners: Sequence[CompanyId],
    now: datetime,
    counts: Counts,
) -> None:
    found = get_work_named(session, row.title, row.year)
    old = found or Work(WorkId(0), row.title, row.year)
    new = replace(
        old,
        link=row.link or old.link,
        summary=row.summary or old.summary,
        topic_id=topic_id or old.topic_id,
        level=row.level or old.level,
        company_ids=tuple(owners) or old.company_ids,
    )
    counts.count(added=found is None, changed=new != old)
    if found is not None and new != old:
        save_work(session, new)
    work_id = found.id if found else add_work(session, new, None, now)
    if topic_id is not None and topic_id != old.topic_id:
        _deliver(session, topic_id, work_id, now)


def _deliver(session: Session, topic_id: TopicId, work_id: WorkId, now: datetime) -> None:
    number = add_step(session, topic_id, TopicStep.DELIVERED, now, other_id=work_id)
    touch_all(session, subject_of_topic(topic_id), now)
    tell(session, topic_id, f"step:{number}", now)
