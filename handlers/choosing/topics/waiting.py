"""A proposal without an answer: followed up with the organisers, then with its author (ÊTRE constructif)."""

from datetime import datetime

from club.followup import Whom
from club.ids import TopicId
from club.topics import ANSWERS, TopicStep
from handlers import names
from handlers.choosing.topics.reading import ShownTopic, look
from handlers.choosing.topics.sentences import happened, state_words
from handlers.choosing.topics.views import ONE_LINE, SHOWN_TITLE, proposer
from handlers.kit.blocks import Block, actions, button, context, cut, message, rich
from handlers.kit.following import Ear, Waiting, office, which
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.kit.services import Services
from handlers.words import Translator
from storage.database import Session
from storage.followup import FollowUp
from storage.people import Role, get_person
from storage.topic_steps import get_last
from storage.topics import get_topic, subject_of_topic, topic_of

ENDS = (*ANSWERS, TopicStep.MERGED, TopicStep.WITHDRAWN)
"""Steps after which nobody waits for the organisers."""


def waiting(session: Session, _services: Services, one: FollowUp, _now: datetime) -> Waiting | None:
    """A proposal while nobody has answered it."""
    topic = get_topic(session, TopicId(one.ref))
    if topic is None or not look(session, topic).unanswered:
        return None
    author = get_person(session, topic.author_id) if topic.author_id else None
    asker = Ear(names.TOPIC_OPEN, [author] if author and author.can_act else [])
    organisers = office(session, names.TOPIC_WAITS, but=topic.author_id)
    return Waiting(subject_of_topic(topic.id), ears={Whom.OFFICE: organisers, Whom.ASKER: asker})


def waits(ctx: RenderContext) -> Message | None:
    """To organisers: it waits for an answer; then, what was answered."""
    shown = _shown(ctx)
    if shown is None or ctx.reader is None or ctx.reader.role is not Role.ORGANISER:
        return None
    if not shown.unanswered:
        return _answered(ctx, shown)
    t, topic = ctx.t, shown.topic
    said = t("Answer expected: {title}", title=cut(topic.title, SHOWN_TITLE))
    answer = button(t("Answer…"), "topics.show", topic.id, about=topic.title, primary=True)
    why = f"{proposer(t, shown)} · {which(t, ctx.posting.moment)}"
    head = rich(t("Answer expected: *{title}*"), title=topic.title)
    return message(cut(f"{said} · {proposer(t, shown)}", ONE_LINE), head, context(why), actions(answer))


def undecided(ctx: RenderContext) -> Message | None:
    """To the author: it is open, and not decided yet."""
    shown = _shown(ctx)
    if shown is None:
        return None
    if not shown.unanswered:
        return _answered(ctx, shown)
    said = ctx.t("⏳ Open, not decided yet.")
    return _about(ctx.t, shown, said)


def _answered(ctx: RenderContext, shown: ShownTopic) -> Message | None:
    """What the organisers have said since; nothing where the reminder was not sent."""
    step = get_last(ctx.session, shown.topic.id, ENDS)
    if not ctx.posting.ts or step is None:
        return None
    t = ctx.t
    said = t("✅ {said} ({name}, {date})", said=happened(t, step), name=step.name, date=t.date(step.at))
    return _about(t, shown, said if step.name else f"✅ {state_words(t, shown) or happened(t, step)}")


def _shown(ctx: RenderContext) -> ShownTopic | None:
    topic = get_topic(ctx.session, topic_of(ctx.posting.subject))
    return look(ctx.session, topic, ctx.reader.id if ctx.reader else None) if topic else None


def _about(t: Translator, shown: ShownTopic, said: str) -> Message:
    topic = shown.topic
    see: Block = button(t("See the topic…"), "topics.show", topic.id, about=topic.title)
    short = cut(f"{cut(topic.title, SHOWN_TITLE)}{t(': ')}{said}", ONE_LINE)
    return message(short, rich("*{title}*\n{said}", title=topic.title, said=said), actions(see))
