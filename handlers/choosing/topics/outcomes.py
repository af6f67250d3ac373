"""What an act on a topic came to: done, so already, or refused by name."""

from dataclasses import dataclass
from enum import StrEnum

from club.topics import TopicRefusal
from handlers.choosing.topics.reading import ShownTopic


class TopicDone(StrEnum):
    """What was done."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    """Proposed, where the channel hears of topics once a week."""
    SUPPORTED = "supported"
    CARRIED = "carried"
    LEFT = "left"
    COMMENTED = "commented"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"
    WISHED = "wished"
    """A merger was asked for."""
    WISH_DECLINED = "wish_declined"
    SHORTLISTED = "shortlisted"
    DECLINED = "declined"
    REOPENED = "reopened"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class TopicOutcome:
    """What it came to, and the topic as it stands now."""

    result: TopicDone | TopicRefusal
    shown: ShownTopic | None = None
    """None where there is no such topic."""
    again: bool = False
    """Whether it was so already: nothing was written."""

    @property
    def done(self) -> bool:
        """Whether it holds now."""
        return isinstance(self.result, TopicDone)


GONE = TopicOutcome(TopicRefusal.GONE)
