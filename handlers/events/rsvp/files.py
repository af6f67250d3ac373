"""Calendar files as they go out: what puts the event into the reader's calendar, and what takes it out."""

from dataclasses import replace

from club.events import EventState
from handlers import names
from handlers.events.rsvp.messages import event_at, mine
from handlers.events.shared import calendars, party
from handlers.events.shared.ics import calendar_file, file_name
from handlers.kit.interaction import File
from handlers.kit.router import RenderContext
from storage.calendars import get_turns, reached


def calendar(ctx: RenderContext) -> File | None:
    """The .ics of a yes; one for an event that has moved on since is not sent, for a newer one follows."""
    found = mine(ctx)
    if found is None or not found.answer.coming or found.event.state is not EventState.PUBLISHED:
        return None
    turns = get_turns(ctx.session, found.event.id, ctx.reader.id) if ctx.reader else 0
    if ctx.posting.moment != calendars.moment(found.event, turns):
        return None
    said = (
        ctx.t("{title}: for your calendar, up to date.", title=found.event.title)
        if reached(ctx.session, names.ICS, ctx.posting)
        else ctx.t("{title}: for your calendar.", title=found.event.title)
    )
    shows = ctx.reader is not None and party.shows_link(found, ctx.reader)
    shown = found.event if shows else replace(found.event, video_url="")
    sequence = calendars.sequence(shown, turns)
    club, remote = ctx.services.club, found.has_link
    content = calendar_file(ctx.t, shown, club, ctx.now, sequence=sequence, remote=remote)
    return File(file_name(shown), content, said)


def cancelled_calendar(ctx: RenderContext) -> File | None:
    """The .ics that takes an event out of the calendar of whoever had put it there.

    The event is called off, or the reader no longer comes; whoever came back meanwhile keeps it.
    """
    event = event_at(ctx)
    if event is None or ctx.reader is None:
        return None
    turns = get_turns(ctx.session, event.id, ctx.reader.id)
    if event.state is not EventState.CANCELLED and calendars.holds(turns):
        return None
    if not reached(ctx.session, names.ICS, ctx.posting):
        return None
    said = ctx.t("{title}: this file takes it out of your calendar.", title=event.title)
    sequence = calendars.sequence(event, turns)
    content = calendar_file(ctx.t, event, ctx.services.club, ctx.now, sequence=sequence, gone=True)
    return File(file_name(event), content, said)
