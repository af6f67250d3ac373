"""How an event and a member's place at it are said, the same on cards, in lists and in messages."""

from collections import Counter
from collections.abc import Sequence

from club.events import Event, Phase, Ways
from club.folding import fold
from club.ids import GuestId
from club.seating import Claim, Room, Says, Stage
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.room import at_most
from handlers.kit import moments
from handlers.kit.blocks import Block, context, link, message, rich
from handlers.kit.interaction import Message
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
    """From when to when, on the club's clock; of whole days the days."""
    return moments.span(t, event)


def named(t: Translator, event: Event, *, remote: bool = False) -> tuple[str, str]:
    """When and where, for whoever reads a form or a confirmation: of two alike, one sees which this is."""
    return when(t, event), t("By video") if remote else where(t, event)


def head(t: Translator, event: Event) -> Block:
    """What a form of an event begins with: which one, when and where."""
    return rich("*{title}*\n{when} · {where}", title=event.title, when=when(t, event), where=where(t, event))


def people_of(own: Person | None, guests: Sequence[Guest]) -> list[tuple[GuestId | None, str]]:
    """The people of a party in a form, each by a name that is theirs alone: of those who are called alike the
    address says which is meant. None is the member."""
    names = Counter(fold(name) for name in [*([own.name] if own else []), *(one.name for one in guests)])
    people: list[tuple[GuestId | None, str]] = [(None, own.name)] if own else []
    return people + [
        (one.id, f"{one.name}, {one.email}" if names[fold(one.name)] > 1 else one.name) for one in guests
    ]


def told_of(t: Translator, event: Event, said: str) -> Message:
    """One sentence about an event, as a message, with when and where."""
    return message(said, rich("{said}", said=said), context(*named(t, event)))


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


def offered_for(t: Translator, participation: Participation) -> str:
    """Whom the seats offered are for, where others than the member wait for them."""
    claim = participation.offered
    names = ", ".join(guest.name for guest in participation.guests if claim and guest.claim_id == claim.id)
    return t("For {names}", names=names) if names else ""
