"""Kinds of postings that belong to no wing."""

from handlers.names.kind import ASKED, EVERYBODY, FIRST, OFFICE, Arrival, Kind
from handlers.words import mark

HELP = Kind("welcome.help", Arrival.AT_ONCE, mark("Help"), ASKED, "answers with help", urgency=FIRST)
KNOWN = Kind("welcome.known", Arrival.AT_ONCE, mark("Words of welcome"), EVERYBODY, "words of welcome")
HANDED = Kind(
    "handed.read",
    Arrival.AT_ONCE,
    mark("List handed over as a file"),
    ASKED,
    "lists handed over as files, for who did",
    urgency=FIRST,
)
HANDED_OVER = Kind(
    "handed.not_yours",
    Arrival.AT_ONCE,
    mark("Answer to a file handed over"),
    ASKED,
    "answers to files of who does not organise",
)
BROKEN = Kind(
    "upkeep.broken",
    Arrival.AT_ONCE,
    mark("Messages that could not be prepared"),
    OFFICE,
    "messages that could not be prepared, for organisers",
)
DAYBOOK = Kind(
    "daybook.week",
    Arrival.WITH_OTHERS,
    mark("Daybook of the week"),
    OFFICE,
    "daybooks of the week, for organisers",
)
