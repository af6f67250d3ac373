"""Premises that members offer for a meeting, and what becomes of an offer (article CONTRIBUER).

| state | what happens | it becomes |
|-|-|-|
| offered | organisers make an event of it | taken |
| taken | the host confirms | confirmed |
| taken, confirmed | impossible at that date: other months are left | offered |
| taken, confirmed | impossible at that date: none is left | withdrawn |
| taken, confirmed | the event is called off, or held elsewhere | offered |
| confirmed | the event moves to another time | taken |
| any of these | the host takes it back, or leaves the club | withdrawn |

Where a host who was taken backs out, organisers hear at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from club.ids import CompanyId, EventId, MemberId, OfferId
from club.regions import region_of

MONTHS = 12
"""Months ahead that may be offered, this one included."""
LONGEST_LINE, LONGEST_TEXT, MOST_SEATS, MOST_LIST_DAYS = 150, 1000, 100_000, 60


class OfferState(StrEnum):
    """Of an offer."""

    OFFERED = "offered"
    TAKEN = "taken"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


TIED = (OfferState.TAKEN, OfferState.CONFIRMED)
"""While an event counts on it."""


class Demand(StrEnum):
    """What a site asks of visitors."""

    IDENTITY = "identity"
    LIST = "list"
    SHOES = "shoes"
    NO_PHOTOGRAPHS = "no_photographs"
    PARKING = "parking"


class Wheelchair(StrEnum):
    """Whether the premises are open to wheelchairs."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Terms:
    """An offer as it is typed."""

    place: str
    seats: int
    months: tuple[str, ...]
    """`2027-03`, in order."""
    room: str = ""
    access: str = ""
    demands: tuple[Demand, ...] = ()
    wheelchair: Wheelchair = Wheelchair.NO
    contact: str = ""
    """Whom to call on the day; for organisers alone."""
    dates: str = ""
    """Of these months the days that suit, in words; empty: any."""
    list_days: int = 0
    """Days before a visit by which the site wants its list; 0: it did not say."""

    @property
    def region(self) -> str:
        """By the postal code of its address."""
        return region_of(self.place)


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as it stands."""

    id: OfferId
    member_id: MemberId
    company_id: CompanyId | None
    company: str
    terms: Terms
    state: OfferState
    event_id: EventId | None = None
    schedule: int = 0
    """Of the event, as the host confirmed it."""

    def left(self, this_month: str) -> tuple[str, ...]:
        """The months that are still to come."""
        return tuple(month for month in self.terms.months if month >= this_month)


class OfferFault(StrEnum):
    """What is wrong with an offer as typed."""

    NO_PLACE = "no_place"
    LONG_PLACE = "long_place"
    LONG_ROOM = "long_room"
    SEATS = "seats"
    MONTHS = "months"
    """None is to come."""
    LONG_ACCESS = "long_access"
    LONG_CONTACT = "long_contact"
    LONG_DATES = "long_dates"
    LIST_DAYS = "list_days"
    """Too many days, or days of a list that is not asked for."""


def faults_of(terms: Terms, this_month: str) -> list[OfferFault]:
    """What keeps an offer from being taken in."""
    found = [
        (not terms.place, OfferFault.NO_PLACE),
        (len(terms.place) > LONGEST_LINE, OfferFault.LONG_PLACE),
        (len(terms.room) > LONGEST_LINE, OfferFault.LONG_ROOM),
        (not 0 < terms.seats <= MOST_SEATS, OfferFault.SEATS),
        (not terms.months or min(terms.months) < this_month, OfferFault.MONTHS),
        (len(terms.access) > LONGEST_TEXT, OfferFault.LONG_ACCESS),
        (len(terms.contact) > LONGEST_LINE, OfferFault.LONG_CONTACT),
        (len(terms.dates) > LONGEST_LINE, OfferFault.LONG_DATES),
        (not 0 <= terms.list_days <= MOST_LIST_DAYS, OfferFault.LIST_DAYS),
        (terms.list_days > 0 and Demand.LIST not in terms.demands, OfferFault.LIST_DAYS),
    ]
    return [fault for is_so, fault in found if is_so]


def month_of(moment: datetime, zone: tzinfo) -> str:
    """The month of an instant on the club's calendar."""
    return f"{moment.astimezone(zone):%Y-%m}"


def coming_months(today: date, count: int = MONTHS) -> list[str]:
    """This month and those that follow."""
    first = today.year * 12 + today.month - 1
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, first + count)]


def first_day(month: str) -> date:
    """The first of a month."""
    return date.fromisoformat(f"{month}-01")


def backed_out(offer: Offer, event_month: str, this_month: str) -> Offer:
    """An offer whose host cannot at the event's date: for its other months, or for none any more."""
    months = tuple(month for month in offer.left(this_month) if month != event_month)
    terms = replace(offer.terms, months=months or offer.terms.months)
    state = OfferState.OFFERED if months else OfferState.WITHDRAWN
    return replace(offer, terms=terms, state=state, event_id=None)


def is_firm(offer: Offer, schedule: int) -> bool:
    """Whether the host has confirmed the event as it stands now."""
    return offer.state is OfferState.CONFIRMED and offer.schedule == schedule


def may_change(offer: Offer) -> bool:
    """Whether its terms may be changed: while no event counts on them."""
    return offer.state is OfferState.OFFERED


def months_within(months: Sequence[str], offered: Sequence[str]) -> tuple[str, ...]:
    """Those of the months chosen that may be, in order, each once."""
    return tuple(month for month in offered if month in set(months))
