"""What a sentence may mean, and what the club hands in so that it can be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from club.events import EventKind
from club.ids import EventId


class Intent(StrEnum):
    """What is wanted. The first five would change something: they are asked back, never done."""

    COME = "come"
    AWAY = "away"
    LATE = "late"
    BRING = "bring"
    SEND = "send"
    SHOW = "show"
    """An event: when, where, what, and where one stands oneself."""
    WHO = "who"
    """Who comes to an event."""
    FIND = "find"
    """Who in the club knows about something, or who somebody is."""
    AGENDA = "agenda"
    PROPOSE = "propose"
    TOPICS = "topics"
    VOTE = "vote"
    RESULTS = "results"
    CHARTER = "charter"
    PROFILE = "profile"
    DATA = "data"
    JOIN = "join"
    WORKS = "works"
    YEAR = "year"
    """One's year in the club, in numbers."""
    HELP = "help"


ACTS = frozenset({Intent.COME, Intent.AWAY, Intent.LATE, Intent.BRING, Intent.SEND})
"""What changes something once it is confirmed."""
ABOUT_EVENTS = ACTS | {Intent.SHOW, Intent.WHO}
"""What is about one event."""


class NotUnderstood(StrEnum):
    """Why nothing was understood; all that is ever kept of it."""

    NOTHING = "nothing"
    """No word of it was of any use."""
    QUOTED = "quoted"
    """Words of somebody else, between quotation marks or told ("Paul says that…")."""
    SOMEBODY_ELSE = "somebody_else"
    """It is about what another person does."""
    COURTESY = "courtesy"
    """A greeting, or thanks."""
    CONDITION = "condition"
    """"If I do not come, …"."""
    PAST = "past"
    """It is over."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A coming event, as far as words and dates can tell it from another."""

    id: EventId
    title: str
    place: str
    kind: EventKind
    starts_at: datetime
    """Aware, on the club's wall clock."""
    coming: bool = False
    """Whether whoever types has said to come."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the club knows and whoever types may see. `events` are in the order of their start."""

    events: Sequence[Happening] = ()
    people: Sequence[str] = ()
    """The members' names."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that may be meant."""

    intent: Intent
    event: EventId | None = None
    """None where the intent is about an event: which one is to be asked."""
    minutes: int = 0
    """Of a delay; 0 where none was told."""
    people: tuple[str, ...] = ()
    """Who is brought or sent, as typed, or under the full name of the member who is meant."""
    companions: int = 0
    """How many are brought who were not named."""
    words: str = ""
    """What is looked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. More than one meaning: they are offered side by side."""

    meanings: tuple[Meaning, ...] = ()
    near: tuple[Meaning, ...] = field(default=())
    """Where nothing was understood: the three likeliest, none of which changes anything."""
    why: NotUnderstood | None = None
    """Where nothing was understood."""
