"""A correction that organisers ask of a company's public page (articles COMMUNIQUER, ÊTRE constructif).

Organisers publish what a company agreed to, and change no word of it: they ask, and the company corrects its
page, or says why it stays as it is.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from club.ids import CompanyId, CorrectionId, MemberId

USUAL_DAYS = 14
"""How many days a company has where nothing else is chosen."""
MOST_DAYS = 90
LONGEST_WORDING = 1000
LONGEST_REASON = 500


class CorrectionState(StrEnum):
    """What became of one."""

    OPEN = "open"
    CHANGED = "changed"
    """The company saved another page."""
    KEPT = "kept"
    """The company leaves its page as it is, and says why."""
    WITHDRAWN = "withdrawn"
    """Organisers no longer ask for it, or the page ended with its company."""
    OVER = "over"
    """Its day went by."""


class CorrectionFault(StrEnum):
    """What is wrong with a correction as it was typed."""

    MISSING = "missing"
    LONG = "long"
    DAY = "day"
    """Not one of the `MOST_DAYS` days to come."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction asked of a company."""

    id: CorrectionId
    company: CompanyId
    company_name: str
    asker: MemberId
    asker_name: str
    wording: str
    """Empty once its asker's data were erased."""
    asked_at: datetime
    until: datetime
    state: CorrectionState
    by: str = ""
    """Who settled it; empty where nobody did, or where they are no longer known."""
    at: datetime | None = None
    """When it was settled."""
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether the company is still asked."""
        return self.state is CorrectionState.OPEN


def last_day(today: date) -> date:
    """The latest day that may be chosen."""
    return today + timedelta(days=MOST_DAYS)


def wording_fault(wording: str, longest: int = LONGEST_WORDING) -> CorrectionFault | None:
    """What is wrong with the words of a request, or of the reason given."""
    if not wording.strip():
        return CorrectionFault.MISSING
    return CorrectionFault.LONG if len(wording) > longest else None


def day_fault(day: date | None, today: date) -> CorrectionFault | None:
    """What is wrong with the day until which it is asked; today leaves no time."""
    return None if day and today < day <= last_day(today) else CorrectionFault.DAY
