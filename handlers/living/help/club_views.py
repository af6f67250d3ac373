"""What stands in the channel, and what organisers read."""

from club.mutual_help import HelpState
from handlers.kit.blocks import Block, actions, button, context, menu, message, quote, rich
from handlers.kit.interaction import Message
from handlers.living.help.reading import Shown
from handlers.living.help.sentences import OVER, subject, title_of, who
from handlers.words import Translator
from storage.asked import HelpReported
from storage.people import Person
from storage.questions import Published


def card(t: Translator, shown: Shown) -> Message:
    """A question to the whole club."""
    question = shown.question
    title, draft = title_of(t, question), question.draft
    by = t("By {day}", day=t.day(draft.wanted_by)) if draft.wanted_by else ""
    beside = " · ".join(part for part in (who(shown.asker), by) if part)
    text = t("Mutual help: {question}", question=title)
    blocks: list[Block | None] = [
        rich("{head} · *{question}*", head=t("Mutual help"), question=title),
        quote(draft.detail) if draft.detail else None,
        context(beside),
    ]
    if not question.open:
        return message(text, *blocks, context(t(OVER[question.state])))
    help_ = button(t("I can help"), "help.offer", question.id, about=title, primary=True)
    return message(text, *blocks, actions(help_, menu([(t("Report an abuse…"), "help.report", question.id)])))


def published(t: Translator, one: Published) -> Message:
    """What came of a question, for everybody; names as far as they agreed and are members."""
    names = t.list([name for name in (one.asker, one.helper) if name])
    below = f"\n{names}" if names else ""
    text = t("Mutual help: {question}", question=one.question)
    said = rich(
        "{head} · *{question}*\n{sentence}{below}",
        head=t("Mutual help"),
        question=one.question,
        sentence=one.sentence,
        below=below,
    )
    return message(text, said)


def unpublished(t: Translator) -> Message:
    """In place of one that is read no longer."""
    said = t("This question is no longer there.")
    return message(said, rich("{said}", said=said))


def organiser(t: Translator, shown: Shown, said: str = "") -> Message:
    """A question that nobody could answer."""
    question = shown.question
    text = said or t("No help found yet: {question}", question=title_of(t, question))
    asked = t.plural("{n} person asked", "{n} people asked", len(shown.asked)) if shown.asked else ""
    beside = " · ".join(part for part in (who(shown.asker), asked) if part)
    blocks: list[Block | None] = [
        rich("{text}", text=text),
        quote(question.draft.detail) if question.draft.detail else None,
        context(beside),
        context(t("🔒 Asked without their name: those asked do not know it.")) if question.nameless else None,
    ]
    if not question.open:
        return message(text, *blocks, context(t(OVER[question.state])))
    if shown.ready:
        blocks.append(context(t.plural("✅ {n} person can help", "✅ {n} people can help", len(shown.ready))))
    row = actions(button(t("Propose somebody…"), "help.propose", question.id, primary=True))
    return message(text, *blocks, row)


def report(t: Translator, shown: Shown, found: HelpReported, reporter: Person | None) -> Message:
    """An offer in disguise, as somebody found it."""
    question = shown.question
    said = t(
        "{reporter} reports an abuse of mutual help",
        reporter=subject(reporter) if reporter else t("A member"),
    )
    asker = t("Asked by {who}", who=who(shown.asker)) if shown.asker else ""
    row = None
    if question.open:
        row = actions(button(t("Remove the question…"), "help.remove", question.id, primary=True))
    over = context(t(OVER[question.state])) if question.state is not HelpState.OPEN else None
    what = rich("*{question}*", question=title_of(t, question))
    return message(said, rich("{said}", said=said), quote(found.word), what, context(asker), over, row)
