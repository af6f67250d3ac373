"""Kinds of postings of an event's eve and day, and of what remains of it."""

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

MINUTES = Kind(
    "minutes.told", Theme.EVENTS, mark("Minutes"), CONCERNED, "minutes, for who came or excused themselves"
)
MINUTES_AGAIN = Kind(
    "minutes.again",
    Theme.EVENTS,
    mark("Minutes changed"),
    CONCERNED,
    "later versions of minutes, for who read an earlier one",
)
MINUTES_CARD = Kind(
    "minutes.card", Arrival.AT_ONCE, mark("Minutes for all"), EVERYBODY, "minutes for all, in the channel"
)
MINUTES_REMARK = Kind(
    "minutes.remark",
    Arrival.AT_ONCE,
    mark("Correction of minutes proposed"),
    OFFICE,
    "corrections of minutes, for organisers",
    asks=True,
)
MINUTES_SETTLED = Kind(
    "minutes.settled",
    Arrival.AT_ONCE,
    mark("Answer to a correction"),
    ASKED,
    "answers to corrections of minutes",
)
MINUTES_FILE = Kind(
    "minutes.sent",
    Arrival.AT_ONCE,
    mark("File of minutes"),
    ASKED,
    "files of minutes, for who asked for one",
)
OUTSIDE_CARD = Kind(
    "outside.card",
    Arrival.AT_ONCE,
    mark("Event outside the club"),
    EVERYBODY,
    "events outside the club, in the channel",
)
OUTSIDE_TURNED = Kind(
    "outside.turned",
    Arrival.AT_ONCE,
    mark("Event elsewhere corrected or withdrawn"),
    CONCERNED,
    "events elsewhere corrected or withdrawn, for who goes there",
)
FEEDBACK = Kind(
    "feedback.asked",
    Theme.EVENTS,
    mark("Two questions after an event"),
    AWAITED,
    "questions after an event, for who was there",
    urgency=LAST,
    discreet=True,
)
FEEDBACK_TOLD = Kind(
    "feedback.told",
    Arrival.AT_ONCE,
    mark("What those who were there say"),
    OFFICE,
    "answers to these, without names, for organisers",
)
CERTIFICATE = Kind(
    "certificate.file",
    Arrival.AT_ONCE,
    mark("Certificate of attendance"),
    ASKED,
    "certificates of attendance, as files",
)
TASK = Kind(
    "tasks.charged",
    Theme.EVENTS,
    mark("Action you are charged with"),
    AWAITED,
    "actions that somebody is charged with since an event",
)
EVE_ORGANISER = Kind(
    "eve.organiser",
    Arrival.AT_ONCE,
    mark("Eve of an event, for its organisers"),
    OFFICE,
    "eves of events, for organisers",
)
DAY = Kind(
    "presence.day",
    Arrival.AT_ONCE,
    mark("Message of the day"),
    CONCERNED,
    "messages of an event's day, for who comes",
    urgency=FIRST,
)
DAY_ORGANISER = Kind(
    "presence.organiser",
    Arrival.AT_ONCE,
    mark("Presence code"),
    OFFICE,
    "presence codes, for organisers",
    urgency=FIRST,
)
DAY_HOST = Kind(
    "presence.host",
    Arrival.AT_ONCE,
    mark("Event that your company receives today"),
    COMPANY,
    "messages of an event's day, for its hosts",
    urgency=FIRST,
)
POSTER = Kind(
    "presence.poster",
    Arrival.AT_ONCE,
    mark("Poster with the presence code"),
    ASKED,
    "posters with the presence code, for organisers",
)
