"""“Read in full”: a topic with all that was said and done about it, in a modal."""

from collections.abc import Sequence

from club.topics import LIVING, TopicState
from handlers.choosing.topics.place import COMMENTS, FULL
from handlers.choosing.topics.reading import Full, ShownTopic
from handlers.choosing.topics.sentences import happened, kind_name, state_words, support_words
from handlers.choosing.topics.views import main_buttons, organising
from handlers.kit.blocks import Block, actions, button, context, cut, divider, menu, modal, rich
from handlers.kit.paging import turning
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator
from storage.supporters import Backer, TopicRemark
from storage.topic_steps import Happened

SHOWN_NAMES, LONGEST_NAME, SHOWN_STEPS, LONGEST_STEP = 30, 80, 40, 300
_GROUP = 9
"""Steps in a paragraph, which holds 3000 characters."""


def full(t: Translator, found: Full, way: ReturnTo[None], *, organiser: bool, said: str = "") -> Block:
    """The whole of it; `said` is the sentence of what has just been done."""
    shown = found.shown
    blocks = [
        rich("{said}", said=said) if said else None,
        rich("{kind} · *{title}*", kind=kind_name(t, shown.topic.kind), title=shown.topic.title),
        *_words(t, shown),
        _state(t, shown),
        actions(*main_buttons(t, shown), _menu(t, shown)),
        _organisers(t, shown) if organiser else None,
        *_behind(t, found),
        divider(),
        *_life(t, found.steps),
        divider(),
        *_comments(t, found),
    ]
    return modal(FULL, t("Topic"), blocks, close=t("Close"), metadata=way.packed())


def _words(t: Translator, shown: ShownTopic) -> list[Block | None]:
    topic = shown.topic
    why = rich("*{heading}*\n{why}", heading=t("Why does it matter?"), why=topic.why)
    return [
        rich("{text}", text=topic.description) if topic.description else None,
        why if topic.why else None,
    ]


def _state(t: Translator, shown: ShownTopic) -> Block | None:
    state = state_words(t, shown)
    return rich("*{state}*", state=state) if state else None


def _menu(t: Translator, shown: ShownTopic) -> Block | None:
    topic_id, state = shown.topic.id, shown.topic.state
    items: list[tuple[str, str, str | int]] = []
    if state in LIVING and not shown.ballot:
        items += [] if shown.carries else [(t("Carry it too"), "topics.carry", topic_id)]
        items.append((t("Propose a merger…"), "topics.wish", topic_id))
    if state is TopicState.PROPOSED and shown.carries:
        items.append((t("Change…"), "topics.edit", topic_id))
    if state is TopicState.PROPOSED and shown.author:
        items.append((t("Withdraw the topic…"), "topics.withdraw", topic_id))
    return menu(items)


def _organisers(t: Translator, shown: ShownTopic) -> Block | None:
    title = shown.topic.title
    return actions(
        *(
            button(label, action, value, about=title, primary=first)
            for label, action, value, first in organising(t, shown)
        )
    )


def _behind(t: Translator, found: Full) -> list[Block | None]:
    author = found.shown.topic.author_id
    carriers = [one for one in found.behind if one.coauthor or one.id == author]
    others = [one for one in found.behind if one not in carriers]
    merged = t.list([t("“{title}”", title=title) for _, title in found.merged])
    return [
        context(support_words(t, found.shown)),
        _people(t, t("Carried by"), carriers),
        _people(t, t("Supported by"), others),
        rich(t("*Merged into it*\n{merged}"), merged=merged) if found.merged else None,
    ]


def _people(t: Translator, heading: str, people: Sequence[Backer]) -> Block | None:
    if not people:
        return None
    shown = people[:SHOWN_NAMES]
    named = [cut(f"{one.name} ({one.company})" if one.company else one.name, LONGEST_NAME) for one in shown]
    rest = len(people) - len(named)
    named += [t.plural("{n} other", "{n} others", rest)] if rest > 0 else []
    return rich("*{heading}*\n{people}", heading=heading, people=t.list(named))


def _life(t: Translator, steps: Sequence[Happened]) -> list[Block]:
    latest = steps[-SHOWN_STEPS:]
    lines = [cut(f"{t.day(step.at)} · {happened(t, step)}", LONGEST_STEP) for step in latest]
    heading = t("What became of it")
    groups = [lines[at : at + _GROUP] for at in range(0, len(lines), _GROUP)]
    return [rich("*{heading}*", heading=heading), *(rich("{x}", x="\n".join(group)) for group in groups)]


def _comments(t: Translator, found: Full) -> list[Block | None]:
    page = found.comments
    if not page.total:
        return [rich("*{heading}*", heading=t("No comment"))]
    count = t.plural("{n} comment", "{n} comments", page.total)
    turns = turning(t, page, COMMENTS, t("Newer comments"), t("Older comments"))
    return [rich("*{count}*", count=count), *(_comment(t, one) for one in page.items), *turns]


def _comment(t: Translator, one: TopicRemark) -> Block:
    who = " · ".join(part for part in (one.name, one.company, t.date(one.at), one.of) if part)
    return rich("*{who}*\n{text}", who=who, text=one.text)
