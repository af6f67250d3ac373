"""The form of an event: its fields as they stand in the modal, and the event they make.

A field is a string, as Slack gives it: days `2027-01-14`, times `09:30` on the club's wall clock
(docs.slack.dev: date picker and time picker elements). Block ids carry the event's revision, for Slack keeps
what was typed in a block whose id stays, and takes the initial value of one whose id is new.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from club.calendar import ANSWER_NOTICE, USUAL_HOURS, WorkHours, default_deadline
from club.events import Event, EventFault, EventKind, EventState, Limits
from club.ids import CompanyId, EventId
from club.whole_days import days_of, whole_days
from handlers.events.organising import ids
from handlers.events.organising.outcomes import EventTrouble, Faults
from handlers.kit.carried import choice, number, whole
from handlers.kit.interaction import Interaction, storable
from handlers.kit.zones import instant, wall

TITLE, KIND, PLACE, LINK, HOST = "title", "kind", "place", "link", ids.HOST
START_DAY, START_TIME, END_DAY, END_TIME = "start_day", "start_time", "end_day", "end_time"
DEADLINE_DAY, DEADLINE_TIME = "deadline_day", "deadline_time"
ALL_DAY = "all_day"
CAPACITY, AGENDA, PUBLISH, PUBLIC = "capacity", "agenda", "publish", "public"
COMPANY_SEATS, RESERVED, GUESTS, MINIMUM = "company_seats", "reserved", "guests", "minimum"
FIELDS = (
    *(TITLE, KIND, START_DAY, START_TIME, END_DAY, END_TIME, PLACE, LINK, HOST, CAPACITY),
    *(DEADLINE_DAY, DEADLINE_TIME, COMPANY_SEATS, RESERVED, GUESTS, MINIMUM, AGENDA),
)
MOST_SEATS = 100_000
MOST_GUESTS = 10
"""Whom one member may bring: as many as a form can name."""
SHOWN = "shown"
"""Of a public event; else the field is empty."""
TICKED = "ticked"
"""Of an event that lasts whole days; else the field is empty."""
HOST_NAME = "host_name"
"""Not a field: how the chosen company is called."""

FIELD_OF: Mapping[EventFault, str] = {
    EventFault.NO_TITLE: TITLE,
    EventFault.ENDS_BEFORE_START: END_TIME,
    EventFault.STARTS_IN_PAST: START_DAY,
    EventFault.DEADLINE_NEEDED: DEADLINE_DAY,
    EventFault.DEADLINE_AFTER_START: DEADLINE_DAY,
    EventFault.CAPACITY: CAPACITY,
    EventFault.LINK: LINK,
    EventFault.COMPANY: COMPANY_SEATS,
    EventFault.RESERVED: RESERVED,
    EventFault.GUESTS: GUESTS,
    EventFault.MINIMUM: MINIMUM,
}
END_DAY_OF = {EventFault.ENDS_BEFORE_START: END_DAY}
"""Of an event that lasts whole days: nobody looks at its hours."""

Fields = Mapping[str, str]
BLANK: Fields = {KIND: EventKind.MEETING.value}


def block(field: str, revision: str) -> str:
    """The block id of a field in the form of this revision."""
    return f"{field}#{revision}"


def fields_of(event: Event, zone: tzinfo) -> Fields:
    """The form's fields for an event as it stands."""
    starts, ends = wall(event.starts_at, zone), wall(event.ends_at, zone)
    deadline = wall(event.deadline, zone)
    times = ("", "") if event.all_day else (starts[1], ends[1])
    return {
        TITLE: event.title,
        KIND: event.kind.value,
        ALL_DAY: TICKED if event.all_day else "",
        **{START_DAY: starts[0], START_TIME: times[0], END_TIME: times[1]},
        # Empty is the start's day: a start that is moved to another day takes its end along.
        END_DAY: ends[0] if ends[0] != starts[0] else "",
        PLACE: event.place,
        LINK: event.video_url,
        HOST: str(event.host_company_id or ""),
        HOST_NAME: event.host_company,
        CAPACITY: str(event.capacity or ""),
        COMPANY_SEATS: str(event.limits.company or ""),
        RESERVED: str(event.limits.reserved or ""),
        GUESTS: "" if event.limits.guests is None else str(event.limits.guests),
        MINIMUM: str(event.limits.minimum or ""),
        **{DEADLINE_DAY: deadline[0], DEADLINE_TIME: deadline[1]},
        AGENDA: event.agenda,
        PUBLIC: SHOWN if event.public else "",
    }


DATED = (START_DAY, END_DAY, DEADLINE_DAY, DEADLINE_TIME)
"""What another event of the same kind has of its own."""


def fields_alike(event: Event, zone: tzinfo) -> Fields:
    """The form's fields for another event like this one: all but its days, its deadline and who answered."""
    return {name: "" if name in DATED else said for name, said in fields_of(event, zone).items()}


def typed(interaction: Interaction, revision: str) -> Fields:
    """What stands in the submitted form."""
    fields = {field: interaction.entered(block(field, revision)) for field in FIELDS}
    fields[PUBLIC] = SHOWN if interaction.ticked(block(PUBLIC, revision)) else ""
    fields[ALL_DAY] = TICKED if interaction.ticked(block(ALL_DAY, revision)) else ""
    for element in interaction.state.get(block(HOST, revision), {}).values():
        option = element.get("selected_option")
        shown = option.get("text") if isinstance(option, Mapping) else None
        name = shown.get("text") if isinstance(shown, Mapping) else None
        fields[HOST_NAME] = storable(name) if isinstance(name, str) else ""
    return fields


def wants_publication(interaction: Interaction, revision: str) -> bool:
    """Whether “publish now” is ticked."""
    return bool(interaction.ticked(block(PUBLISH, revision)))


def event_from(
    fields: Fields,
    zone: tzinfo,
    old: Event | None,
    notice: timedelta = ANSWER_NOTICE,
    work: WorkHours = USUAL_HOURS,
) -> Event | Faults:
    """The event that the fields make out of `old` (None: a new draft), or what cannot be read of them.

    `notice`: so long before the start answers stop changing freely, where no deadline is given; `work`: from
    when until when whole days last. Hours that were typed count for nothing where it lasts whole days.
    """
    reader = _Reader(fields, zone, old, work)
    starts, ends = reader.when()
    deadline = reader.deadline()
    capacity, limits = reader.seats(CAPACITY, EventFault.CAPACITY), reader.limits()
    if reader.faults or starts is None or ends is None:
        return reader.faults
    base = old or Event(EventId(0), "", EventKind.OTHER, starts, ends, starts, None, EventState.DRAFT)
    return replace(
        base,
        title=fields[TITLE],
        kind=choice(EventKind, fields[KIND]),
        starts_at=starts,
        ends_at=ends,
        deadline=deadline or default_deadline(starts, zone, notice),
        place=fields[PLACE],
        video_url=fields[LINK],
        host_company_id=CompanyId(number(fields[HOST])) if fields[HOST] else None,
        capacity=capacity,
        agenda=fields[AGENDA],
        public=bool(fields.get(PUBLIC)),
        all_day=reader.all_day,
        limits=limits,
    )


class _Reader:
    """Reads times and numbers, noting at its field what cannot be read."""

    def __init__(self, fields: Fields, zone: tzinfo, old: Event | None, work: WorkHours) -> None:
        self.fields, self.zone, self.old, self.work = fields, zone, old, work
        self.all_day = bool(fields.get(ALL_DAY))
        self.before = fields_of(old, zone) if old else {}
        self.kept = (
            {START_TIME: old.starts_at, END_TIME: old.ends_at, DEADLINE_TIME: old.deadline} if old else {}
        )
        self.faults: dict[str, EventFault | EventTrouble] = {}

    def when(self) -> tuple[datetime | None, datetime | None]:
        """From when to when it lasts, as far as that can be read."""
        day = self.fields[START_DAY]
        if not self.all_day:
            starts = self.instant((START_DAY, START_TIME), day)
            return starts, self.instant((END_DAY, END_TIME), self.fields[END_DAY] or day, later=True)
        if not day:
            self.faults[START_DAY] = EventTrouble.MISSING
            return None, None
        first, last = date.fromisoformat(day), date.fromisoformat(self.fields[END_DAY] or day)
        if self.old and self.old.all_day and days_of(self.old, self.zone) == (first, last):
            return self.old.starts_at, self.old.ends_at
        return whole_days(first, last, self.zone, self.work)

    def instant(self, names: tuple[str, str], day: str, *, later: bool = False) -> datetime | None:
        """The instant that a day's and a time's field show; the one kept where neither was changed.

        No day is the start's: that of the end is the start's where it is empty.
        """
        clock = self.fields[names[1]]
        if not day or not clock:
            self.faults[names[1] if day else START_DAY] = (
                EventTrouble.NO_HOUR if day else EventTrouble.MISSING
            )
            return None
        before = self.before.get(names[0]) or self.before.get(START_DAY)
        if names[1] in self.kept and (day, clock) == (before, self.before[names[1]]):
            return self.kept[names[1]]
        meant = instant(day, clock, self.zone, later=later)
        if meant is None:
            self.faults[names[1]] = EventTrouble.NO_SUCH_TIME
        return meant

    def deadline(self) -> datetime | None:
        """Until when answers change freely; None for the usual week. Without a time: that of the start."""
        day, clock = self.fields[DEADLINE_DAY], self.fields[DEADLINE_TIME]
        if clock and not day:
            self.faults[DEADLINE_DAY] = EventTrouble.DAY_MISSING
        if not day:
            return None
        if not clock:
            start = self.work.opens.strftime("%H:%M") if self.all_day else self.fields[START_TIME]
            self.fields = {**self.fields, DEADLINE_TIME: start}
        return self.instant((DEADLINE_DAY, DEADLINE_TIME), day, later=True)

    def seats(self, name: str, fault: EventFault, least: int = 1) -> int | None:
        """A number of seats; None for no limit."""
        said = self.fields.get(name, "")
        seats = whole(said, MOST_SEATS) if said else None
        if said and (seats is None or seats < least):
            self.faults[name] = fault
        return seats

    def limits(self) -> Limits:
        """What the event allows and needs; None where a field is empty."""
        said = self.fields.get(GUESTS, "")
        guests = whole(said, MOST_GUESTS) if said else None
        if said and guests is None:
            self.faults[GUESTS] = EventFault.GUESTS
        company = self.seats(COMPANY_SEATS, EventFault.COMPANY)
        reserved = self.seats(RESERVED, EventFault.RESERVED, least=0) or 0
        return Limits(company, reserved, guests, self.seats(MINIMUM, EventFault.MINIMUM))
