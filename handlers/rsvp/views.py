"""The event card, and the modals around an answer."""

from collections.abc import Sequence

from club.events import Event, Phase
from club.seating import Room
from handlers.kit import outcomes as out
from handlers.kit import party
from handlers.kit.act import Message
from handlers.kit.blocks import (
    Block,
    actions,
    button,
    context,
    field,
    header,
    menu,
    message,
    modal,
    option,
    pages,
    radio,
    rich,
)
from handlers.kit.paging import turning, within
from handlers.kit.said import awaited
from handlers.words import Translator, mark
from storage.attendance import Party

WHO_PAGE = 80
DELAYS = (
    (15, mark("15 minutes")),
    (30, mark("30 minutes")),
    (60, mark("1 hour")),
    (120, mark("More than an hour")),
)


def card(t: Translator, event: Event, room: Room, present: int, phase: Phase) -> Message:
    """The card that everybody sees in the channel. Its top-level text says it all in one line."""
    state = _card_state(t, event, phase, present)
    return message(
        " · ".join((event.title, party.when(t, event), party.where(t, event), state)),
        header(event.title),
        rich(
            "*{when}*\n{where}\n{state}",
            when=party.when(t, event),
            where=party.where(t, event),
            state=state,
        ),
        context(*_counted(t, room, phase)),
        actions(*_card_buttons(t, event, room, phase)),
    )


def _card_state(t: Translator, event: Event, phase: Phase, present: int) -> str:
    match phase:
        case Phase.CANCELLED:
            return t("Cancelled: {reason}", reason=event.cancel_reason)
        case Phase.OPEN:
            return t("Answer before {date} (Paris time)", date=t.date(event.deadline))
        case Phase.LATE:
            return t("Answers closed · you can still ask")
        case Phase.STARTED:
            return t("Started")
    if present:
        return t.plural("Over · {n} person present", "Over · {n} people present", present)
    return t("Over")


def _counted(t: Translator, room: Room, phase: Phase) -> list[str]:
    return [] if phase in (Phase.CANCELLED, Phase.OVER) else [party.seats_taken(t, room)]


def _card_buttons(t: Translator, event: Event, room: Room, phase: Phase) -> list[Block | None]:
    more = menu(
        [(t("Programme and access"), "rsvp.programme", event.id), (t("Who is coming?"), "rsvp.who", event.id)]
    )
    match phase:
        case Phase.OPEN:
            yes = party.going(t, event, room, primary=True)
            return [
                yes,
                party.not_going(t, event),
                party.coming_with(t, event),
                party.sending(t, event),
                more,
            ]
        case Phase.LATE:
            ask = party.asking(t, event, primary=True)
            return [ask, party.not_going(t, event), party.late(t, event), more]
        case Phase.STARTED:
            return [party.late(t, event), more]
    return []


def choice(t: Translator, events: Sequence[Event], action: str) -> Message:
    """Several events fit what was typed: a button each, which does what was asked."""
    count = t.plural("{n} event fits. Which one?", "{n} events fit. Which one?", len(events))
    buttons = [
        button(f"{event.title}, {t.short(event.starts_at)}", f"{action}#{event.id}", event.id)
        for event in events[:20]
    ]
    rows = [actions(*buttons[at : at + 5]) for at in range(0, len(buttons), 5)]
    return message(count, rich("{count}", count=count), *rows)


def programme(t: Translator, standing: out.Standing) -> Block:
    """Programme and access, in a modal."""
    event = standing.event
    none = t("The programme is to come.")
    return modal(
        "rsvp.programme",
        t("Programme and access"),
        [
            rich(
                "*{title}*\n{when}\n{where}",
                title=event.title,
                when=party.when(t, event),
                where=party.where(t, event),
            ),
            rich(t("Video: {link}"), link=party.access(event)) if event.video_url else None,
            rich("{agenda}", agenda=event.agenda or none),
            context(t("Times are Paris time.")),
        ],
        close=t("Close"),
    )


def who(t: Translator, event: Event, parties: Sequence[Party], page: int) -> Block:
    """Who is coming: members by name, companions as “+1”. Paged: a view holds a hundred blocks."""
    coming = [party for party in parties if party.seats]
    at = within(page, len(coming), WHO_PAGE)
    shown, _, _ = pages(coming, at, WHO_PAGE)
    lines = [rich("*{name}*{rest}", name=one.name, rest=_others(t, one)) for one in shown]
    empty = rich("{none}", none=t("No answer yet"))
    before = button(t("Previous people"), "rsvp.who_page", f"{event.id}:{at - 1}")
    after = button(t("Next people"), "rsvp.who_page#next", f"{event.id}:{at + 1}")
    steps = turning(t, at, len(coming), before, after, size=WHO_PAGE)
    count = t.plural("{n} person is coming", "{n} people are coming", sum(one.seats for one in coming))
    head = context(event.title, count) if coming else context(event.title)
    return modal("rsvp.who", t("Who is coming?"), [head, *(lines or [empty]), *steps], close=t("Close"))


def _others(t: Translator, one: Party) -> str:
    company = f" · {one.company}" if one.company else ""
    companions = sum(not guest.representative and guest.claim_id is None for guest in one.guests)
    stands_in = "" if one.with_member else t(" (represented)")
    return f"{stands_in}{company}{f' +{companions}' if companions else ''}"


def lateness(t: Translator, standing: out.Standing, metadata: str) -> Block:
    """By how much somebody will be late."""
    choices = [option(t(label), minutes) for minutes, label in DELAYS]
    chosen = next((c for c in choices if c["value"] == str(standing.rsvp.late_minutes)), None)
    return modal(
        "rsvp.late",
        t("I shall be late"),
        [context(standing.event.title), field("delay", t("By how much?"), radio(choices, chosen))],
        submit=t("Tell the organisers"),
        close=t("Back"),
        metadata=metadata,
    )


def freeing(t: Translator, outcome: out.SeatsAwaited, metadata: str) -> Block:
    """Others wait for these seats: are you sure?"""
    standing = outcome.standing
    return modal(
        "rsvp.free",
        t("I am no longer coming"),
        [
            rich("*{title}*\n{awaited}", title=standing.event.title, awaited=awaited(t, outcome)),
            rich("{what}", what=t("Freed seats go to them at once.")),
        ],
        submit=t("Free my seat"),
        close=t("Keep my seat"),
        metadata=metadata,
    )
