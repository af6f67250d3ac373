"""Calendar files (RFC 5545): stable UID, SEQUENCE, VTIMEZONE, and CANCEL when an event is cancelled."""

from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from club.events import Event, State
from club.folding import fold
from handlers.words import Translator


def calendar_file(t: Translator, event: Event, zone: ZoneInfo, now: datetime) -> bytes:
    """The event as an iCalendar object, its times on the club's wall clock with the zone's rules inside."""
    cancelled = event.state is State.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Club PRIME//Prime//FR")
    calendar.add("version", "2.0")
    # PUBLISH and CANCEL (RFC 5546): the answer is given in Slack, so no REQUEST that wants a reply by mail.
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", now)
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    entry.add("summary", event.title)
    entry.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    _describe(t, entry, event)
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _describe(t: Translator, entry: Entry, event: Event) -> None:
    place = ", ".join(part for part in (event.place, event.host_company) if part)
    if place or event.video_url:
        entry.add("location", place or event.video_url)
    if event.video_url:
        entry.add("url", event.video_url)
    video = t("Video: {link}", link=event.video_url) if event.video_url else ""
    words = "\n\n".join(part for part in (event.agenda, video) if part)
    if words:
        entry.add("description", words)


def file_name(event: Event) -> str:
    """A name that says what it is, in letters every system takes."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in fold(event.title))
    name = "-".join(part for part in kept.split("-") if part)[:60] or "event"
    return f"{name}.ics"
