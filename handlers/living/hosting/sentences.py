"""Months, what a site asks for, and an offer in a line."""

from collections.abc import Mapping

from club.hosting import Demand, Offer, Terms, Wheelchair, first_day
from handlers.words import Translator, mark

DEMANDS: Mapping[Demand, str] = {
    Demand.IDENTITY: mark("Proof of identity"),
    Demand.LIST: mark("The list of visitors in advance"),
    Demand.SHOES: mark("Safety shoes"),
    Demand.NO_PHOTOGRAPHS: mark("No photographs"),
    Demand.PARKING: mark("Parking to be booked"),
}
WHEELCHAIR: Mapping[Wheelchair, str] = {
    Wheelchair.YES: mark("Yes"),
    Wheelchair.PARTLY: mark("In part"),
    Wheelchair.NO: mark("No"),
}


def month_name(t: Translator, month: str) -> str:
    """A month and its year, as a reader says it: “mars 2027”."""
    return t.month(first_day(month))


def months_of(t: Translator, terms: Terms) -> str:
    """“mars et avril 2027”."""
    if len({month[:4] for month in terms.months}) != 1:
        return t.list([month_name(t, month) for month in terms.months])
    names = t.list([t.month(first_day(month), year=False) for month in terms.months])
    return f"{names} {terms.months[0][:4]}"


def line_of(t: Translator, offer: Offer) -> str:
    """Where, how many, when."""
    seats = t.plural("{n} seat", "{n} seats", offer.terms.seats)
    return " · ".join((seats, months_of(t, offer.terms)))


def details_of(t: Translator, terms: Terms) -> list[str]:
    """What else an organiser needs to know of premises."""
    demands = t.list([t(DEMANDS[one]) for one in terms.demands])
    chair = t("Wheelchairs: {said}", said=t(WHEELCHAIR[terms.wheelchair]).lower())
    return [
        terms.access,
        t("The site asks for: {demands}", demands=demands) if demands else "",
        chair,
        t("Contact on the day: {contact}", contact=terms.contact) if terms.contact else "",
    ]
