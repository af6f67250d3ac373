"""Events that are not the club's: signalled by a member, so that others come along (article PARTICIPER)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from club.ids import MemberId, OutsideId
from club.works import is_link

LONGEST_TITLE, LONGEST_PLACE, LONGEST_LINK = 150, 150, 500
FARTHEST = timedelta(days=3 * 366)
"""How far ahead one is signalled: what lies beyond is a slip of the pen."""
SAME_CLICK = timedelta(seconds=3)
"""A second click on the one button within that time is the first one's other half."""


class OutsideState(StrEnum):
    """Where one stands."""

    STANDS = "stands"
    OVER = "over"
    WITHDRAWN = "withdrawn"


class OutsideFault(StrEnum):
    """Why one is not kept."""

    TITLE = "title"
    PLACE = "place"
    LINK = "link"
    PAST = "past"
    FAR = "far"
    ORDER = "order"
    """It ends before it begins."""
    KNOWN = "known"
    """Somebody signalled it already."""


@dataclass(frozen=True, slots=True)
class OutsideTerms:
    """What its form holds; days are the club's calendar's."""

    title: str
    first_day: date | None
    last_day: date | None
    """None: it lasts a day."""
    place: str
    link: str

    @property
    def ends_on(self) -> date | None:
        """Its last day, or its only one."""
        return self.last_day or self.first_day


@dataclass(frozen=True, slots=True)
class OutsideEvent:
    """An event of somebody else's."""

    id: OutsideId
    title: str
    first_day: date
    last_day: date
    place: str
    link: str
    by_id: MemberId
    made_at: datetime
    state: OutsideState = OutsideState.STANDS

    @property
    def terms(self) -> OutsideTerms:
        """As its form shows it."""
        last = None if self.last_day == self.first_day else self.last_day
        return OutsideTerms(self.title, self.first_day, last, self.place, self.link)

    def stands(self, today: date) -> bool:
        """Whether it is still to come, or under way; it is over after its date."""
        return self.state is OutsideState.STANDS and self.last_day >= today


def outside_faults(terms: OutsideTerms, today: date) -> list[OutsideFault]:
    """What keeps it from being signalled."""
    first, ends = terms.first_day, terms.ends_on
    found = {
        OutsideFault.TITLE: not terms.title,
        OutsideFault.PLACE: not terms.place,
        OutsideFault.LINK: not is_link(terms.link),
        OutsideFault.PAST: ends is None or ends < today,
        OutsideFault.FAR: ends is not None and ends > today + FARTHEST,
        OutsideFault.ORDER: first is not None and ends is not None and ends < first,
    }
    return [fault for fault, holds in found.items() if holds]


def is_same_click(last: datetime | None, now: datetime) -> bool:
    """Whether a click comes so soon after another that it is the same one, sent twice."""
    return last is not None and timedelta(0) <= now - last < SAME_CLICK
