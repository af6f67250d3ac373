"""What organisers ask of those who come to an event (article FACILITER): never anything about health."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from club.events import Event, Phase, phase
from club.ids import AskedId, EventId

MOST_ASKED = 6
"""Questions of one event."""
MOST_CHOICES = 10
"""As many as Slack shows beside each other (docs.slack.dev, radio button group element)."""
LONGEST_WORDING, LONGEST_CHOICE, LONGEST_REPLY = 150, 70, 300
LONGEST_NEED = 300
"""What a member tells of their needs without being asked."""
TOGETHER = timedelta(minutes=10)
"""Questions added within this time are asked together of those who come already."""


class Template(StrEnum):
    """What a question is made from."""

    MEAL = "meal"
    PARKING = "parking"
    TRAIN = "train"
    ACCESS = "access"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"


class ReplyForm(StrEnum):
    """How it is answered."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"


FORMS = {
    Template.MEAL: ReplyForm.CHOICE,
    Template.PARKING: ReplyForm.YES_NO,
    Template.TRAIN: ReplyForm.TEXT,
    Template.ACCESS: ReplyForm.CHOICE,
    Template.TEXT: ReplyForm.TEXT,
    Template.CHOICE: ReplyForm.CHOICE,
    Template.YES_NO: ReplyForm.YES_NO,
}
READY = frozenset({Template.MEAL, Template.PARKING, Template.TRAIN, Template.ACCESS})
"""Templates that have words of their own, and, where one chooses, choices."""
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question of an event."""

    id: AskedId
    event_id: EventId
    template: Template
    wording: str
    """Empty: the template's own words, in the reader's language."""
    choices: tuple[str, ...]
    """Empty: the template's own."""
    required: bool
    batch: datetime
    """When those who come already are asked it, with all that was added until then."""

    @property
    def form(self) -> ReplyForm:
        """How it is answered."""
        return FORMS[self.template]


class QuestionFault(StrEnum):
    """Why a question cannot be asked as it stands; each belongs to one field."""

    WORDING = "wording"
    FEW_CHOICES = "few_choices"
    MANY_CHOICES = "many_choices"
    LONG_CHOICE = "long_choice"
    SAME_CHOICE = "same_choice"


def faults_of_question(template: Template, wording: str, choices: Sequence[str]) -> list[QuestionFault]:
    """What is wrong with it, field by field."""
    faults = [] if wording or template in READY else [QuestionFault.WORDING]
    if FORMS[template] is not ReplyForm.CHOICE or (template in READY and not choices):
        return faults
    checks = {
        QuestionFault.FEW_CHOICES: len(choices) < 2,
        QuestionFault.MANY_CHOICES: len(choices) > MOST_CHOICES,
        QuestionFault.LONG_CHOICE: any(len(one) > LONGEST_CHOICE for one in choices),
        QuestionFault.SAME_CHOICE: len({one.casefold() for one in choices}) < len(choices),
    }
    return faults + [fault for fault, wrong in checks.items() if wrong]


def takes_replies(event: Event, now: datetime) -> bool:
    """Whether what was said may still be changed: until the list is handed over, or the event begins."""
    closed = event.asks.closed_at is not None and event.asks.closed_at <= now
    return event.asks.count > 0 and not closed and phase(event, now) in (Phase.OPEN, Phase.LATE)


def batch_of(before: datetime | None, now: datetime) -> datetime:
    """When a question added now is asked: with those added before it, while they were not yet."""
    return before if before is not None and before > now else now + TOGETHER
