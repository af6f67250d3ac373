"""What is told when seats of a party are given back late, and when a party waits for more than there are."""

from datetime import timedelta

from club.ids import ClaimId, MemberId
from club.seating import Stage
from handlers.events.shared import party
from handlers.events.shared.notice import said_before
from handlers.events.shared.seats import standing
from handlers.kit.act import Message
from handlers.kit.blocks import actions, context, message, rich
from handlers.kit.router import Sheet
from storage.events import get_event
from storage.people import get_person
from storage.postings import event_of
from storage.seats import get_claim


def fewer(sheet: Sheet) -> Message | None:
    """Somebody comes with fewer people, and how long before the start it was said."""
    _, member_id, count, seconds = sheet.posting.moment.split(":")
    event = get_event(sheet.session, event_of(sheet.posting.subject))
    who = get_person(sheet.session, MemberId(int(member_id)))
    if event is None or who is None:
        return None
    t = sheet.t
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
            date=t.date(event.starts_at),
        ),
        context(said_before(t, timedelta(seconds=int(seconds)))),
    )


def outgrown(sheet: Sheet) -> Message | None:
    """To a member: the party waits for more seats than the event has now; later, what holds instead."""
    event = get_event(sheet.session, event_of(sheet.posting.subject))
    if event is None or sheet.reader is None:
        return None
    shown = standing(sheet.session, event, sheet.reader.id, sheet.now)
    stuck = any(claim.id == _claim_id(sheet) and claim.id not in shown.ranks for claim in shown.answer.claims)
    if not sheet.posting.ts and not stuck:
        return None
    t, state = sheet.t, party.state(sheet.t, shown)
    return message(
        f"{event.title}{t(': ')}{state}",
        rich("*{title}*\n{when}\n{state}", title=event.title, when=party.when(t, event), state=state),
        actions(*party.buttons(t, shown, primary=True)),
    )


def outgrown_told(sheet: Sheet) -> Message | None:
    """To organisers: who waits for more seats than the event has now, as long as that is so."""
    event = get_event(sheet.session, event_of(sheet.posting.subject))
    found = get_claim(sheet.session, _claim_id(sheet))
    who = get_person(sheet.session, found[1].member_id) if found else None
    if event is None or found is None or who is None or not event.capacity:
        return None
    placed = standing(sheet.session, event, who.id, sheet.now).ranks
    if found[1].stage is not Stage.WAITING or found[1].id in placed:
        return None
    t, name = sheet.t, f"{who.name}, {who.company}" if who.company else who.name
    what = t(
        "waits for {seats}, more than the event holds; the line goes on without this party",
        seats=party.seats_of(t, found[1].seats),
    )
    return message(
        f"{name}{t(': ')}{what}, {event.title}",
        rich("*{name}*{colon}{what}\n{title}", name=name, colon=t(": "), what=what, title=event.title),
    )


def _claim_id(sheet: Sheet) -> ClaimId:
    return ClaimId(int(sheet.posting.moment.split(":")[1]))
