"""What is said of a kind of posting, in one place: when it comes, what it is, why, what operators call it."""

from enum import Enum, auto
from typing import Self

from club.digest import Theme
from handlers.words import mark
from storage.urgency import PostingKind, Urgency

FIRST, LAST = Urgency.FIRST, Urgency.LAST

ASKED = mark("you asked for it")
AWAITED = mark("an answer of yours is awaited")
CONCERNED = mark("it is about something you take part in")
OFFICE = mark("you help to organise the club")
COMPANY = mark("you represent your company")
EVERYBODY = mark("it is for all members")


class Arrival(Enum):
    """When a posting comes that waits for no digest."""

    AT_ONCE = auto()
    """It is urgent, or was asked for: a decision, what answers one's own act, what stands in the channel."""
    WITH_OTHERS = auto()
    """It has its own day, and comes in one message with whatever else its reader has then."""


class Kind(PostingKind):
    """A kind of posting: `name` is `<feature>.<what>`, and equal to any string that says the same."""

    comes: Theme | Arrival
    """For what nobody asked for and is not urgent, the theme under which its reader chooses how to hear;
    otherwise when it comes."""
    what: str
    """What it is, in its reader's words, marked for the catalogue."""
    why: str
    """Why it comes: one of the reasons above."""
    waiting: str
    """What waits, in an operator's words, in the plural: "reminders to vote"."""
    discreet: bool
    """Whether what became of it says whether somebody voted, or is the reader's own affair: then nobody else
    is shown more than that Slack refused it."""
    asks: bool
    """Of what comes at once: whether its reader is to answer it, by the first button, and nothing else on
    their home tab says so. Until they do, it stands in that tab's list."""

    def __new__(
        cls,
        name: str,
        comes: Theme | Arrival,
        what: str,
        why: str,
        waiting: str,
        *,
        urgency: Urgency = Urgency.USUAL,
        mailed: bool = False,
        passed_on: bool = False,
        discreet: bool = False,
        asks: bool = False,
    ) -> Self:
        """Whoever adds one decides all of it here. What is mailed names nobody else, and is about no vote."""
        made = super().__new__(cls, name, urgency, mailed=mailed, passed_on=passed_on)
        made.comes, made.what, made.why, made.waiting, made.discreet = comes, what, why, waiting, discreet
        made.asks = asks
        return made
