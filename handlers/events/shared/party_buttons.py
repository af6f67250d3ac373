"""The buttons of a member's own entry at an event, the same on cards, in lists and in messages.

Action ids are the rsvp, guests, needs and requests features'.
"""

from collections.abc import Sequence

from club.events import Event, Phase, Ways
from club.ids import SeriesId
from club.seating import Room, Says
from handlers.events.shared.outcomes import Participation
from handlers.kit.blocks import MENU_ITEMS, Block, button, menu
from handlers.words import Translator
from storage.guests import Guest

Item = tuple[str, str, str | int]
NEED = "needs.open"


def going(t: Translator, event: Event, room: Room, *, primary: bool, label: str = "") -> Block:
    """“I am coming”, or its place in the line when the room is full."""
    said = t("Wait for a seat") if room.full else label or on_site_label(t, event)
    return button(said, "rsvp.going", event.id, about=event.title, primary=primary)


def on_site_label(t: Translator, event: Event) -> str:
    """How one says to come: where there are two ways, on site."""
    return t("I am coming on site") if event.ways is Ways.BOTH else t("I am coming")


def by_link(t: Translator, event: Event, *, label: str = "") -> Block | None:
    """“I take part remotely”, where there are two ways."""
    if event.ways is not Ways.BOTH:
        return None
    said = label or t("I take part remotely")
    return button(said, "rsvp.remote", event.id, about=event.title)


def ways_in(t: Translator, event: Event, room: Room, phase: Phase, *, primary: bool) -> list[Block | None]:
    """The ways to come, for somebody who does not: a place on the link is there until the end."""
    link = by_link(t, event)
    if event.ways is Ways.REMOTE or phase is Phase.OPEN:
        return [going(t, event, room, primary=primary), link]
    return [asking(t, event, primary=primary), link] if phase is Phase.LATE else [link]


def not_going(t: Translator, event: Event, *, held: bool = False) -> Block:
    """“I am not coming”, or “no longer”."""
    label = t("I am no longer coming") if held else t("I am not coming")
    return button(label, "rsvp.not_going", event.id, about=event.title)


def coming_with(t: Translator, event: Event, guests: Sequence[Guest] = ()) -> Block | None:
    """Opens the companions' form, where anybody may be brought; `guests` named already may be left out."""
    if event.limits.guests == 0 and not guests:
        return None
    return button(t("I am bringing…"), "guests.companions", event.id, about=event.title)


def sending(t: Translator, event: Event) -> Block:
    """Opens the representative's form."""
    return button(t("I am sending someone…"), "guests.representative", event.id, about=event.title)


def letter(t: Translator, event: Event) -> Block:
    """Shows the text to send to those one brings."""
    return button(t("Text for my guests"), "guests.letter", event.id, about=event.title)


def asking(t: Translator, event: Event, *, primary: bool) -> Block:
    """Opens the late request's form."""
    return button(t("Ask for a seat…"), "requests.ask", event.id, about=event.title, primary=primary)


def late(t: Translator, event: Event) -> Block:
    """Opens the lateness form."""
    return button(t("I shall be late…"), "rsvp.late", event.id, about=event.title)


def questions(t: Translator, participation: Participation, *, primary: bool = False) -> Block | None:
    """Opens the form of the event's questions, while what was said can be changed."""
    event = participation.event
    if not participation.asks:
        return None
    waits = participation.asked > 0
    label = t("Answer the questions…") if waits else t("Change my details…")
    return button(label, "questions.answer", event.id, about=event.title, primary=primary and waits)


def need(t: Translator, event: Event) -> Block:
    """Opens the form in which one tells a need."""
    return button(t("A particular need…"), NEED, event.id, about=event.title)


def editing(t: Translator, event: Event) -> Block:
    """Shows the member's own entry with all that can be changed."""
    return button(t("Change my answer"), "rsvp.mine", event.id, about=event.title)


def buttons(
    t: Translator, participation: Participation, *, primary: bool, later: bool = False
) -> list[Block | None]:
    """What a member can do about an event now: at most one primary button, the rest in the menu.

    `later`: whether whoever has not answered may put it off.
    """
    event, phase = participation.event, participation.phase
    if phase not in (Phase.OPEN, Phase.LATE, Phase.STARTED):
        return [_menu(t, event)]
    if participation.offered:
        return _offer(t, participation, primary=primary)
    if participation.answer.coming:
        return _while_coming(t, participation, primary=primary)
    if participation.answer.claims:
        items = [myself_item(t, participation)] if participation.sent else []
        items.append(sending_item(t, event))
        meanwhile = by_link(t, event, label=t("Follow remotely"))
        bringing = coming_with(t, event, participation.guests)
        ask, leave = questions(t, participation), leaving_line(t, participation)
        return [meanwhile, leave, bringing, ask, _menu(t, event, *items)]
    yes = ways_in(t, event, participation.room, phase, primary=primary)
    if phase is Phase.STARTED:
        return [*yes, _menu(t, event)]
    no = None if participation.rsvp.says is Says.NO else not_going(t, event)
    bringing = coming_with(t, event, participation.guests)
    if phase is Phase.LATE:
        return [*yes, no, bringing, _menu(t, event, sending_item(t, event))]
    others = _put_off(t, event) if later else []
    if event.ways is Ways.BOTH:
        return [*yes, no, bringing, _menu(t, event, sending_item(t, event), *others)]
    return [*yes, no, bringing, sending(t, event), _menu(t, event, *others)]


def _put_off(t: Translator, event: Event) -> list[Item]:
    return [(t("Remind me later"), "rsvp.later", event.id), (t("Set my reminders…"), "reminders.open", 0)]


def of_parts(t: Translator, event: Event, series_id: SeriesId, *, later: bool = False) -> list[Block | None]:
    """What a member can do about an event in parts that is not answered; `event` is one of its parts."""
    return [
        button(t("I am coming"), "series.choose", series_id, about=event.title, primary=True),
        button(t("I am not coming"), "series.none", series_id, about=event.title),
        _menu(t, event, *(_put_off(t, event) if later else [])),
    ]


def _while_coming(t: Translator, participation: Participation, *, primary: bool) -> list[Block | None]:
    event = participation.event
    still = None
    if participation.must_confirm:
        still = button(t("I am still coming"), "rsvp.still", event.id, about=event.title, primary=primary)
    leave = leaving_line(t, participation) if participation.answer.claims else None
    no, other = not_going(t, event, held=True), _other_way(t, participation)
    if participation.phase is Phase.STARTED:
        return [late(t, event), other, no, _menu(t, event)]
    items = [sending_item(t, event), (t("I shall be late…"), "rsvp.late", event.id)]
    if not participation.rsvp.with_member:
        items.insert(0, myself_item(t, participation))
    bringing = coming_with(t, event, participation.guests)
    ask = questions(t, participation, primary=primary and still is None)
    full = len(items) + len(_shared(t, event)) >= MENU_ITEMS
    needing = need(t, event) if full else None
    items += [] if full else [(t("A particular need…"), NEED, event.id)]
    return [still, ask, no, other, bringing, leave, needing, _menu(t, event, *items)]


def _other_way(t: Translator, participation: Participation) -> Block | None:
    """From the chairs to the link, or from the link to chairs; nothing for whoever asked for those."""
    event, phase = participation.event, participation.phase
    if not participation.follows:
        return by_link(t, event)
    if participation.answer.claims or phase is Phase.STARTED:
        return None
    return ways_in(t, event, participation.room, phase, primary=False)[0]


def myself_item(t: Translator, participation: Participation) -> Item:
    """“I am coming” of somebody who sends a representative, as a menu's item."""
    action = "rsvp.remote" if participation.follows else "rsvp.going"
    return (t("I am coming myself"), action, participation.event.id)


def sending_item(t: Translator, event: Event) -> Item:
    """The representative's form, as a menu's item."""
    return (t("I am sending someone…"), "guests.representative", event.id)


def leaving_line(t: Translator, participation: Participation) -> Block:
    """Out of the line, or the request taken back; seats held stay held."""
    event = participation.event
    label = t("Leave the line") if participation.waiting else t("Withdraw my request")
    return button(label, "rsvp.withdraw", event.id, about=event.title)


def _offer(t: Translator, participation: Participation, *, primary: bool) -> list[Block | None]:
    """The offer's two answers; whoever holds seats besides can still do with those what they could before."""
    claim, event = participation.offered, participation.event
    assert claim is not None
    passing = t("I stay remote") if participation.follows else t("I pass")
    row: list[Block | None] = [
        button(t("I take the seat"), "rsvp.take", claim.id, about=event.title, primary=primary),
        button(passing, "rsvp.pass", claim.id, about=event.title),
    ]
    if not participation.answer.coming:
        return [*row, by_link(t, event, label=t("Follow remotely")), _menu(t, event)]
    if participation.must_confirm and participation.phase is not Phase.STARTED:
        row.append(button(t("I am still coming"), "rsvp.still", event.id, about=event.title))
    late_item = (t("I shall be late…"), "rsvp.late", event.id)
    return [*row, not_going(t, event, held=True), _menu(t, event, late_item)]


def _menu(t: Translator, event: Event, *items: Item) -> Block | None:
    return menu([*items, *_shared(t, event)])


def _shared(t: Translator, event: Event) -> list[Item]:
    return [
        (t("Programme and access"), "rsvp.programme", event.id),
        (t("Who is coming?"), "rsvp.who", event.id),
    ]
