"""What is told when seats of a party are given back late, and when a party waits for more than there are."""

from dataclasses import replace
from datetime import timedelta

from club.ids import ClaimId, MemberId
from club.seating import Stage
from handlers.events.shared import party, party_buttons
from handlers.events.shared.notice import said_before
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.seats import participation
from handlers.kit import moments
from handlers.kit.blocks import actions, context, message, rich
from handlers.kit.interaction import Line, Message
from handlers.kit.lasting import until_start
from handlers.kit.lines import asking
from handlers.kit.router import RenderContext
from storage.events import get_event
from storage.people import get_person
from storage.postings import event_of
from storage.seats import get_claim


def fewer(ctx: RenderContext) -> Message | None:
    """Somebody comes with fewer people, and how long before the start it was said."""
    _, member_id, count, seconds = ctx.posting.moment.split(":")
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    who = get_person(ctx.session, MemberId(int(member_id)))
    if event is None or who is None:
        return None
    t = ctx.t
    name = f"{who.name}, {who.company}" if who.company else who.name
    what = t.plural("{n} seat given back", "{n} seats given back", int(count))
    return message(
        f"{name}{t(': ')}{what}, {event.title}",
        rich(
            "*{name}*{colon}{what}\n{title}, {date}",
            name=name,
            colon=t(": "),
            what=what,
            title=event.title,
            date=moments.date(t, event),
        ),
        context(said_before(t, timedelta(seconds=int(seconds)))),
    )


def outgrown(ctx: RenderContext) -> Message | None:
    """To a member: the party waits for more seats than the event has now; later, what holds instead."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    if event is None or ctx.reader is None:
        return None
    shown = participation(ctx.session, event, ctx.reader.id, ctx.now)
    if not ctx.posting.ts and not _is_stuck(ctx, shown):
        return None
    t, state = ctx.t, party.state(ctx.t, shown)
    return message(
        f"{event.title}{t(': ')}{state}",
        rich("*{title}*\n{when}\n{state}", title=event.title, when=party.when(t, event), state=state),
        actions(*party_buttons.buttons(t, shown, primary=True)),
    )


def _is_stuck(ctx: RenderContext, shown: Participation) -> bool:
    placed = {**shown.ranks, **shown.held_back}
    return any(claim.id == _claim_id(ctx) and claim.id not in placed for claim in shown.answer.claims)


def outgrown_line(ctx: RenderContext) -> Line | None:
    """The same among other matters, while it is so."""
    standing = replace(ctx, posting=replace(ctx.posting, ts=""))
    return asking(outgrown, until_start)(standing)


def outgrown_told(ctx: RenderContext) -> Message | None:
    """To organisers: who waits for more seats than the event has now, as long as that is so."""
    event = get_event(ctx.session, event_of(ctx.posting.subject))
    found = get_claim(ctx.session, _claim_id(ctx))
    who = get_person(ctx.session, found[1].member_id) if found else None
    if event is None or found is None or who is None or not event.most_together:
        return None
    shown = participation(ctx.session, event, who.id, ctx.now)
    placed = {**shown.ranks, **shown.held_back}
    if found[1].stage is not Stage.WAITING or found[1].id in placed:
        return None
    t, name = ctx.t, f"{who.name}, {who.company}" if who.company else who.name
    what = t(
        "waits for {seats}, more than the event holds; the line goes on without this party",
        seats=party.seats_of(t, found[1].seats),
    )
    return message(
        f"{name}{t(': ')}{what}, {event.title}",
        rich("*{name}*{colon}{what}\n{title}", name=name, colon=t(": "), what=what, title=event.title),
    )


def _claim_id(ctx: RenderContext) -> ClaimId:
    return ClaimId(int(ctx.posting.moment.split(":")[1]))
