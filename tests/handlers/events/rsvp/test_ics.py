"""Calendar files, read by those who did not write them: dateutil (the rules) and vobject (the entry)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from icalendar import Calendar

from club.events import Event, EventKind, EventState
from club.ids import EventId
from handlers.events.shared import calendars
from handlers.events.shared.ics import calendar_file, file_name
from handlers.kit.services import Club
from handlers.words import load

STARTS = datetime(2027, 7, 8, 7, 30, tzinfo=UTC)
EVENT = Event(
    EventId(1),
    "Forum « Chaleur fatale », l’été ; suite",
    EventKind.FORUM,
    STARTS,
    STARTS + timedelta(hours=7),
    STARTS - timedelta(days=7),
    None,
    EventState.PUBLISHED,
    place="Lyon, quai 3",
    agenda="9 h 30 accueil\nVisite",
    uid="7f@prime",
)
ZONES = (
    "Europe/Paris",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Jerusalem",
    "Pacific/Apia",
)


def written(event: Event = EVENT, zone: str = "Europe/Paris", contact: str = "", **how: Any) -> bytes:
    club = cast(Club, SimpleNamespace(zone=ZoneInfo(zone), contact=contact))
    how = {"sequence": 0} | how
    return calendar_file(load(ZoneInfo(zone))["fr"], event, club, STARTS - timedelta(days=9), **how)


def read(content: bytes) -> Any:
    return vobject.readOne(content.decode())


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", [1, 3, 4, 7, 10, 11])
def test_the_rules_inside_give_the_instants_that_the_zone_database_gives(zone: str, month: int) -> None:
    for day in (1, 14, 28):
        starts = datetime(2027, month, day, 9, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        text = written(replace(EVENT, starts_at=starts, ends_at=starts + timedelta(hours=7)), zone).decode()
        assert "RDATE" not in text
        rules = tzical(StringIO(text)).get(zone)
        wall = starts.astimezone(ZoneInfo(zone))
        assert wall.replace(tzinfo=rules).utcoffset() == wall.utcoffset()


def test_a_clock_that_is_utc_itself_needs_no_rules() -> None:
    text = written(zone="UTC").decode()
    assert "VTIMEZONE" not in text
    assert "DTSTART:20270708T073000Z" in text


def test_two_programs_find_what_was_written() -> None:
    content = written()
    entry = read(content).vevent
    assert entry.summary.value == EVENT.title
    assert entry.location.value == EVENT.place
    assert entry.description.value == EVENT.agenda
    assert entry.dtstart.value.astimezone(UTC) == EVENT.starts_at
    assert entry.dtend.value.astimezone(UTC) == EVENT.ends_at
    [same] = Calendar.from_ical(content).walk("VEVENT")
    assert (same.errors, str(same["summary"]), same.decoded("dtstart")) == (
        [],
        EVENT.title,
        EVENT.starts_at,
    )


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("Odile Garnier", "mailto:noreply@prime.invalid"),
        ("Odile Garnier <odile@example.org>", "mailto:odile@example.org"),
        ("secretariat@club.example.org ou 04 72 00 00 00", "mailto:secretariat@club.example.org"),
        ("U0ODILE", "mailto:noreply@prime.invalid"),
    ],
)
@pytest.mark.parametrize("gone", [False, True])
def test_there_is_an_organiser_whose_address_is_the_contacts_if_it_has_one(contact, address, gone) -> None:
    entry = read(written(contact=contact, gone=gone)).vevent
    assert entry.organizer.value == address
    assert not hasattr(entry, "attendee")  # RFC 5546, 3.2.1: PUBLISH has none


class Shelf:
    """A calendar as RFC 5546 (2.1.5) wants one: by UID, the higher SEQUENCE, then the later DTSTAMP, wins."""

    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}

    def takes(self, content: bytes) -> "Shelf":
        calendar = read(content)
        entry = calendar.vevent
        before = self.entries.get(entry.uid.value)
        assert before is None or int(entry.sequence.value) > int(before.sequence.value)
        self.entries[entry.uid.value] = entry
        return self

    @property
    def shown(self) -> list[str]:
        return [one.summary.value for one in self.entries.values() if one.status.value == "CONFIRMED"]


def test_one_entry_through_yes_a_change_no_yes_again_and_the_call_off() -> None:
    shelf = Shelf()
    assert shelf.takes(written(sequence=calendars.sequence(EVENT, 1))).shown == [EVENT.title]
    changed = replace(EVENT, title="Forum Fraîcheur", sequence=1)
    assert shelf.takes(written(changed, sequence=calendars.sequence(changed, 1))).shown == [changed.title]
    assert shelf.takes(written(changed, sequence=calendars.sequence(changed, 2), gone=True)).shown == []
    assert shelf.takes(written(changed, sequence=calendars.sequence(changed, 3))).shown == [changed.title]
    off = replace(changed, state=EventState.CANCELLED, sequence=2)
    assert shelf.takes(written(off, sequence=calendars.sequence(off, 3), gone=True)).shown == []
    assert len(shelf.entries) == 1


def test_a_cancellation_says_so_twice_as_calendars_look_at_either() -> None:
    calendar = read(written(gone=True))
    assert (calendar.method.value, calendar.vevent.status.value) == ("CANCEL", "CANCELLED")


def test_a_file_that_takes_it_out_no_longer_says_where_the_video_is() -> None:
    by_video = replace(EVENT, place="", host_company="", video_url="https://visio.example/1")
    assert b"visio.example" in written(by_video)
    assert b"visio.example" not in written(by_video, gone=True)


def test_a_file_is_named_after_what_it_is() -> None:
    assert file_name(EVENT) == "forum-chaleur-fatale-l-ete-suite.ics"
