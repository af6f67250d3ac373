"""Where works are used, and whether ALLICE is named there (article CONTRIBUER: who uses, cites)."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from club.ids import MemberId, UseId, WorkId
from club.works import FIRST_YEAR, LONGEST_PLACE, is_link

ASKED_FROM, ASKED_UNTIL = (1, 8), (3, 1)
"""Month and day: from when to when members are asked about the year before."""
YEARS_ASKED = 3
"""Evaluations older than so many years are not asked about any more."""


@dataclass(frozen=True, slots=True)
class Use:
    """A member says that a work was used."""

    id: UseId
    work_id: WorkId
    place: str
    """Where: a report, a talk, a decision."""
    year: int
    cited: bool
    """Whether ALLICE is named there."""
    link: str = ""
    member_id: MemberId | None = None
    at: datetime | None = None
    work: str = ""
    """The work's title, and whose use it is: read with the use, not saved."""
    work_year: int = 0
    member: str = ""
    company: str = ""


class UseFault(StrEnum):
    """Why a use cannot be noted as it stands."""

    NO_PLACE = "no_place"
    LONG_PLACE = "long_place"
    LINK = "link"
    YEAR = "year"


def faults_of(use: Use, this_year: int) -> list[UseFault]:
    """What is wrong with it."""
    checks = {
        UseFault.NO_PLACE: not use.place.strip(),
        UseFault.LONG_PLACE: len(use.place) > LONGEST_PLACE,
        UseFault.LINK: bool(use.link) and not is_link(use.link),
        UseFault.YEAR: not FIRST_YEAR <= use.year <= this_year,
    }
    return [fault for fault, wrong in checks.items() if wrong]


def year_asked(now: datetime, zone: tzinfo) -> int | None:
    """The year about which members are asked now: the one before, in its first weeks; else None."""
    today = now.astimezone(zone)
    return today.year - 1 if ASKED_FROM <= (today.month, today.day) < ASKED_UNTIL else None
