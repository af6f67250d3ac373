"""Ids of this feature's buttons and forms, and what its messages are about."""

from club.ids import EventId

LIST = "gate.list"
"""The form of the list: what the site asks, when it is handed over, to whom."""
SEND = "gate.send"
COPY = "gate.copy"
FILL = "gate.fill"
WITHDRAW = "gate.withdraw"
NOTICE = "gate.notice"
FIELDS, FORMAT, DUE, TO = "fields", "format", "due", "to"
_GATE = "gate:"
FIRST, COPIED, VERSION, HOST = "list", "copy", "version", "host"
"""First parts of moments: the list handed over, a copy asked for, a change, the member who gets it."""


def subject_of_gate(event_id: EventId) -> str:
    """The subject of what is about an event's list: not the event's own, which hundreds of messages have."""
    return f"{_GATE}{event_id}"


def event_of_gate(subject: str) -> EventId:
    """Back from `subject_of_gate`."""
    return EventId(int(subject.removeprefix(_GATE)))


def block(field: str, guest_id: int | None) -> str:
    """The id of one input of the visitors' form."""
    return f"{field}#{guest_id or 0}"
