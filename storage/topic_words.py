"""Topics found by their words, in their list's order."""

from collections.abc import Sequence

from sqlalchemy import case, exists, select

from club.ids import TopicId
from club.topics import TopicKind, TopicState
from storage import tables
from storage.session import Session
from storage.tables import core
from storage.wording import MOST, WORDS, Entry, Found, find, is_empty, put

TOPIC = core(tables.Topic)
TOPICS, WAITING = "topic", "unanswered"
"""The list as `storage.wording` knows it, and its part that waits for an answer; the others are by state."""


def find_page(
    session: Session,
    words: Sequence[str],
    states: Sequence[TopicState],
    kind: TopicKind | None,
    offset: int,
    limit: int,
    *,
    unanswered: bool,
    unanswered_first: bool,
) -> Found:
    """A page of the newest topics that hold the words; those that wait for an answer alone or first."""
    of_kind = [exists().where(TOPIC.c.id == WORDS.c.ref, TOPIC.c.kind == kind.value)] if kind else []
    shelves = [state.value for state in states or TopicState]
    waiting = [WAITING] if TopicState.PROPOSED.value in shelves else []
    rows = [waiting] if unanswered else [waiting, shelves] if unanswered_first else [[*waiting, *shelves]]
    ids, total = list[int](), 0
    for row in rows:
        if total >= MOST:
            break
        after, left = max(0, offset - total), limit - len(ids)
        found = find(session, TOPICS, words, row, *of_kind, newest=True, offset=after, limit=left)
        ids, total = [*ids, *found.ids], total + found.total
    return Found(ids, min(total, MOST))


def index_topics(session: Session, topic_ids: Sequence[TopicId] | None = None) -> None:
    """Has these topics, or all, found by what they say now: in the transaction that changed it."""
    shelf = case((TOPIC.c.unanswered, WAITING), else_=TOPIC.c.state)
    found = select(TOPIC.c.id, TOPIC.c.folded, shelf)
    if topic_ids is not None:
        found = found.where(TOPIC.c.id.in_(topic_ids))
    rows = session.connection().execute(found).all()
    put(session, TOPICS, [Entry(row[0], row[1], shelf=row[2]) for row in rows])


def fill_if_empty(session: Session) -> None:
    """Indexes the topics of a database that is older than their index."""
    if is_empty(session, TOPICS):
        index_topics(session)
