"""What came of an act of mutual help."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from club.helpers import Proposed
from club.ids import QuestionId
from club.mutual_help import HelpFault
from handlers.living.help.reading import HelpOffer, Mine, Shown
from storage.people import Person
from storage.questions import Published


class HelpDid(StrEnum):
    """How it went."""

    DONE = "done"
    OVER = "over"
    """The question is no longer open, or its moment for this has passed."""
    GONE = "gone"
    """There is no such question, or it is not this person's to act on."""
    OWN = "own"
    """One's own question."""
    BUSY = "busy"
    """Somebody named cannot be asked now: why is their own affair."""
    USED_UP = "used_up"
    """The day's consultations are used."""
    AWAY = "away"
    """Whoever would help can be reached no longer."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the second step of the form offers."""

    near: Sequence[Published]
    people: Sequence[tuple[Proposed, Person]]
    after: int
    """Working days without help after which others are asked."""
    more: int
    """How many."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of asking."""

    did: HelpDid
    question_id: QuestionId | None = None
    faults: Sequence[HelpFault] = ()


@dataclass(frozen=True, slots=True)
class HelpAnswered:
    """What one of those asked sees afterwards."""

    did: HelpDid
    mine: Mine | None = None


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What the asker sees afterwards of one who can help."""

    did: HelpDid
    offer: HelpOffer | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What the asker, or an organiser, sees afterwards of the question."""

    did: HelpDid
    shown: Shown | None = None
