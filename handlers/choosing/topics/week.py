"""A week's new topics in one message, where the club wants no card for each: on Monday at nine."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from club.calendar import next_working_moment
from handlers import names
from handlers.choosing.topics.reading import ShownTopic, look
from handlers.choosing.topics.sentences import support_words
from handlers.choosing.topics.views import ONE_LINE, SHOWN_LIST, SHOWN_TITLE, head, proposer, proposing
from handlers.kit.blocks import Block, actions, button, context, cut, header, message
from handlers.kit.club import Club
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from handlers.words import Translator
from storage.postings import Note, enqueue
from storage.proposed import list_proposed
from storage.topics import get_topic

WEEK = timedelta(days=7)
MOST = 12
"""Topics in one message."""
ABOUT = "topics:"
"""How its subject begins; the Monday follows."""


def tell_week(services: Services, since: datetime, now: datetime) -> None:
    """As Monday opens (a holiday: as the next working day does); nothing where nothing is new."""
    club = services.club
    if not club.topics_weekly:
        return
    today = now.astimezone(club.zone).date()
    monday = today - timedelta(days=today.weekday())
    if not since < next_working_moment(_ends(monday, club), club.zone, club.work) <= now:
        return
    with services.db.begin() as session:
        if list_proposed(session, *_span(monday, club)):
            note = Note(names.TOPICS_WEEK, f"{ABOUT}{monday}", club.channel_of(names.TOPICS_WEEK))
            enqueue(session, [note], now)


def _ends(monday: date, club: Club) -> datetime:
    return datetime.combine(monday, club.work.opens, tzinfo=club.zone).astimezone(UTC)


def _span(monday: date, club: Club) -> tuple[datetime, datetime]:
    return _ends(monday - WEEK, club), _ends(monday, club)


def week(ctx: RenderContext) -> Message | None:
    """What was proposed in the week before, and is still open."""
    span = _span(monday_of(ctx.posting.subject), ctx.services.club)
    topics = [get_topic(ctx.session, one) for one in list_proposed(ctx.session, *span)]
    shown = [look(ctx.session, one) for one in topics if one]
    return _message(ctx.t, shown) if shown else None


def monday_of(subject: str) -> date:
    """Which week it is about."""
    return date.fromisoformat(subject.removeprefix(ABOUT))


def _message(t: Translator, shown: Sequence[ShownTopic]) -> Message:
    count = t.plural("{n} new topic this week", "{n} new topics this week", len(shown))
    titles = t.list([cut(one.topic.title, SHOWN_TITLE) for one in shown])
    blocks: list[Block | None] = [header(count)]
    for one in shown[:MOST]:
        blocks += _entry(t, one)
    left = len(shown) - MOST
    more = t.plural("and {n} other", "and {n} others", left) if left > 0 else ""
    every = button(t("See all topics"), "topics.list")
    return message(
        cut(f"{count}{t(': ')}{titles}", ONE_LINE), *blocks, context(more), actions(every, proposing(t))
    )


def _entry(t: Translator, shown: ShownTopic) -> list[Block | None]:
    topic = shown.topic
    support = button(t("Support"), "topics.support", topic.id, about=topic.title)
    read = button(t("Read in full…"), "topics.show", topic.id, about=topic.title)
    small = context(f"{proposer(t, shown)} · {support_words(t, shown)}")
    return [head(t, shown, SHOWN_LIST), small, actions(support, read)]
