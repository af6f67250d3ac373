"""The forms of mutual help: asking in two steps, choosing others, the end, handing on, reporting."""

from collections.abc import Mapping, Sequence
from datetime import date

from club.helpers import Proposed
from club.ids import MemberId, QuestionId
from club.mutual_help import (
    LONGEST_DETAIL,
    LONGEST_QUESTION,
    LONGEST_SENTENCE,
    LONGEST_WORD,
    Draft,
    HelpFault,
    HelpSeen,
)
from handlers.kit.blocks import (
    OPTION,
    Block,
    actions,
    button,
    checkboxes,
    context,
    cut,
    divider,
    field,
    modal,
    option,
    plain,
    radio,
    rich,
    select,
    text_input,
)
from handlers.kit.carried import whole
from handlers.kit.interaction import Interaction
from handlers.kit.people import people_field
from handlers.kit.return_to import ReturnTo
from handlers.living.help.outcomes import Choices
from handlers.living.help.reading import Shown
from handlers.living.help.sentences import SEEN, title_of
from handlers.words import Translator, mark
from storage.people import Person
from storage.questions import Published

QUESTION, DETAIL, BY, WHO_SEES = "question", "detail", "by", "seen"
WHOM, WIDENS, HELPER, THANKS, SENTENCE, WORD = "whom", "widens", "helper", "thanks", "sentence", "word"
FIRST_STEP, NOBODY_FITS, SOMEBODY_FITS = 0, 1, 2
"""Where in asking the form is, and what its second step offers."""
_LONGEST_INPUT = 3000
_LARGEST = 2**31 - 1
FAULTS: Mapping[HelpFault, tuple[str, str]] = {
    HelpFault.NO_QUESTION: (QUESTION, mark("Write your question.")),
    HelpFault.LONG_QUESTION: (QUESTION, mark("At most 150 characters: the rest goes into the details.")),
    HelpFault.LONG_DETAIL: (DETAIL, mark("At most 1000 characters.")),
    HelpFault.PAST: (BY, mark("Choose a day to come.")),
}


def read(interaction: Interaction) -> Draft:
    """The question as the form holds it."""
    seen = interaction.entered(WHO_SEES)
    return Draft(
        " ".join(interaction.entered(QUESTION).split()),
        interaction.entered(DETAIL),
        _day(interaction.entered(BY)),
        HelpSeen(seen) if seen in set(HelpSeen) else HelpSeen.CHOSEN,
        "yes" in interaction.ticked(WIDENS),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None


def chosen(interaction: Interaction) -> list[MemberId]:
    """Whom the form has ticked."""
    found = (whole(value, _LARGEST) for value in interaction.ticked(WHOM))
    return [MemberId(one) for one in found if one]


def helper(interaction: Interaction) -> MemberId | None:
    """Thanks to whom it is resolved; None for nobody of those asked."""
    found = whole(interaction.entered(HELPER), _LARGEST)
    return MemberId(found) if found else None


def errors(t: Translator, faults: Sequence[HelpFault]) -> dict[str, str]:
    """Each fault at its field."""
    return {FAULTS[fault][0]: t(FAULTS[fault][1]) for fault in faults}


def asking(t: Translator, way: ReturnTo[int], draft: Draft) -> Block:
    """The first step: the question, by when, and who sees it."""
    return _form(t, "help.ask", t("Ask for help"), _question(t, draft), t("Next"), way)


def sending(t: Translator, way: ReturnTo[int], draft: Draft, found: Choices, said: str = "") -> Block:
    """The second: what was answered already, who may be asked, and the question as it was typed."""
    blocks = [context(said), *_near(t, found.near), *_whom(t, found, draft), divider(), *_question(t, draft)]
    return _form(t, "help.ask", t("Ask for help"), blocks, t("Send"), way)


def _question(t: Translator, draft: Draft) -> list[Block | None]:
    seen = {one.value: option(t(label), one.value) for one, label in SEEN.items()}
    by: Block = {"type": "datepicker"}
    if draft.wanted_by:
        by["initial_date"] = draft.wanted_by.isoformat()
    hint = t("For your own needs or a cooperation, never for prospecting.")
    return [
        field(
            QUESTION,
            t("Your question"),
            text_input(draft.question[:LONGEST_QUESTION], longest=_LONGEST_INPUT),
            hint=hint,
        ),
        field(DETAIL, t("Details"), _lines(draft.detail[:LONGEST_DETAIL]), optional=True),
        field(BY, t("By when?"), by, optional=True),
        field(WHO_SEES, t("Who sees it?"), radio(list(seen.values()), seen[draft.seen.value])),
    ]


def _lines(initial: str = "") -> Block:
    return text_input(initial, longest=_LONGEST_INPUT, lines=True)


def _near(t: Translator, near: Sequence[Published]) -> list[Block | None]:
    if not near:
        return []
    count = t.plural(
        "{n} question like yours has an answer", "{n} questions like yours have an answer", len(near)
    )
    blocks: list[Block | None] = [rich("*{count}*", count=count)]
    for one in near:
        read_it = button(t("Read the answer…"), "help.read", one.id, about=one.question)
        blocks += [rich("{question}", question=one.question), actions(read_it)]
    return blocks


def _whom(t: Translator, found: Choices, draft: Draft) -> list[Block | None]:
    if not found.people:
        return [context(_nobody(t, draft))]
    offered = [_person(one, person) for one, person in found.people]
    said = t(
        "Without an answer in {days} working days, ask {n} other people",
        days=t.number(found.after),
        n=t.number(found.more),
    )
    widens = option(said, "yes")
    channel = draft.seen is HelpSeen.CLUB
    return [
        field(WHOM, t("Who can help?"), checkboxes(offered), optional=channel),
        field(WIDENS, t("If nobody answers"), checkboxes([widens], [widens]), optional=True),
    ]


def _nobody(t: Translator, draft: Draft) -> str:
    if draft.seen is HelpSeen.CLUB:
        return t("No expertise fits: the channel is asked.")
    return t("No expertise fits: the organisers will look.")


def _person(one: Proposed, person: Person) -> Block:
    label = " · ".join(part for part in (person.name, person.company) if part)
    made = option(label, one.id)
    return made | ({"description": plain(one.reason, OPTION)} if one.reason else {})


def others(t: Translator, way: ReturnTo[None], found: Choices) -> Block:
    """Who else may be asked."""
    if not found.people:
        none = t("No other expertise fits.")
        return modal("help.others", t("Choose other names"), [rich("{none}", none=none)], close=t("Close"))
    offered = [_person(one, person) for one, person in found.people]
    whom = field(WHOM, t("Who can help?"), checkboxes(offered))
    return _form(t, "help.others", t("Choose other names"), [whom], t("Send"), way)


def answer(t: Translator, one: Published | None) -> Block:
    """A published answer, to be read above the form."""
    if one is None:
        said = rich("{said}", said=t("This question is no longer there."))
        return modal("help.answer", t("Answer"), [said], close=t("Back"))
    who = t("Thanks to {who}", who=" · ".join(part for part in (one.helper, one.company) if part))
    said = rich("*{question}*\n{sentence}", question=one.question, sentence=one.sentence)
    blocks = [said, context(who if one.helper else ""), context(t.day(one.at))]
    return modal("help.answer", t("Answer"), blocks, close=t("Back"))


def resolving(t: Translator, way: ReturnTo[None], shown: Shown) -> Block:
    """How it was resolved; what is published needs somebody who agrees to it besides."""
    ready = [person for one in shown.ready if (person := shown.people.get(one.member_id)) and person.active]
    blocks: list[Block | None] = [context(title_of(t, shown.question))]
    if ready:
        blocks += _thanking(t, ready, nameless=shown.question.nameless)
    else:
        blocks.append(rich("{said}", said=t("Those asked read that it is resolved.")))
    return _form(t, "help.resolve", t("It is resolved"), blocks, t("Save"), way)


def _thanking(t: Translator, ready: Sequence[Person], *, nameless: bool) -> list[Block | None]:
    people = [option(cut(person.name, OPTION), person.id) for person in ready]
    nobody = option(t("Nobody of those asked"), 0)
    published = t("Published in the channel if they agree, with both names.")
    without = t("Published in the channel if they agree, without your name.")
    return [
        field(HELPER, t("Thanks to whom?"), select([*people, nobody], people[0])),
        field(THANKS, t("Your thanks"), _lines(), optional=True),
        field(
            SENTENCE,
            t("A sentence for the club"),
            _lines(),
            optional=True,
            hint=without if nameless else published,
        ),
    ]


def withdrawing(t: Translator, way: ReturnTo[None], shown: Shown) -> Block:
    """Before a question is taken back."""
    said = rich("{said}", said=t("Those asked read that it was taken back; nobody needs to answer any more."))
    blocks = [context(title_of(t, shown.question)), said]
    return _form(t, "help.withdraw", t("Take back"), blocks, t("Take back"), way)


def handing_on(t: Translator, way: ReturnTo[None]) -> Block:
    """To whom, and a word."""
    blocks = [
        people_field(t, t("Who?")),
        field(WORD, t("A word"), _lines(), optional=True, hint=t("They read it, with your name.")),
    ]
    return _form(t, "help.pass", t("I know somebody"), blocks, t("Hand on"), way)


def reporting(t: Translator, way: ReturnTo[None]) -> Block:
    """An offer in disguise, in the words of whoever was asked."""
    said = rich("{said}", said=t("The organisers read this; whoever asks does not."))
    blocks = [said, field(WORD, t("What happened?"), _lines())]
    return _form(t, "help.report", t("Report an abuse"), blocks, t("Send"), way)


def proposing(t: Translator, way: ReturnTo[None], shown: Shown) -> Block:
    """Whom an organiser has asked."""
    blocks = [context(title_of(t, shown.question)), people_field(t, t("Who?"))]
    return _form(t, "help.propose", t("Propose somebody"), blocks, t("Ask them"), way)


def removing(t: Translator, way: ReturnTo[None], shown: Shown) -> Block:
    """Before organisers remove a question."""
    said = rich("{said}", said=t("Its asker and those asked read that the organisers removed it."))
    blocks = [context(title_of(t, shown.question)), said]
    return _form(t, "help.remove", t("Remove the question"), blocks, t("Remove"), way)


def too_long(t: Translator, typed: Mapping[str, str]) -> dict[str, str]:
    """What is longer than it may be, at its field."""
    most = {THANKS: LONGEST_WORD, WORD: LONGEST_WORD, SENTENCE: LONGEST_SENTENCE}
    return {
        name: t("At most {n} characters.", n=most[name])
        for name, text in typed.items()
        if len(text) > most[name]
    }


def over(t: Translator, callback: str, said: str) -> Block:
    """In place of a form, what came of it or why there is none."""
    return modal(callback, t("Mutual help"), [rich("{said}", said=said)], close=t("Close"))


def _form(
    t: Translator,
    callback: str,
    title: str,
    blocks: Sequence[Block | None],
    submit: str,
    way: ReturnTo[object],
) -> Block:
    return modal(callback, title, blocks, submit=submit, close=t("Back"), metadata=way.packed())


def question_id(way: ReturnTo[None]) -> QuestionId:
    """The question that a form is about."""
    return QuestionId(way.subject)
