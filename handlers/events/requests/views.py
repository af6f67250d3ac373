"""A request as organisers see it, the list of them, and the forms around it."""

from collections.abc import Sequence
from dataclasses import replace

from club.events import EventState, notice
from club.seating import Claim, ClaimKind, Stage
from handlers.events.requests import reasons
from handlers.events.requests.matter import RequestMatter
from handlers.events.requests.service import RequestOutcome
from handlers.events.shared import outcomes as out
from handlers.events.shared import party
from handlers.events.shared.notice import received_before
from handlers.events.shared.room import free_seats
from handlers.kit import moments
from handlers.kit.blocks import (
    Block,
    actions,
    aside,
    button,
    context,
    cut,
    field,
    message,
    modal,
    option,
    quote,
    radio,
    rich,
    text_input,
)
from handlers.kit.daybook import DaybookLine, Section
from handlers.kit.interaction import Message
from handlers.kit.paging import turning
from handlers.kit.positions import Page
from handlers.words import Translator, mark
from storage.guests import Guest

COPY = "request"
"""An organiser's copy, as the id of its buttons' block begins."""
REASON, MESSAGE, NOTE = "reason", "message", "note"
LONGEST_MESSAGE, SHOWN_NOTE = 1000, 300

ASKS = {
    ClaimKind.PARTY: mark("*{name}*{company} asks for {seats}\n{title}, {date}"),
    ClaimKind.ADDITION: mark("*{name}*{company} asks for {seats} more\n{title}, {date}"),
    ClaimKind.REPLACEMENT: mark("*{name}*{company} wishes to send someone{seats}\n{title}, {date}"),
}
ASKS_BACK = mark("*{name}*{company} wishes to come in person after all, instead of {other}\n{title}, {date}")
SAID = {
    RequestOutcome.DECIDED: mark("✅ Decided; the person is told."),
    RequestOutcome.ALREADY: mark("Already decided; this is what holds."),
    RequestOutcome.FULL: mark("Full meanwhile: nothing is decided yet."),
    RequestOutcome.TOO_LARGE: mark(
        "More people than the event has seats: they cannot wait. Raise its capacity, or decline the request."
    ),
    RequestOutcome.CLOSED: mark("The event has started or is cancelled: nothing to decide any more."),
    RequestOutcome.GONE: mark("This request is no longer there."),
    RequestOutcome.AWAY: mark("This person’s Slack account is closed: nothing is decided while it is."),
}


def asking(t: Translator, participation: out.Participation, metadata: str) -> Block:
    """The form of a late request."""
    words = text_input(longest=LONGEST_MESSAGE, lines=True)
    said = t("Answers are closed: the organisers decide.")
    if participation.replaced and (other := participation.representative):
        said = t("You would come in person, instead of {name}: the organisers decide.", name=other.name)
    return modal(
        "requests.ask",
        t("Ask for a seat"),
        [
            context(
                participation.event.title,
                *party.named(t, participation.event),
                free_seats(t, participation.room),
            ),
            rich("{said}", said=said),
            field(NOTE, t("A word for the organisers"), words, optional=True),
        ],
        submit=t("Send"),
        close=t("Back"),
        metadata=metadata,
    )


def declining(t: Translator, matter: RequestMatter, metadata: str) -> Block:
    """The form of a refusal: a reason, and words that the member reads."""
    choices = [option(t(label), reason) for reason, label in reasons.REASONS.items()]
    words = text_input(longest=LONGEST_MESSAGE, lines=True)
    label = t("Message for {name}", name=matter.person.name)
    return modal(
        "requests.decline",
        t("Decline the request"),
        [
            context(matter.event.title, *party.named(t, matter.event)),
            field(REASON, t("Reason"), radio(choices)),
            field(MESSAGE, label, words, optional=True, hint=t("Needed where the reason is another.")),
        ],
        submit=t("Decline"),
        close=t("Back"),
        metadata=metadata,
    )


def copy(t: Translator, matter: RequestMatter, said: str = "") -> Message:
    """An organiser's copy: the request and its buttons, or what was decided."""
    head = rich("{said}", said=said) if said else None
    return message(summary(t, matter), head, *entry(t, matter, f"{COPY}:{matter.claim.id}"))


def due(t: Translator, matter: RequestMatter, why: str) -> Message:
    """The same again, because nobody has decided; `why` says which reminder it is."""
    if not matter.open:
        return copy(t, matter)
    said = t("Decision expected before {date}", date=t.date(matter.event.starts_at))
    who = f"{said}{t(': ')}{matter.person.name}, {matter.event.title}"
    head = rich("*{said}* · {why}", said=said, why=why)
    return message(who, head, *entry(t, matter, f"{COPY}:{matter.claim.id}"))


def summary(t: Translator, matter: RequestMatter) -> str:
    """The request in one line, as plain words."""
    asked = t(_wish(matter)).replace("*", "").format(**_asked(t, matter)).replace("\n", " · ")
    return " · ".join(part for part in (asked, decision(t, matter)) if part)


def entry(t: Translator, matter: RequestMatter, block_id: str, *, whole: bool = True) -> list[Block | None]:
    """A request with who would come; the block's id says where it is shown. `whole`: with all of the note."""
    row = actions(*_buttons(t, matter)) if matter.open else None
    note = matter.claim.note if whole else cut(matter.claim.note, SHOWN_NOTE)
    return [
        rich(t(_wish(matter)), **_asked(t, matter)),
        context(t("Asked for by {name}", name=matter.asker)) if matter.asker else None,
        quote(note) if note else None,
        rich("{people}", people=_people(t, matter.guests)) if matter.guests else None,
        _circumstances(t, matter),
        {**row, "block_id": block_id} if row else None,
    ]


def _wish(matter: RequestMatter) -> str:
    back = matter.claim.kind is ClaimKind.REPLACEMENT and matter.claim.with_member
    return ASKS_BACK if back else ASKS[matter.claim.kind]


def _asked(t: Translator, matter: RequestMatter) -> dict[str, str]:
    company = f", {matter.person.company}," if matter.person.company else ""
    return {
        "name": matter.person.name,
        "company": f"{matter.apart}{company}",
        "seats": party.seats_of(t, matter.claim.seats) if matter.claim.seats else "",
        "other": matter.replacing or t("the representative"),
        "title": matter.event.title,
        "date": moments.short(t, matter.event),
    }


def _people(t: Translator, guests: Sequence[Guest]) -> str:
    return "\n".join(_guest(t, guest) for guest in guests)


def _guest(t: Translator, guest: Guest) -> str:
    who = party.guest_line(t, guest)
    if not guest.representative:
        return t("With {who}", who=who)
    said = t("In the member’s place: {who}", who=who)
    return f"{said} ({guest.why})" if guest.why else said


def _circumstances(t: Translator, matter: RequestMatter) -> Block | None:
    if decided := decision(t, matter):
        return rich("{decided}", decided=decided)
    received = received_before(t, notice(matter.event, matter.claim.created_at or matter.now))
    if matter.too_large and matter.event.most_together:
        return context(f"{t(SAID[RequestOutcome.TOO_LARGE])} · {received}")
    return context(" · ".join([*_room(t, matter), received]))


def _room(t: Translator, matter: RequestMatter) -> list[str]:
    """How much is free; where that would do, how many go before: nobody in the line is overtaken."""
    free, ahead = free_seats(t, replace(matter.room, quota=None)), matter.room.waiting
    quota = matter.room.quota
    if quota and not quota.fits(matter.claim.seats):
        said = t.plural(
            "Their company has {n} seat of {most}",
            "Their company has {n} seats of {most}",
            quota.taken,
            most=quota.most,
        )
        return [free, said]
    if matter.fits or not matter.room.holds(matter.claim.seats):
        return [free]
    return [free, t.plural("{n} party before this one", "{n} parties before this one", ahead)]


def decision(t: Translator, matter: RequestMatter) -> str:
    """What was decided, by whom and when; empty while nothing is."""
    claim = matter.claim
    by = {"name": matter.decider, "date": t.date(claim.decided_at) if claim.decided_at else ""}
    if claim.stage is Stage.REQUESTED:
        if matter.open:
            return ""
        return t(SAID[RequestOutcome.AWAY if matter.waits else RequestOutcome.CLOSED])
    if claim.stage is Stage.WITHDRAWN:
        return t("Withdrawn")
    if claim.stage is Stage.DECLINED:
        return _declined(t, matter, by)
    if claim.stage is Stage.LAPSED:
        return _lapsed(t, matter)
    if claim.decided_by is None:
        return _by_the_rules(t, claim)
    if claim.stage is Stage.GRANTED:
        late = t("✅ Put on the waiting list by {name}, {date}; seated since", **by)
        return late if claim.line else t("✅ Accepted by {name}, {date}", **by)
    return t("⏳ Put on the waiting list by {name}, {date}", **by)


def _by_the_rules(t: Translator, claim: Claim) -> str:
    """An event that was changed lets everybody answer again: nobody had to decide."""
    if claim.stage is not Stage.GRANTED:
        return t("⏳ Answers are open again: on the waiting list")
    if claim.line:
        return t("✅ Answers are open again: on the waiting list, seated since")
    return t("✅ Answers are open again: request granted")


def _lapsed(t: Translator, matter: RequestMatter) -> str:
    if matter.event.state is EventState.CANCELLED:
        return t("Cancelled: {reason}", reason=matter.event.cancel_reason)
    return t("Closed without a seat")


def _declined(t: Translator, matter: RequestMatter, by: dict[str, str]) -> str:
    if not matter.decider:
        return t("Left without an answer when the event started")
    why = reasons.said(t, matter.claim.reason)
    return t("Declined by {name}, {date}: {why}", why=why, **by)


def _buttons(t: Translator, matter: RequestMatter) -> list[Block]:
    about, claim_id = matter.person.name, matter.claim.id
    if matter.fits:
        yes = button(t("Accept"), "requests.accept", claim_id, about=about, primary=True)
    elif matter.too_large:
        return [button(t("Decline…"), "requests.decline", claim_id, about=about)]
    else:
        yes = button(t("Put on the waiting list"), "requests.wait", claim_id, about=about, primary=True)
    return [yes, button(t("Decline…"), "requests.decline", claim_id, about=about)]


def listing(t: Translator, pending: Page[RequestMatter], said: str = "") -> Message:
    """What is to be decided, five at a time."""
    head = rich("{said}", said=said) if said else None
    if not pending.total:
        none = t("✅ No request to decide.")
        return message(said or none, head, rich("{none}", none=none))
    count = t.plural("{n} request to decide", "{n} requests to decide", pending.total)
    entries: list[Block | None] = []
    for matter in pending.items:
        entries += entry(t, matter, pending.position.block(matter.claim.id), whole=False)
    lines = "\n".join([count, *(summary(t, matter) for matter in pending.items)])
    turns = turning(t, pending, "requests.page", t("Previous requests"), t("Next requests"))
    return message(said or lines, head, rich("*{count}*", count=count), *entries, *turns)


def told(t: Translator, verdict: RequestOutcome) -> Message:
    """One sentence, where there is nothing to show."""
    said = t(SAID[verdict])
    return aside(said)


def daybook(t: Translator, total: int) -> Sequence[DaybookLine]:
    """The daybook's line; none where nothing is to be decided."""
    if not total:
        return []
    count = t.plural("{n} late request", "{n} late requests", total)
    decide = button(t("Decide…"), "requests.page", 0, primary=True)
    return [DaybookLine(Section.DECISIONS, count, [decide])]
