"""What a year was, in numbers: a member's own, a company's, the club's (articles PARTICIPER, ÉVALUER).

Numbers are read by whom they are of: a member reads their own and their company's, the organisers each
company's. They never rank persons. A year begins and ends at midnight on the club's wall clock; of the year
that runs only what has begun is counted. An activity counts for the company that somebody represented then.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

MOST_YEARS = 30
"""Offered in a list, the last ones."""


class Figure(StrEnum):
    """What is counted. Of several members of a company each counts."""

    CAME = "came"
    """Events at which they were noted as present."""
    REMOTE = "remote"
    """Those of them that they followed by the video link."""
    UNNOTED = "unnoted"
    """Events for which they held a seat, and nobody noted who came."""
    SENT = "sent"
    """Events to which somebody else came for them."""
    EXCUSED = "excused"
    """Events of which they said that they do not come."""
    ON_TIME = "on_time"
    """Answers given, or last changed, by the event's deadline."""
    LATE = "late"
    """Those after it."""
    SILENT = "silent"
    """Events of which an answer was expected, and none came, nor a request."""
    HOSTED = "hosted"
    TOPICS = "topics"
    """Proposed in that year."""
    CHOSEN = "chosen"
    """Topics that a vote chose in that year."""
    VOTES = "votes"
    """Votes cast in ballots that are closed, but for evaluations; never what was voted."""
    EVALUATED = "evaluated"
    """The same of evaluations of works."""
    ASKED = "asked"
    """Questions of mutual help. Those asked without a name are in their asker's own number alone."""
    SOLVED = "solved"
    """Those of them that are resolved."""
    HELPED = "helped"
    """Questions of others that they offered help with."""
    USES = "uses"
    """Uses of works told of."""


Numbers = Mapping[Figure, int]
"""What is not in it is none."""

BY_ROWS = frozenset({Figure.HOSTED, Figure.USES})
"""Of a company: what rows say that name the company itself, whoever is erased."""


@dataclass(frozen=True, slots=True)
class Span:
    """A year as two instants: from the first, up to and without the second."""

    year: int
    begins: datetime
    ends: datetime

    def is_present(self, now: datetime) -> bool:
        """Whether it is running."""
        return self.begins <= now < self.ends


def span_of(year: int, zone: tzinfo) -> Span:
    """A year on the club's wall clock: the new one begins at midnight there, whatever UTC shows."""
    begins, ends = (datetime(one, 1, 1, tzinfo=zone).astimezone(UTC) for one in (year, year + 1))
    return Span(year, begins, ends)


def year_of(moment: datetime, zone: tzinfo) -> int:
    """The year that the club's clock shows."""
    return moment.astimezone(zone).year


def years(first: datetime | None, now: datetime, zone: tzinfo) -> Sequence[int]:
    """The years there is something to say of, the present one first."""
    last = year_of(now, zone)
    oldest = min(year_of(first, zone), last) if first else last
    return range(last, max(oldest, last - MOST_YEARS + 1) - 1, -1)


def chosen_year(asked: int, offered: Sequence[int]) -> int:
    """The year that was asked for, where it is offered; else the present one."""
    return asked if asked in offered else offered[0]


def added(many: Iterable[Numbers]) -> Numbers:
    """All together."""
    whole = Counter[Figure]()
    for one in many:
        whole.update(one)
    return whole


def without(whole: Numbers, parts: Numbers) -> Numbers:
    """What is of none of the parts: never less than nothing, for a part may count what was removed since."""
    return {figure: max(0, whole.get(figure, 0) - parts.get(figure, 0)) for figure in Figure}


def is_empty(figures: Numbers) -> bool:
    """Whether nothing was counted."""
    return not any(figures.values())
