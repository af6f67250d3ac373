"""What a vote means for the topics somebody stands behind, in one message: that it is on, what it decided."""

from collections.abc import Mapping, Sequence

from club.ballots import Ballot, BallotState
from club.topics import VERDICTS, TopicStep
from handlers.choosing.shared.topics import DECIDED, OPENED
from handlers.choosing.topics import views
from handlers.choosing.topics.messages import stepped
from handlers.choosing.topics.place import MINE, narrowed
from handlers.choosing.topics.reading import look
from handlers.kit.blocks import Block, actions, button, context, cut, message, rich
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.words import Translator
from storage.ballots import ballot_of, get_ballot
from storage.topic_steps import Happened, list_votes_on
from storage.topics import get_topic

STEPS: Mapping[str, Sequence[TopicStep]] = {OPENED: (TopicStep.ON_BALLOT,), DECIDED: VERDICTS}
"""What is spoken of at each moment."""
SHOWN, SHOWN_BALLOT, SHORTEST = 10, 35, 12
"""Topics in a message; characters of the ballot's title in its top-level text, and at least of a topic's."""


def voted(ctx: RenderContext) -> Message | None:
    """To who stands behind topics of a ballot. One topic is spoken of as whatever else becomes of it."""
    ballot = get_ballot(ctx.session, ballot_of(ctx.posting.subject))
    if ballot is None or ctx.reader is None or not ctx.reader.active:
        return None
    moment = ctx.posting.moment
    steps = list_votes_on(ctx.session, ballot.id, ctx.reader.id, STEPS[moment])
    if len(steps) == 1:
        [step] = steps
        topic = get_topic(ctx.session, step.topic_id)
        return stepped(ctx.t, look(ctx.session, topic, ctx.reader.id), step) if topic else None
    if not steps:
        return None
    if moment == DECIDED:
        return decided(ctx.t, ballot, steps)
    return opened(ctx.t, ballot, steps) if ballot.state is BallotState.OPEN else None


def opened(t: Translator, ballot: Ballot, steps: Sequence[Happened]) -> Message:
    """Several topics, and until when they are voted on."""
    titles = _titles(ballot, steps)
    date = t.date(ballot.closes_at) if ballot.closes_at else ""
    said = t("{count} of your topics are put to the vote until {date}", count=t.number(len(steps)), date=date)
    listed = rich("{titles}", titles="\n".join(f"• {title}" for title in titles[:SHOWN]))
    way = button(t("See the vote"), "voting.open", ballot.id, about=ballot.title, primary=True)
    return _message(t, ballot, said, titles, [listed], way, len(titles) - SHOWN)


def decided(t: Translator, ballot: Ballot, steps: Sequence[Happened]) -> Message:
    """Several topics, those that were chosen first, with their figures where these may be told."""
    chosen = [step for step in steps if step.what is TopicStep.CHOSEN]
    others = [step for step in steps if step.what is not TopicStep.CHOSEN]
    shown = [*chosen, *others][:SHOWN]
    listed = [
        rich("*{title}*\n{said}", title=title, said=_verdict(t, step))
        for title, step in zip(_titles(ballot, shown), shown, strict=True)
    ]
    way = button(t("See the result"), "results.show", ballot.id, about=ballot.title, primary=True)
    said = _counted(t, len(chosen), len(steps))
    return _message(t, ballot, said, _titles(ballot, chosen or others), listed, way, len(steps) - SHOWN)


def _message(
    t: Translator,
    ballot: Ballot,
    said: str,
    named: Sequence[str],
    listed: Sequence[Block],
    way: Block,
    left: int,
) -> Message:
    head = f"{cut(ballot.title, SHOWN_BALLOT)}{t(': ')}{said}"
    return message(
        head + _some(t, named, views.ONE_LINE - len(head)),
        rich("*{title}*\n{said}", title=ballot.title, said=said),
        *listed,
        context(t.plural("and {n} other", "and {n} others", left)) if left > 0 else None,
        actions(way, button(t("My topics"), "topics.list", narrowed(MINE).value())),
    )


def _counted(t: Translator, chosen: int, total: int) -> str:
    count = t.number(total)
    if not chosen:
        return t("None of your {count} topics is chosen", count=count)
    if chosen == total:
        return t("Your {count} topics are chosen", count=count)
    return t.plural(
        "{n} of your {count} topics is chosen", "{n} of your {count} topics are chosen", chosen, count=count
    )


def _verdict(t: Translator, step: Happened) -> str:
    word = t("✅ Chosen") if step.what is TopicStep.CHOSEN else t("Not chosen")
    return f"{word} · {step.reason}" if step.reason else word


def _titles(ballot: Ballot, steps: Sequence[Happened]) -> list[str]:
    """As the vote shows them."""
    titles = {option.topic_id: option.title for option in ballot.options}
    return [titles.get(step.topic_id, "") for step in steps]


def _some(t: Translator, titles: Sequence[str], room: int) -> str:
    """In brackets as many titles as there is room for, the rest counted; the first is cut where it must."""
    for shown in range(len(titles), 0, -1):
        left = len(titles) - shown
        more = [t.plural("{n} other", "{n} others", left)] if left else []
        said = f" ({t.list([*titles[:shown], *more])})"
        if len(said) <= room:
            return said
        if shown == 1 and room - len(said) + len(titles[0]) >= SHORTEST:
            first = cut(titles[0], room - len(said) + len(titles[0]))
            return f" ({t.list([first, *more])})"
    return ""
