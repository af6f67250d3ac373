"""Calendar files as they go out: what puts the event into the reader's calendar, and what takes it out."""

from dataclasses import replace

from club.events import Event, EventState
from club.ids import EventId
from handlers import names
from handlers.events.rsvp.messages import event_at, mine
from handlers.events.shared import calendars, party
from handlers.events.shared.ics import DatedEntry, calendar_file, file_name, series_file
from handlers.events.shared.seats import participation
from handlers.kit.interaction import File
from handlers.kit.router import RenderContext
from storage.calendars import get_turns, reached
from storage.postings import subject_of
from storage.series import (
    get_series_of,
    list_dates,
    list_turns,
    reached_by,
    series_of_subject,
    subject_of_series,
)


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
        if _has_entry(ctx, found.event.id)
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
    if not _has_entry(ctx, event.id):
        return None
    said = ctx.t("{title}: this file takes it out of your calendar.", title=event.title)
    sequence = calendars.sequence(event, turns)
    content = calendar_file(ctx.t, event, ctx.services.club, ctx.now, sequence=sequence, gone=True)
    return File(file_name(event), content, said)


def _has_entry(ctx: RenderContext, event_id: EventId) -> bool:
    """Whether a file with the event, its own or its series', has reached the reader."""
    if reached(ctx.session, names.ICS, ctx.posting):
        return True
    series_id = get_series_of(ctx.session, event_id)
    if series_id is None:
        return False
    return reached_by(ctx.session, names.SERIES_ICS, subject_of_series(series_id), ctx.posting.recipient)


def series_calendar(ctx: RenderContext) -> File | None:
    """The .ics of all dates ahead of a series that the reader comes to."""
    if ctx.reader is None:
        return None
    reader, entries = ctx.reader, []
    dates, turns = _dates(ctx)
    for event in dates:
        if (
            event.state is EventState.PUBLISHED
            and event.ends_at > ctx.now
            and calendars.holds(turns[event.id])
        ):
            found = participation(ctx.session, event, reader.id, ctx.now)
            shown = event if party.shows_link(found, reader) else replace(event, video_url="")
            sequence = calendars.sequence(event, turns[event.id])
            entries.append(DatedEntry(shown, sequence, found.has_link))
    if not entries:
        return None
    said = ctx.t.plural(
        "{title}: {n} date for your calendar.",
        "{title}: {n} dates for your calendar, in one file.",
        len(entries),
        title=entries[0].event.title,
    )
    content = series_file(ctx.t, entries, ctx.services.club, ctx.now)
    return File(file_name(entries[0].event), content, said)


def cancelled_series_calendar(ctx: RenderContext) -> File | None:
    """The .ics that takes the dates out that are called off, or that the reader no longer comes to."""
    dates, turns = _dates(ctx)
    gone = [
        one
        for one in dates
        if (one.state is EventState.CANCELLED or not calendars.holds(turns[one.id]))
        and _in_calendar(ctx, one)
    ]
    if not gone:
        return None
    said = ctx.t.plural(
        "{title}: this file takes {n} date out of your calendar.",
        "{title}: this file takes {n} dates out of your calendar.",
        len(gone),
        title=gone[0].title,
    )
    entries = [DatedEntry(one, calendars.sequence(one, turns[one.id])) for one in gone]
    content = series_file(ctx.t, entries, ctx.services.club, ctx.now, gone=True)
    return File(file_name(gone[0]), content, said)


def _dates(ctx: RenderContext) -> tuple[list[Event], dict[EventId, int]]:
    """The dates of the series that the reader ever held a seat at, and how often each changed sides."""
    series_id = series_of_subject(ctx.posting.subject)
    turns = list_turns(ctx.session, series_id, ctx.reader.id) if ctx.reader else {}
    return [one for one in list_dates(ctx.session, series_id) if one.id in turns], turns


def _in_calendar(ctx: RenderContext, event: Event) -> bool:
    """Whether a file that puts it there has reached the reader."""
    recipient = ctx.posting.recipient
    own = reached_by(ctx.session, names.ICS, subject_of(event.id), recipient)
    return own or reached_by(ctx.session, names.SERIES_ICS, ctx.posting.subject, recipient)
