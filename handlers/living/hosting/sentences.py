"""Months, what a site asks for, and an offer in a line."""

from club.hosting import Offer, Terms, first_day
from handlers.kit.premises import asked_there, wheelchairs
from handlers.words import Translator


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
    return [
        t("Dates possible: {dates}", dates=terms.dates) if terms.dates else "",
        terms.access,
        asked_there(t, terms),
        wheelchairs(t, terms),
        t("Contact on the day: {contact}", contact=terms.contact) if terms.contact else "",
    ]
