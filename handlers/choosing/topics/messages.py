"""What is sent about topics: the card, what became of it, and members' wishes to merge."""

from dataclasses import replace

from club.ids import MemberId
from club.topics import TopicStep
from handlers.choosing.shared.returning import returned
from handlers.choosing.topics import views
from handlers.choosing.topics.deciding import MergerMatter, get_matter
from handlers.choosing.topics.reading import ShownTopic, look
from handlers.choosing.topics.sentences import happened
from handlers.kit.blocks import Block, actions, button, cut, message, quote, rich
from handlers.kit.interaction import Line, Message
from handlers.kit.lines import news
from handlers.kit.router import RenderContext
from handlers.words import Translator
from storage.mergers import Decision
from storage.people import get_person
from storage.supporters import get_comment
from storage.topic_steps import Happened, get_step
from storage.topics import get_topic, topic_of

SHOWN_COMMENT, IN_LINE = 1000, 300
"""Characters of a comment, alone and among others."""
DECIDED = (
    TopicStep.SHORTLISTED,
    TopicStep.DECLINED,
    TopicStep.REOPENED,
    TopicStep.MERGED,
    TopicStep.WORK_REMOVED,
)
"""Steps of which it is told who took them."""


def _shown(ctx: RenderContext) -> ShownTopic | None:
    topic = get_topic(ctx.session, topic_of(ctx.posting.subject))
    return look(ctx.session, topic, ctx.reader.id if ctx.reader else None) if topic else None


def _number(ctx: RenderContext) -> int:
    return int(ctx.posting.moment.partition(":")[2])


def card(ctx: RenderContext) -> Message | None:
    """The card in the channel."""
    shown = _shown(ctx)
    return views.card(ctx.t, shown) if shown else None


def changed(ctx: RenderContext) -> Message | None:
    """To who stands behind a topic: what has just become of it."""
    shown = _shown(ctx)
    if shown is None:
        return None
    match ctx.posting.moment.partition(":")[0]:
        case "comment":
            return _commented(ctx, shown)
        case "carried":
            return _carried(ctx, shown)
        case "wish":
            return _answered(ctx)
    step = get_step(ctx.session, _number(ctx))
    return stepped(ctx.t, shown, step) if step else None


def news_line(ctx: RenderContext) -> Line | None:
    """The same among others: a comment with its words."""
    said = changed(ctx)
    if said is None:
        return None
    comment = ctx.posting.moment.partition(":")[0] == "comment"
    one = get_comment(ctx.session, _number(ctx)) if comment else None
    return replace(news(said), more=cut(one.text, IN_LINE) if one else "")


def stepped(t: Translator, shown: ShownTopic, step: Happened) -> Message:
    """What has become of a topic."""
    said = _said(t, step)
    if step.what is TopicStep.WORK_REMOVED:
        said = f"{said}. {returned(t, shown.topic.state)}"
    return _about(t, shown, said, *_ways(t, shown, step))


def _said(t: Translator, step: Happened) -> str:
    said = happened(t, step)
    if step.name and step.what in DECIDED:
        return t("{said} (decided by {name})", said=said, name=step.name)
    return said


def _ways(t: Translator, shown: ShownTopic, step: Happened) -> list[Block | None]:
    read = button(t("Read in full…"), "topics.show", shown.topic.id, about=shown.topic.title)
    match step.what:
        case TopicStep.ON_BALLOT if shown.ballot:
            return [views.vote(t, shown), read]
        case TopicStep.MERGED:
            return [button(t("See the topic…"), "topics.show", step.other_id or 0, about=step.other)]
        case TopicStep.CHOSEN | TopicStep.NOT_CHOSEN if step.other_id:
            return [button(t("See the result"), "results.show", step.other_id, about=step.other), read]
        case TopicStep.DELIVERED | TopicStep.EVALUATED if step.other_id:
            return [button(t("See the work"), "works.show", step.other_id, about=step.other), read]
    return [read]


def _commented(ctx: RenderContext, shown: ShownTopic) -> Message | None:
    one = get_comment(ctx.session, _number(ctx))
    if one is None:
        return None
    t = ctx.t
    who = f"{one.name}, {one.company}" if one.company else one.name
    said = t("{who} comments on the topic", who=who)
    return _about(t, shown, said, *_talking(t, shown), words=cut(one.text, SHOWN_COMMENT))


def _talking(t: Translator, shown: ShownTopic) -> list[Block | None]:
    title = shown.topic.title
    return [
        button(t("Comment…"), "topics.comment", shown.topic.id, about=title),
        button(t("Read in full…"), "topics.show", shown.topic.id, about=title),
    ]


def _carried(ctx: RenderContext, shown: ShownTopic) -> Message | None:
    person = get_person(ctx.session, MemberId(_number(ctx)))
    if person is None:
        return None
    who = f"{person.name}, {person.company}" if person.company else person.name
    return _about(ctx.t, shown, ctx.t("{who} carries the topic with you", who=who), *_talking(ctx.t, shown))


def _answered(ctx: RenderContext) -> Message | None:
    matter = get_matter(ctx.session, _number(ctx))
    if matter is None or matter.wish.state is Decision.OPEN:
        return None
    t = ctx.t
    into = button(t("See the topic…"), "topics.show", matter.into.topic.id, about=matter.into.topic.title)
    read = button(t("Read in full…"), "topics.show", matter.topic.topic.id, about=matter.topic.topic.title)
    accepted = matter.wish.state is Decision.ACCEPTED
    return _about(t, matter.topic, wish_words(t, matter), into if accepted else read)


def _about(t: Translator, shown: ShownTopic, said: str, *buttons: Block | None, words: str = "") -> Message:
    title = cut(shown.topic.title, views.SHOWN_TITLE)
    return message(
        cut(f"{title}{t(': ')}{said}", views.ONE_LINE),
        rich("*{title}*\n{said}", title=shown.topic.title, said=said),
        quote(words) if words else None,
        actions(*buttons),
    )


def wish_words(t: Translator, matter: MergerMatter) -> str:
    """What was decided of a wish; empty while nothing is."""
    wish = matter.wish
    into, by = matter.into.topic.title, wish.decider
    date = t.date(wish.decided_at) if wish.decided_at else ""
    match wish.state:
        case Decision.ACCEPTED:
            return t("✅ Merged into “{into}” by {name}, {date}", into=into, name=by, date=date)
        case Decision.DECLINED:
            return t(
                "Not merged into “{into}”: {why} ({name}, {date})",
                into=into,
                why=wish.reason,
                name=by,
                date=date,
            )
        case Decision.MOOT:
            return t("Merged otherwise meanwhile: nothing to decide any more.")
    return "" if matter.open else t("One of the two is no longer open: nothing to decide now.")


def merger(ctx: RenderContext) -> Message | None:
    """To organisers: decide; then, in every copy, what was decided."""
    matter = get_matter(ctx.session, _number(ctx))
    if matter is None or not (matter.open or ctx.posting.ts):
        return None
    return wished(ctx.t, matter)


def wished(t: Translator, matter: MergerMatter, said: str = "") -> Message:
    """An organiser's copy of a wish."""
    wish = matter.wish
    who = f"{wish.name}, {wish.company}" if wish.company else wish.name
    title, into = matter.topic.topic.title, matter.into.topic.title
    asked = t("{who} proposes to merge “{title}” into “{into}”", who=who, title=title, into=into)
    decided = wish_words(t, matter)
    short = t("Merger to decide{colon}{title}", colon=t(": "), title=cut(title, views.SHOWN_TITLE))
    return message(
        cut(f"{decided} · {short}" if decided else short, views.ONE_LINE),
        rich("{said}", said=said) if said else None,
        rich("{asked}", asked=asked),
        quote(wish.word) if wish.word else None,
        rich("{decided}", decided=decided) if decided else None,
        _decision(t, matter),
    )


def _decision(t: Translator, matter: MergerMatter) -> Block | None:
    wish_id, title = matter.wish.id, matter.topic.topic.title
    read = button(t("Read in full…"), "topics.show", matter.topic.topic.id, about=title)
    if not matter.open:
        return actions(read)
    return actions(
        button(t("Merge"), "topics.grant", wish_id, about=title, primary=True),
        button(t("Turn down…"), "topics.turn_down", wish_id, about=title),
        read,
    )
