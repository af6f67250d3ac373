"""What is sent about a request: to the organisers, to the member, and the decision."""

from dataclasses import replace

from club.events import EventState, Phase
from club.seating import ClaimKind, Stage
from handlers.events.requests import reasons, views
from handlers.events.requests.matter import RequestMatter, look
from handlers.events.requests.service import count_pending
from handlers.events.shared import party, party_buttons
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.requests import claim_of, moment_of
from handlers.events.shared.seats import participation, went_on
from handlers.events.shared.sentences import kept, offer_over
from handlers.kit import organisers
from handlers.kit.blocks import Block, actions, button, message, rich
from handlers.kit.following import which
from handlers.kit.interaction import Message
from handlers.kit.router import RenderContext
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


def _matter(ctx: RenderContext) -> RequestMatter | None:
    return look(ctx.session, claim_of(ctx.posting.moment), ctx.now)


def request(ctx: RenderContext) -> Message | None:
    """To organisers: decide; then, in every copy, what was decided."""
    matter = _matter(ctx)
    if matter is None or not (matter.open or ctx.posting.ts):
        return None
    return views.copy(ctx.t, matter)


def due(ctx: RenderContext) -> Message | None:
    """To organisers, again: until when a decision is awaited; then, what was decided."""
    matter = _matter(ctx)
    if matter is None or not (matter.open or ctx.posting.ts):
        return None
    return views.due(ctx.t, matter, which(ctx.t, ctx.posting.moment))


def undecided(ctx: RenderContext) -> Message | None:
    """To the member, once: nobody has decided yet, and whom to call."""
    matter = _matter(ctx)
    if matter is None or not (matter.open or ctx.posting.ts):
        return None
    t = ctx.t
    if not matter.open:
        return _said(t, matter, t(SETTLED[matter.claim.stage]))
    contact = ctx.services.club.contact or t("the organisers of the club")
    said = t("⏳ Not decided yet. For an answer: {contact}.", contact=contact)
    return _said(t, matter, said, _taking_back(t, matter))


def requested(ctx: RenderContext) -> Message | None:
    """To the member: the request is with the organisers, and can be taken back."""
    matter = _matter(ctx)
    if matter is None or not (matter.open or ctx.posting.ts):
        return None
    t = ctx.t
    if not matter.open:
        return _said(t, matter, t(SETTLED[matter.claim.stage]))
    read = organisers.heard(ctx.session, ctx.services)
    sent = t("⏳ Request sent. The answer comes here.") if read.reached else kept(t, read)
    by = t("Asked for by {name}", name=matter.asker) if matter.asker else ""
    return _said(t, matter, "\n".join(filter(None, [sent, by])), _taking_back(t, matter))


def _taking_back(t: Translator, matter: RequestMatter) -> Block:
    return button(t("Withdraw my request"), "rsvp.withdraw", matter.event.id, about=matter.event.title)


def unreached(ctx: RenderContext) -> Message | None:
    """To the club's contact, who may organise nothing: that nobody reads what members ask; not what it is."""
    if ctx.posting.moment.partition(":")[0] == organisers.AWAY:
        said = ctx.t("⏳ All who organise the club are away today, and something waits for them.")
        return message(said, rich("{said}", said=said))
    if list_reachable_organisers(ctx.session):
        return None
    t, waiting = ctx.t, count_pending(ctx.session, ctx.now)
    said = t("⚠️ No organiser of the Club PRIME can be reached in Slack: nobody reads what members ask.")
    count = t.plural("{n} request for a seat waits.", "{n} requests for a seat wait.", waiting)
    mend = t("To mend it: have an organiser’s account opened again, or another named in PRIME_ORGANISERS.")
    lines = "\n".join([said, count, mend] if waiting else [said, mend])
    return message(said, rich("{lines}", lines=lines))


def decided(ctx: RenderContext) -> Message | None:
    """To the member: the decision, and afterwards what became of it: a place in the line goes on, up or out.

    Not sent for a request taken back or overtaken meanwhile.
    """
    matter = _matter(ctx)
    if matter is None:
        return None
    t, event = ctx.t, matter.event
    shown = participation(ctx.session, event, matter.person.id, ctx.now)
    match matter.claim.stage:
        case Stage.GRANTED if shown.answer.coming and event.state is not EventState.CANCELLED:
            letter = t("✅ Request accepted")
            return _said(t, matter, _granted(t, matter), party_buttons.editing(t, event), letter=letter)
        case Stage.WAITING:
            seats = party.seats_claimed(t, shown, matter.claim)
            said = t(
                "⏳ Full: you are waiting for {seats}, number {rank} in line.", seats=seats, rank=matter.rank
            )
            leave = button(t("Leave the line"), "rsvp.withdraw", event.id, about=event.title)
            return _said(t, matter, said if matter.rank else party.state(t, shown), leave)
        case Stage.DECLINED:
            letter = t("Request not accepted")
            return _said(t, matter, _declined(ctx, matter), _others(t), letter=letter)
        case Stage.LAPSED if ctx.posting.moment != moment_of(matter.claim.id):
            return _said(t, matter, t("The event is starting: the waiting list is closed."), _others(t))
    return _overtaken(ctx, matter, shown) if ctx.posting.ts else None


def _overtaken(ctx: RenderContext, matter: RequestMatter, shown: Participation) -> Message:
    """What has become of a decision that the member has read."""
    t, claim, event = ctx.t, matter.claim, matter.event
    if event.state is EventState.CANCELLED:
        return _said(t, matter, t("Cancelled: {reason}", reason=event.cancel_reason))
    if claim.stage is Stage.WITHDRAWN and not shown.waiting:
        return _said(t, matter, t("You have left the waiting list."), party_buttons.editing(t, event))
    if claim.stage is Stage.LAPSED and claim.offer_until:
        over = offer_over(t, went_on=went_on(ctx.session, event.id, claim))
        return _said(t, matter, over, _others(t))
    if claim.stage is Stage.LAPSED and shown.phase in (Phase.STARTED, Phase.OVER):
        return _said(t, matter, t("The event is starting: the waiting list is closed."), _others(t))
    said = party.claim_line(t, shown, claim) if claim.stage is Stage.OFFERED else party.state(t, shown)
    return _said(t, matter, said, party_buttons.editing(t, event))


def _granted(t: Translator, matter: RequestMatter) -> str:
    if matter.claim.kind is ClaimKind.REPLACEMENT and matter.claim.with_member:
        return t("✅ Request accepted: you come in person.")
    if matter.claim.kind is ClaimKind.REPLACEMENT:
        return t("✅ Request accepted: {name} comes in your place.", name=matter.replacing)
    return t("✅ Request accepted: {seats}.", seats=party.seats_of(t, matter.claim.seats))


def _declined(ctx: RenderContext, matter: RequestMatter) -> str:
    t = ctx.t
    if not matter.decider:
        contact = ctx.services.club.contact or t("the organisers of the club")
        return t("Request not decided before the start. A question: {contact}.", contact=contact)
    return t("Request not accepted: {why}", why=reasons.said(t, matter.claim.reason))


def _others(t: Translator) -> Block:
    return button(t("See the events"), "rsvp.page", 0, primary=True)


def _said(t: Translator, matter: RequestMatter, said: str, *buttons: Block, letter: str = "") -> Message:
    """`letter`: what an e-mail says of it, where `said` names somebody or has an organiser's words."""
    title = matter.event.title
    made = message(
        f"{title}{t(': ')}{said}", rich("*{title}*\n{said}", title=title, said=said), actions(*buttons)
    )
    return replace(made, letter=f"{title}{t(': ')}{letter}") if letter else made
