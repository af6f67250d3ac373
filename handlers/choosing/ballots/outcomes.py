"""What an organiser's act came to: a state that holds now, and what belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from club.ballots import Ballot
from club.readiness import OpeningFault
from storage.ballots import Turnout


class BallotTrouble(StrEnum):
    """What the rules of ballots do not know of: fields that cannot be read, a club that cannot hold it."""

    MISSING = "missing"
    NO_SUCH_TIME = "no_such_time"
    """The clocks go forward over it."""
    OPENS_IN_PAST = "opens_in_past"
    NO_PORTION = "no_portion"
    """Neither a number nor a share."""
    OPTION_GONE = "option_gone"
    """A topic that was merged, declined or withdrawn meanwhile."""
    OPTION_VOTED = "option_voted"
    """A topic that another open ballot decides on."""
    NO_CHANNEL = "no_channel"
    CHANGED = "changed"
    """Another organiser saved it meanwhile."""
    NOT_LATER = "not_later"
    """An extension that extends nothing."""


Faults = Mapping[str, OpeningFault | BallotTrouble]
"""By field of the form."""


class BallotChange(StrEnum):
    """How an act ended; each has its own sentence."""

    SAVED = "saved"
    PLANNED = "planned"
    OPENED = "opened"
    OPENING = "opening"
    """Its roll is long: it is drawn up right after the answer."""
    FAULTY = "faulty"
    DELETED = "deleted"
    EXTENDED = "extended"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    REPOSTED = "reposted"
    CONSULTED = "consulted"
    """A second consultation is open."""
    ALREADY_CONSULTED = "already_consulted"
    """Another organiser opened one."""
    NOT_COUNTED = "not_counted"
    """Its result is not told yet."""
    DECIDED = "decided"
    """The quorum was there: nothing is to be consulted on again."""
    MOTIONS_CHANGED = "motions_changed"
    AGAIN = "again"
    """Last year's ballot is a draft again."""
    NOT_OVER = "not_over"
    """Only what is closed is held again."""
    NO_MOTION = "no_motion"
    """Its form became one of topics or works meanwhile."""
    ALREADY_SAVED = "already_saved"
    """The same form, sent twice."""
    GONE = "gone"
    ALREADY_OPENING = "already_opening"
    ALREADY_OPEN = "already_open"
    NOT_OPEN = "not_open"
    ALREADY_CLOSED = "already_closed"
    ALREADY_CANCELLED = "already_cancelled"
    LOST = "lost"
    """Not closed: sealed votes were lost with their key, and are asked for again."""
    AWAY = "away"
    """Not closed: the key of its sealed votes is in another machine's memory."""


@dataclass(frozen=True, slots=True)
class BallotOutcome:
    """A result and the ballot as it stands now."""

    result: BallotChange
    ballot: Ballot | None = None
    count: int = 0
    """People told, or votes lost."""
    faults: Faults = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One ballot as the organisers' list shows it."""

    ballot: Ballot
    turnout: Turnout
