"""What is said of a question, of whoever asks, and of how to reach somebody."""

from collections.abc import Mapping

from club.directory import Field
from club.mutual_help import HelpSeen, HelpState, Publication, Question
from handlers.kit.blocks import Block, context, link, rich
from handlers.living.help.reading import Shown
from handlers.words import Translator, mark
from storage.people import Person

HEADINGS: Mapping[Field, str] = {
    Field.PHONE: mark("Telephone"),
    Field.EMAIL: mark("E-mail"),
    Field.LINK: mark("Link"),
}
OVER: Mapping[HelpState, str] = {
    HelpState.RESOLVED: mark("✅ This question is resolved. Thank you."),
    HelpState.WITHDRAWN: mark("This question was taken back."),
    HelpState.REMOVED: mark("The organisers removed this question."),
    HelpState.ENDED: mark("This question was closed: its time was over."),
}
SEEN: Mapping[HelpSeen, str] = {
    HelpSeen.CHOSEN: mark("The people I choose"),
    HelpSeen.NAMELESS: mark("The same, without my name (the organisers know it)"),
    HelpSeen.CLUB: mark("The whole club, in the channel"),
}


def title_of(t: Translator, question: Question) -> str:
    """The question; what stands for one that is no longer kept."""
    return question.draft.question or t("A question no longer kept")


def who(person: Person | None) -> str:
    """Name and company; nothing for nobody."""
    return ", ".join(part for part in (person.name, person.company) if part) if person else ""


def subject(person: Person) -> str:
    """The same at the head of a sentence: what follows is set apart from the company."""
    return f"{person.name}, {person.company}," if person.company else person.name


def clause(t: Translator) -> Block | None:
    """Under which contact details are exchanged (article S'ENTRAIDER)."""
    return context(t("For your own needs or a cooperation, never for prospecting."))


def contact_lines(t: Translator, person: Person, contacts: Mapping[Field, str]) -> list[Block | None]:
    """Somebody, with the details that members may see."""
    known = ", ".join(part for part in (person.name, person.function, person.company) if part)
    if not contacts:
        return [rich("✅ *{known}*{colon}{said}", known=known, colon=t(": "), said=t("write in Slack"))]
    lines = [
        rich("{heading}{colon}{value}", heading=t(HEADINGS[name]), colon=t(": "), value=_live(name, value))
        for name, value in contacts.items()
    ]
    return [rich("✅ *{known}*", known=known), *lines]


def _live(name: Field, value: str) -> object:
    if name is Field.EMAIL:
        return link(f"mailto:{value}", value)
    return link(value, value) if name is Field.LINK else value


def standing(t: Translator, shown: Shown, contact: str) -> list[str]:
    """How a question stands, for whoever asked it: those who could not help are a number."""
    question = shown.question
    if question.state is HelpState.REMOVED:
        return [
            t("The organisers removed this question. To ask them: {contact}.", contact=contact)
            if contact
            else t(OVER[HelpState.REMOVED])
        ]
    if question.state is HelpState.RESOLVED:
        return [_resolved(t, shown), *_publication(t, question)]
    if not question.open:
        return [t(OVER[question.state])]
    lines = [_asked(t, shown)]
    if shown.ready:
        lines.append(t.plural("✅ {n} person can help", "✅ {n} people can help", len(shown.ready)))
    if question.escalated_at:
        lines.append(t("⏳ The organisers take your question up."))
    return lines


def _asked(t: Translator, shown: Shown) -> str:
    asked, channel = len(shown.asked), shown.question.draft.seen is HelpSeen.CLUB
    if not asked:
        return t("⏳ Asked in the channel") if channel else t("⏳ Nobody asked yet")
    said = t.plural("⏳ {n} person asked", "⏳ {n} people asked", asked)
    if not shown.unable:
        return said
    could_not = t.plural("{n} could not", "{n} could not", shown.unable)
    return t("{asked}; {could_not}", asked=said, could_not=could_not)


def _resolved(t: Translator, shown: Shown) -> str:
    helper = shown.people.get(shown.question.helper_id) if shown.question.helper_id is not None else None
    if helper is None or not helper.active:
        return t("✅ Resolved.")
    return t("✅ Resolved, thanks to {name}.", name=helper.name)


def _publication(t: Translator, question: Question) -> list[str]:
    match question.publication:
        case Publication.PROPOSED:
            return [t("⏳ The sentence for the club waits for their agreement.")]
        case Publication.NAMED | Publication.NAMELESS:
            return [t("✅ Published in the channel.")]
        case Publication.REFUSED:
            return [t("Not published.")]
    return []
