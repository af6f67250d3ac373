"""What is said after somebody answered: one sentence an outcome, and the way to change it."""

from club.events import EventState, Phase, Ways
from club.seating import Stage
from handlers.events.shared import outcomes as out
from handlers.events.shared import party, party_buttons
from handlers.events.shared.room import by_company
from handlers.kit.blocks import Block, actions, aside, context, message, rich
from handlers.kit.interaction import Message
from handlers.kit.organisers import OrganisersTold
from handlers.words import Translator


def answered(t: Translator, outcome: out.AnswerOutcome) -> Message:
    """What a click comes to, said to the person alone, with the way to change it."""
    said = sentence(t, outcome)
    if isinstance(outcome, out.Unknown):
        return aside(said)
    event = outcome.participation.event
    where = party.named(t, event, remote=outcome.participation.has_link)
    return message(
        " · ".join([f"{event.title}{t(': ')}{said}", *where]),  # read aloud, the blocks are not
        rich("*{title}*\n{said}", title=event.title, said=said),
        context(*where),
        actions(*_next_step(t, outcome)),
    )


def _next_step(t: Translator, outcome: out.Held) -> list[Block | None]:
    event = outcome.participation.event
    match outcome:
        case out.DeadlinePassed():
            return [party_buttons.asking(t, event, primary=True), party_buttons.not_going(t, event)]
        case out.EventClosed():
            return []
        case out.NothingHeld() | out.NoGuests():
            return party_buttons.buttons(t, outcome.participation, primary=True)
        case out.InLine():
            ask = party_buttons.questions(t, outcome.participation)
            return [
                ask,
                party_buttons.leaving_line(t, outcome.participation),
                party_buttons.editing(t, event),
            ]
    guests = outcome.participation.guests
    ask = (
        party_buttons.questions(t, outcome.participation, primary=True)
        if outcome.participation.asked
        else None
    )
    return [ask, party_buttons.editing(t, event), party_buttons.letter(t, event) if guests else None]


def sentence(t: Translator, outcome: out.AnswerOutcome) -> str:
    """The sentence of an outcome: what holds now, then what to do."""
    match outcome:
        case out.Unknown():
            return t("This event is no longer open. See yours with /prime rsvp.")
        case out.EventClosed():
            return _closed(t, outcome)
        case out.Coming():
            return _coming(t, outcome)
        case out.NotComing():
            return _not_coming(t, outcome)
        case out.InLine():
            return _in_line(t, outcome)
        case out.RequestPending():
            return _asked(t, outcome)
    return _other(t, outcome)


def _other(t: Translator, outcome: out.Held) -> str:
    match outcome:
        case out.DeadlinePassed():
            return t("Answers are closed; you can ask the organisers.")
        case out.WillBeLate():
            return _will_be_late(t, outcome)
        case out.SeatsAwaited():
            return awaited(t, outcome)
        case out.Short():
            return short(t, outcome)
        case out.NoGuests():
            return party.guests_at_most(t, 0)
    return t("Nothing is held for you here any more; this is what holds now.")


def _coming(t: Translator, outcome: out.Coming) -> str:
    other = outcome.participation.representative if outcome.participation.replaced else None
    if not outcome.changed and other:
        return t("Already noted: {name} comes in your place.", name=other.name)
    participation = outcome.participation
    if not outcome.changed:
        if participation.has_link:
            return t("Already noted: you take part remotely.")
        return t("Already noted: you are coming.")
    if outcome.given_up:
        return f"{_given_up(t, outcome.given_up)} {_kept(t, participation)}"
    if participation.representative and not participation.rsvp.with_member:
        return t("✅ {name} comes in your place.", name=participation.representative.name)
    if participation.has_link:
        return _remote(t, participation)
    if participation.event.ways is Ways.BOTH:
        return t.plural(
            "✅ Your seat on site is confirmed.",
            "✅ Your {n} seats on site are confirmed.",
            participation.rsvp.seats,
        )
    return t.plural(
        "✅ Your seat is confirmed.", "✅ Your {n} seats are confirmed.", participation.rsvp.seats
    )


def _remote(t: Translator, participation: out.Participation) -> str:
    """By the link, meanwhile or for good."""
    if (claim := participation.waiting) and claim.id in participation.ranks:
        rank = participation.ranks[claim.id]
        return t("⏳ Number {rank} in line for a seat on site; until then, remotely.", rank=rank)
    if participation.rsvp.companions:
        return party.coming_remotely(t, participation.rsvp.companions)
    return t("✅ You take part remotely; the link comes with the reminder.")


def _given_up(t: Translator, stage: Stage) -> str:
    if stage is Stage.OFFERED:
        return t("✅ Noted: you leave the seat to others.")
    if stage is Stage.WAITING:
        return t("✅ Noted: you have left the waiting list.")
    return t("✅ Noted: your request is withdrawn.")


def _not_coming(t: Translator, outcome: out.NotComing) -> str:
    if not outcome.changed:
        return t("Already noted: you are not coming.")
    noted = t("✅ Noted: you are not coming.")
    if outcome.heard is None:
        return noted
    if not outcome.heard.reached:
        return f"{noted} {unheard(t, outcome.heard)}"
    return t("✅ Noted: you are not coming. The organisers have been told.")


def _will_be_late(t: Translator, outcome: out.WillBeLate) -> str:
    if outcome.heard and not outcome.heard.reached:
        noted = t("✅ Noted: you will be late.")
        return f"{noted} {unheard(t, outcome.heard)}"
    return t("✅ The organisers have been told.")


def kept(t: Translator, heard: OrganisersTold) -> str:
    """A request that no organiser reads yet."""
    noted = t("⏳ Your request is noted.")
    return f"{noted} {unheard(t, heard)}"


def unheard(t: Translator, heard: OrganisersTold) -> str:
    """No organiser reads it: whom to call instead."""
    contact = heard.contact or t("the club in another way")
    return t("No organiser can be reached in Slack at the moment: please tell {contact}.", contact=contact)


def _in_line(t: Translator, outcome: out.InLine) -> str:
    participation = outcome.participation
    if (claim := participation.waiting) and claim.id in participation.held_back:
        said = party.company_full(t, participation, claim)
        return f"{said} {_kept(t, participation)}" if participation.answer.coming else said
    if claim is None or claim.id not in participation.ranks:
        return party.state(t, participation)
    rank, seats = participation.ranks[claim.id], party.seats_claimed(t, participation, claim)
    if participation.follows:
        return _remote(t, participation)
    said = t("⏳ Full. You are waiting for {seats}, number {rank} in line.", seats=seats, rank=rank)
    if not participation.answer.coming:
        return said
    return f"{said} {_kept(t, participation)}"


def _kept(t: Translator, participation: out.Participation) -> str:
    if participation.has_link:
        return t("You take part remotely.")
    return t.plural("Your seat stays yours.", "Your {n} seats stay yours.", participation.rsvp.seats)


def _asked(t: Translator, outcome: out.RequestPending) -> str:
    if outcome.heard and not outcome.heard.reached:
        return kept(t, outcome.heard)
    if not outcome.changed:
        return t("Already noted: your request is with the organisers.")
    return t("⏳ Request sent. The answer comes by direct message.")


def awaited(t: Translator, outcome: out.SeatsAwaited) -> str:
    """How many parties wait for these seats."""
    waiting = outcome.participation.others_waiting
    return t.plural("{n} party is waiting for your seat.", "{n} parties are waiting for your seat.", waiting)


def offer_over(t: Translator, *, went_on: bool) -> str:
    """An offer that was not taken in time; the seats went to the next in line where there is one."""
    if went_on:
        return t("The offer is over; the seat went to the next in line.")
    return t("The offer is over; the seat has been released.")


def short(t: Translator, outcome: out.Short) -> str:
    """How many seats are left, for how many people."""
    room = outcome.participation.room
    free = room.left or 0
    if by_company(room):
        return t.plural(
            "{n} seat left for your company, for {needed} people.",
            "{n} seats left for your company, for {needed} people.",
            free,
            needed=outcome.needed,
        )
    return t.plural(
        "{n} seat left for {needed} people.",
        "{n} seats left for {needed} people.",
        free,
        needed=outcome.needed,
    )


def _closed(t: Translator, outcome: out.EventClosed) -> str:
    if outcome.participation.event.state is EventState.CANCELLED:
        return t("Cancelled: {reason}", reason=outcome.participation.event.cancel_reason)
    if outcome.participation.phase is Phase.STARTED:
        return t("The event has started: answers are closed.")
    return t("The event is over: answers are closed.")
