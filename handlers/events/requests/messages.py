"""What is sent about a request: to the organisers, to the member, and the decision."""

from club.events import Phase, State
from club.seating import ClaimKind, Stage
from handlers.events.requests import reasons, views
from handlers.events.requests.matter import Matter, look
from handlers.events.requests.service import count_pending
from handlers.events.shared import party
from handlers.events.shared.outcomes import Standing
from handlers.events.shared.requests import claim_of, moment_of
from handlers.events.shared.said import kept, offer_over
from handlers.events.shared.seats import standing, went_on
from handlers.kit import organisers
from handlers.kit.act import Message
from handlers.kit.blocks import Block, actions, button, message, rich
from handlers.kit.router import Sheet
from handlers.words import Translator, mark
from storage.people import list_reachable_organisers

SETTLED = {
    Stage.REQUESTED: mark("Request closed"),
    Stage.WAITING: mark("⏳ Request accepted: on the waiting list"),
    Stage.OFFERED: mark("⏳ Request accepted: on the waiting list"),
    Stage.GRANTED: mark("✅ Request accepted"),
    Stage.DECLINED: mark("Request not accepted"),
    Stage.WITHDRAWN: mark("Request withdrawn"),
    Stage.LAPSED: mark("Request closed"),
}


def _matter(sheet: Sheet) -> Matter | None:
    return look(sheet.session, claim_of(sheet.posting.moment), sheet.now)


def request(sheet: Sheet) -> Message | None:
    """To organisers: decide; then, in every copy, what was decided."""
    matter = _matter(sheet)
    if matter is None or not (matter.open or sheet.posting.ts):
        return None
    return views.copy(sheet.t, matter)


def requested(sheet: Sheet) -> Message | None:
    """To the member: the request is with the organisers, and can be taken back."""
    matter = _matter(sheet)
    if matter is None or not (matter.open or sheet.posting.ts):
        return None
    t = sheet.t
    if not matter.open:
        return _said(t, matter, t(SETTLED[matter.claim.stage]))
    back = button(t("Withdraw my request"), "rsvp.withdraw", matter.event.id, about=matter.event.title)
    read = organisers.heard(sheet.session, sheet.desk)
    sent = t("⏳ Request sent. The answer comes here.")
    return _said(t, matter, sent if read.reached else kept(t, read), back)


def unreached(sheet: Sheet) -> Message | None:
    """To the club's contact, who may organise nothing: that nobody reads what members ask; not what it is."""
    if list_reachable_organisers(sheet.session):
        return None
    t, waiting = sheet.t, count_pending(sheet.session, sheet.now)
    said = t("⚠️ No organiser of the Club PRIME can be reached in Slack: nobody reads what members ask.")
    count = t.plural("{n} request for a seat waits.", "{n} requests for a seat wait.", waiting)
    mend = t("To mend it: have an organiser’s account opened again, or another named in PRIME_ORGANISERS.")
    lines = "\n".join([said, count, mend] if waiting else [said, mend])
    return message(said, rich("{lines}", lines=lines))


def decided(sheet: Sheet) -> Message | None:
    """To the member: the decision, and afterwards what became of it: a place in the line goes on, up or out.

    Not sent for a request taken back or overtaken meanwhile.
    """
    matter = _matter(sheet)
    if matter is None:
        return None
    t, event = sheet.t, matter.event
    shown = standing(sheet.session, event, matter.person.id, sheet.now)
    match matter.claim.stage:
        case Stage.GRANTED if shown.answer.coming and event.state is not State.CANCELLED:
            return _said(t, matter, _granted(t, matter), party.editing(t, event))
        case Stage.WAITING:
            seats = party.seats_claimed(t, shown, matter.claim)
            said = t(
                "⏳ Full: you are waiting for {seats}, number {rank} in line.", seats=seats, rank=matter.rank
            )
            leave = button(t("Leave the line"), "rsvp.withdraw", event.id, about=event.title)
            return _said(t, matter, said if matter.rank else party.state(t, shown), leave)
        case Stage.DECLINED:
            return _said(t, matter, _declined(sheet, matter), _others(t))
        case Stage.LAPSED if sheet.posting.moment != moment_of(matter.claim.id):
            return _said(t, matter, t("The event is starting: the waiting list is closed."), _others(t))
    return _overtaken(sheet, matter, shown) if sheet.posting.ts else None


def _overtaken(sheet: Sheet, matter: Matter, shown: Standing) -> Message:
    """What has become of a decision that the member has read."""
    t, claim, event = sheet.t, matter.claim, matter.event
    if event.state is State.CANCELLED:
        return _said(t, matter, t("Cancelled: {reason}", reason=event.cancel_reason))
    if claim.stage is Stage.WITHDRAWN and not shown.waiting:
        return _said(t, matter, t("You have left the waiting list."), party.editing(t, event))
    if claim.stage is Stage.LAPSED and claim.offer_until:
        over = offer_over(t, went_on=went_on(sheet.session, event.id, claim))
        return _said(t, matter, over, _others(t))
    if claim.stage is Stage.LAPSED and shown.phase in (Phase.STARTED, Phase.OVER):
        return _said(t, matter, t("The event is starting: the waiting list is closed."), _others(t))
    said = party.claim_line(t, shown, claim) if claim.stage is Stage.OFFERED else party.state(t, shown)
    return _said(t, matter, said, party.editing(t, event))


def _granted(t: Translator, matter: Matter) -> str:
    if matter.claim.kind is ClaimKind.REPLACEMENT and matter.claim.with_member:
        return t("✅ Request accepted: you come in person.")
    if matter.claim.kind is ClaimKind.REPLACEMENT:
        return t("✅ Request accepted: {name} comes in your place.", name=matter.replacing)
    return t("✅ Request accepted: {seats}.", seats=party.seats_of(t, matter.claim.seats))


def _declined(sheet: Sheet, matter: Matter) -> str:
    t = sheet.t
    if not matter.decider:
        contact = sheet.desk.club.contact or t("the organisers of the club")
        return t("Request not decided before the start. A question: {contact}.", contact=contact)
    return t("Request not accepted: {why}", why=reasons.said(t, matter.claim.reason))


def _others(t: Translator) -> Block:
    return button(t("See the events"), "rsvp.page", 0, primary=True)


def _said(t: Translator, matter: Matter, said: str, *buttons: Block) -> Message:
    title = matter.event.title
    return message(
        f"{title}{t(': ')}{said}", rich("*{title}*\n{said}", title=title, said=said), actions(*buttons)
    )
