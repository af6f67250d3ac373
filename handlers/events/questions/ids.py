"""Ids of this feature's buttons and forms, and what its messages are about."""

from club.ids import EventId

MANAGE = "questions.manage"
NEW = "questions.new"
CHANGE = "questions.change"
FORM = "questions.form"
REMOVE = "questions.remove"
REMOVING = "questions.removing"
HAND_OVER = "questions.hand_over"
REOPEN = "questions.reopen"
NOTICE = "questions.notice"

TEMPLATE, WORDING, CHOICES, REQUIRED = "template", "wording", "choices", "required"
"""The fields of the form."""
_QUESTIONS = "questions:"


def subject_of_questions(event_id: EventId) -> str:
    """The subject of what asks an event's questions: not the event's own, which hundreds of messages have."""
    return f"{_QUESTIONS}{event_id}"


def event_asked(subject: str) -> EventId:
    """Back from `subject_of_questions`."""
    return EventId(int(subject.removeprefix(_QUESTIONS)))
