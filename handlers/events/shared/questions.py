"""An event's questions in words, and the form in which a member answers them for their party."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.event_questions import LONGEST_REPLY, NO, YES, AskedQuestion, ReplyForm, Template
from club.ids import EventId, GuestId, MemberId
from handlers.events.shared import party
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.seats import participation
from handlers.kit.blocks import Block, context, cut, field, modal, option, radio, rich, text_input
from handlers.kit.services import Services
from handlers.words import Translator, mark
from storage.database import Session
from storage.event_questions import Replied, list_questions, list_replies
from storage.events import get_event
from storage.people import Person
from storage.series import get_series_of

ANSWER = "questions.answer"
"""The button that opens the form, and the form."""
WORDINGS: Mapping[Template, str] = {
    Template.MEAL: mark("Do you stay for the meal?"),
    Template.PARKING: mark("Do you need a parking space?"),
    Template.TRAIN: mark("Your train: which, and when does it arrive?"),
    Template.ACCESS: mark("How do you come?"),
}
CHOICES: Mapping[Template, Sequence[str]] = {
    Template.MEAL: (mark("Yes"), mark("Yes, without meat"), mark("No")),
    Template.ACCESS: (mark("By car"), mark("By public transport"), mark("Another way")),
}


def wording(t: Translator, question: AskedQuestion) -> str:
    """What is asked."""
    return question.wording or t(WORDINGS[question.template])


def choices(t: Translator, question: AskedQuestion) -> Mapping[str, str]:
    """What one chooses from: as it is kept, and as it is read."""
    if question.form is ReplyForm.YES_NO:
        return {YES: t("Yes"), NO: t("No")}
    if question.choices:
        return {one: one for one in question.choices}
    return {words: t(words) for words in CHOICES.get(question.template, ())}


def said(t: Translator, question: AskedQuestion, value: str) -> str:
    """What was said, as it is read; empty for nothing."""
    return choices(t, question).get(value, value)


@dataclass(frozen=True, slots=True)
class PartyAsked:
    """All that the form shows: the questions, the people of the party, what was said of each."""

    participation: Participation
    questions: Sequence[AskedQuestion]
    people: Sequence[tuple[GuestId | None, str]]
    """Guests' ids and everybody's names; None is the member."""
    replies: Mapping[tuple[GuestId | None, int], str]
    dated: bool = False
    """Whether the event is a date of a series: what is said holds for the others, where nothing is yet."""


def look(session: Session, event_id: EventId, person: Person, now: datetime) -> PartyAsked | None:
    """The form of a member; None where there is no such event."""
    event = get_event(session, event_id)
    return look_at(session, participation(session, event, person.id, now), person) if event else None


def look_at(session: Session, found: Participation, person: Person) -> PartyAsked:
    """The same of a party that is known."""
    people = party.people_of(person if found.members_own else None, found.guests)
    replies = list_replies(session, found.event.id, person.id)
    said_of = {(one.guest_id, int(one.question_id)): one.value for one in replies}
    dated = get_series_of(session, found.event.id) is not None
    return PartyAsked(found, list_questions(session, found.event.id), people, said_of, dated)


def get_asked(services: Services, found: Participation, person: Person) -> PartyAsked:
    """The same, in a transaction of its own."""
    with services.db.read() as session:
        return look_at(session, found, person)


def block(question: AskedQuestion, guest_id: GuestId | None) -> str:
    """The id of one input."""
    return f"q{question.id}#{guest_id or 0}"


def form(t: Translator, found: PartyAsked, metadata: str) -> Block:
    """Every question for every person."""
    event, alone = found.participation.event, len(found.people) == 1
    blocks: list[Block | None] = [
        party.head(t, event),
        context(t("Nothing about your health. Until the list is handed over, you can change it.")),
        context(t("It holds for all dates at which you have said nothing yet.") if found.dated else ""),
    ]
    for guest_id, name in found.people:
        blocks += [] if alone else [rich("*{name}*", name=cut(name, 100))]
        whose = "" if alone else cut(name, 100)
        blocks += [_input(t, one, guest_id, found.replies, whose) for one in found.questions]
    return modal(ANSWER, t("A few details"), blocks, submit=t("Save"), close=t("Later"), metadata=metadata)


def _input(
    t: Translator,
    question: AskedQuestion,
    guest_id: GuestId | None,
    replies: Mapping[tuple[GuestId | None, int], str],
    whose: str,
) -> Block:
    """`whose`: the person's name, where there are several: read aloud, a label stands alone."""
    before, asked = replies.get((guest_id, int(question.id)), ""), wording(t, question)
    label = t("{question} ({name})", question=asked, name=whose) if whose else asked
    if question.form is ReplyForm.TEXT:
        element = text_input(before, longest=LONGEST_REPLY)
    else:
        shown = {kept: option(read, at) for at, (kept, read) in enumerate(choices(t, question).items())}
        element = radio(list(shown.values()), shown.get(before))
    return field(block(question, guest_id), label, element, optional=not question.required)


Said = Mapping[tuple[MemberId, GuestId | None], Mapping[int, str]]
"""What was said, by person and question."""


def by_person(replies: Iterable[Replied]) -> Said:
    """What was said, by person and question."""
    found: dict[tuple[MemberId, GuestId | None], dict[int, str]] = {}
    for one in replies:
        found.setdefault((one.member_id, one.guest_id), {})[one.question_id] = one.value
    return found


def line(t: Translator, questions: Sequence[AskedQuestion], replies: Mapping[int, str]) -> str:
    """What one person said, in one line; empty where they said nothing."""
    told = [(one, replies.get(one.id, "")) for one in questions]
    return " · ".join(
        t("{question} {reply}", question=cut(wording(t, one), 80), reply=cut(said(t, one, value), 120))
        for one, value in told
        if value
    )
