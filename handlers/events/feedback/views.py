"""Two questions on screen, and what was answered, without names."""

from collections.abc import Mapping, Sequence

from club.events import Event
from club.feedback import FEWEST, FeedbackPaper, FeedbackRound, counts
from handlers.events.feedback import ids
from handlers.events.feedback.service import FeedbackDone
from handlers.events.shared import party
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    field,
    message,
    modal,
    option,
    quote,
    radio,
    rich,
    text_input,
)
from handlers.kit.interaction import Message, View
from handlers.words import Translator, mark

LONGEST_WISH, MOST_WISHES = 500, 30
LABELS: Mapping[int, str] = {
    4: mark("4 · Very useful"),
    3: mark("3 · Useful"),
    2: mark("2 · Of little use"),
    1: mark("1 · Useless"),
}
SAID: Mapping[FeedbackDone, str] = {
    FeedbackDone.DONE: mark("✅ Thank you. Your answer is noted, without your name."),
    FeedbackDone.GIVEN: mark("✅ You have answered already. Thank you."),
    FeedbackDone.OVER: mark("These questions are closed. Thank you."),
    FeedbackDone.NOT_YOURS: mark("These questions are for those who were there."),
}


def asked(t: Translator, event: Event, asked: FeedbackRound, *, noted: bool) -> Message:
    """To who was there."""
    said = t("{title}: two questions, without names, read from {n} answers on.", title=event.title, n=FEWEST)
    certificate = (
        button(t("Get a certificate"), "certificate.send", event.id, about=event.title) if noted else None
    )
    return message(
        said,
        rich("{said}", said=said),
        context(t("Until {date}", date=t.date(asked.closes_at))),
        actions(
            button(t("Answer…"), ids.ANSWER, event.id, about=event.title, primary=True),
            certificate,
        ),
    )


def over(t: Translator, event: Event, done: FeedbackDone) -> Message:
    """In its place, once there is nothing to answer."""
    said = f"{event.title}{t(': ')}{t(SAID[done])}"
    return message(said, rich("*{title}*\n{said}", title=event.title, said=t(SAID[done])))


def form(t: Translator, event: Event, metadata: str) -> View:
    """Was it useful? And next time?"""
    return modal(
        ids.ANSWER,
        t("Two questions"),
        [
            party.head(t, event),
            field(
                ids.USEFUL,
                t("Was it useful to you?"),
                radio([option(t(words), mark) for mark, words in LABELS.items()]),
            ),
            field(
                ids.WISH,
                t("And next time?"),
                text_input(longest=LONGEST_WISH, lines=True),
                optional=True,
                hint=t("Write nothing that tells who you are."),
            ),
            context(
                t(
                    "Read by the organisers together, from {n} answers on; they do not see who answered.",
                    n=FEWEST,
                ),
                t("An answer cannot be changed: nobody can tell afterwards which is yours."),
            ),
        ],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def told(t: Translator, event: Event, asked: FeedbackRound, papers: Sequence[FeedbackPaper]) -> Message:
    """To organisers."""
    title = t("What those who were there say: {title}", title=event.title)
    of = t("{n} answers of {asked} people asked", n=asked.answers, asked=asked.asked)
    if not papers:
        return message(title, rich("*{title}*\n{of}", title=title, of=of), context(t("Kept for a year.")))
    figures = "\n".join(f"{t(LABELS[mark])}{t(': ')}{count}" for mark, count in counts(papers))
    wishes = [one.wish for one in papers if one.wish]
    more = len(wishes) - MOST_WISHES
    blocks: list[Block | None] = [
        rich("*{title}*\n{of}", title=title, of=of),
        rich("{figures}", figures=figures),
        rich("*{next}*", next=t("And next time?")) if wishes else None,
        *(quote(wish) for wish in wishes[:MOST_WISHES]),
        context(t.plural("and {n} other", "and {n} others", more)) if more > 0 else None,
    ]
    return message(f"{title}, {of}", *blocks)


def refused(t: Translator, done: FeedbackDone) -> Message:
    """Why there is no form, or that the answer is noted."""
    return aside(t(SAID[done]))
