"""What members do with topics: one write transaction a function (articles CONTRIBUER, ÊTRE constructif)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.ids import MemberId, TopicId
from club.likeness import closest, doubtful, rate
from club.topics import (
    LIVING,
    Proposal,
    Topic,
    TopicKind,
    TopicRefusal,
    TopicStep,
    may_comment,
    may_edit,
    may_leave,
    may_support,
    may_withdraw,
)
from handlers.choosing.shared.topics import record, tell
from handlers.choosing.topics.outcomes import GONE, TopicDone, TopicOutcome
from handlers.choosing.topics.reading import ShownTopic, is_on_ballot, look
from handlers.kit import return_to as kit
from handlers.kit.services import Services
from storage.database import Session
from storage.people import Person
from storage.postings import touch_all
from storage.profiles import lock_member
from storage.supporters import add_comment, get_backing, has_said, list_behind
from storage.topic_words import list_alike
from storage.topics import (
    add_topic,
    back,
    change_words,
    find_same,
    get_topic,
    last_topic,
    leave,
    list_descriptions,
    list_titles,
    lock_titles,
    lock_topic,
    subject_of_topic,
)


@dataclass(frozen=True, slots=True)
class Similar:
    """Open topics whose titles are close to the one that is proposed; nothing is written yet."""

    shown: Sequence[ShownTopic]


def outcome(
    session: Session,
    topic_id: TopicId,
    person: Person,
    result: TopicDone | TopicRefusal,
    *,
    again: bool = False,
) -> TopicOutcome:
    """What an act came to, with the topic as it stands now."""
    topic = get_topic(session, topic_id)
    return TopicOutcome(result, look(session, topic, person.id), again) if topic else GONE


def propose(
    services: Services, person: Person, proposal: Proposal, seen: Collection[TopicId], now: datetime
) -> TopicOutcome | Similar:
    """A new topic, with its card in the channel; unless close ones are there that were not `seen` yet.

    Comparing takes time, so that it comes before the transaction; within it, what came meanwhile is compared.
    The very same from the same person, sent twice, is one topic: hence the second lock.
    """
    with services.db.read() as session:
        last, alike = last_topic(session), list_alike(session, proposal.title)
        near = _close(session, proposal, alike)
        if not set(near) <= set(seen) and not find_same(session, person.id, proposal):
            return _similar(session, person, near)
    done = TopicDone.ANNOUNCED if services.club.topics_weekly else TopicDone.PROPOSED
    with services.db.begin() as session:
        lock_titles(session)
        lock_member(session, person.id)
        if same := find_same(session, person.id, proposal):
            return outcome(session, same, person, done, again=True)
        later = list_titles(session, *LIVING, after=last)
        came = _close(session, proposal, later)
        if not set(came) <= set(seen):
            return _similar(session, person, [*came, *near])
        said = (TopicKind(proposal.kind), proposal.title, proposal.description, proposal.why)
        topic_id = add_topic(session, person.id, *said, now)
        record(session, services, topic_id, TopicStep.PROPOSED, now, by=person.id)
        return outcome(session, topic_id, person, done)


def _close(session: Session, proposal: Proposal, known: Sequence[tuple[TopicId, str]]) -> Sequence[TopicId]:
    """The topics of these titles that are close to what is proposed."""
    rated = rate(proposal.title, known)
    told = list_descriptions(session, doubtful(rated)) if proposal.description else []
    return closest(rated, proposal.description, told)


def similar(services: Services, person: Person, ids: Sequence[TopicId]) -> Similar:
    """The same close topics again, as they stand now."""
    with services.db.read() as session:
        return _similar(session, person, ids)


def _similar(session: Session, person: Person, ids: Sequence[TopicId]) -> Similar:
    topics = [topic for one in ids if (topic := get_topic(session, one))]
    return Similar([look(session, topic, person.id) for topic in topics])


def support(
    services: Services, topic_id: TopicId, person: Person, now: datetime, *, carry: bool = False
) -> TopicOutcome:
    """“I support it”, or “I carry it too”: then its author hears of it."""
    did = TopicDone.CARRIED if carry else TopicDone.SUPPORTED
    with services.db.begin() as session:
        topic = lock_topic(session, topic_id)
        if topic is None:
            return GONE
        if held := may_support(topic, on_ballot=is_on_ballot(session, topic_id)):
            return outcome(session, topic_id, person, held)
        coauthor = get_backing(session, topic_id, person.id)  # None: does not support it yet
        if coauthor is not None and (coauthor or not carry or topic.author_id == person.id):
            return outcome(session, topic_id, person, did, again=True)
        back(session, topic_id, person.id, now, coauthor=carry)
        if carry:
            _tell_carriers(session, topic, f"carried:{person.id}", now, but=person.id)
        touch_all(session, subject_of_topic(topic_id), now)
        return outcome(session, topic_id, person, did)


def _tell_carriers(session: Session, topic: Topic, moment: str, now: datetime, but: MemberId) -> None:
    behind = list_behind(session, topic.id)
    carriers = {one.id for one in behind if one.coauthor or one.id == topic.author_id}
    tell(session, topic.id, moment, now, but={but}, only=carriers)


def drop(services: Services, topic_id: TopicId, person: Person, now: datetime) -> TopicOutcome:
    """“I no longer support it.”"""
    with services.db.begin() as session:
        topic = lock_topic(session, topic_id)
        if topic is None:
            return GONE
        if held := may_leave(topic, person.id, on_ballot=is_on_ballot(session, topic_id)):
            return outcome(session, topic_id, person, held)
        left = leave(session, topic_id, person.id)
        if left:
            touch_all(session, subject_of_topic(topic_id), now)
        return outcome(session, topic_id, person, TopicDone.LEFT, again=not left)


def comment(services: Services, topic_id: TopicId, person: Person, text: str, now: datetime) -> TopicOutcome:
    """A word on a topic, which those who carry it are told; the same word sent twice is one."""
    with services.db.begin() as session:
        topic = lock_topic(session, topic_id)
        if topic is None:
            return GONE
        if held := may_comment(topic):
            return outcome(session, topic_id, person, held)
        again = has_said(session, topic_id, person.id, text)
        if not again:
            number = add_comment(session, topic_id, person.id, text, now)
            _tell_carriers(session, topic, f"comment:{number}", now, but=person.id)
        return outcome(session, topic_id, person, TopicDone.COMMENTED, again=again)


def revision(topic: Topic) -> str:
    """What a topic's words are recognised by: a form that was opened on others is out of date."""
    return kit.revision(_words(topic))


def _words(topic: Topic) -> Proposal:
    return Proposal(topic.kind, topic.title, topic.description, topic.why)


def edit(
    services: Services, topic_id: TopicId, person: Person, proposal: Proposal, opened_on: str, now: datetime
) -> TopicOutcome:
    """Says a topic anew, for those who carry it; who supports it hears that its words changed."""
    with services.db.begin() as session:
        topic = lock_topic(session, topic_id)
        if topic is None:
            return GONE
        carries = bool(get_backing(session, topic_id, person.id)) or topic.author_id == person.id
        if held := may_edit(topic, carries=carries):
            return outcome(session, topic_id, person, held)
        if _words(topic) == proposal:
            return outcome(session, topic_id, person, TopicDone.EDITED, again=True)
        if revision(topic) != opened_on:
            return outcome(session, topic_id, person, TopicRefusal.CHANGED)
        change_words(session, topic_id, proposal, now)
        record(session, services, topic_id, TopicStep.EDITED, now, by=person.id)
        return outcome(session, topic_id, person, TopicDone.EDITED)


def withdraw(services: Services, topic_id: TopicId, person: Person, now: datetime) -> TopicOutcome:
    """Takes back a topic of one's own that nobody else supports."""
    with services.db.begin() as session:
        topic = lock_topic(session, topic_id)
        if topic is None:
            return GONE
        held = may_withdraw(topic, person.id)
        again = held is TopicRefusal.WITHDRAWN
        if held and not again:
            return outcome(session, topic_id, person, held)
        if not again:
            record(session, services, topic_id, TopicStep.WITHDRAWN, now, by=person.id)
        return outcome(session, topic_id, person, TopicDone.WITHDRAWN, again=again)
