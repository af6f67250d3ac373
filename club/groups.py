"""Study groups: what companies do together about a topic that was chosen (articles CONTRIBUER, CHOISIR).

| state | what happens | it becomes |
|-|-|-|
| open | its lead or an organiser says that work has begun | under way |
| open, under way | its lead or an organiser says that it is done | done |
| done | the same say that it goes on | open, under way |

Members join while it is not done; whoever leaves the club leaves it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.ids import GroupId, MemberId, TopicId
from club.topics import TopicState

LONGEST_TITLE, LONGEST_PURPOSE, LONGEST_SHARE = 120, 1000, 300
MOST_MEMBERS = 100
"""As many as a select shows; a group of more is none."""
GROUPED = (TopicState.CHOSEN, TopicState.DELIVERED)
"""Topics that a group may work on; one whose first work is delivered may go on."""


class GroupState(StrEnum):
    """Where a group stands."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"


class GroupFault(StrEnum):
    """What is wrong with a form about a group."""

    TITLE = "title"
    LEAD = "lead"
    """Whoever was chosen is not in the group, or no longer."""
    NOTHING = "nothing"
    """Nothing is brought."""


@dataclass(frozen=True, slots=True)
class GroupShares:
    """What somebody brings on behalf of their company, in their words; at least one of it."""

    hours: str = ""
    data: str = ""
    site: str = ""
    money: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.hours or self.data or self.site or self.money)


@dataclass(frozen=True, slots=True)
class StudyGroup:
    """A group as it stands."""

    id: GroupId
    topic_id: TopicId
    title: str
    purpose: str
    state: GroupState
    lead_id: MemberId | None
    opened_at: datetime

    @property
    def takes_members(self) -> bool:
        """Whether one may join it."""
        return self.state is not GroupState.DONE


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Somebody in a group, for their company, and what they bring."""

    id: MemberId
    name: str
    company: str
    shares: GroupShares


def may_open(state: TopicState) -> bool:
    """Whether a group may be opened on a topic in this state."""
    return state in GROUPED
