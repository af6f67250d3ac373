"""Works found by the words of their title, summary, year, topic and companies, the newest first."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, true

from storage import tables
from storage.session import Session
from storage.tables import core
from storage.wording import WORDS, FoundPage, WordedEntry, find, is_empty, put

WORK, TOPIC = core(tables.Work), core(tables.Topic)
OWNER, COMPANY = core(tables.WorkCompany), core(tables.Company)
WORKS = "work"
"""The list as `storage.wording` knows it; its places are years."""


def find_page(session: Session, words: Sequence[str], year: int | None, offset: int, limit: int) -> FoundPage:
    """A page of the newest works, of a year or of all, that hold the words."""
    of_year = [] if year is None else [WORDS.c.place == _place(year)]
    return find(session, WORKS, words, ("",), *of_year, newest=True, offset=offset, limit=limit)


def _place(year: int) -> str:
    return f"{year:04}"


def index_works(session: Session, which: ColumnElement[bool] | None = None) -> None:
    """Has these works, or all, found by what is said now: in the transaction that changed it."""
    said = select(WORK.c.id, WORK.c.year, WORK.c.folded, TOPIC.c.folded.label("topic"))
    said = said.outerjoin(TOPIC, TOPIC.c.id == WORK.c.topic_id).where(true() if which is None else which)
    owned = select(OWNER.c.work_id, COMPANY.c.folded).join(COMPANY, COMPANY.c.id == OWNER.c.company_id)
    owned = owned.join(WORK, WORK.c.id == OWNER.c.work_id).where(true() if which is None else which)
    texts = dict[int, list[str]]()
    for work_id, folded in session.connection().execute(owned):
        texts.setdefault(work_id, []).append(folded)
    entries = []
    for row in session.connection().execute(said):
        text = " ".join([row.folded, row.topic or "", *texts.get(row.id, [])])
        entries.append(WordedEntry(row.id, text, place=_place(row.year)))
    put(session, WORKS, entries)


def index_works_of_topic(session: Session, topic_id: int) -> None:
    """After the topic's words changed."""
    index_works(session, WORK.c.topic_id == topic_id)


def index_works_of_company(session: Session, company_id: int) -> None:
    """After the company's name changed, or another's works became its own."""
    index_works(session, WORK.c.id.in_(select(OWNER.c.work_id).where(OWNER.c.company_id == company_id)))


def fill_if_empty(session: Session) -> None:
    """Indexes the works of a database that is older than their index."""
    if is_empty(session, WORKS):
        index_works(session)
