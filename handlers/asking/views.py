"""What was understood, asked back: a card with one button that does it, or a list to choose from."""

from collections.abc import Mapping, Sequence

from club.events import Event
from club.intents import ABOUT_EVENTS, ACTS, Intent, Meaning, NotUnderstood, Reading
from handlers.asking.service import REFUSED, SEVERAL, UNDERSTOOD, ReaderProgramme
from handlers.asking.wish import packed, way
from handlers.kit import moments
from handlers.kit.blocks import Block, actions, button, context, message, rich
from handlers.kit.interaction import Blocks, Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.words import Translator, mark

CHOICES = 10
OTHER = "asking.other"
"""The events that may be meant, and the action that shows them; its words are the meaning."""
ROW = 5
"""Buttons that stand in a row."""

SAID: Mapping[NotUnderstood, str] = {
    NotUnderstood.NOTHING: mark("This was not understood, and nothing is changed."),
    NotUnderstood.QUOTED: mark("These are somebody else’s words: nothing is changed."),
    NotUnderstood.SOMEBODY_ELSE: mark("Every member answers in person: nothing is changed."),
    NotUnderstood.CONDITION: mark("This depends on something: nothing is changed."),
    NotUnderstood.PAST: mark("This is over: nothing is changed."),
}
LABELS: Mapping[Intent, str] = {
    Intent.COME: mark("I am coming"),
    Intent.AWAY: mark("I am not coming"),
    Intent.LATE: mark("I shall be late"),
    Intent.BRING: mark("I am bringing…"),
    Intent.SEND: mark("I am sending someone…"),
    Intent.WHO: mark("Who is coming?"),
    Intent.SHOW: mark("See the event"),
    Intent.FIND: mark("Find a member…"),
    Intent.AGENDA: mark("See my events"),
    Intent.TOPICS: mark("See all topics"),
    Intent.PROPOSE: mark("Propose a topic…"),
    Intent.PROFILE: mark("My profile…"),
    Intent.JOIN: mark("Invite a person…"),
}
"""A button for each intent that may stand beside others."""


def card(t: Translator, meaning: Meaning, programme: ReaderProgramme, members: Sequence[str] = ()) -> Message:
    """One meaning, asked back: nothing is done before the first button is clicked."""
    if meaning.intent not in ABOUT_EVENTS:
        return _form(t, meaning)
    event = programme.events[meaning.event] if meaning.event else None
    if event is None:
        return which(t, meaning, programme, others(meaning))
    said = _asked(t, meaning, event, programme)
    note = t("{names}: members answer in person.", names=t.list(list(members))) if members else ""
    row = actions(_confirm(t, meaning, event), _other(t, meaning), _wrong(t))
    return message(said, rich("{said}", said=said), context(note), row)


def _form(t: Translator, meaning: Meaning) -> Message:
    """What asks for a form: a button that opens it, for Slack opens none without a click."""
    said = t("A form asks for the rest.")
    leads = way(meaning)
    first = button(t(LABELS[meaning.intent]), leads.action, leads.value, primary=True)
    return message(said, rich("{said}", said=said), actions(first, _wrong(t)))


def _confirm(t: Translator, meaning: Meaning, event: Event) -> Block:
    leads = way(meaning)
    label = t(LABELS[meaning.intent])
    if meaning.intent in ACTS:
        label = t("Confirm…") if leads.form else t("Confirm")
    return button(label, leads.action, leads.value, about=event.title, primary=True)


def _other(t: Translator, meaning: Meaning) -> Block:
    return button(t("Another event"), OTHER, others(meaning).value())


def _wrong(t: Translator) -> Block:
    return button(t("That is not it"), "asking.wrong")


def _asked(t: Translator, meaning: Meaning, event: Event, programme: ReaderProgramme) -> str:
    """The question, whole: the event, its date, and what would be done."""
    about = {"title": event.title, "date": moments.date(t, event)}
    match meaning.intent:
        case Intent.COME:
            return t("{title}, {date}: are you coming?", **about)
        case Intent.AWAY if event.id in programme.held:
            return t("{title}, {date}: are you no longer coming?", **about)
        case Intent.AWAY:
            return t("{title}, {date}: are you not coming?", **about)
        case Intent.LATE if meaning.minutes:
            return t.plural(
                "{title}, {date}: will you be {n} minute late?",
                "{title}, {date}: will you be {n} minutes late?",
                meaning.minutes,
                **about,
            )
        case Intent.LATE:
            return t("{title}, {date}: will you be late?", **about)
        case Intent.BRING:
            return _bringing(t, meaning, about)
        case Intent.SEND if meaning.people:
            return t("{title}, {date}: is {name} coming in your place?", name=meaning.people[0], **about)
        case Intent.SEND:
            return t("{title}, {date}: is somebody coming in your place?", **about)
    return "{title}, {date}".format(**about)


def _bringing(t: Translator, meaning: Meaning, about: Mapping[str, str]) -> str:
    if not meaning.people:
        return t.plural(
            "{title}, {date}: are you coming with {n} person?",
            "{title}, {date}: are you coming with {n} people?",
            meaning.companions,
            **about,
        )
    more = meaning.companions
    others = [t.plural("{n} other person", "{n} other people", more)] if more else []
    return t(
        "{title}, {date}: are you coming with {names}?", names=t.list([*meaning.people, *others]), **about
    )


def several(t: Translator, meanings: Sequence[Meaning], programme: ReaderProgramme) -> Message:
    """Several meanings: each asked on its own, each with its own button."""
    title = t("Several readings are possible. Which one?")
    blocks: list[Block | None] = [rich("*{title}*", title=title)]
    lines = [title]
    for one in meanings:
        event = programme.events.get(one.event) if one.event else None
        said = _asked(t, one, event, programme) if event else t(LABELS[one.intent])
        lines.append(said)
        blocks += [rich("{said}", said=said), actions(_choice(t, one, event))]
    return message("\n".join(lines), *blocks, actions(_wrong(t)))


def _choice(t: Translator, meaning: Meaning, event: Event | None) -> Block:
    """The button of one meaning among several; where the event is not known, it is asked first."""
    label = t(LABELS[meaning.intent])
    if event is None and meaning.intent in ABOUT_EVENTS:
        return button(label, f"{OTHER}#{meaning.intent}", others(meaning).value())
    leads = way(meaning)
    return button(label, leads.action, leads.value, about=event.title if event else "")


def others(meaning: Meaning) -> ListPosition:
    """The first page of the events that may be meant."""
    return ListPosition(OTHER, words=packed(meaning))


def which(t: Translator, meaning: Meaning, programme: ReaderProgramme, asked: ListPosition) -> Message:
    """The act is clear, the event is not: a button for each that may be meant, ten at a time."""
    events = _likely(meaning, programme)
    if not events:
        said = t("No event planned.")
        return message(said, rich("{said}", said=said))
    page = Page.cut(events, asked, CHOICES)
    shown = page.items
    said = t("{what}: to which event?", what=t(LABELS[meaning.intent]).rstrip("…"))
    rows = [
        actions(*(_pick(t, meaning, one) for one in shown[at : at + ROW])) for at in range(0, len(shown), ROW)
    ]
    turns = turning(t, page, OTHER, t("Previous events"), t("Next events"), beside=_wrong(t))
    return message(
        "\n".join([said, *(_dated(t, one) for one in shown)]), rich("{said}", said=said), *rows, *turns
    )


def _likely(meaning: Meaning, programme: ReaderProgramme) -> list[Event]:
    """The next first; of whoever is late or stays away, those one was to come to before all others."""
    events = list(programme.events.values())
    if meaning.intent in (Intent.LATE, Intent.AWAY):
        events.sort(key=lambda event: event.id not in programme.held)
    return events


def _pick(t: Translator, meaning: Meaning, event: Event) -> Block:
    chosen = Meaning(meaning.intent, event.id, meaning.minutes, meaning.people, meaning.companions)
    return button(_dated(t, event), f"asking.chosen#{event.id}", packed(chosen))


def _dated(t: Translator, event: Event) -> str:
    """The date first: what a long title loses is its end."""
    return f"{moments.short(t, event)} · {event.title}"


def nothing(t: Translator, reading: Reading, programme: ReaderProgramme) -> Message:
    """Nothing was understood: why, the likeliest three, and help."""
    return _instead(t, t(SAID[reading.why or NotUnderstood.NOTHING]), reading.near, programme)


def refused(t: Translator) -> Message:
    """Something else was meant."""
    usual = [Meaning(intent) for intent in (Intent.AGENDA, Intent.TOPICS, Intent.FIND)]
    return _instead(t, t("Nothing is changed."), usual, ReaderProgramme({}, frozenset()))


def _instead(t: Translator, said: str, near: Sequence[Meaning], programme: ReaderProgramme) -> Message:
    ways = [_near(t, one, programme) for one in near]
    return message(said, rich("{said}", said=said), actions(*ways, button(t("Help"), "welcome.help")))


def _near(t: Translator, meaning: Meaning, programme: ReaderProgramme) -> Block:
    leads = way(meaning)
    event = programme.events.get(meaning.event) if meaning.event else None
    label = _dated(t, event) if event else t(LABELS[meaning.intent])
    return button(label, leads.action, leads.value)


def counted(t: Translator, counts: Mapping[str, int]) -> Blocks:
    """How many sentences were understood, and how many were not; nothing where none was typed."""
    total = sum(number for kind, number in counts.items() if kind not in (REFUSED, NotUnderstood.COURTESY))
    if not total:
        return []
    understood = counts.get(UNDERSTOOD, 0) + counts.get(SEVERAL, 0)
    said = t(
        "Sentences in 30 days: {total}; understood: {understood}; not what was meant: {refused}.",
        total=t.number(total),
        understood=t.number(understood),
        refused=t.number(counts.get(REFUSED, 0)),
    )
    shown = context(said)
    return [shown] if shown else []
