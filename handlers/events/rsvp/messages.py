"""What is sent by itself: reminders, promotions, calendar files, and what organisers are told.

Each is rendered when it is sent and again whenever its subject changes, from what holds then. Before it was
ever sent, None means that there is nothing left to say.
"""

from datetime import timedelta

from club.calendar import NUDGES, REMINDER
from club.events import Event, Phase, State, phase
from club.ids import ClaimId, MemberId
from club.seating import Says
from handlers.events.rsvp import views
from handlers.events.rsvp.postponing import Postponed
from handlers.events.shared import outcomes as out
from handlers.events.shared import party
from handlers.events.shared.notice import said_before
from handlers.events.shared.said import offer_over
from handlers.events.shared.seats import standing, went_on
from handlers.kit.act import Message
from handlers.kit.blocks import Block, actions, button, context, message, rich
from handlers.kit.router import Sheet
from handlers.words import Translator
from storage.attendance import Party, count_present, get_party
from storage.events import get_event
from storage.postings import event_of
from storage.seats import get_claim, get_room

SEATED, SEATLESS = "member", "seatless"
"""Who said no: somebody who held a seat, or not. The first part of the moment of what organisers are told."""


def nudge_moment(name: str, event: Event) -> str:
    """Which reminder of which deadline: a moved deadline has reminders of its own."""
    return f"{name}:{event.deadline:%Y%m%dT%H%M}"


def eve_moment(event: Event) -> str:
    """The reminder of which start."""
    return f"{REMINDER.name}:{event.starts_at:%Y%m%dT%H%M}"


def event_at(sheet: Sheet) -> Event | None:
    """The posting's event."""
    return get_event(sheet.session, event_of(sheet.posting.subject))


def mine(sheet: Sheet) -> out.Standing | None:
    """The reader's place at the posting's event."""
    event = event_at(sheet)
    if event is None or sheet.reader is None:
        return None
    return standing(sheet.session, event, sheet.reader.id, sheet.now)


def card(sheet: Sheet) -> Message | None:
    """The card in the channel."""
    event = event_at(sheet)
    if event is None or event.state is State.DRAFT:
        return None
    room = get_room(sheet.session, event)
    present = count_present(sheet.session, event.id)
    return views.card(sheet.t, event, room, present, phase(event, sheet.now))


def nudge(sheet: Sheet) -> Message | None:
    """Will you come? Once answered, anywhere, it shows the answer; past the deadline, the way to ask."""
    found = mine(sheet)
    if found is None:
        return None
    if not sheet.posting.ts and not (_is_open(found) and _is_current(sheet, found.event)):
        return None
    if not _is_open(found):
        return _settled(sheet.t, found)
    date = sheet.t.date(found.event.deadline)
    text = sheet.t("Answer expected before {date}: {title}", date=date, title=found.event.title)
    return message(text, *_question(sheet.t, found, later=True))


def put_off(t: Translator, done: Postponed) -> Message:
    """The same reminder once it was put off: when it comes again. It may still be answered."""
    found, until = done.standing, done.until
    if not _is_open(found):
        return _settled(t, found)
    if until:
        said = t("⏳ You will be reminded on {date}.", date=t.date(until))
    else:
        deadline = t.date(found.event.deadline)
        said = t("Please answer now: no other reminder comes before {date}.", date=deadline)
    return message(
        f"{found.event.title}{t(': ')}{said}",
        *_question(t, found, later=False),
        context(said),
    )


def _is_open(found: out.Standing) -> bool:
    return found.silent and found.phase is Phase.OPEN


def _question(t: Translator, found: out.Standing, *, later: bool) -> list[Block | None]:
    event = found.event
    asked = rich(
        t("*{title}*: will you come?\n{when}\n{where}\nAnswer before {date} (Paris time)"),
        title=event.title,
        when=party.when(t, event),
        where=party.where(t, event),
        date=t.date(event.deadline),
    )
    return [asked, actions(*party.buttons(t, found, primary=True, later=later))]


def _is_current(sheet: Sheet, event: Event) -> bool:
    """Whether this reminder is of the deadline as it is now; those an organiser asks for always are."""
    name = sheet.posting.moment.partition(":")[0]
    timed = name in {nudge.name for nudge in NUDGES}
    return not timed or sheet.posting.moment == nudge_moment(name, event)


def _settled(t: Translator, found: out.Standing) -> Message:
    state = party.state(t, found)
    buttons: list[Block | None] = []
    if found.phase is Phase.LATE and not found.answer.coming and found.rsvp.says is not Says.NO:
        buttons = party.buttons(t, found, primary=True)
    elif found.phase in (Phase.OPEN, Phase.LATE, Phase.STARTED):
        buttons = [party.editing(t, found.event)]
    return message(
        f"{found.event.title}{t(': ')}{state}",
        rich("*{title}*\n{state}", title=found.event.title, state=state),
        actions(*buttons),
    )


def eve(sheet: Sheet) -> Message | None:
    """The day before, to those who come: when, where, how to connect."""
    found = mine(sheet)
    if found is None:
        return None
    if not found.answer.coming or found.phase in (Phase.CANCELLED, Phase.OVER):
        return _settled(sheet.t, found) if sheet.posting.ts else None
    if not sheet.posting.ts and (
        sheet.posting.moment != eve_moment(found.event) or found.phase is Phase.STARTED
    ):
        return None
    t, event = sheet.t, found.event
    return message(
        t(
            "{title}: {date}, {where}",
            title=event.title,
            date=t.date(event.starts_at),
            where=party.where(t, event),
        ),
        rich(
            "*{title}*\n{when}\n{where}\n{state}",
            title=event.title,
            when=party.when(t, event),
            where=party.where(t, event),
            state=party.state(t, found),
        ),
        rich(t("Video: {link}"), link=party.access(event)) if event.video_url else None,
        context(t("Times are Paris time.")),
        actions(*party.buttons(t, found, primary=False)),
    )


def promoted(sheet: Sheet) -> Message | None:
    """A freed seat is yours."""
    found = mine(sheet)
    if found is None:
        return None
    if not found.answer.coming or found.phase in (Phase.CANCELLED, Phase.OVER):
        return _settled(sheet.t, found)
    t, event = sheet.t, found.event
    said = t("✅ A seat came free: it is yours.")
    return message(
        f"{event.title}{t(': ')}{said}",
        rich(
            "{said}\n*{title}*\n{when}\n{where}",
            said=said,
            title=event.title,
            when=party.when(t, event),
            where=party.where(t, event),
        ),
        rich("{state}", state=party.state(t, found)),
        actions(*party.buttons(t, found, primary=False)),
    )


def offered(sheet: Sheet) -> Message | None:
    """Close to the start a freed seat is offered: take it or pass."""
    found = mine(sheet)
    if found is None:
        return None
    t, claim = sheet.t, found.offered
    if claim is None or f"claim:{claim.id}" != sheet.posting.moment or claim.offer_until is None:
        return _offer_over(sheet, found)
    until = t.date(claim.offer_until)
    return message(
        t(
            "A seat came free: {title}. Kept for you until {date} (Paris time).",
            title=found.event.title,
            date=until,
        ),
        rich(
            t("*{title}*\n➡️ A seat came free: {seats}, kept for you until {date}.\n{when}\n{where}"),
            title=found.event.title,
            seats=party.seats_of(t, claim.seats),
            date=until,
            when=party.when(t, found.event),
            where=party.where(t, found.event),
        ),
        rich("{whom}", whom=whom) if (whom := party.offered_for(t, found)) else None,
        context(t("Times are Paris time.")),
        actions(*party.buttons(t, found, primary=True)),
    )


def _offer_over(sheet: Sheet, found: out.Standing) -> Message | None:
    if not sheet.posting.ts:
        return None
    claim = get_claim(sheet.session, ClaimId(int(sheet.posting.moment.removeprefix("claim:"))))
    if claim and claim[1].stage.value == "lapsed":
        t, title = sheet.t, found.event.title
        said = offer_over(t, went_on=went_on(sheet.session, found.event.id, claim[1]))
        row = actions(button(t("See my events"), "rsvp.page", 0, primary=True))
        return message(f"{title}{t(': ')}{said}", rich("*{title}*\n{said}", title=title, said=said), row)
    return _settled(sheet.t, found)


def left(sheet: Sheet) -> Message | None:
    """To organisers: somebody no longer comes, or does not, and how long before that was said."""
    told = _about(sheet)
    if told is None:
        return None
    event, who = told
    seatless = sheet.posting.moment.startswith(SEATLESS)
    name = f"{who.name}, {who.company}" if who.company else who.name
    what = sheet.t("not coming") if seatless else sheet.t("no longer coming")
    return _told(sheet, event, f"{name}{sheet.t(': ')}{what}", who.cancel_notice)


def late(sheet: Sheet) -> Message | None:
    """To organisers: somebody will be late."""
    told = _about(sheet)
    if told is None:
        return None
    event, who = told
    delay = party.delay(sheet.t, who.late_minutes or 0).lower()
    name = f"{who.name} ({who.company})" if who.company else who.name
    said = sheet.t("{name} will be late by {delay}", name=name, delay=delay)
    return _told(sheet, event, said, who.late_notice)


def _about(sheet: Sheet) -> tuple[Event, Party] | None:
    event = event_at(sheet)
    member = MemberId(int(sheet.posting.moment.split(":")[1]))
    who = get_party(sheet.session, event.id, member) if event else None
    return (event, who) if event and who else None


def _told(sheet: Sheet, event: Event, what: str, seconds: int | None) -> Message:
    t = sheet.t
    said = said_before(t, timedelta(seconds=seconds or 0))
    return message(
        f"{what}, {event.title}",
        rich(
            "*{what}*\n{title}, {date}",
            what=what,
            title=event.title,
            date=t.date(event.starts_at),
        ),
        context(said),
    )
