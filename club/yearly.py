"""What the club does each year: the same ballot again, and when it is to be prepared (article CHOISIR)."""

import re
from calendar import monthrange
from datetime import datetime, timedelta, tzinfo

from club.calendar import wall_minus

AHEAD = timedelta(days=60)
"""So long before last year's date organisers hear that the choice is due."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def years_on(instant: datetime, now: datetime, zone: tzinfo) -> int:
    """How many years later than `instant` its next anniversary is: one at least, and still to come."""
    years = 1
    while anniversary(instant, years, zone) <= now:
        years += 1
    return years


def anniversary(instant: datetime, years: int, zone: tzinfo) -> datetime:
    """The same day and time on the clock of `zone`, so many years later; of 29 February, the 28th."""
    local = instant.astimezone(zone).replace(tzinfo=None)
    year = local.year + years
    day = min(local.day, monthrange(year, local.month)[1])
    return wall_minus(instant, local - local.replace(year=year, day=day), zone)


def due_from(date: datetime, zone: tzinfo, ahead: timedelta = AHEAD) -> datetime:
    """When organisers hear of what is to happen on that date."""
    return wall_minus(date, ahead, zone)


def title_on(title: str, years: int) -> str:
    """A title with the years it names that much later: “Studies 2027” becomes “Studies 2028”."""
    return _YEAR.sub(lambda found: str(int(found[1]) + years), title)
