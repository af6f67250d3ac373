"""An event's questions on screen: the organisers' list and forms, and what those who come read."""

from collections.abc import Mapping, Sequence

from club.event_questions import (
    LONGEST_CHOICE,
    LONGEST_WORDING,
    MOST_ASKED,
    MOST_CHOICES,
    AskedQuestion,
    QuestionFault,
    ReplyForm,
    Template,
)
from club.events import EventState
from handlers.events.questions import ids
from handlers.events.questions.service import AskingDone, Managed
from handlers.events.shared import party, party_buttons
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.questions import PartyAsked, choices, line, wording
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    checkboxes,
    context,
    field,
    message,
    modal,
    option,
    rich,
    select,
    text_input,
)
from handlers.kit.interaction import Message, View
from handlers.words import Translator, mark

TEMPLATES: Mapping[Template, str] = {
    Template.MEAL: mark("Meal"),
    Template.PARKING: mark("Parking"),
    Template.TRAIN: mark("Train"),
    Template.ACCESS: mark("How one comes"),
    Template.TEXT: mark("Free text"),
    Template.CHOICE: mark("A choice"),
    Template.YES_NO: mark("Yes or no"),
}
FAULTS: Mapping[QuestionFault, tuple[str, str]] = {
    QuestionFault.WORDING: (ids.WORDING, mark("Write the question.")),
    QuestionFault.FEW_CHOICES: (ids.CHOICES, mark("Give two choices at least, one a line.")),
    QuestionFault.MANY_CHOICES: (ids.CHOICES, mark("Give ten choices at most.")),
    QuestionFault.LONG_CHOICE: (ids.CHOICES, mark("Seventy characters a choice at most.")),
    QuestionFault.SAME_CHOICE: (ids.CHOICES, mark("Two choices are the same.")),
}
REFUSED: Mapping[AskingDone, str] = {
    AskingDone.NO_EVENT: mark("This event asks nothing any more: it has begun, or is called off."),
    AskingDone.NOT_YOURS: mark("These questions are for those who come."),
    AskingDone.CLOSED: mark("The list was handed over: for a change, write to the organisers."),
    AskingDone.GONE: mark("This question was removed meanwhile."),
    AskingDone.MANY: mark("An event asks six questions at most: remove one first."),
    AskingDone.ANSWERED: mark("Somebody answered already: what one chooses from stays as it is."),
}


def managing(t: Translator, found: Managed, metadata: str) -> View:
    """The questions of an event, with what can be done."""
    event, handed = found.event, found.event.asks.closed_at
    none = t("No question yet. They are asked at the answer, of each person who comes.")
    blocks: list[Block | None] = [
        party.head(t, event),
        None if found.questions else rich("{none}", none=none),
    ]
    for question in found.questions:
        blocks += _listed(t, question, found)
    new = button(t("Add a question…"), ids.NEW, event.id, about=event.title, primary=True)
    room = found.open and len(found.questions) < MOST_ASKED
    site = button(t("List for the site…"), "gate.list", event.id, about=event.title)
    hosted = event.host_company_id is not None and event.state is EventState.PUBLISHED
    blocks.append(actions(new if room else None, _handing(t, found), site if hosted else None))
    if handed:
        blocks.append(
            context(t("List handed over {date}: answers are changed no more.", date=t.date(handed)))
        )
    return modal(ids.MANAGE, t("Questions"), blocks, close=t("Close"), metadata=metadata)


def _handing(t: Translator, found: Managed) -> Block | None:
    if not found.open or not found.questions:
        return None
    if found.event.asks.closed_at:
        return button(t("Open again"), ids.REOPEN, found.event.id, about=found.event.title)
    return button(t("List handed over"), ids.HAND_OVER, found.event.id, about=found.event.title)


def _listed(t: Translator, question: AskedQuestion, found: Managed) -> Sequence[Block | None]:
    said, must = wording(t, question), t(" (required)") if question.required else ""
    about = f"{t(TEMPLATES[question.template])}{must}"
    told = _told(t, question, found.counts.get(question.id, {}))
    row = None
    if found.open:
        change = button(t("Change…"), f"{ids.CHANGE}#{question.id}", question.id, about=said)
        row = actions(change, button(t("Remove…"), f"{ids.REMOVE}#{question.id}", question.id, about=said))
    return [rich("*{said}*\n{about}\n{told}", said=said, about=about, told=told), row]


def _told(t: Translator, question: AskedQuestion, counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    if not total:
        return t("No answer yet")
    if question.form is ReplyForm.TEXT:
        return t.plural("{n} answer", "{n} answers", total)
    known = choices(t, question)
    parts = [t("{words}: {n}", words=read, n=counts[kept]) for kept, read in known.items() if kept in counts]
    return " · ".join(parts)


def writing(t: Translator, question: AskedQuestion | None, metadata: str, *, answered: bool = False) -> View:
    """The form of a question; `answered`: what one chooses from stays as it is, and is not shown."""
    kinds = {one: option(t(words), one) for one, words in TEMPLATES.items()}
    required = option(t("Answer required"), "required")
    ticked = [required] if question and question.required else []
    hint = t("Meal, parking, train and how one comes have words of their own: leave this empty for those.")
    lines = text_input("\n".join(question.choices) if question else "", longest=_LINES, lines=True)
    one_a_line = t("For a choice: one a line, ten at most.")
    return modal(
        ids.FORM,
        t("Question"),
        [
            None
            if answered
            else field(ids.TEMPLATE, t("Kind"), select(list(kinds.values()), _chosen(kinds, question))),
            field(
                ids.WORDING,
                t("Question"),
                text_input(question.wording if question else "", longest=LONGEST_WORDING),
                optional=True,
                hint=hint,
            ),
            None if answered else field(ids.CHOICES, t("Choices"), lines, optional=True, hint=one_a_line),
            field(ids.REQUIRED, t("Required?"), checkboxes([required], ticked), optional=True),
            context(t("Never ask about health. Nobody loses a seat for not answering.")),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )


_LINES = (LONGEST_CHOICE + 1) * MOST_CHOICES


def _chosen(kinds: Mapping[Template, Block], question: AskedQuestion | None) -> Block:
    return kinds[question.template if question else Template.MEAL]


def removing(t: Translator, question: AskedQuestion, metadata: str, *, answered: bool) -> View:
    """Asks before what was said goes too."""
    what = t("What was answered to it goes too.") if answered else t("Nobody has answered it yet.")
    return modal(
        ids.REMOVING,
        t("Remove the question"),
        [rich("*{said}*\n{what}", said=wording(t, question), what=what)],
        submit=t("Remove"),
        close=t("Keep the question"),
        metadata=metadata,
    )


def asked(t: Translator, found: Participation, n: int) -> Message:
    """To who comes already: something was added; once answered, that it is."""
    event, details = found.event, party_buttons.questions(t, found, primary=True)
    if not n:
        said = t("✅ Your details are noted: {title}", title=event.title)
        return message(said, rich("{said}", said=said), context(*party.named(t, event)), actions(details))
    text = t.plural(
        "{n} question about {title}; your seat stays confirmed",
        "{n} questions about {title}; your seat stays confirmed",
        n,
        title=event.title,
    )
    more = f"{party.when(t, event)} · {party.where(t, event)}"
    return message(text, rich("*{text}*\n{more}", text=f"➡️ {text}", more=more), actions(details))


def over(t: Translator, title: str) -> Message:
    """Of questions that can no longer be answered."""
    return aside(t("{title}: the list is closed.", title=title))


def noted(t: Translator, found: PartyAsked) -> Message:
    """What was said, with the way to change it."""
    event = found.participation.event
    said, alone = t("✅ Your details are noted: {title}", title=event.title), len(found.people) == 1
    lines = [
        told if alone else f"{name}{t(': ')}{told}"
        for guest_id, name in found.people
        if (told := line(t, found.questions, _of(found, guest_id)))
    ]
    return message(
        said,
        rich("*{said}*\n{lines}", said=said, lines="\n".join(lines)),
        context(*party.named(t, event)),
        actions(party_buttons.questions(t, found.participation), party_buttons.editing(t, event)),
    )


def _of(found: PartyAsked, guest_id: object) -> Mapping[int, str]:
    return {question: value for (who, question), value in found.replies.items() if who == guest_id}


def notice(t: Translator, said: str) -> View:
    """What holds now, in the place of a form that has no use any more."""
    return modal(ids.NOTICE, t("Questions"), [rich("{said}", said=said)], close=t("Close"))
