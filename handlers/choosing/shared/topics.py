"""What several features do with topics: write down a step of their life, and tell who stands behind them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from club.ids import BallotId, MemberId, SlackId, TopicId
from club.topics import TopicStep
from handlers import names
from handlers.kit.services import Services
from storage.ballots import subject_of_ballot
from storage.database import Session
from storage.postings import Note, enqueue, touch_all
from storage.supporters import enqueue_behind, list_behind
from storage.topics import add_step, get_topic, subject_of_topic

DECISIONS = (TopicStep.SHORTLISTED, TopicStep.DECLINED, TopicStep.REOPENED, TopicStep.MERGED)
"""Steps by which organisers decide what somebody proposed."""
OPENED, DECIDED = "opened", "decided"
"""Moments at which a ballot's topics are spoken of."""


def record(
    session: Session,
    services: Services,
    topic_id: TopicId,
    step: TopicStep,
    now: datetime,
    *,
    by: MemberId | None = None,
    other_id: int | None = None,
    reason: str = "",
    told: Collection[MemberId] = (),
) -> None:
    """Writes down a step with the state it leads to; whoever stands behind the topic hears of it, once, and
    who proposed it at once of a decision.

    `by` did it, and is told nothing; nor is who was `told` otherwise. `other_id` is the topic, ballot or
    work that the step is about; `reason` is a sentence in the club's language. Lock the topic before. What
    is proposed gets its card in the channel, unless the week's are told together.
    """
    number = add_step(session, topic_id, step, now, by=by, other_id=other_id, reason=reason)
    subject = subject_of_topic(topic_id)
    if step is TopicStep.PROPOSED and not services.club.topics_weekly:
        channel = services.club.channel_of(names.TOPIC_CARD)
        enqueue(session, [Note(names.TOPIC_CARD, subject, channel, live=True)], now)
    touch_all(session, subject, now)
    tell(session, topic_id, f"step:{number}", now, but={by, *told}, decided=step in DECISIONS)


def record_votes(
    session: Session,
    ballot_id: BallotId,
    steps: Sequence[tuple[TopicId, TopicStep, str]],
    moment: str,
    now: datetime,
    *,
    by: MemberId | None = None,
) -> None:
    """The same for all topics of a ballot at once, each with its reason; whoever stands behind some of them
    hears of these in one message. `moment` is `OPENED` or `DECIDED`."""
    for topic_id, step, reason in steps:
        add_step(session, topic_id, step, now, by=by, other_id=ballot_id, reason=reason)
        touch_all(session, subject_of_topic(topic_id), now)
    note = Note(names.TOPICS_VOTED, subject_of_ballot(ballot_id), SlackId(""), moment)
    enqueue_behind(session, note, [topic_id for topic_id, _, _ in steps], now, but=by)


def tell(
    session: Session,
    topic_id: TopicId,
    moment: str,
    now: datetime,
    *,
    but: Collection[MemberId | None] = (),
    only: Collection[MemberId] | None = None,
    decided: bool = False,
) -> None:
    """Queues a word to the author, the co-authors and the supporters of a topic, or to some of them.

    What organisers `decided` comes at once to those who proposed it; all else is news, which may wait.
    """
    topic = get_topic(session, topic_id) if decided else None
    notes = []
    for one in list_behind(session, topic_id):
        if one.slack_id and one.id not in but and (only is None or one.id in only):
            asked = topic is not None and (one.coauthor or one.id == topic.author_id)
            kind = names.TOPIC_CHANGED if asked else names.TOPIC_NEWS
            notes.append(Note(kind, subject_of_topic(topic_id), one.slack_id, moment))
    enqueue(session, notes, now)
