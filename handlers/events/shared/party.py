"""How an event and a member's place at it are said, the same on cards, in lists and in messages."""

from collections.abc import Sequence

from club.events import Event, Phase, Ways
from club.seating import Claim, Room, Says, Stage
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.room import at_most
from handlers.kit.blocks import Block, button, link, menu
from handlers.words import Translator, mark
from storage.guests import Guest
from storage.people import Person, Role

KINDS = {
    "meeting": mark("Meeting"),
    "workshop": mark("Workshop"),
    "forum": mark("Forum"),
    "other": mark("Event"),
}

DELAYS = (
    (15, mark("15 minutes")),
    (30, mark("30 minutes")),
    (60, mark("1 hour")),
    (120, mark("More than an hour")),
)
"""By how much one may say to be late, in minutes; the last is for anything beyond the one before."""

Item = tuple[str, str, str | int]


def where(t: Translator, event: Event) -> str:
    """Where it takes place; the host is named unless the place already does."""
    if event.place and event.host_company and event.host_company not in event.place:
        return t("{place}, hosted by {company}", place=event.place, company=event.host_company)
    return (
        event.place
        or event.host_company
        or (t("By video") if event.video_url else t("Place to be announced"))
    )


def when(t: Translator, event: Event) -> str:
    """From when to when, on the club's clock."""
    return t.span(event.starts_at, event.ends_at)


def named(t: Translator, event: Event, *, remote: bool = False) -> tuple[str, str]:
    """When and where, for whoever reads a form or a confirmation: of two alike, one sees which this is."""
    return when(t, event), t("By video") if remote else where(t, event)


def access(event: Event) -> Block | str:
    """The video link, to be clicked; empty where there is none."""
    return link(event.video_url, event.video_url) if event.video_url else ""


def shows_link(found: Participation, reader: Person) -> bool:
    """Whether a message to this reader has the video link: they come by it, or organise."""
    return bool(found.event.video_url) and (found.has_link or reader.role is Role.ORGANISER)


def seats_taken(t: Translator, room: Room) -> str:
    """How many seats are taken, of how many, who comes by the link, and how many wait. It says nothing of
    those who said no."""
    if not room.remote:
        said = [_taken(t, room)]
    elif room.capacity is None:
        on_site = [t.plural("{n} on site", "{n} on site", room.taken)] if room.taken else []
        said = [*on_site, remotely(t, room.remote)]
    else:
        said = [_taken(t, room), remotely(t, room.remote)]
    if room.waiting:
        said.append(t.plural("{n} party waiting", "{n} parties waiting", room.waiting))
    if room.reserved:
        said.append(reserved_seats(t, room))
    return " · ".join(said)


def reserved_seats(t: Translator, room: Room) -> str:
    """How many seats organisers keep beside the others, and how many of those they gave."""
    said = t.plural("{n} reserved seat", "{n} reserved seats", room.reserved)
    if not room.given:
        return said
    given = t.plural("{n} given", "{n} given", room.given)
    return f"{said} ({given})"


def a_company(t: Translator, event: Event) -> str:
    """How many seats a company has; empty where it has no limit."""
    most = event.limits.company
    return t.plural("{n} seat a company", "{n} seats a company", most) if most else ""


def remotely(t: Translator, n: int) -> str:
    """Say n people by the link."""
    return t.plural("{n} remotely", "{n} remotely", n)


def _taken(t: Translator, room: Room) -> str:
    if not room.taken:
        none = t("No seat taken")
        return none if room.capacity is None else f"{none} · {seats_of(t, room.capacity)}"
    if room.capacity is None:
        return t.plural("{n} person is coming", "{n} people are coming", room.taken)
    if not room.full:
        return t.plural(
            "{n} seat taken of {capacity}",
            "{n} seats taken of {capacity}",
            room.taken,
            capacity=room.capacity,
        )
    return t("⏳ Full")


def guests_at_most(t: Translator, most: int) -> str:
    """How many people one member may bring."""
    if not most:
        return t("Nobody can be brought to this event.")
    return t.plural("At most {n} person can come with you.", "At most {n} people can come with you.", most)


def seats_of(t: Translator, n: int) -> str:
    """Say n seats."""
    return t.plural("{n} seat", "{n} seats", n)


def state(t: Translator, participation: Participation) -> str:
    """Where the member stands, in one line with its mark; every claim that is still open is said."""
    if participation.phase in (Phase.OVER, Phase.CANCELLED):
        return _nothing_held(t, participation)
    lines = [_held(t, participation)] if participation.answer.coming else []
    lines += [claim_line(t, participation, claim) for claim in participation.answer.claims]
    lines += [_asked(t, participation)] if participation.asked else []
    if participation.rsvp.late_minutes and participation.answer.coming:
        lines.append(t("✅ The organisers know that you will be late"))
    return "\n".join(lines) or _nothing_held(t, participation)


def _asked(t: Translator, participation: Participation) -> str:
    """Questions that wait; whoever says nothing to them loses nothing."""
    n = participation.asked
    if not participation.answer.coming:
        return t.plural("➡️ {n} question for you", "➡️ {n} questions for you", n)
    return t.plural(
        "➡️ {n} question; your seat stays confirmed", "➡️ {n} questions; your seat stays confirmed", n
    )


def _held(t: Translator, participation: Participation) -> str:
    companions = participation.rsvp.companions
    if participation.must_confirm:
        return t("➡️ Date or place changed: are you still coming?")
    if (other := participation.representative) and not participation.rsvp.with_member:
        return _represented(t, participation, other)
    if participation.has_link:
        return coming_remotely(t, companions)
    if participation.event.ways is Ways.BOTH:
        return _on_site(t, companions)
    if not companions:
        return t("✅ You are coming")
    return t.plural("✅ You are coming, with {n} person", "✅ You are coming, with {n} people", companions)


def coming_remotely(t: Translator, companions: int) -> str:
    """That one takes part by the link, and with how many."""
    if not companions:
        return t("✅ You take part remotely")
    return t.plural(
        "✅ You take part remotely, with {n} person", "✅ You take part remotely, with {n} people", companions
    )


def _on_site(t: Translator, companions: int) -> str:
    if not companions:
        return t("✅ You take part on site")
    return t.plural(
        "✅ You take part on site, with {n} person", "✅ You take part on site, with {n} people", companions
    )


def _represented(t: Translator, participation: Participation, other: Guest) -> str:
    companions = participation.rsvp.companions
    said = t("✅ {name} comes in your place", name=other.name)
    if companions:
        said = t.plural(
            "✅ {name} comes in your place, with {n} person",
            "✅ {name} comes in your place, with {n} people",
            companions,
            name=other.name,
        )
    return f"{said} · {way(t, participation)}" if participation.event.ways is not Ways.ON_SITE else said


def way(t: Translator, participation: Participation) -> str:
    """How the party comes."""
    return t("remotely") if participation.has_link else t("on site")


def claim_line(t: Translator, participation: Participation, claim: Claim) -> str:
    """One claim: its place in the line, the offer, or the request."""
    seats = seats_claimed(t, participation, claim)
    if claim in participation.answer.claims and claim.id in participation.ranks:
        return t(
            "⏳ Waiting, number {rank} in line: {seats}", rank=participation.ranks[claim.id], seats=seats
        )
    if claim in participation.answer.claims and claim.id in participation.held_back:
        return company_full(t, participation, claim)
    if claim.stage is Stage.WAITING and participation.event.most_together:
        limit = at_most(t, participation.event)
        return t("➡️ You are waiting for {seats}. {limit}", seats=seats, limit=limit)
    if claim.offer_until and claim.stage.value == "offered":
        kept = t("➡️ {seats} kept for you until {date}", seats=seats, date=t.date(claim.offer_until))
        return " · ".join(part for part in (kept, offered_for(t, participation)) if part)
    if not claim.seats:
        return t("⏳ Replacement asked for; answer to come")
    return t("⏳ Request sent, answer to come: {seats}", seats=seats)


def company_full(t: Translator, participation: Participation, claim: Claim) -> str:
    """A claim that waits for a seat of the member's company: how many there are for it, and the place."""
    quota, rank = participation.room.quota, participation.held_back[claim.id]
    seats = seats_claimed(t, participation, claim)
    assert quota is not None, "nobody is held back where there is no limit"
    if not quota.free:
        return t.plural(
            "⏳ Your company’s seat is taken: you are waiting, number {rank} for it.",
            "⏳ Your company’s {n} seats are taken: you are waiting, number {rank} for it.",
            quota.most,
            rank=rank,
        )
    return t.plural(
        "⏳ {n} seat is left for your company: you are waiting for {seats}, number {rank} for it.",
        "⏳ {n} seats are left for your company: you are waiting for {seats}, number {rank} for it.",
        quota.free,
        seats=seats,
        rank=rank,
    )


def seats_claimed(t: Translator, participation: Participation, claim: Claim) -> str:
    """The seats of a claim, and who would come in the member's place."""
    seats = seats_of(t, claim.seats)
    named = (
        guest.name for guest in participation.guests if guest.representative and guest.claim_id == claim.id
    )
    if claim.seats and (name := next(named, "")):
        return t("{seats} ({name} in your place)", seats=seats, name=name)
    return seats


def _nothing_held(t: Translator, participation: Participation) -> str:
    if participation.phase is Phase.CANCELLED:
        return t("Cancelled: {reason}", reason=participation.event.cancel_reason)
    if participation.phase in (Phase.STARTED, Phase.OVER):
        return t("Started") if participation.phase is Phase.STARTED else t("Over")
    if participation.rsvp.says is Says.NO:
        return t("✅ You are not coming")
    if participation.phase is Phase.LATE:
        return t("Answers closed · you can still ask")
    return t("➡️ Answer expected before {date}", date=t.date(participation.event.deadline))


def delay(t: Translator, minutes: int) -> str:
    """By how much somebody is late, as it was said; empty for nobody's delay."""
    label = dict(DELAYS).get(minutes)
    if label:
        return t(label)
    return t.plural("{n} minute", "{n} minutes", minutes) if minutes else ""


def guest_line(t: Translator, guest: Guest) -> str:
    """A guest in one line, as organisers read it."""
    return ", ".join(part for part in (guest.name, guest.function, guest.company) if part)


# The buttons of a member's own entry. Action ids are the rsvp, guests and requests features'.
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
    put_off = [(t("Remind me later"), "rsvp.later", event.id), (t("Set my reminders…"), "reminders.open", 0)]
    others = put_off if later else []
    if event.ways is Ways.BOTH:
        return [*yes, no, bringing, _menu(t, event, sending_item(t, event), *others)]
    return [*yes, no, bringing, sending(t, event), _menu(t, event, *others)]


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
    return [still, ask, no, other, bringing, leave, _menu(t, event, *items)]


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


def offered_for(t: Translator, participation: Participation) -> str:
    """Whom the seats offered are for, where others than the member wait for them."""
    claim = participation.offered
    names = ", ".join(guest.name for guest in participation.guests if claim and guest.claim_id == claim.id)
    return t("For {names}", names=names) if names else ""


def _menu(t: Translator, event: Event, *items: Item) -> Block | None:
    shared = [
        (t("Programme and access"), "rsvp.programme", event.id),
        (t("Who is coming?"), "rsvp.who", event.id),
    ]
    return menu([*items, *shared])
