"""What those see who are asked: the question, their answer, the thanks."""

from dataclasses import replace

from club.mutual_help import HelpAnswer, HelpState, Publication, Question
from handlers.kit.blocks import Block, actions, button, context, menu, message, quote, rich
from handlers.kit.interaction import Line, Message
from handlers.kit.lines import row_of, settled
from handlers.living.help.reading import Mine
from handlers.living.help.sentences import HEADINGS, OVER, clause, contact_lines, subject, title_of, who
from handlers.words import Translator
from storage.people import Person


def asked(t: Translator, one: Mine) -> Message:
    """The question, and what this member may do with it now."""
    question = one.shown.question
    if not question.draft.question:
        said = t("This question is no longer there.")
        return message(said, rich("{said}", said=said))
    line, below = _standing(t, one)
    said = line or _head(t, one)
    first = None if one.mine.answer is HelpAnswer.MET else rich("{said}", said=said)
    return message(said, first, *_question(t, one), *below)


def line(t: Translator, one: Mine, said: Message) -> Line:
    """The same among other matters, in plain words."""
    if one.waits:
        more = "\n".join(part for part in (_head(t, one), _beside(t, one)) if part)
        return Line(one.shown.question.draft.question, more=more, buttons=row_of(said))
    if one.mine.answer is not HelpAnswer.MET or one.shown.asker is None:
        return settled(said)
    details = [f"{t(HEADINGS[name])}{t(': ')}{value}" for name, value in one.contacts.items()]
    return replace(settled(said), more="\n".join(details) or t("write in Slack"))


def _head(t: Translator, one: Mine) -> str:
    asker = one.shown.asker
    return t("{who} asks for your help", who=subject(asker)) if asker else t("A member asks for your help")


def _question(t: Translator, one: Mine) -> list[Block | None]:
    draft = one.shown.question.draft
    return [
        rich("*{question}*", question=draft.question),
        quote(draft.detail) if draft.detail else None,
        context(_beside(t, one)),
        *_handed_on(t, one),
    ]


def _beside(t: Translator, one: Mine) -> str:
    """By when, and why this person is asked."""
    wanted_by = one.shown.question.draft.wanted_by
    by = t("By {day}", day=t.day(wanted_by)) if wanted_by else ""
    why = t("for your expertise: {words}", words=one.mine.reason) if one.mine.reason else ""
    return " · ".join(part for part in (by, why) if part)


def _handed_on(t: Translator, one: Mine) -> list[Block | None]:
    if one.mine.passed_by is None:
        return []
    by = t("Handed on by {who}.", who=who(one.passer) or t("a member"))
    return [context(by), quote(one.mine.word) if one.mine.word else None]


def _standing(t: Translator, one: Mine) -> tuple[str, list[Block | None]]:
    """What is said first, where the question no longer waits for an answer; and what stands below it."""
    question, mine = one.shown.question, one.mine
    if mine.answer is HelpAnswer.MET:
        return _met(t, one)
    if not question.open:
        return t(OVER[question.state]), []
    number, title = question.id, title_of(t, question)
    match mine.answer:
        case HelpAnswer.OFFERED:
            no_more = menu([(t("I can no longer help"), "help.retract", number)])
            return t("✅ Thank you. You will be in touch once they confirm."), [actions(no_more)]
        case HelpAnswer.DECLINED:
            return t("Noted; nothing else is passed on."), []
        case HelpAnswer.PASSED:
            to = one.passed_to
            return (t("✅ Handed on to {name}.", name=to.name) if to else t("✅ Handed on.")), []
        case HelpAnswer.LEFT:
            return t("✅ Thank you for offering: help was found elsewhere."), []
    return "", [context(t("Contact details are exchanged only if you both wish.")), _acts(t, one, title)]


def _met(t: Translator, one: Mine) -> tuple[str, list[Block | None]]:
    asker = one.shown.asker
    if asker is None:
        return t("This person is no longer a member."), [context(t("This person is no longer a member."))]
    said = t("✅ You are in touch with {who}.", who=who(asker))
    return said, [*contact_lines(t, asker, one.contacts), clause(t)]


def _acts(t: Translator, one: Mine, title: str) -> Block | None:
    number = one.shown.question.id
    know = button(t("I know somebody…"), "help.pass", number, about=title) if one.mine.may_pass else None
    return actions(
        button(t("I can help"), "help.offer", number, about=title, primary=True),
        know,
        button(t("Not this time"), "help.decline", number, about=title),
        menu([(t("Report an abuse…"), "help.report", number), (t("Do not ask me any more"), "help.off", 0)]),
    )


def thanks(t: Translator, question: Question, asker: Person | None) -> Message:
    """What the asker says to whoever helped; and the sentence for the club, to be agreed to."""
    name = asker.name if asker else t("A member")
    thanked = t("✅ {name} thanks you: “{thanks}”", name=name, thanks=question.thanks)
    said = thanked if question.thanks else t("✅ {name} thanks you.", name=name)
    blocks: list[Block | None] = [rich("{said}", said=said), context(title_of(t, question))]
    if question.sentence:
        blocks += [rich("{sentence}", sentence=to_publish(t, question)), *_consent(t, question)]
    return message(said, *blocks)


def to_publish(t: Translator, question: Question) -> str:
    """The sentence for the club, as it would be read; empty where there is none."""
    return t("To be published: “{sentence}”", sentence=question.sentence) if question.sentence else ""


def _consent(t: Translator, question: Question) -> list[Block | None]:
    match question.publication:
        case Publication.NAMED:
            return [context(t("✅ Published, with your name."))]
        case Publication.NAMELESS:
            return [context(t("✅ Published, without your name."))]
        case Publication.REFUSED:
            return [context(t("Noted: nothing is published."))]
    number = question.id
    row = actions(
        button(t("I agree"), "help.accept", number, primary=True),
        button(t("Without my name"), "help.nameless", number),
        button(t("Do not publish"), "help.refuse", number),
    )
    return [row] if question.state is HelpState.RESOLVED else []
