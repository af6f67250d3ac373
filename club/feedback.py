"""Two questions the day after an event, to who was there: counted together, and never by name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from club.ids import EventId

FEWEST = 5
"""Under so many answers nothing of them is shown, and nothing is kept."""
OPEN_FOR = timedelta(days=7)
LOOKED_BACK = timedelta(days=3)
"""How long after an event its questions may still begin."""
MARKS = (4, 3, 2, 1)
"""How useful it was, the best first."""


@dataclass(frozen=True, slots=True)
class FeedbackRound:
    """What was asked about one event."""

    event_id: EventId
    asked: int
    """How many people; 0 where too few were there to be asked."""
    closes_at: datetime
    closed_at: datetime | None = None
    """When answers were cut from names; told a little later, once that is so in the files too."""
    told_at: datetime | None = None
    answers: int = 0
    """Known once it is closed."""

    def takes_answers(self, now: datetime) -> bool:
        """Whether one may still answer."""
        return self.closed_at is None and now < self.closes_at

    @property
    def is_shown(self) -> bool:
        """Whether organisers read it."""
        return self.told_at is not None and self.answers >= FEWEST


@dataclass(frozen=True, slots=True)
class FeedbackPaper:
    """One answer, whoever's."""

    useful: int
    """One of `MARKS`."""
    wish: str


def counts(papers: Sequence[FeedbackPaper]) -> list[tuple[int, int]]:
    """Each mark, and how often it was given."""
    found = Counter(one.useful for one in papers)
    return [(mark, found[mark]) for mark in MARKS]


def begins(ends_at: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether it is the day after, on the club's clock, or one soon after that."""
    return ends_at.astimezone(zone).date() < now.astimezone(zone).date() and now - ends_at < LOOKED_BACK
