"""Topics as they are shown: one read transaction a function."""

from collections.abc import Sequence
from dataclasses import dataclass

from club.ballots import Ballot
from club.ballots import BallotState as BallotState
from club.folding import fold
from club.groups import StudyGroup, may_open
from club.ids import MemberId, TopicId
from club.topics import LIVING, Topic, TopicKind, TopicState, TopicStep
from handlers.choosing.topics.place import ALL, COMMENTS, UNANSWERED, Filters
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage.ballots import list_ballots_of_topic
from storage.database import Session
from storage.groups import get_group_of_topic
from storage.people import Person, Role
from storage.supporters import (
    Backer,
    TopicRemark,
    get_backing,
    list_behind,
    list_comments,
    list_merged,
)
from storage.topic_steps import Happened, get_last, list_steps
from storage.topics import Query, find_topics, get_topic, is_unanswered

OPTIONS = 25
"""Topics offered in a select."""


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """A topic with what is told beside it, to everybody or to one reader."""

    topic: Topic
    into: str = ""
    """The title of the topic that it went into."""
    ballot: Ballot | None = None
    """The open ballot that it is put to."""
    outcome: Happened | None = None
    """What the last vote on it said."""
    work: Happened | None = None
    """The work that came of it: its delivery, or the latest evaluation."""
    backed: bool = False
    """Whether the reader stands behind it…"""
    carries: bool = False
    """…as its author or a co-author."""
    author: bool = False
    unanswered: bool = False
    group: StudyGroup | None = None
    """The study group that works on it."""


def look(session: Session, topic: Topic, reader: MemberId | None = None) -> ShownTopic:
    """What is told of a topic now."""
    into = get_topic(session, topic.merged_into) if topic.merged_into else None
    ballots = list_ballots_of_topic(session, topic.id)
    coauthor = get_backing(session, topic.id, reader) if reader is not None else None
    author = reader is not None and topic.author_id == reader
    return ShownTopic(
        topic,
        into.title if into else "",
        next((one for one in ballots if one.state is BallotState.OPEN), None),
        get_last(session, topic.id, (TopicStep.CHOSEN, TopicStep.NOT_CHOSEN)) if ballots else None,
        get_last(session, topic.id, (TopicStep.DELIVERED, TopicStep.EVALUATED)),
        coauthor is not None,
        bool(coauthor) or author,
        author,
        topic.state is TopicState.PROPOSED and bool(is_unanswered(session, [topic.id])),
        get_group_of_topic(session, topic.id) if may_open(topic.state) else None,
    )


def is_on_ballot(session: Session, topic_id: TopicId) -> bool:
    """Whether the vote on it is open."""
    ballots = list_ballots_of_topic(session, topic_id)
    return any(one.state is BallotState.OPEN for one in ballots)


def show(services: Services, topic_id: TopicId, reader: Person) -> ShownTopic | None:
    """A topic as this member sees it."""
    with services.db.read() as session:
        topic = get_topic(session, topic_id)
        return look(session, topic, reader.id) if topic else None


@dataclass(frozen=True, slots=True)
class Full:
    """All there is to read of a topic."""

    shown: ShownTopic
    behind: Sequence[Backer]
    merged: Sequence[tuple[TopicId, str]]
    steps: Sequence[Happened]
    comments: Page[TopicRemark]
    """The newest first."""


def read(services: Services, topic_id: TopicId, reader: Person, asked: ListPosition | None) -> Full | None:
    """A topic in full, with one page of its comments, the first one unless another is asked for."""
    with services.db.read() as session:
        topic = get_topic(session, topic_id)
        if topic is None:
            return None
        _, total = list_comments(session, topic_id, 0, 0)
        at = (asked or ListPosition(COMMENTS, of=topic_id)).within(total)
        comments, _ = list_comments(session, topic_id, at.number * PAGE, PAGE)
        return Full(
            look(session, topic, reader.id),
            list_behind(session, topic_id),
            list_merged(session, topic_id),
            list_steps(session, topic_id),
            Page.of(comments, total, at),
        )


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A page of the list."""

    page: Page[ShownTopic]
    organiser: bool


def listing(services: Services, asked: ListPosition, reader: Person) -> TopicPage:
    """Topics as they are filtered; a page beyond the end is the last. Organisers see first what waits for
    their answer."""
    organiser = reader.role is Role.ORGANISER
    query = _query(asked, reader, organiser=organiser)
    with services.db.read() as session:
        _, total = find_topics(session, query, 0, 0)
        at = asked.within(total)
        topics, _ = find_topics(session, query, at.number * PAGE, PAGE)
        shown = [look(session, topic, reader.id) for topic in topics]
    return TopicPage(Page.of(shown, total, at), organiser)


def _query(asked: ListPosition, reader: Person, *, organiser: bool) -> Query:
    only = Filters.of(asked)
    kind = TopicKind(only.kind) if only.kind in set(TopicKind) else None
    mine = reader.id if only.mine else None
    return Query(_states(only.state), kind, asked.words, mine, organiser, only.state == UNANSWERED)


def _states(chosen: str) -> tuple[TopicState, ...]:
    if chosen == ALL:
        return tuple(state for state in TopicState if state is not TopicState.WITHDRAWN)
    if chosen == UNANSWERED:
        return (TopicState.PROPOSED,)
    return (TopicState(chosen),) if chosen in set(TopicState) else LIVING


def options(services: Services, typed: str, but: TopicId) -> list[Topic]:
    """Open topics that fit what was typed, without the one that is to go into another."""
    with services.db.read() as session:
        found, _ = find_topics(session, Query(LIVING, words=fold(typed)[:60]), 0, OPTIONS)
    return [topic for topic in found if topic.id != but]


@dataclass(frozen=True, slots=True)
class Glance:
    """What the home tab says."""

    shown: Sequence[ShownTopic]
    total: int


def glance(services: Services) -> Glance:
    """The newest open topics."""
    with services.db.read() as session:
        topics, total = find_topics(session, Query(LIVING), 0, PAGE)
        return Glance([ShownTopic(topic) for topic in topics], total)
