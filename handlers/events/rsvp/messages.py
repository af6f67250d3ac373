"""What is sent by itself: reminders, promotions, calendar files, and what organisers are told.

Each is rendered when it is sent and again whenever its subject changes, from what holds then. Before it was
ever sent, None means that there is nothing left to say.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from club.calendar import EVE, NUDGES
from club.events import Event, EventState, Phase, phase
from club.ids import MemberId
from club.seating import Claim, Says
from handlers.events.rsvp import views
from handlers.events.rsvp.postponing import Postponed
from handlers.events.shared import outcomes as out
from handlers.events.shared import party, party_buttons
from handlers.events.shared.answering import SEATLESS
from handlers.events.shared.notice import said_before
from handlers.events.shared.requests import claim_of, moment_of
from handlers.events.shared.seats import participation, went_on
from handlers.events.shared.sentences import offer_over
from handlers.events.shared.series import Parts, day_when, held_that_day, parts_of, parts_when
from handlers.kit import moments
from handlers.kit.blocks import Block, actions, button, context, message, rich
from handlers.kit.following import about, again, is_call
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
from handlers.words import Translator
from storage.attendance import Party, count_present, get_party
from storage.events import get_event
from storage.postings import event_of
from storage.seats import get_claim, get_room
from storage.series import get_series_of


def nudge_moment(name: str, event: Event) -> str:
    """Which reminder of which deadline: a moved deadline has reminders of its own."""
    return f"{name}:{event.deadline:%Y%m%dT%H%M}"


def eve_moment(event: Event) -> str:
    """The reminder of which start."""
    return f"{EVE.name}:{event.starts_at:%Y%m%dT%H%M}"


def event_at(ctx: RenderContext) -> Event | None:
    """The posting's event."""
    return get_event(ctx.session, event_of(ctx.posting.subject))


def mine(ctx: RenderContext) -> out.Participation | None:
    """The reader's place at the posting's event."""
    event = event_at(ctx)
    if event is None or ctx.reader is None:
        return None
    return participation(ctx.session, event, ctx.reader.id, ctx.now)


def card(ctx: RenderContext) -> Message | None:
    """The card in the channel."""
    event = event_at(ctx)
    if event is None or event.state is EventState.DRAFT:
        return None
    if not ctx.posting.ts and get_series_of(ctx.session, event.id) is not None:
        return None  # its series has a card
    room = get_room(ctx.session, event)
    present = count_present(ctx.session, event.id)
    return views.card(ctx.t, event, room, present, phase(event, ctx.now))


def nudge(ctx: RenderContext) -> Message | None:
    """Will you come? Once answered, anywhere, it shows the answer; past the deadline, the way to ask."""
    found = mine(ctx)
    if found is None:
        return None
    if not ctx.posting.ts and not may_ask(ctx, found):
        return None
    if not is_open(found):
        return _settled(ctx.t, found)
    date = ctx.t.date(found.event.deadline)
    text = ctx.t("Answer expected before {date}: {title}", date=date, title=found.event.title)
    return message(text, *_question(ctx.t, found, parts_of(ctx.session, found.event), later=True))


def put_off(t: Translator, done: Postponed) -> Message:
    """The same reminder once it was put off: when it comes again. It may still be answered."""
    found, until = done.participation, done.until
    if not is_open(found):
        return _settled(t, found)
    if until:
        said = t("⏳ You will be reminded on {date}.", date=t.date(until))
    else:
        deadline = t.date(found.event.deadline)
        said = t("Please answer now: no other reminder comes before {date}.", date=deadline)
    text = f"{found.event.title}{t(': ')}{said}"
    return replace(message(text, *_question(t, found, done.parts, later=False), context(said)), said=text)


def is_open(found: out.Participation) -> bool:
    """Whether an answer is still expected, and may still be given."""
    return found.silent and found.phase is Phase.OPEN


def _question(
    t: Translator, found: out.Participation, parts: Parts | None, *, later: bool
) -> list[Block | None]:
    event = found.event
    row = question_buttons(t, found, parts, later=later)
    asked = rich(
        t("*{title}*: will you come?\n{when}\n{where}\nAnswer before {date} (Paris time)"),
        title=event.title,
        when=parts_when(t, parts) if parts else party.when(t, event),
        where=party.where(t, event),
        date=t.date(event.deadline),
    )
    return [asked, actions(*row)]


def question_buttons(
    t: Translator, found: out.Participation, parts: Parts | None, *, later: bool
) -> list[Block | None]:
    """The answers to the question; of an event in parts, to all of them."""
    if parts:
        return party_buttons.of_parts(t, found.event, parts.series.id, later=later)
    return party_buttons.buttons(t, found, primary=True, later=later)


def may_ask(ctx: RenderContext, found: out.Participation) -> bool:
    """Whether this member is still to be asked for an answer, by this reminder."""
    active = ctx.reader is not None and ctx.reader.active
    return active and is_open(found) and _is_current(ctx, found.event) and not _asked_before(ctx, found)


def _asked_before(ctx: RenderContext, found: out.Participation) -> bool:
    """Whether another part of the same event comes first of which the member has said nothing: one reminder
    asks about all parts."""
    parts = parts_of(ctx.session, found.event)
    if parts is None or ctx.reader is None:
        return False
    for one in parts.dates:
        if one.id == found.event.id:
            return False
        if is_open(participation(ctx.session, one, ctx.reader.id, ctx.now)):
            return True
    return False


def _is_current(ctx: RenderContext, event: Event) -> bool:
    """Whether this reminder is of the deadline as it is now; those an organiser asks for always are."""
    name = ctx.posting.moment.partition(":")[0]
    timed = name in {nudge.name for nudge in NUDGES}
    return not timed or ctx.posting.moment == nudge_moment(name, event)


def _settled(t: Translator, found: out.Participation) -> Message:
    state = party.state(t, found)
    buttons: list[Block | None] = []
    if found.phase is Phase.LATE and not found.answer.coming and found.rsvp.says is not Says.NO:
        buttons = party_buttons.buttons(t, found, primary=True)
    elif found.phase in (Phase.OPEN, Phase.LATE, Phase.STARTED):
        buttons = [party_buttons.editing(t, found.event)]
    return message(
        f"{found.event.title}{t(': ')}{state}",
        rich("*{title}*\n{state}", title=found.event.title, state=state),
        actions(*buttons),
    )


def eve(ctx: RenderContext) -> Message | None:
    """The day before, to those who come: when, where, how to connect."""
    found = mine(ctx)
    if found is None:
        return None
    if not found.answer.coming or found.phase in (Phase.CANCELLED, Phase.OVER):
        return _settled(ctx.t, found) if ctx.posting.ts else None
    held = _held_that_day(ctx, found.event)
    if not ctx.posting.ts:
        due = ctx.posting.moment == eve_moment(found.event) and found.phase is not Phase.STARTED
        if not due or held[0].id != found.event.id:
            return None
    t, event = ctx.t, found.event
    return message(
        t(
            "{title}: {date}, {where}",
            title=event.title,
            date=moments.date(t, event),
            where=party.where(t, event),
        ),
        rich(
            "*{title}*\n{when}\n{where}\n{state}",
            title=event.title,
            when=day_when(t, held, event),
            where=party.where(t, event),
            state=party.state(t, found),
        ),
        rich(t("Video: {link}"), link=party.access(event)) if _has_link(ctx, found) else None,
        context(t("Times are Paris time.")),
        actions(*party_buttons.buttons(t, found, primary=False)),
    )


def _held_that_day(ctx: RenderContext, event: Event) -> Sequence[Event]:
    assert ctx.reader is not None, "who comes is a member"
    return held_that_day(ctx.session, event, ctx.reader.id, ctx.services.club.zone)


def _has_link(ctx: RenderContext, found: out.Participation) -> bool:
    return ctx.reader is not None and party.shows_link(found, ctx.reader)


def promoted(ctx: RenderContext) -> Message | None:
    """A freed seat is yours."""
    found = mine(ctx)
    if found is None:
        return None
    if not found.answer.coming or found.phase in (Phase.CANCELLED, Phase.OVER):
        return _settled(ctx.t, found)
    t, event = ctx.t, found.event
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
        actions(*party_buttons.buttons(t, found, primary=False)),
    )


def offered(ctx: RenderContext) -> Message | None:
    """Close to the start a freed seat is offered: take it or pass."""
    found = mine(ctx)
    if found is None:
        return None
    t, claim = ctx.t, found.offered
    if claim is None or moment_of(claim.id) != about(ctx.posting.moment) or claim.offer_until is None:
        return _offer_over(ctx, found)
    said = _offer(t, found, claim, t.date(claim.offer_until))
    return again(t, said) if is_call(ctx.posting.moment) else said


def _offer(t: Translator, found: out.Participation, claim: Claim, until: str) -> Message:
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
        actions(*party_buttons.buttons(t, found, primary=True)),
    )


def _offer_over(ctx: RenderContext, found: out.Participation) -> Message | None:
    if not ctx.posting.ts:
        return None
    claim = get_claim(ctx.session, claim_of(ctx.posting.moment))
    if claim and claim[1].stage.value == "lapsed":
        t, title = ctx.t, found.event.title
        said = offer_over(t, went_on=went_on(ctx.session, found.event.id, claim[1]))
        row = actions(button(t("See my events"), "rsvp.page", 0, primary=True))
        return message(f"{title}{t(': ')}{said}", rich("*{title}*\n{said}", title=title, said=said), row)
    return _settled(ctx.t, found)


def left(ctx: RenderContext) -> Message | None:
    """To organisers: somebody no longer comes, or does not, and how long before that was said."""
    told = _about(ctx)
    if told is None:
        return None
    event, who = told
    seatless = ctx.posting.moment.startswith(SEATLESS)
    name = f"{who.name}, {who.company}" if who.company else who.name
    what = ctx.t("not coming") if seatless else ctx.t("no longer coming")
    return _told(ctx, event, f"{name}{ctx.t(': ')}{what}", who.cancel_notice)


def late(ctx: RenderContext) -> Message | None:
    """To organisers: somebody will be late."""
    told = _about(ctx)
    if told is None:
        return None
    event, who = told
    delay = party.delay(ctx.t, who.late_minutes or 0).lower()
    name = f"{who.name} ({who.company})" if who.company else who.name
    said = ctx.t("{name} will be late by {delay}", name=name, delay=delay)
    return _told(ctx, event, said, who.late_notice)


def late_host(ctx: RenderContext) -> Message | None:
    """To the hosts: the same, while they host."""
    event = event_at(ctx)
    hosts = event and ctx.reader and event.host_company_id == ctx.reader.company_id
    return late(ctx) if hosts and ctx.reader and ctx.reader.active else None


def _about(ctx: RenderContext) -> tuple[Event, Party] | None:
    event = event_at(ctx)
    member = MemberId(int(ctx.posting.moment.split(":")[1]))
    who = get_party(ctx.session, event.id, member) if event else None
    return (event, who) if event and who else None


def _told(ctx: RenderContext, event: Event, what: str, seconds: int | None) -> Message:
    t = ctx.t
    said = said_before(t, timedelta(seconds=seconds or 0))
    return message(
        f"{what}, {event.title}",
        rich(
            "*{what}*\n{title}, {date}",
            what=what,
            title=event.title,
            date=moments.date(t, event),
        ),
        context(said),
    )
