"""A topic's card that is missing in the channel."""

from datetime import datetime

from club.topics import LIVING
from handlers import names
from handlers.choosing.topics.week import ABOUT, monday_of
from handlers.kit.missing_posts import CARD, LostPost, Watch
from handlers.words import mark
from storage.database import Session
from storage.topics import get_topic, topic_of


def look(session: Session, subject: str, _now: datetime) -> LostPost | None:
    """Members look for a topic's card as long as they can still support the topic."""
    if subject.startswith(ABOUT):
        return LostPost(f"{monday_of(subject):%d/%m/%Y}", wanted=True)
    topic = get_topic(session, topic_of(subject))
    return LostPost(topic.title, topic.state in LIVING) if topic else None


CARDS = Watch(
    names.TOPIC_CARD_LOST,
    "topics.put_back",
    {
        names.TOPIC_CARD: CARD,
        names.TOPICS_WEEK: mark("The new topics of the week until {title} are not in the channel: {why}"),
    },
    look,
)
