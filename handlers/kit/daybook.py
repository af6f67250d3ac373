"""What every wing adds to the organisers' daybook: of the week, on Monday, and on their home tab at any time.

A part reads kept figures and short lists, for it is asked again and again: a daybook follows what it shows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from handlers.kit.services import Services
from handlers.words import Translator, mark
from storage.session import Session


class Section(Enum):
    """Under which title a line stands, in the daybook's order."""

    EVENTS = mark("Events of the next 14 days")
    DECISIONS = mark("To decide")
    VOTES = mark("Votes")
    DUES = mark("Dues")
    EMPTY = mark("Companies without a member")
    SILENT = mark("No activity for a long time")
    UNDELIVERED = mark("Messages not delivered")


@dataclass(frozen=True, slots=True)
class DayContext:
    """What a part is drawn from: what holds now, in the reader's words."""

    session: Session
    services: Services
    t: Translator
    now: datetime


@dataclass(frozen=True, slots=True)
class DaybookLine:
    """One line, and what can be done about it."""

    section: Section
    said: str
    buttons: Sequence[dict[str, Any] | None] = ()


def lines_with(section: Section, said: Sequence[str], *buttons: dict[str, Any]) -> list[DaybookLine]:
    """A line each, with the buttons below the last."""
    lines = [DaybookLine(section, one) for one in said]
    return [*lines[:-1], replace(lines[-1], buttons=buttons)] if lines else []


DayPart = Callable[[DayContext], Sequence[DaybookLine]]
