"""What organisers decide of topics: one write transaction a function (articles CHOISIR, ÊTRE constructif)."""

from dataclasses import dataclass
from datetime import datetime

from club.ids import TopicId
from club.topics import Topic, TopicRefusal, TopicStep, may_merge, may_take
from handlers import names
from handlers.choosing.shared.topics import record
from handlers.choosing.topics.outcomes import GONE, TopicDone, TopicOutcome
from handlers.choosing.topics.reading import ShownTopic, is_on_ballot, look
from handlers.choosing.topics.service import outcome
from handlers.kit import organisers
from handlers.kit.services import Services
from storage.database import Session
from storage.mergers import Decision, MergerRequest, add_wish, decide_wish, find_wish, get_wish, settle_wishes
from storage.people import Person, get_person
from storage.postings import Note, enqueue, touch_all
from storage.supporters import hand_over, list_behind, list_merged
from storage.topics import get_topic, lock_topic, subject_of_topic

DID = {
    TopicStep.SHORTLISTED: TopicDone.SHORTLISTED,
    TopicStep.DECLINED: TopicDone.DECLINED,
    TopicStep.REOPENED: TopicDone.REOPENED,
}


def take(
    services: Services, topic_id: TopicId, step: TopicStep, person: Person, now: datetime, reason: str = ""
) -> TopicOutcome:
    """Shortlists, declines (with a reason) or reopens a topic; who stands behind it hears of it."""
    with services.db.begin() as session:
        topic = lock_topic(session, topic_id)
        if topic is None:
            return GONE
        held = may_take(topic, step, on_ballot=is_on_ballot(session, topic_id))
        again = held in (TopicRefusal.ALREADY, TopicRefusal.OPEN)
        if held and not again:
            return outcome(session, topic_id, person, held)
        if not again:
            record(session, services, topic_id, step, now, by=person.id, reason=reason)
        return outcome(session, topic_id, person, DID[step], again=again)


def merge(
    services: Services, topic_id: TopicId, into_id: TopicId, person: Person, now: datetime
) -> TopicOutcome:
    """One topic goes into another, with its supporters, co-authors and comments."""
    with services.db.begin() as session:
        topic, into = _both(session, topic_id, into_id)
        if topic is None:
            return GONE
        if topic.merged_into == into_id:
            return outcome(session, topic_id, person, TopicDone.MERGED, again=True)
        if held := _held(session, topic, into):
            return outcome(session, topic_id, person, held)
        _merge(session, services, topic, into_id, person, now)
        return outcome(session, topic_id, person, TopicDone.MERGED)


def _both(session: Session, one: TopicId, other: TopicId) -> tuple[Topic | None, Topic | None]:
    """Both, locked in the order of their ids: two mergers crosswise do not wait for each other.

    With them what went into the first, for it moves along.
    """
    moving = {topic_id for topic_id, _ in list_merged(session, one)}
    found = {topic_id: lock_topic(session, topic_id) for topic_id in sorted({one, other, *moving})}
    return found[one], found[other]


def _held(session: Session, topic: Topic, into: Topic | None) -> TopicRefusal | None:
    other = into is not None and is_on_ballot(session, into.id)
    return may_merge(topic, into, on_ballot=is_on_ballot(session, topic.id), into_on_ballot=other)


def _merge(
    session: Session, services: Services, topic: Topic, into_id: TopicId, person: Person, now: datetime
) -> None:
    """The merger itself. Who stands behind both hears of it once; who asked for it, as an answer."""
    moved = list_merged(session, topic.id)
    theirs = {one.id for one in list_behind(session, topic.id)}
    settled = settle_wishes(session, topic.id, into_id, person.id, now)
    askers = {wish.member_id for wish in settled}
    record(session, services, topic.id, TopicStep.MERGED, now, by=person.id, other_id=into_id, told=askers)
    hand_over(session, topic, into_id, now)
    told = theirs | askers
    record(session, services, into_id, TopicStep.RECEIVED, now, by=person.id, other_id=topic.id, told=told)
    for wish in settled:
        _answer(session, wish, person, now)
    for other, _ in moved:
        touch_all(session, subject_of_topic(other), now)


def ask_merger(
    services: Services, topic_id: TopicId, into_id: TopicId, person: Person, word: str, now: datetime
) -> TopicOutcome:
    """A member asks for a merger: every organiser hears of it; the same wish is one, whoever has it."""
    with services.db.begin() as session:
        topic, into = _both(session, topic_id, into_id)
        if topic is None:
            return GONE
        if held := _held(session, topic, into):
            return outcome(session, topic_id, person, held)
        if find_wish(session, topic_id, into_id):
            return outcome(session, topic_id, person, TopicDone.WISHED, again=True)
        number = add_wish(session, topic_id, into_id, person.id, word, now)
        subject, moment = subject_of_topic(topic_id), f"wish:{number}"
        organisers.tell(session, names.TOPIC_MERGER, subject, moment, now, live=True)
        return outcome(session, topic_id, person, TopicDone.WISHED)


@dataclass(frozen=True, slots=True)
class MergerMatter:
    """A wish with its two topics as they stand."""

    wish: MergerRequest
    topic: ShownTopic
    into: ShownTopic
    held: TopicRefusal | None
    """Why it cannot be granted any more."""

    @property
    def open(self) -> bool:
        """Whether there is something to decide."""
        return self.wish.state is Decision.OPEN and self.held is None


def get_matter(session: Session, wish_id: int) -> MergerMatter | None:
    """The wish of that number."""
    wish = get_wish(session, wish_id)
    if wish is None:
        return None
    topic, into = get_topic(session, wish.topic_id), get_topic(session, wish.into_id)
    if topic is None or into is None:
        return None
    return MergerMatter(wish, look(session, topic), look(session, into), _held(session, topic, into))


def find_matter(services: Services, wish_id: int) -> MergerMatter | None:
    """The same, in a transaction of its own."""
    with services.db.read() as session:
        return get_matter(session, wish_id)


def grant(services: Services, wish_id: int, person: Person, now: datetime) -> TopicOutcome:
    """Merges as it was asked for; the first decision wins."""
    with services.db.begin() as session:
        wish = get_wish(session, wish_id)
        if wish is None:
            return GONE
        topic, into = _both(session, wish.topic_id, wish.into_id)
        if topic is None:
            return GONE
        wish = get_wish(session, wish_id)  # as it is now that nobody else decides
        if wish is None or wish.state is not Decision.OPEN:
            return outcome(session, topic.id, person, TopicRefusal.DECIDED)
        if held := _held(session, topic, into):
            touch_all(session, subject_of_topic(topic.id), now)
            return outcome(session, topic.id, person, held)
        _merge(session, services, topic, wish.into_id, person, now)
        return outcome(session, topic.id, person, TopicDone.MERGED)


def turn_down(services: Services, wish_id: int, person: Person, reason: str, now: datetime) -> TopicOutcome:
    """Keeps the two topics apart; who asked is told why."""
    with services.db.begin() as session:
        wish = get_wish(session, wish_id)
        if wish is None:
            return GONE
        lock_topic(session, wish.topic_id)  # a merger may be under way
        if not decide_wish(session, wish_id, Decision.DECLINED, person.id, now, reason):
            return outcome(session, wish.topic_id, person, TopicRefusal.DECIDED)
        _answer(session, wish, person, now)
        return outcome(session, wish.topic_id, person, TopicDone.WISH_DECLINED)


def _answer(session: Session, wish: MergerRequest, decider: Person, now: datetime) -> None:
    """Queues the answer to whoever asked; organisers' copies of the wish are drawn again."""
    subject = subject_of_topic(wish.topic_id)
    touch_all(session, subject, now)
    asker = get_person(session, wish.member_id)
    if asker and asker.active and asker.slack_id and asker.id != decider.id:
        enqueue(session, [Note(names.TOPIC_CHANGED, subject, asker.slack_id, f"wish:{wish.id}")], now)
