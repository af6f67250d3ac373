"""The list that an industrial site asks at its gate (article FACILITER), and how little is kept of it.

What the site asks of visitors is asked late, by whom it concerns, for one purpose; it is read by those who
organise and by one member of the host's company, and erased soon after the event (article CONFIDENTIALITÉ).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from club.calendar import DAY, wall_minus
from club.events import Event, EventState
from club.ids import CompanyId, EventId, GuestId, MemberId

USUAL_ASKED, USUAL_KEPT = 10, 7
"""Days before the event from which people are asked, and after it until which it is kept."""
HANDED_BEFORE = timedelta(days=3)
"""How long before the event the list is usually handed over."""
HANDED_AT = time(9)
"""The hour at which a list is handed over, on the club's clock."""
LONGEST_SAID = 60
"""Characters of one thing that is said."""
SETTLED = timedelta(minutes=10)
"""Changes that come within this time are told together."""


class GateField(StrEnum):
    """What a site may ask beside the name."""

    BIRTH_DATE = "birth_date"
    NATIONALITY = "nationality"
    ID_NUMBER = "id_number"
    VEHICLE = "vehicle"


class GateFormat(StrEnum):
    """As what kind of file the site gets its list."""

    EXCEL = "xlsx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class GateList:
    """What the site of an event asks, and how far the list is."""

    event_id: EventId
    company_id: CompanyId
    """The host, as it was then: another host has asked nothing."""
    fields: tuple[GateField, ...]
    due_at: datetime
    """When it is handed over."""
    to_id: MemberId | None
    """The member of the host's company who gets it; None once they were erased."""
    version: int = 0
    told_at: datetime | None = None
    """When the last version was."""
    ended_at: datetime | None = None
    """When all that was asked was erased."""
    format: GateFormat = GateFormat.EXCEL


@dataclass(frozen=True, slots=True)
class SiteVisitor:
    """Somebody whom the site expects: `m7` is a member, `g3` a guest of that member."""

    key: str
    member_id: MemberId
    guest_id: GuestId | None
    name: str
    company: str


def in_order(people: Sequence[SiteVisitor]) -> list[SiteVisitor]:
    """Company by company."""
    return sorted(people, key=lambda one: (one.company.casefold(), one.name.casefold(), one.key))


def changes(told: Collection[str], people: Sequence[SiteVisitor]) -> tuple[list[SiteVisitor], list[str]]:
    """Who is to be added to what the site was told, and whose keys are to go."""
    expected = {one.key for one in people}
    added = [one for one in in_order(people) if one.key not in told]
    return added, sorted(key for key in told if key not in expected)


def again(gate: GateList, model: Event, event: Event, zone: tzinfo) -> GateList:
    """What the site asks of `model`, for another like it: handed over as many days before, at that hour."""
    first, day = (one.starts_at.astimezone(zone).date() for one in (model, event))
    due = wall_minus(gate.due_at, first - day, zone)
    return GateList(event.id, gate.company_id, gate.fields, due, gate.to_id, format=gate.format)


def ahead_of(due: datetime, event: Event, zone: tzinfo, now: datetime) -> datetime:
    """When a list is handed over that was due before anybody could know of the event: the day before, at that
    hour. Where that passed too it stays as it is, which is at once."""
    if due > now:
        return due
    local = due.astimezone(zone)
    eve = event.starts_at.astimezone(zone).date() - DAY
    before = wall_minus(due, local.date() - eve, zone)
    return before if before > now else due


def usual_due(event: Event, zone: tzinfo, now: datetime) -> datetime:
    """When to hand over a list of which nothing was said yet."""
    day = event.starts_at.astimezone(zone).date() - HANDED_BEFORE
    return ahead_of(datetime.combine(day, HANDED_AT, tzinfo=zone), event, zone, now)


def asks_from(event: Event, days: int) -> datetime:
    """From when people are asked for what the site demands."""
    return event.starts_at - timedelta(days=days)


def takes_identity(event: Event, gate: GateList, days: int, now: datetime) -> bool:
    """Whether somebody may say now what the site demands; `days` 0: the club asks nobody."""
    stands = event.state is EventState.PUBLISHED and event.host_company_id == gate.company_id
    waiting = days > 0 and bool(gate.fields) and gate.ended_at is None
    return stands and waiting and asks_from(event, days) <= now < event.starts_at


def erased_from(event: Event, kept: int) -> datetime:
    """When it is erased."""
    return event.ends_at + timedelta(days=kept)


Identity = Mapping[GateField, str]
"""What somebody said, by field."""
