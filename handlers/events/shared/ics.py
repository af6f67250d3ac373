"""Calendar files (RFC 5545, RFC 5546): what puts an event into a calendar, corrects it there, takes it out.

One entry a person and event: UID stays, and every later file has a higher SEQUENCE, whether the event changed
or the person left and came again (`handlers.events.shared.calendars`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress
from icalendar import Event as Entry

from club.clocks import Onset, onsets
from club.events import Event
from club.folding import fold
from club.whole_days import calendar_times
from handlers.kit.cleaned import clean
from handlers.kit.services import Club
from handlers.words import Translator

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NOBODY = "noreply@prime.invalid"
"""Where the club's contact is no address. RFC 2606 keeps `.invalid`: nothing is ever delivered there."""
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def calendar_file(
    t: Translator,
    event: Event,
    club: Club,
    now: datetime,
    *,
    sequence: int,
    gone: bool = False,
    remote: bool = False,
) -> bytes:
    """The event as an iCalendar object, its times on the club's wall clock with the zone's rules inside.

    Whole days are days, without a zone.

    `gone`: it takes the event out of the calendar instead, and its reader no longer has the video link.
    `remote`: its reader comes by that link, wherever others sit.
    """
    return series_file(t, [DatedEntry(event, sequence, remote)], club, now, gone=gone)


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """One entry of a file: the event as its reader may see it."""

    event: Event
    sequence: int
    remote: bool = False
    """Whether its reader comes by the link."""


def series_file(
    t: Translator, entries: Sequence[DatedEntry], club: Club, now: datetime, *, gone: bool = False
) -> bytes:
    """Several events, each an entry with its own UID: PUBLISH has room for any number of them.

    Of CANCEL all entries must have one UID (RFC 5546, 3.2.5), so each has an object of its own, one after the
    other as RFC 5545 (3.4) lets a stream have them.
    """
    streams = [[one] for one in entries] if gone else [entries]
    return b"".join(_object(t, stream, club, now, gone=gone) for stream in streams)


def _object(t: Translator, entries: Sequence[DatedEntry], club: Club, now: datetime, *, gone: bool) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Club PRIME//Prime//FR")
    calendar.add("version", "2.0")
    # PUBLISH and CANCEL (RFC 5546): the answer is given in Slack, so no REQUEST that wants a reply by mail.
    # Both need an ORGANIZER; PUBLISH has no ATTENDEE.
    calendar.add("method", "CANCEL" if gone else "PUBLISH")
    made = [
        (
            one.event,
            entry_of(t, one.event, club, now, sequence=one.sequence, gone=gone, remote=one.remote),
        )
        for one in entries
    ]
    add_entries(calendar, club.zone, made)
    return bytes(calendar.to_ical())


def entry_of(
    t: Translator,
    event: Event,
    club: Club,
    stamp: datetime,
    *,
    sequence: int,
    gone: bool = False,
    remote: bool = False,
) -> Entry:
    """The event as one entry, made at `stamp`, for a calendar that has the rules of the club's zone."""
    event = replace(event, title=clean(event.title), place=clean(event.place), agenda=clean(event.agenda))
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("sequence", sequence)
    entry.add("dtstamp", stamp)
    starts, ends = calendar_times(event, club.zone)
    entry.add("dtstart", starts)
    entry.add("dtend", ends)
    entry.add("summary", event.title)
    entry.add("organizer", organiser(club.contact))
    entry.add("status", "CANCELLED" if gone else "CONFIRMED")
    _describe(t, entry, replace(event, video_url="") if gone else event, remote=remote)
    return entry


def add_entries(calendar: Calendar, zone: ZoneInfo, entries: Sequence[tuple[Event, Entry]]) -> None:
    """Adds the entries of these events, below the zone's rules where they are told by it."""
    named = {entry["dtstart"].params.get("TZID") for _, entry in entries} - {None}
    first = min((event.starts_at for event, _ in entries), default=None)
    last = max((event.ends_at for event, _ in entries), default=None)
    if first and last:
        for name in sorted(named):
            calendar.add_component(_timezone(name, zone, first, last))
    for _, entry in entries:
        calendar.add_component(entry)


def organiser(contact: str) -> vCalAddress:
    """Whose event it is: the club, at its contact's address where `PRIME_CONTACT` has one."""
    found = _ADDRESS.search(contact)
    address = vCalAddress(f"mailto:{found[0] if found else NOBODY}")
    address.params["CN"] = "Club PRIME"
    return address


def _timezone(named: str, zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    timezone = Timezone()
    timezone.add("tzid", named)
    for onset in onsets(zone, first, last):
        timezone.add_component(_observance(onset))
    return timezone


def _observance(onset: Onset) -> TimezoneDaylight | TimezoneStandard:
    part = TimezoneDaylight() if onset.summer else TimezoneStandard()
    part.add("dtstart", onset.at)
    part.add("tzoffsetfrom", onset.before)
    part.add("tzoffsetto", onset.after)
    part.add("tzname", onset.name)
    if rule := onset.yearly:
        day = f"{rule.nth or ''}{WEEKDAYS[rule.weekday]}"
        among = {"bymonthday": list(rule.days)} if rule.days else {}
        part.add("rrule", {"freq": "yearly", "bymonth": rule.month, "byday": day, **among})
    return part


def _describe(t: Translator, entry: Entry, event: Event, *, remote: bool) -> None:
    on_site = () if remote else (event.place, event.host_company)
    place = ", ".join(part for part in on_site if part)
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
