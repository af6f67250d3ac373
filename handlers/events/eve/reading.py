"""All that organisers want to know of an event on its eve."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.events import Event, Phase, phase
from club.seating import Room
from storage.attendance import list_asked
from storage.eves import Callee, Latecomer, list_deaf, list_hosts, list_late
from storage.needs import Needing, list_needing
from storage.seats import get_room
from storage.session import Session

LATE, HOSTS, DEAF, NEEDING = 8, 2, 6, 6
"""People named, at most."""


@dataclass(frozen=True, slots=True)
class EveFigures:
    """What changes until the event begins; cheap to read, for it is read again and again."""

    event: Event
    phase: Phase
    room: Room
    asked: int
    """Late requests to decide."""
    late: Sequence[Latecomer]
    """One more than is shown, where there are more."""
    needing: Sequence[Needing]
    """The same of those who told a need."""


@dataclass(frozen=True, slots=True)
class Eve:
    """The figures, and whom to call."""

    figures: EveFigures
    hosts: Sequence[Callee]
    deaf: Sequence[Callee]
    """Who comes, and reads nothing of what Prime sends."""


def figures_of(session: Session, event: Event, now: datetime) -> EveFigures:
    """As they stand now."""
    asked = list_asked(session, now).get(event.id, 0)
    late = list_late(session, event.id, LATE + 1)
    needing = list_needing(session, event.id, NEEDING + 1)
    return EveFigures(event, phase(event, now), get_room(session, event), asked, late, needing)


def eve_of(session: Session, event: Event, now: datetime) -> Eve:
    """The whole message."""
    company = event.host_company_id
    hosts = list_hosts(session, company, HOSTS) if company is not None else []
    return Eve(figures_of(session, event, now), hosts, list_deaf(session, event.id, DEAF + 1))
