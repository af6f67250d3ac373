"""What came of an act about a search for a date, and what its views are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from club.date_polls import DateFault, DateFit, DatePoll
from club.events import Event
from handlers.kit.positions import Page
from storage.date_answers import DateFigures
from storage.date_polls import DateAsk


class DateDid(StrEnum):
    """How it went."""

    DONE = "done"
    GONE = "gone"
    """There is no such search, or it does not ask this person."""
    CLOSED = "closed"
    """Its closing has passed."""
    SETTLED = "settled"
    """A date was kept, or it was given up."""
    FAULTY = "faulty"
    NOT_YOURS = "not_yours"
    """Whoever searches does not lead the group, or no longer."""


@dataclass(frozen=True, slots=True)
class HostInView:
    """The premises in view of a search."""

    place: str
    company: str
    stands: bool
    """Whether they may still be taken."""


@dataclass(frozen=True, slots=True)
class ShownPoll:
    """A search as organisers see it."""

    poll: DatePoll
    figures: DateFigures
    event: Event | None = None
    host: HostInView | None = None
    leader: str = ""
    """Who sent it; empty for somebody who left."""

    @property
    def settled(self) -> bool:
        """Whether nothing can be kept of it any more."""
        return self.poll.is_settled(self.event)


@dataclass(frozen=True, slots=True)
class MyDates:
    """A search as one of those asked sees it."""

    poll: DatePoll
    fits: Mapping[int, DateFit]
    """What they said; nothing where they have not answered."""
    asked: bool = True
    event: Event | None = None
    """What was made of it, once members see it."""
    host: HostInView | None = None
    """Where they are asked as the host."""
    figures: DateFigures | None = None
    """What all said, for whoever has answered."""


@dataclass(frozen=True, slots=True)
class DateSent:
    """What came of sending a search."""

    did: DateDid
    poll: DatePoll | None = None
    asked: int = 0
    faults: Sequence[DateFault] = ()


@dataclass(frozen=True, slots=True)
class DateChanged:
    """What came of an organiser's act on a search."""

    did: DateDid
    shown: ShownPoll | None = None
    fault: DateFault | None = None
    told: int = 0


@dataclass(frozen=True, slots=True)
class DatesPage:
    """The organisers' list."""

    page: Page[ShownPoll]
    asking: Sequence[DateAsk]
    """What waits for their own answer."""
