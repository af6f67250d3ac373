"""Study groups: what companies do together about a topic that was chosen (articles CONTRIBUER, CHOISIR).

| state | what happens | it becomes |
|-|-|-|
| open | its lead or an organiser says that work has begun | under way |
| open, under way | its lead or an organiser says that it is done | done |
| done | the same say that it goes on | open, under way |

Members join while it is not done; whoever leaves the club leaves it.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.folding import fold
from club.ids import GroupId, MemberId, SlackId, TopicId
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


class RoomState(StrEnum):
    """Where a group's private channel stands."""

    WANTED = "wanted"
    """To be made: Slack did not answer yet."""
    OPEN = "open"
    LACKING = "lacking"
    """Prime lacks the scope."""
    REFUSED = "refused"
    """Slack allows none."""
    GONE = "gone"
    """Archived or deleted, or Prime was taken out of it."""


@dataclass(frozen=True, slots=True)
class GroupRoom:
    """A group's private channel."""

    group_id: GroupId
    state: RoomState
    channel: SlackId
    name: str
    attempt: int
    seen_at: datetime | None

    @property
    def kept(self) -> bool:
        """Whether Prime works at it."""
        return self.state in (RoomState.WANTED, RoomState.OPEN)


LONGEST_ROOM = 80
"""Characters of a channel's name (docs.slack.dev, conversations.create)."""


def room_name(title: str, group_id: GroupId, attempt: int) -> str:
    """What the channel is called; at another attempt otherwise, for a name may be taken."""
    words = "-".join(part for part in re.split(r"[^a-z0-9]+", fold(title)) if part)
    end = f"-{group_id}" if attempt < 2 else f"-{group_id}-{attempt}"
    return f"groupe-{words}"[: LONGEST_ROOM - len(end)].rstrip("-") + end
