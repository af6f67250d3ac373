"""The organisers' list, and the modals to cancel an event and to say what holds."""

from datetime import datetime

from club.events import Event, EventState, Phase, phase
from club.halves import in_halves
from handlers.events.organising import ids
from handlers.events.organising.form_view import scope
from handlers.events.organising.outcomes import EventLine, EventPage
from handlers.events.organising.sentences import line_state
from handlers.events.shared import party, party_buttons
from handlers.kit import moments
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    field,
    menu,
    message,
    modal,
    rich,
    text_input,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import at_foot, turning
from handlers.kit.positions import ListPosition
from handlers.words import Translator

LONGEST_WORDS = 60


def listing(t: Translator, shown: EventPage, now: datetime, said: str = "") -> Message:
    """Drafts, what is coming and what is just over, five at a time."""
    page, at = shown.page, shown.page.position
    count = t.plural("{n} event", "{n} events", page.total) if page.total else t("No event yet")
    if shown.missed and not said:
        none = t("No event for “{words}”.", words=shown.missed[:LONGEST_WORDS])
        return message(
            none, rich("{none}", none=none), actions(button(t("See all events"), ids.LIST_PAGE, 0))
        )
    alone = len(page.items) == 1 and bool(at.words)
    new = actions(button(t("New event…"), ids.NEW, primary=not alone), button(t("Find a date…"), "dates.new"))
    blocks: list[Block | None] = [
        rich("{said}", said=said) if said else None,
        rich("*{count}*", count=count),
        {**new, "block_id": at.block("new")} if new else None,
    ]
    for line in page.items:
        blocks += [divider(), *_entry(t, line, now, at, primary=alone)]
    again = at_foot(page, button(t("New event…"), f"{ids.NEW}#foot"))
    turns = turning(t, page, ids.LIST_PAGE, t("Previous events"), t("Next events"), beside=again)
    return message(said or _text(t, shown, count), *blocks, *turns)


def _text(t: Translator, shown: EventPage, count: str) -> str:
    return "\n".join(
        [count, *(f"{line.event.title}, {moments.short(t, line.event)}" for line in shown.page.items)]
    )


def _entry(
    t: Translator, line: EventLine, now: datetime, at: ListPosition, *, primary: bool
) -> list[Block | None]:
    event = line.event
    row = actions(*_buttons(t, line, phase(event, now), primary=primary))
    return [
        rich(
            "*{title}*\n{when} · {where}\n{state}",
            title=event.title,
            when=party.when(t, event),
            where=party.where(t, event),
            state=line_state(t, line, phase(event, now)),
        ),
        {**row, "block_id": at.block(event.id)} if row else None,
    ]


def _buttons(t: Translator, line: EventLine, stands: Phase, *, primary: bool) -> list[Block | None]:
    event, title = line.event, line.event.title
    edit = button(t("Edit…"), ids.EDIT, event.id, about=title)
    alike = [(t("Duplicate…"), ids.DUPLICATE, event.id)]
    if stands not in (Phase.CANCELLED, Phase.OVER) and line.date is None:
        alike.append((t("Repeat…"), ids.REPEAT, event.id))
    if stands is Phase.DRAFT:
        if line.date is None:
            alike.append((t("Half-days…"), ids.HALVES, event.id))
        publish = button(t("Publish"), ids.PUBLISH, event.id, about=title, primary=primary)
        dropping = button(t("Cancel…"), ids.CANCEL, event.id, about=title)
        return [publish, edit, dropping, menu([_questions(t, event), *alike])]
    answers = button(t("See the answers"), ids.ANSWERS, event.id, about=title, primary=primary)
    export = button(t("Export"), ids.EXPORT, event.id, about=title)
    if stands is Phase.CANCELLED:
        return [answers, export, menu(alike)]
    record = (t("Record attendance…"), ids.ATTENDANCE, event.id)
    if stands is Phase.OVER:
        return [
            answers,
            button(record[0], ids.ATTENDANCE, event.id, about=title),
            export,
            menu([(t("Deposit minutes…"), "minutes.write", event.id), _fix(t, event), *alike]),
        ]
    cancel = (t("Cancel…"), ids.CANCEL, event.id)
    first = (t("Remind"), ids.REMIND, event.id) if stands is Phase.OPEN else record
    asked = [] if stands is Phase.STARTED else [_questions(t, event)]
    items = [*asked, *alike, cancel] if stands is Phase.LATE else [first, *asked, *alike, cancel]
    parts = stands is Phase.OPEN and line.date is None and in_halves(event, t.zone)
    split = button(t("Half-days…"), ids.HALVES, event.id, about=title) if parts else None
    return [answers, edit, export, split, menu(items)]


def _questions(t: Translator, event: Event) -> party_buttons.Item:
    return (t("Questions…"), "questions.manage", event.id)


def _fix(t: Translator, event: Event) -> party_buttons.Item:
    return (t("Edit…"), ids.EDIT, event.id)


def cancelling(t: Translator, event: Event, following: int, metadata: str) -> Block:
    """Asks before an event is called off: everybody who answered will hear of it."""
    draft = event.state is EventState.DRAFT
    asked = text_input(longest=500, lines=True)
    what = (
        t("This draft was shown to nobody.")
        if draft
        else t("Whoever comes, waits or has asked is told, with the reason.")
    )
    return modal(
        ids.CANCELLING,
        t("Cancel the event"),
        [
            party.head(t, event),
            context(what),
            scope(t, following, ids.CANCELLING) if following else None,
            None if draft else field("reason", t("Reason, as members will read it"), asked),
        ],
        submit=t("Cancel the event"),
        close=t("Keep it"),
        metadata=metadata,
    )


def notice(t: Translator, said: str) -> Block:
    """What holds now, in the place of a form that has no use any more."""
    return modal(ids.NOTICE, t("Event"), [rich("{said}", said=said)], close=t("Close"))
