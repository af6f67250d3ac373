"""What a calendar that is subscribed to holds (RFC 5545, RFC 5546 PUBLISH, RFC 7986)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from icalendar import Calendar, vDuration
from icalendar import Event as Entry

from club.events import Event, EventState
from club.seating import has_link
from club.subscriptions import REFRESH, CalendarScope
from handlers.events.shared import calendars
from handlers.events.shared.ics import NOBODY, add_entries, entry_of
from handlers.kit.services import Club, Services
from handlers.words import Translator
from storage.database import Session
from storage.people import Person
from storage.subscriptions import CalendarPlace, list_calendar, list_places, list_public_calendar

NAME = "Club PRIME"


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """An event as one reader's calendar has it."""

    event: Event
    """Without the video link, unless it is for the reader."""
    sequence: int
    remote: bool = False
    """Whether the reader comes by the link."""
    busy: bool = False
    """Whether it takes the reader's time."""


@dataclass(frozen=True, slots=True)
class DrawnCalendar:
    """All that it is written from, but for the moment."""

    t: Translator
    club: Club
    items: Sequence[CalendarItem]

    def written(self, stamp: datetime) -> bytes:
        """The iCalendar object, each entry stamped with the moment since which it is so."""
        calendar = Calendar()
        calendar.add("prodid", "-//Club PRIME//Prime//FR")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        for name in ("name", "x-wr-calname"):
            calendar.add(name, NAME)
        calendar.add("x-wr-timezone", self.club.zone.key)
        every = vDuration(REFRESH)
        every.params["VALUE"] = "DURATION"
        calendar.add("refresh-interval", every)
        calendar.add("x-published-ttl", vDuration(REFRESH))
        add_entries(calendar, self.club.zone, [(one.event, self._entry(one, stamp)) for one in self.items])
        return bytes(calendar.to_ical())

    def _entry(self, item: CalendarItem, stamp: datetime) -> Entry:
        gone = item.event.state is EventState.CANCELLED
        entry = entry_of(
            self.t, item.event, self.club, stamp, sequence=item.sequence, gone=gone, remote=item.remote
        )
        entry.add("transp", "OPAQUE" if item.busy and not gone else "TRANSPARENT")
        return entry


def of_member(
    services: Services, session: Session, person: Person, scope: CalendarScope, since: datetime
) -> DrawnCalendar:
    """A member's: the events they come to, or all; of nobody else anything, and of a video link only what
    they come by."""
    whose = person.id if scope is CalendarScope.MINE else None
    events = list_calendar(session, whose, since)
    places = list_places(session, person.id, events)
    nothing = CalendarPlace()
    items = [_item(event, places.get(event.id, nothing)) for event in events]
    t = services.words.for_locale(person.language or services.club.language)
    return DrawnCalendar(t, services.club, items)


def _item(event: Event, place: CalendarPlace) -> CalendarItem:
    link = has_link(place.rsvp)
    return CalendarItem(
        event if link else _linkless(event),
        calendars.sequence(event, place.turns),
        remote=link,
        busy=calendars.holds(place.turns),
    )


def _linkless(event: Event) -> Event:
    return replace(event, video_url="")


def public(services: Services, session: Session, since: datetime) -> DrawnCalendar:
    """Everybody's: the events that organisers ticked as public, without host, link or contact."""
    club = replace(services.club, contact=NOBODY)
    items = [CalendarItem(_public(event), event.sequence) for event in list_public_calendar(session, since)]
    return DrawnCalendar(services.shared, club, items)


def _public(event: Event) -> Event:
    """Other than the members' own entry, which may stand in the same calendar."""
    return replace(
        event,
        uid=f"public-{event.uid}",
        host_company="",
        video_url="",
    )
