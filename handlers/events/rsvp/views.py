"""The event card, and the modals around an answer."""

from collections.abc import Sequence

from club.events import Event, Phase, Ways
from club.seating import Room
from handlers.events.rsvp.coming import ComingPage
from handlers.events.rsvp.typed import TypedAnswer
from handlers.events.shared import outcomes as out
from handlers.events.shared import party, party_buttons
from handlers.events.shared.sentences import awaited
from handlers.kit import moments
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
    radio,
    rich,
)
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.words import Translator
from storage.attendance import Party

WHO_PAGE = 80
CHOICES = 10
"""Events to choose from at a time."""
CHOICE, WHO = "rsvp.choice", "rsvp.who"
"""The events that fit what was typed, and who is coming to one: the lists, and what shows them."""


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
        context(*_counted(t, event, room, phase)),
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


def _counted(t: Translator, event: Event, room: Room, phase: Phase) -> list[str]:
    nothing_to_come = phase is Phase.STARTED and not (room.taken or room.remote or room.given)
    if phase in (Phase.CANCELLED, Phase.OVER) or nothing_to_come:
        return []
    return [one for one in (party.seats_taken(t, room), party.a_company(t, event)) if one]


def _card_buttons(t: Translator, event: Event, room: Room, phase: Phase) -> list[Block | None]:
    no, yes = party_buttons.not_going(t, event), party_buttons.ways_in(t, event, room, phase, primary=True)
    match phase:
        case Phase.OPEN if event.ways is Ways.BOTH:
            return [*yes, no, _more(t, event, bringing=True)]
        case Phase.OPEN:
            return [
                *yes,
                no,
                party_buttons.coming_with(t, event),
                party_buttons.sending(t, event),
                _more(t, event),
            ]
        case Phase.LATE:
            return [*yes, no, party_buttons.late(t, event), _more(t, event)]
        case Phase.STARTED:
            return [party_buttons.late(t, event), *yes, _more(t, event)]
    return []


def _more(t: Translator, event: Event, *, bringing: bool = False) -> Block | None:
    """The rest, in a menu; `bringing`: those one brings or sends too, where the row has two ways to come."""
    shared = [
        (t("Programme and access"), "rsvp.programme", event.id),
        (t("Who is coming?"), "rsvp.who", event.id),
    ]
    guests = [(t("I am bringing…"), "guests.companions", event.id)] if event.limits.guests != 0 else []
    others = [*guests, party_buttons.sending_item(t, event)]
    return menu([*(others if bringing else ()), *shared])


def none_for(t: Translator, words: str) -> Message:
    """That nothing fits what was typed; one's events are a click away."""
    none = t("No event for “{words}”.", words=words[:60])
    return message(none, rich("{none}", none=none), actions(button(t("See my events"), "rsvp.page", 0)))


def choice(t: Translator, events: Sequence[Event], typed: TypedAnswer, asked: ListPosition) -> Message:
    """What was typed does not settle it: a button for each event that fits, which does what was asked.

    What was typed are the words of the list: the buttons to other pages carry it.
    """
    page = Page.cut(events, asked, CHOICES)
    said = _asked(t, events, typed)
    buttons = [button(_dated(t, one), f"{typed.action}#{one.id}", chosen(one, typed)) for one in page.items]
    rows = [actions(*buttons[first : first + 5]) for first in range(0, len(buttons), 5)]
    turns = turning(t, page, CHOICE, t("Previous events"), t("Next events"))
    listed = "\n".join([said, *(_dated(t, one) for one in page.items)])
    return message(listed, rich("{said}", said=said), *rows, *turns)


def _asked(t: Translator, events: Sequence[Event], typed: TypedAnswer) -> str:
    which = t.plural("{n} event fits. Which one?", "{n} events fit. Which one?", len(events))
    return f"{party.guests_at_most(t, typed.companions)} {which}" if typed.too_many else which


def at_most(t: Translator, event: Event, typed: TypedAnswer) -> Message:
    """More companions were typed than may come: how many may, and the way on with as many."""
    most, dated = party.guests_at_most(t, typed.companions), _dated(t, event)
    label = t.plural("Come with {n} person…", "Come with {n} people…", typed.companions)
    go_on = button(label, typed.action, chosen(event, typed), primary=True)
    return message(f"{most} {dated}", rich("{most}\n*{dated}*", most=most, dated=dated), actions(go_on))


def _dated(t: Translator, event: Event) -> str:
    """The date first: what a long title loses is its end."""
    return f"{moments.short(t, event)} · {event.title}"


def chosen(event: Event, typed: TypedAnswer) -> str:
    """The value for the action that was typed: the event, and with how many."""
    return f"{event.id}:{typed.companions}" if typed.companions else str(event.id)


def programme(t: Translator, participation: out.Participation, *, link: bool) -> Block:
    """Programme and access, in a modal; `link`: whether the reader may see where the video is."""
    event = participation.event
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
            _video(t, event, link=link) if event.video_url else None,
            rich("{agenda}", agenda=event.agenda or none),
            context(t("Times are Paris time.")),
        ],
        close=t("Close"),
    )


def _video(t: Translator, event: Event, *, link: bool) -> Block:
    if link:
        return rich(t("Video: {link}"), link=party.access(event))
    return rich("{said}", said=t("Video: the link is for those who take part remotely."))


def who(t: Translator, found: ComingPage) -> Block:
    """Who is coming: members by name, companions as “+1”. Paged: a view holds a hundred blocks."""
    event, page = found.event, found.page
    lines = [rich("*{name}*{rest}", name=one.name, rest=_others(t, one)) for one in page.items]
    empty = rich("{none}", none=t("No seat taken"))
    steps = turning(t, page, "rsvp.who_page", t("Previous people"), t("Next people"))
    count = t.plural("{n} person is coming", "{n} people are coming", found.seats)
    head = context(event.title, count) if page.total else context(event.title)
    return modal(WHO, t("Who is coming?"), [head, *(lines or [empty]), *steps], close=t("Close"))


def _others(t: Translator, one: Party) -> str:
    company = f" · {one.company}" if one.company else ""
    companions = sum(not guest.representative and guest.claim_id is None for guest in one.guests)
    stands_in = "" if one.with_member else t(" (represented)")
    remotely = f" · {t('remotely')}" if one.remote else ""
    return f"{stands_in}{company}{f' +{companions}' if companions else ''}{remotely}"


def _about(t: Translator, event: Event) -> Block | None:
    """Which event a form is about."""
    return context(event.title, *party.named(t, event))


def lateness(t: Translator, participation: out.Participation, metadata: str) -> Block:
    """By how much somebody will be late."""
    choices = [option(t(label), minutes) for minutes, label in party.DELAYS]
    chosen = next((c for c in choices if c["value"] == str(participation.rsvp.late_minutes)), None)
    return modal(
        "rsvp.late",
        t("I shall be late"),
        [_about(t, participation.event), field("delay", t("By how much?"), radio(choices, chosen))],
        submit=t("Tell the organisers"),
        close=t("Back"),
        metadata=metadata,
    )


def freeing(t: Translator, outcome: out.SeatsAwaited, metadata: str) -> Block:
    """Others wait for these seats: are you sure?"""
    participation = outcome.participation
    return modal(
        "rsvp.free",
        t("I take part remotely") if outcome.remote else t("I am no longer coming"),
        [
            rich("*{title}*\n{awaited}", title=participation.event.title, awaited=awaited(t, outcome)),
            context(*party.named(t, participation.event)),
            rich("{what}", what=t("Freed seats go to them at once.")),
        ],
        submit=t("Free my seat"),
        close=t("Keep my seat"),
        metadata=metadata,
    )
