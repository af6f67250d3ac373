"""Kinds of postings of events until their day: answers, seats, questions, dates, series."""

from club.digest import Theme
from handlers.names.kind import (
    ASKED,
    AWAITED,
    COMPANY,
    CONCERNED,
    EVERYBODY,
    FIRST,
    LAST,
    OFFICE,
    Arrival,
    Kind,
)
from handlers.words import mark

CARD = Kind("rsvp.card", Arrival.AT_ONCE, mark("Event card"), EVERYBODY, "events' cards in the channel")
ICS = Kind("rsvp.ics", Arrival.AT_ONCE, mark("Calendar file"), CONCERNED, "calendar files")
CANCELLED_ICS = Kind(
    "rsvp.cancelled_ics",
    Arrival.AT_ONCE,
    mark("Calendar file, event called off"),
    CONCERNED,
    "calendar files of events called off",
    urgency=FIRST,
)
NUDGE = Kind(
    "rsvp.nudge",
    Theme.EVENTS,
    mark("Reminder to answer"),
    AWAITED,
    "reminders to answer for an event",
    mailed=True,
)
EVE = Kind(
    "rsvp.eve",
    Arrival.AT_ONCE,
    mark("Reminder on the eve"),
    CONCERNED,
    "reminders on an event's eve",
    mailed=True,
)
PROMOTED = Kind(
    "rsvp.promoted",
    Arrival.AT_ONCE,
    mark("Seat freed and given"),
    CONCERNED,
    "seats given to members who waited",
    urgency=FIRST,
    mailed=True,
)
OFFERED = Kind(
    "rsvp.offered",
    Arrival.AT_ONCE,
    mark("Seat offered"),
    AWAITED,
    "seats offered within a day of the start",
    urgency=FIRST,
    mailed=True,
    asks=True,
)
LEFT = Kind(
    "rsvp.left",
    Arrival.AT_ONCE,
    mark("Somebody no longer comes"),
    OFFICE,
    "members who no longer come, for organisers",
    urgency=FIRST,
)
LATE = Kind(
    "rsvp.late",
    Arrival.AT_ONCE,
    mark("Somebody will be late"),
    OFFICE,
    "members who will be late, for organisers",
    urgency=FIRST,
)
LATE_HOST = Kind(
    "rsvp.late_host",
    Arrival.AT_ONCE,
    mark("Somebody will be late at your premises"),
    COMPANY,
    "members who will be late, for their hosts",
    urgency=FIRST,
)
OFFER_DUE = Kind(
    "rsvp.offered_due",
    Arrival.AT_ONCE,
    mark("Seat offered, reminder"),
    AWAITED,
    "reminders of seats offered",
    urgency=FIRST,
)
REQUEST = Kind(
    "requests.organisers",
    Arrival.AT_ONCE,
    mark("Late request to decide"),
    OFFICE,
    "late requests, for organisers",
    urgency=FIRST,
)
UNREACHED = Kind(
    "requests.unreached",
    Arrival.AT_ONCE,
    mark("Requests that no organiser can read"),
    OFFICE,
    "requests that no organiser can read, for the contact",
    urgency=FIRST,
)
REQUESTED = Kind(
    "requests.member", Arrival.AT_ONCE, mark("Late request sent"), ASKED, "late requests, for who made them"
)
DECIDED = Kind(
    "requests.decided",
    Arrival.AT_ONCE,
    mark("Decision on a late request"),
    ASKED,
    "decisions on late requests",
    urgency=FIRST,
    mailed=True,
)
REQUEST_DUE = Kind(
    "requests.due",
    Arrival.AT_ONCE,
    mark("Late request that waits"),
    OFFICE,
    "late requests that wait, for organisers",
    urgency=FIRST,
)
REQUEST_OPEN = Kind(
    "requests.undecided",
    Arrival.AT_ONCE,
    mark("Late request not decided yet"),
    ASKED,
    "late requests not decided yet, for who made them",
    urgency=FIRST,
)
FEWER = Kind(
    "guests.fewer",
    Arrival.AT_ONCE,
    mark("Somebody brings fewer people"),
    OFFICE,
    "members who bring fewer people, for organisers",
)
OUTGROWN = Kind(
    "guests.outgrown",
    Arrival.AT_ONCE,
    mark("Party larger than the event"),
    CONCERNED,
    "parties larger than their event, for who brings them",
    asks=True,
)
OUTGROWN_TOLD = Kind(
    "guests.outgrown_told",
    Arrival.AT_ONCE,
    mark("Party larger than the event, to settle"),
    OFFICE,
    "parties larger than their event, for organisers",
)
TOO_FEW = Kind(
    "limits.too_few",
    Arrival.AT_ONCE,
    mark("Too few people, to decide"),
    OFFICE,
    "events to which too few people come, for organisers",
    asks=True,
)
GATE_ASKED = Kind(
    "gate.asked",
    Theme.EVENTS,
    mark("What a site asks of visitors"),
    AWAITED,
    "people asked what a site demands of its visitors",
    urgency=LAST,
    discreet=True,
)
GATE_LIST = Kind(
    "gate.list", Arrival.AT_ONCE, mark("List for a site"), COMPANY, "lists for a site's gate", urgency=FIRST
)
GATE_CHANGED = Kind(
    "gate.changed",
    Arrival.AT_ONCE,
    mark("Changes of a list for a site"),
    COMPANY,
    "changes of a list for a site's gate",
    urgency=FIRST,
)
GATE_MOVED = Kind(
    "gate.moved",
    Arrival.AT_ONCE,
    mark("List for a site, to be erased"),
    COMPANY,
    "hosts asked to erase a list, for another company receives",
    urgency=FIRST,
)
GATE_NO_HOST = Kind(
    "gate.no_host",
    Arrival.AT_ONCE,
    mark("List for a site that nobody gets"),
    OFFICE,
    "lists for a site that nobody is there to get",
    urgency=FIRST,
)
QUESTIONS_ASKED = Kind(
    "questions.asked",
    Theme.EVENTS,
    mark("Questions of an event"),
    AWAITED,
    "questions added to an event, for who comes already",
    urgency=LAST,
)
MOVED = Kind(
    "events.moved",
    Arrival.AT_ONCE,
    mark("Event moved"),
    CONCERNED,
    "events moved",
    urgency=FIRST,
    mailed=True,
)
CANCELLED = Kind(
    "events.cancelled",
    Arrival.AT_ONCE,
    mark("Event called off"),
    CONCERNED,
    "events called off",
    urgency=FIRST,
    mailed=True,
)
LIST = Kind("events.list", Arrival.AT_ONCE, mark("List of answers"), ASKED, "lists of an event's answers")
CARD_LOST = Kind(
    "events.card_lost",
    Arrival.AT_ONCE,
    mark("Event card missing in the channel"),
    OFFICE,
    "events' cards that are missing, for organisers",
)
ATTENDANCE_DUE = Kind(
    "events.attendance_due",
    Arrival.AT_ONCE,
    mark("Attendance to note"),
    OFFICE,
    "attendance to note, for organisers",
    asks=True,
)
SERIES_CARD = Kind(
    "series.card", Arrival.AT_ONCE, mark("Card of a series"), EVERYBODY, "cards of series in the channel"
)
SERIES_ICS = Kind(
    "series.ics", Arrival.AT_ONCE, mark("Calendar file of a series"), CONCERNED, "calendar files of series"
)
SERIES_CANCELLED_ICS = Kind(
    "series.cancelled_ics",
    Arrival.AT_ONCE,
    mark("Calendar file, dates called off"),
    CONCERNED,
    "calendar files of dates called off",
    urgency=FIRST,
)
SERIES_MOVED = Kind(
    "series.moved",
    Arrival.AT_ONCE,
    mark("Dates of a series changed"),
    CONCERNED,
    "dates of a series changed",
    urgency=FIRST,
    mailed=True,
)
SERIES_CANCELLED = Kind(
    "series.cancelled",
    Arrival.AT_ONCE,
    mark("Dates of a series called off"),
    CONCERNED,
    "dates of a series called off",
    urgency=FIRST,
    mailed=True,
)
SERIES_LOST = Kind(
    "series.card_lost",
    Arrival.AT_ONCE,
    mark("Card of a series missing in the channel"),
    OFFICE,
    "cards of series that are missing, for organisers",
)
DATES_ASKED = Kind(
    "dates.asked",
    Theme.EVENTS,
    mark("Dates that suit"),
    AWAITED,
    "members asked which dates suit them",
    urgency=LAST,
    mailed=True,
)
DATES_GRID = Kind(
    "dates.grid",
    Arrival.AT_ONCE,
    mark("Search for a date"),
    OFFICE,
    "searches for a date, for organisers",
)
DATES_OVER = Kind(
    "dates.over",
    Arrival.AT_ONCE,
    mark("Date to choose"),
    OFFICE,
    "dates to choose, for organisers",
    asks=True,
)
DATES_CANCELLED = Kind(
    "dates.cancelled",
    Arrival.AT_ONCE,
    mark("Search for a date given up"),
    CONCERNED,
    "searches for a date given up, for who answered",
)
DATES_KEPT = Kind(
    "dates.kept",
    Arrival.AT_ONCE,
    mark("Date chosen, to confirm"),
    AWAITED,
    "dates chosen, for who said yes",
    mailed=True,
    asks=True,
)
ANSWERED_FOR = Kind(
    "on_behalf.told",
    Arrival.AT_ONCE,
    mark("Answer given in your name"),
    CONCERNED,
    "members for whom somebody answered",
    mailed=True,
)
