"""What a site asks of its visitors, in words: said of an offer of premises, and to those who come there."""

from collections.abc import Mapping

from club.hosting import Demand, Terms, Wheelchair
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
OF_VISITORS = (Demand.IDENTITY, Demand.SHOES, Demand.NO_PHOTOGRAPHS, Demand.PARKING)
"""What each visitor sees to; the list is the organisers' to hand over."""


def asked_there(t: Translator, terms: Terms) -> str:
    """What the site asks for, the list and until when it wants it among it; empty for nothing."""
    said = [_list(t, terms) if one is Demand.LIST else t(DEMANDS[one]) for one in terms.demands]
    return t("The site asks for: {demands}", demands=t.list(said)) if said else ""


def _list(t: Translator, terms: Terms) -> str:
    if not terms.list_days:
        return t(DEMANDS[Demand.LIST])
    return t.plural(
        "The list of visitors {n} day in advance", "The list of visitors {n} days in advance", terms.list_days
    )


def to_visitors(t: Translator, terms: Terms) -> str:
    """The same, as far as visitors see to it themselves."""
    said = [t(DEMANDS[one]) for one in terms.demands if one in OF_VISITORS]
    return t("The site asks for: {demands}", demands=t.list(said)) if said else ""


def wheelchairs(t: Translator, terms: Terms) -> str:
    """Whether the premises are open to wheelchairs."""
    return t("Wheelchairs: {said}", said=t(WHEELCHAIR[terms.wheelchair]).lower())
