"""Topics and who stands behind them: rows in, frozen values out."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    union_all,
    update,
)

from club.folding import fold
from club.followup import Matter
from club.ids import MemberId, TopicId
from club.topics import BECOMES, LIVING, VERDICTS, Proposal, Topic, TopicKind, TopicState, TopicStep
from storage import tables
from storage.followup import follow
from storage.glossary import glossary_of
from storage.people import ADMITTED, MEMBER
from storage.session import Session
from storage.tables import core
from storage.topic_words import find_page, index_topics
from storage.upsert import Upsert
from storage.wording import FoundPage, typed
from storage.work_words import index_works_of_topic

TOPIC, BACKING, STEP = core(tables.Topic), core(tables.Backing), core(tables.Step)
TOPIC_COUNT = core(tables.TopicCount)

_BEHIND = and_(BACKING.c.topic_id == TOPIC.c.id, BACKING.c.member_id == MEMBER.c.id, ADMITTED)
_SUPPORTERS = select(func.count()).where(_BEHIND).correlate(TOPIC).scalar_subquery()
_COMPANIES = select(func.count(MEMBER.c.company_id.distinct())).where(_BEHIND).correlate(TOPIC)
_AUTHOR = MEMBER.alias("author")
_PROPOSED = TOPIC.alias("proposed")
_TOPICS = (
    select(
        TOPIC,
        func.coalesce(_AUTHOR.c.name, "").label("author"),
        _SUPPORTERS.label("supporters"),
        _COMPANIES.scalar_subquery().label("companies"),
    )
    .select_from(TOPIC)
    .outerjoin(_AUTHOR, _AUTHOR.c.id == TOPIC.c.author_id)
)
_ONE = _TOPICS.where(TOPIC.c.id == bindparam("topic_id"))
_BACK = Upsert(BACKING, ["topic_id", "member_id"])
_CARRY = Upsert(BACKING, ["topic_id", "member_id"], ["coauthor"])

TITLES_LOCK = 0x5449544C4553
"""The key of an advisory lock of PostgreSQL; any number that nothing else locks."""


def subject_of_topic(topic_id: TopicId) -> str:
    """The subject of every posting about a topic."""
    return f"topic:{topic_id}"


def topic_of(subject: str) -> TopicId:
    """The topic a subject names; ValueError if it names none."""
    return TopicId(int(subject.removeprefix("topic:")))


def get_topic(session: Session, topic_id: TopicId) -> Topic | None:
    """A topic as it stands."""
    row = session.connection().execute(_ONE, {"topic_id": topic_id}).mappings().one_or_none()
    return _topic(row) if row else None


def lock_topic(session: Session, topic_id: TopicId) -> Topic | None:
    """The same; whoever else would change it waits until this transaction ends."""
    lock = select(TOPIC.c.id).where(TOPIC.c.id == topic_id).with_for_update(key_share=True)
    session.connection().execute(lock)
    return get_topic(session, topic_id)


def list_topics(session: Session, *states: TopicState) -> list[Topic]:
    """Topics in these states (all of them where none is named), the newest first."""
    found = _TOPICS.order_by(TOPIC.c.id.desc())
    if states:
        found = found.where(TOPIC.c.state.in_([state.value for state in states]))
    return [_topic(row) for row in session.connection().execute(found).mappings()]


@dataclass(frozen=True, slots=True)
class Query:
    """Which topics are wanted."""

    states: tuple[TopicState, ...] = ()
    kind: TopicKind | None = None
    words: str = ""
    mine: MemberId | None = None
    """Those that this member proposed, carries or supports."""
    unanswered_first: bool = False
    """Those that organisers have not answered come first…"""
    unanswered: bool = False
    """…or alone."""


def find_topics(session: Session, query: Query, offset: int, limit: int) -> tuple[list[Topic], int]:
    """A page of the topics that a query means, and how many there are; the newest first.

    Of those that hold words, no more are found than `storage.wording.MOST`; where none does, those that say
    the same otherwise (`club.glossary`).
    """
    if query.mine is None and query.words.strip():
        ways = (query.words, *glossary_of(session).rewordings(query.words))
        pages = (_worded(session, replace(query, words=words), offset, limit) for words in ways)
        found = next((page for page in pages if page.total), FoundPage([], 0))
        return _those(session, found.ids), found.total
    total = _count(session, query)
    if query.unanswered_first and not query.unanswered:
        return _waiting_first(session, query, offset, limit), total
    return _page(session, query, offset, limit), total


def _worded(session: Session, query: Query, offset: int, limit: int) -> FoundPage:
    return find_page(
        session,
        typed(query.words),
        query.states,
        query.kind,
        offset,
        limit,
        unanswered=query.unanswered,
        unanswered_first=query.unanswered_first,
    )


def _those(session: Session, ids: Sequence[int]) -> list[Topic]:
    """These topics, in this order."""
    rows = session.connection().execute(_TOPICS.where(TOPIC.c.id.in_(ids))).mappings()
    known = {row["id"]: _topic(row) for row in rows}
    return [known[one] for one in ids]


def _waiting_first(session: Session, query: Query, offset: int, limit: int) -> list[Topic]:
    """A page that begins with what waits for an answer: two lists, each as its index has it."""
    waiting = _count(session, replace(query, unanswered=True))
    first = _page(session, replace(query, unanswered=True), offset, limit) if offset < waiting else []
    rest, after = limit - len(first), max(0, offset - waiting)
    return first + (_page(session, query, after, rest, ~_UNANSWERED) if rest > 0 else [])


def _page(session: Session, query: Query, offset: int, limit: int, *more: ColumnElement[bool]) -> list[Topic]:
    """Some of the topics that are meant, the newest first: of each state so many as the page can show, as its
    index has them, and not all of them sorted."""
    meant = [*_meant(replace(query, states=())), *more]
    if query.unanswered or query.mine is not None or not query.states:
        states = [TOPIC.c.state.in_([one.value for one in query.states])] if query.states else []
        ids = select(TOPIC.c.id).where(*meant, *states).order_by(TOPIC.c.id.desc())
    else:
        each = [
            select(
                select(TOPIC.c.id)
                .where(TOPIC.c.state == state.value, *meant)
                .order_by(TOPIC.c.id.desc())
                .limit(offset + limit)
                .subquery()
            )
            for state in query.states
        ]
        ids = select(union_all(*each).subquery("of_states").c.id).order_by(literal_column("1").desc())
    page = _TOPICS.where(TOPIC.c.id.in_(ids.offset(offset).limit(limit))).order_by(TOPIC.c.id.desc())
    return [_topic(row) for row in session.connection().execute(page).mappings()]


_UNANSWERED = TOPIC.c.unanswered


def _count(session: Session, query: Query) -> int:
    """How many topics a query means: of figures kept where it asks for nothing else than what they are by."""
    if query.words or query.mine is not None:
        found = select(func.count()).select_from(TOPIC).where(*_meant(query))
    else:
        found = select(func.coalesce(func.sum(TOPIC_COUNT.c.topics), 0)).where(*_counted(query))
    return int(session.connection().execute(found).scalar_one())


def _counted(query: Query) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if query.states:
        where.append(TOPIC_COUNT.c.state.in_([state.value for state in query.states]))
    if query.kind:
        where.append(TOPIC_COUNT.c.kind == query.kind.value)
    if query.unanswered:
        where.append(TOPIC_COUNT.c.unanswered == 1)
    return where


def count_unanswered(session: Session) -> int:
    """How many proposals wait for the organisers' answer."""
    return _count(session, Query(unanswered=True))


def is_unanswered(session: Session, topic_ids: Iterable[TopicId]) -> set[TopicId]:
    """Those of the topics that wait for the organisers' answer."""
    found = select(TOPIC.c.id).where(TOPIC.c.id.in_(list(topic_ids)), _UNANSWERED)
    return {TopicId(row.id) for row in session.connection().execute(found)}


def _meant(query: Query) -> list[ColumnElement[bool]]:
    where = [TOPIC.c.folded.contains(word, autoescape=True) for word in fold(query.words).split()]
    if query.states:
        where.append(TOPIC.c.state.in_([state.value for state in query.states]))
    if query.kind:
        where.append(TOPIC.c.kind == query.kind.value)
    if query.unanswered:
        where.append(_UNANSWERED)
    if query.mine is not None:
        # From the person on, by two indexes: asked of each topic, it costs as much as the club has topics.
        proposed = select(_PROPOSED.c.id).where(_PROPOSED.c.author_id == query.mine)
        backed = select(BACKING.c.topic_id).where(BACKING.c.member_id == query.mine)
        where.append(TOPIC.c.id.in_(proposed.union(backed)))
    return where


def last_topic(session: Session) -> int:
    """The id of the topic that came last; 0 while there is none."""
    return int(session.connection().execute(select(func.coalesce(func.max(TOPIC.c.id), 0))).scalar_one())


def list_titles(session: Session, *states: TopicState, after: int) -> list[tuple[TopicId, str]]:
    """The titles of topics in these states that came after one, the newest first."""
    wanted = and_(TOPIC.c.state.in_([state.value for state in states]), TOPIC.c.id > after)
    found = select(TOPIC.c.id, TOPIC.c.title).where(wanted).order_by(TOPIC.c.id.desc())
    return [(TopicId(id_), title) for id_, title in session.connection().execute(found)]


def list_descriptions(session: Session, topic_ids: Iterable[TopicId]) -> list[tuple[TopicId, str]]:
    """What these topics are about, of those that say it."""
    wanted = and_(TOPIC.c.id.in_(list(topic_ids)), TOPIC.c.description != "")
    found = select(TOPIC.c.id, TOPIC.c.description).where(wanted)
    return [(TopicId(id_), description) for id_, description in session.connection().execute(found)]


def lock_titles(session: Session) -> None:
    """Nobody else proposes a topic until the transaction ends: they come in the order of their numbers.

    SQLite has one writer at a time anyway.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(TITLES_LOCK)))


def find_same(session: Session, author: MemberId, proposal: Proposal) -> TopicId | None:
    """The open topic of this author that says the very same."""
    said = _words(proposal)
    same = [TOPIC.c[name] == value for name, value in said.items()]
    open_ = TOPIC.c.state.in_([state.value for state in LIVING])
    found = select(TOPIC.c.id).where(TOPIC.c.author_id == author, open_, *same).limit(1)
    topic_id: TopicId | None = session.connection().execute(found).scalar_one_or_none()
    return topic_id


def add_topic(
    session: Session, author: MemberId, kind: TopicKind, title: str, description: str, why: str, now: datetime
) -> TopicId:
    """A new topic, which its author supports; it is followed up until the organisers answer it."""
    values = {"author_id": author, "proposed_at": now, "changed_at": now}
    values |= _words(Proposal(kind, title, description, why)) | {
        "state": TopicState.PROPOSED.value,
        "reason": "",
    }
    made = session.connection().execute(insert(TOPIC).values(values).returning(TOPIC.c.id))
    topic_id = TopicId(made.scalar_one())
    index_topics(session, [topic_id])
    follow(session, Matter.PROPOSAL, topic_id, now)
    back(session, topic_id, author, now)
    return topic_id


def change_words(session: Session, topic_id: TopicId, proposal: Proposal, now: datetime) -> None:
    """Says the topic anew."""
    values = _words(proposal) | {"changed_at": now}
    session.connection().execute(update(TOPIC).where(TOPIC.c.id == topic_id).values(values))
    index_topics(session, [topic_id])
    index_works_of_topic(session, topic_id)


def _words(proposal: Proposal) -> dict[str, Any]:
    said = proposal.title, proposal.description
    return asdict(proposal) | {"kind": str(proposal.kind), "folded": fold(" ".join(said))}


def back(
    session: Session, topic_id: TopicId, member: MemberId, now: datetime, *, coauthor: bool = False
) -> None:
    """A member stands behind a topic; a co-author stays one."""
    row = {"topic_id": topic_id, "member_id": member, "coauthor": coauthor, "at": now}
    (_CARRY if coauthor else _BACK).run(session.connection(), row)


def leave(session: Session, topic_id: TopicId, member: MemberId) -> bool:
    """A member no longer stands behind it; whether they did."""
    gone = delete(BACKING).where(BACKING.c.topic_id == topic_id, BACKING.c.member_id == member)
    done = session.connection().execute(gone.execution_options(preserve_rowcount=True))
    return bool(done.rowcount)


def add_step(
    session: Session,
    topic_id: TopicId,
    step: TopicStep,
    now: datetime,
    *,
    by: MemberId | None = None,
    other_id: int | None = None,
    reason: str = "",
) -> int:
    """Writes down what happened, and the state that it leads to; returns the step's number."""
    connection = session.connection()
    row = {"topic_id": topic_id, "what": step.value, "by": by, "other_id": other_id}
    made = connection.execute(insert(STEP).values(row | {"reason": reason, "at": now}).returning(STEP.c.id))
    if step in BECOMES:
        state = BECOMES[step]
        into = other_id if state is TopicState.MERGED else None
        kept = reason if state in (TopicState.DECLINED, TopicState.WITHDRAWN) else ""
        values = {"state": state.value, "merged_into": into, "reason": kept, "changed_at": now}
        changed = update(TOPIC).where(TOPIC.c.id == topic_id)
        if step in VERDICTS:
            changed = changed.where(TOPIC.c.state.in_([one.value for one in LIVING]))
        connection.execute(changed.values(values))
    return int(made.scalar_one())


def _topic(row: Any) -> Topic:
    return Topic(
        id=TopicId(row["id"]),
        kind=TopicKind(row["kind"]),
        title=row["title"],
        description=row["description"],
        why=row["why"],
        state=TopicState(row["state"]),
        author_id=row["author_id"],
        author=row["author"],
        merged_into=row["merged_into"],
        reason=row["reason"],
        supporters=row["supporters"],
        companies=row["companies"],
    )
