"""What it came to when somebody said that they are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.events import Event
from storage.guests import Guest


@dataclass(frozen=True, slots=True)
class PresenceNoted:
    """Their presence stands, or that of somebody they brought."""

    event: Event
    guests: Sequence[Guest] = ()
    """Of their party, whose presence is not noted yet."""
    guest: str = ""
    """Who of their party it is about; empty: themself."""


@dataclass(frozen=True, slots=True)
class Represented:
    """Somebody sits in their place: organisers know who of the two is there."""

    event: Event
    by: str
    guests: Sequence[Guest] = ()


@dataclass(frozen=True, slots=True)
class TooEarly:
    """It counts from an hour to come."""

    event: Event
    opens: datetime


@dataclass(frozen=True, slots=True)
class TooLate:
    """It counts no longer: organisers note who came."""

    event: Event


@dataclass(frozen=True, slots=True)
class NoSuchCode:
    """No event bears it."""

    typed: str


@dataclass(frozen=True, slots=True)
class NoEvent:
    """There is no such event, or it was called off."""


@dataclass(frozen=True, slots=True)
class NoGuest:
    """Whoever it is about is not of this party, or no longer."""

    event: Event


PresenceOutcome = PresenceNoted | Represented | TooEarly | TooLate | NoSuchCode | NoEvent | NoGuest
