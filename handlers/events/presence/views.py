"""The day of an event, and what is said to somebody who is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from club.events import Event, EventState, Phase
from club.presence import closes, opens
from handlers.events.presence import ids
from handlers.events.presence import outcomes as out
from handlers.events.shared import party, party_buttons
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.series import day_when, half_said
from handlers.kit.blocks import Block, actions, button, context, cut, message, rich
from handlers.kit.interaction import Message
from handlers.words import Translator
from storage.guests import Guest

LONGEST_NAME = 40
GUESTS = 5


def day(
    t: Translator,
    found: Participation,
    contact: str,
    held: Sequence[Event] = (),
    later: Sequence[Event] = (),
    *,
    here: bool,
    moved: bool,
    link: bool,
) -> Message:
    """To who comes. `here`: whether they are noted as present; `moved`: whether it is at another time now;
    `link`: whether the video link is for them; `held`: of an event in parts, those of the day that they come
    to, and `later` those after this one at which they are not noted yet."""
    event = found.event
    if moved or not found.answer.coming or found.phase is Phase.CANCELLED:
        state = t("Date changed") if moved and found.phase is not Phase.CANCELLED else party.state(t, found)
        said = rich("*{title}*\n{state}", title=event.title, state=state)
        return message(f"{event.title}{t(': ')}{state}", said)
    where = party.where(t, event)
    text = _today(t, event, where)
    state = t("✅ Your presence is noted") if here else party.state(t, found)
    lines = [day_when(t, held, event), where, state]
    call = [t("A question: {contact}", contact=contact)] if contact else []
    return message(
        text,
        rich("*{title}*\n{lines}", title=event.title, lines="\n".join([*lines, *call])),
        rich(t("Video: {link}"), link=party.access(event)) if link else None,
        context(t("Times are Paris time.")),
        actions(*_day_buttons(t, found, later, here=here)),
    )


def _today(t: Translator, event: Event, where: str) -> str:
    if event.all_day:
        return t("{title}: today, {where}", title=event.title, where=where)
    return t(
        "{title}: today at {time}, {where}", title=event.title, time=t.time(event.starts_at), where=where
    )


def _day_buttons(
    t: Translator, found: Participation, later: Sequence[Event], *, here: bool
) -> Iterable[Block | None]:
    event = found.event
    if found.phase is not Phase.OVER and not here and not found.replaced:
        label = _here_in(t, event) if later else t("I am here")
        yield button(label, ids.HERE, event.id, about=event.title, primary=True)
    for one in later:
        yield button(_here_in(t, one), f"{ids.HERE}#{one.id}", one.id, about=one.title)
    if found.phase is not Phase.OVER:
        yield from party_buttons.buttons(t, found, primary=False)


def _here_in(t: Translator, part: Event) -> str:
    return t("I am here, {half}", half=half_said(t, part))


def organiser(
    t: Translator, event: Event, code: str, present: int, seats: int, *, moved: bool = False
) -> Message:
    """The code to show; without one, who came, or what became of the event."""
    if moved or event.state is EventState.CANCELLED:
        gone = t("Cancelled") if event.state is EventState.CANCELLED else t("Date changed")
        return message(
            f"{event.title}{t(': ')}{gone}", rich("*{title}*\n{gone}", title=event.title, gone=gone)
        )
    there = t.plural(
        "{n} of {seats} noted as present", "{n} of {seats} noted as present", present, seats=t.number(seats)
    )
    attendance = button(t("Note attendance…"), "events.attendance", event.id, about=event.title)
    if not code:
        said = rich("*{title}*\n{there}", title=event.title, there=there)
        return message(f"{event.title}{t(': ')}{there}", said, actions(attendance))
    shown = t("Presence code: {code}", code=code)
    same_day = opens(event).astimezone(t.zone).date() == closes(event).astimezone(t.zone).date()
    at = t.time if same_day else t.short
    how = t(
        "Show it in the room: members type /prime presence {code}, or press a button. "
        "It counts from {start} to {end}.",
        code=code,
        start=at(opens(event)),
        end=at(closes(event)),
    )
    poster = button(t("Receive the poster"), ids.POSTER, event.id, about=event.title, primary=True)
    return message(
        f"{shown}, {event.title}. {there}",
        rich("{shown}\n*{title}*\n{there}", shown=shown, title=event.title, there=there),
        context(how),
        actions(poster, attendance),
    )


def said(t: Translator, outcome: out.PresenceOutcome) -> Message:
    """The answer to somebody who says that they are there; whom else of their party it may be noted."""
    sentence = _sentence(t, outcome)
    row = None
    if isinstance(outcome, out.PresenceNoted | out.Represented):
        row = actions(*_guests(t, outcome.event, outcome.guests))
    return replace(message(sentence, rich("{said}", said=sentence), row), said=sentence)


def _guests(t: Translator, event: Event, guests: Sequence[Guest]) -> Iterable[Block]:
    for at, one in enumerate(guests[:GUESTS]):
        label = t("{name} is here", name=cut(one.name, LONGEST_NAME))
        yield button(label, f"{ids.GUEST}#{at}", f"{event.id}:{one.id}", about=event.title)


def _sentence(t: Translator, outcome: out.PresenceOutcome) -> str:
    match outcome:
        case out.PresenceNoted(event, _, ""):
            return t("✅ Your presence is noted: {title}.", title=event.title)
        case out.PresenceNoted(event, _, name):
            return t("✅ {name} is noted as present: {title}.", name=name, title=event.title)
        case out.Represented(event, by, _):
            return t(
                "{name} comes in your place: {title}. If you are here too, tell the organisers.",
                name=by,
                title=event.title,
            )
        case out.TooEarly(event, when):
            return t("Presence is noted from {date} on: {title}.", date=t.short(when), title=event.title)
        case out.TooLate(event):
            return t(
                "Presence is noted no longer: {title}. The organisers can still do it.", title=event.title
            )
        case out.NoSuchCode(typed):
            return t("“{code}” is no code: read it again, or see the organisers.", code=cut(typed, 40))
        case out.NoGuest(event):
            return t("This person does not come with you: {title}. Nothing was noted.", title=event.title)
        case out.NoEvent():
            return t("This event is not on: nothing was noted.")


def under_way(t: Translator, events: Sequence[Event], codes: Mapping[int, str]) -> Message:
    """What is on now or soon; to organisers with the codes."""
    if not events:
        text = t("No event is on. The button comes two hours before each event.")
        mine = button(t("See my events"), "rsvp.page", 0)
        return message(text, rich("{said}", said=text), actions(mine))
    blocks: list[Block | None] = []
    for event in events:
        code = codes.get(event.id, "")
        shown = t("Presence code: {code}", code=code) if code else ""
        lines = "\n".join(part for part in (party.when(t, event), shown) if part)
        here = button(t("I am here"), ids.HERE, event.id, about=event.title, primary=event is events[0])
        poster = button(t("Receive the poster"), ids.POSTER, event.id, about=event.title) if code else None
        blocks += [rich("*{title}*\n{lines}", title=event.title, lines=lines), actions(here, poster)]
    text = t("Are you there? {titles}", titles=t.list([cut(one.title, 80) for one in events]))
    return message(text, *blocks, context(t("Times are Paris time.")))
