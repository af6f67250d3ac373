"""The first day: of a club that is being set up, and of a member who has just come (article PARTICIPER)."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar


class SetUpStep(StrEnum):
    """What a club needs before it lives, in the order in which one thing leads to the next."""

    CLOCK = "clock"
    """The language and the hour in which the club speaks."""
    CHANNEL = "channel"
    SECOND = "second"
    """A second person who organises."""
    CHARTER = "charter"
    MEMBERS = "members"
    INVITATIONS = "invitations"
    EVENT = "event"
    TOPIC = "topic"


class MemberStep(StrEnum):
    """What a new member does first; all of it but the charter as they like."""

    CHARTER = "charter"
    PROFILE = "profile"
    AGENDA = "agenda"
    INTRODUCTION = "introduction"
    """In the channel, in their own words."""


S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Checklist(Generic[S]):
    """Steps in their order: which are done, as found out each time, and which somebody put aside.

    What was put aside and is done all the same is done.
    """

    order: Sequence[S]
    done: Set[S]
    aside: Set[S] = frozenset()

    @property
    def achieved(self) -> list[S]:
        """Done, in order."""
        return [step for step in self.order if step in self.done]

    @property
    def open(self) -> list[S]:
        """Neither done nor put aside: the first is the one to do now."""
        return [step for step in self.order if step not in self.done and step not in self.aside]

    @property
    def put_aside(self) -> list[S]:
        """Put aside, and still not done."""
        return [step for step in self.order if step in self.aside and step not in self.done]

    @property
    def current(self) -> S | None:
        """The one to do now; None: nothing is left."""
        return next(iter(self.open), None)

    @property
    def coming(self) -> list[S]:
        """What follows it."""
        return self.open[1:]


def agrees(language: str, here: datetime, locale: str, there: datetime) -> bool:
    """Whether somebody's Slack speaks the club's language, and shows its hour on their own wall clock."""
    return locale.partition("-")[0].lower() == language and here.utcoffset() == there.utcoffset()
