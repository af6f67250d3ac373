"""Topics found by their words, in their list's order."""

from collections.abc import Sequence

from sqlalchemy import case, exists, select, union

from club.ids import TopicId
from club.likeness import keys
from club.topics import LIVING, TopicKind, TopicState
from storage import tables
from storage.session import Session
from storage.tables import core
from storage.wording import MOST, WORDS, FoundPage, WordedEntry, find, is_empty, put

TOPIC = core(tables.Topic)
TOPICS, WAITING = "topic", "unanswered"
"""The list as `storage.wording` knows it, and its part that waits for an answer; the others are by state."""
TITLES, LIVES = "title", "living"
"""Titles by what they may have in common with another (`club.likeness.keys`), and those of living topics."""
_NEWEST, _MOST_KEYS = 50, 400
"""Topics that are looked at for each key; keys that are looked for: SQLite unites 500 at most."""


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
) -> FoundPage:
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
    return FoundPage(ids, min(total, MOST))


def list_alike(session: Session, title: str) -> list[tuple[TopicId, str]]:
    """Living topics whose titles may have something in common with this one, the newest first.

    Of each key that it has, those of the newest topics: the others are found by what is rarer in it.
    """
    here = (WORDS.c.list == TITLES, WORDS.c.shelf == LIVES, WORDS.c.place == "")
    newest = select(WORDS.c.ref).order_by(WORDS.c.ref.desc()).limit(_NEWEST)
    each = (newest.where(*here, WORDS.c.word == key).subquery() for key in keys(title)[:_MOST_KEYS])
    found = union(*(select(some.c.ref) for some in each))
    ids = session.connection().execute(found).scalars().all()
    titles = select(TOPIC.c.id, TOPIC.c.title).where(TOPIC.c.id.in_(ids)).order_by(TOPIC.c.id.desc())
    return [(TopicId(row.id), row.title) for row in session.connection().execute(titles)]


def index_topics(session: Session, topic_ids: Sequence[TopicId] | None = None) -> None:
    """Has these topics, or all, found by what they say now: in the transaction that changed it."""
    shelf = case((TOPIC.c.unanswered, WAITING), else_=TOPIC.c.state).label("shelf")
    lives = case((TOPIC.c.state.in_([state.value for state in LIVING]), LIVES), else_="past").label("lives")
    found = select(TOPIC.c.id, TOPIC.c.title, TOPIC.c.folded, shelf, lives)
    if topic_ids is not None:
        found = found.where(TOPIC.c.id.in_(topic_ids))
    rows = session.connection().execute(found).all()
    put(session, TOPICS, [WordedEntry(row.id, row.folded, shelf=row.shelf) for row in rows])
    put(
        session, TITLES, [WordedEntry(row.id, "", row.lives, keys=frozenset(keys(row.title))) for row in rows]
    )


def fill_if_empty(session: Session) -> None:
    """Indexes the topics of a database that is older than their index."""
    if is_empty(session, TOPICS) or is_empty(session, TITLES):
        index_topics(session)
