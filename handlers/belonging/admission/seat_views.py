"""A company's seats, and its wish for one more, as each side sees them."""

from club.admission import AdmissionState, Seats
from handlers.belonging.admission.forms import declining
from handlers.belonging.admission.seats import SeatRequest
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    message,
    rich,
)
from handlers.kit.interaction import Message
from handlers.kit.return_to import ReturnTo
from handlers.words import Translator


def asked(t: Translator, wish: SeatRequest) -> Message:
    """To organisers; in place, what was decided."""
    said = t("{name} asks for a seat more for {company}", name=wish.person.name, company=wish.company)
    if not wish.open:
        done = _decision(t, wish)
        return message(f"{said} · {done}", rich("{said}\n{done}", said=said, done=done))
    seats = wish.seats
    taken = t.plural("{n} seat taken of {capacity}", "{n} seats taken of {capacity}", seats.taken,
                     capacity=seats.quota)  # fmt: skip
    value = f"{wish.company_id}:{seats.quota}"
    yes = button(t("Grant a seat more"), "admission.grant", value, about=wish.company, primary=True)
    no = button(t("Decline…"), "admission.refuse_seat", wish.row.id, about=wish.company)
    return message(said, rich("*{said}*", said=said), context(taken), actions(yes, no))


def _decision(t: Translator, wish: SeatRequest) -> str:
    row = wish.row
    by = {"name": wish.decider, "date": t.date(row.decided_at) if row.decided_at else ""}
    if row.state is AdmissionState.SEAT_REFUSED:
        return t("Declined by {name}, {date}: {why}", why=row.reason, **by)
    return t("✅ Granted by {name}, {date}", **by)


def refusing(t: Translator, wish: SeatRequest, way: ReturnTo[None]) -> Block:
    """Declining, with the reason that those who asked are told."""
    title = t("Decline the seat")
    return declining(t, "admission.refuse_seat", title, wish.person.name, wish.company, way)


def granted(t: Translator, company: str, quota: int) -> Message:
    """To who asked."""
    said = t("✅ One seat more for {company}: {n} in all.", company=company, n=quota)
    invite = button(t("Invite a person…"), "admission.invite")
    return message(said, rich("{said}", said=said), actions(invite))


def refused(t: Translator, wish: SeatRequest, contact: str) -> Message:
    """To who asked: why not, and whom to ask."""
    said = t("No seat more for {company}: {why}", company=wish.company, why=wish.row.reason)
    asking = t("A question: {contact}.", contact=contact or t("the organisers of the club"))
    return message(f"{said} {asking}", rich("{said}\n{asking}", said=said, asking=asking))


def undecided(t: Translator, wish: SeatRequest, contact: str) -> Message:
    """To who asked, after a while: still open, and whom to ask; then, what was decided."""
    asked = t("A seat more for {company}", company=wish.company)
    if not wish.open:
        done = _decision(t, wish)
        return message(f"{asked}{t(': ')}{done}", rich("*{asked}*\n{done}", asked=asked, done=done))
    contact = contact or t("the organisers of the club")
    said = t("⏳ Not decided yet. For an answer: {contact}.", contact=contact)
    return message(f"{asked}{t(': ')}{said}", rich("*{asked}*\n{said}", asked=asked, said=said))


def full(t: Translator, seats: Seats) -> Message:
    """To a member whose company has no seat left."""
    said = t.plural("Your only seat is taken.", "Your {n} seats are taken.", seats.quota)
    ask = button(t("Ask for a seat…"), "admission.ask_seat", primary=True)
    return message(said, rich("{said}", said=said), actions(ask))


def sent(t: Translator) -> Message:
    """The wish is with the organisers."""
    said = t("⏳ Asked: the organisers answer here.")
    return aside(said)
