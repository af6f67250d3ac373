"""The form of an offer, and what it holds."""

from collections.abc import Mapping, Sequence
from datetime import date

from club.hosting import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_LIST_DAYS,
    MOST_SEATS,
    Demand,
    OfferFault,
    Terms,
    Wheelchair,
    coming_months,
    months_within,
)
from handlers.kit.blocks import Block, checkboxes, context, cut, field, modal, option, radio, rich, text_input
from handlers.kit.carried import whole
from handlers.kit.interaction import Interaction
from handlers.kit.premises import DEMANDS, WHEELCHAIR
from handlers.kit.return_to import ReturnTo
from handlers.living.hosting.sentences import month_name
from handlers.words import Translator, mark

PLACE, SEATS, ROOM, MONTHS, ACCESS = "place", "seats", "room", "months", "access"
DEMANDED, CHAIR, CONTACT, DATES, LIST_DAYS = "demands", "wheelchair", "contact", "dates", "list_days"
_LONGEST_INPUT = 3000
FAULTS: Mapping[OfferFault, tuple[str, str]] = {
    OfferFault.NO_PLACE: (PLACE, mark("Give the place and its address.")),
    OfferFault.LONG_PLACE: (PLACE, mark("At most 150 characters.")),
    OfferFault.LONG_ROOM: (ROOM, mark("At most 150 characters.")),
    OfferFault.SEATS: (SEATS, mark("Give a number of seats.")),
    OfferFault.MONTHS: (MONTHS, mark("Choose a month to come.")),
    OfferFault.LONG_ACCESS: (ACCESS, mark("At most 1000 characters.")),
    OfferFault.LONG_CONTACT: (CONTACT, mark("At most 150 characters.")),
    OfferFault.LONG_DATES: (DATES, mark("At most 150 characters.")),
    OfferFault.LIST_DAYS: (LIST_DAYS, mark("From 1 to 60, where the site asks for a list.")),
}


def read(interaction: Interaction, today: date) -> Terms:
    """The offer as the form holds it; a month that is none of those offered is left out."""
    chair, ticked = interaction.entered(CHAIR), interaction.ticked(DEMANDED)
    return Terms(
        " ".join(interaction.entered(PLACE).split()),
        whole(interaction.entered(SEATS), MOST_SEATS) or 0,
        months_within(interaction.ticked(MONTHS), coming_months(today)),
        " ".join(interaction.entered(ROOM).split()),
        interaction.entered(ACCESS),
        tuple(one for one in Demand if one.value in ticked),
        Wheelchair(chair) if chair in set(Wheelchair) else Wheelchair.NO,
        " ".join(interaction.entered(CONTACT).split()),
        " ".join(interaction.entered(DATES).split()),
        _days(interaction.entered(LIST_DAYS)),
    )


def _days(typed: str) -> int:
    """A number of days; -1 for what is none."""
    found = whole(typed, MOST_LIST_DAYS) if typed else 0
    return -1 if found is None else found


def errors(t: Translator, faults: Sequence[OfferFault]) -> dict[str, str]:
    """Each fault at its field."""
    return {FAULTS[fault][0]: t(FAULTS[fault][1]) for fault in faults}


def offering(
    t: Translator, way: ReturnTo[None], today: date, terms: Terms | None = None, *, overtaken: bool = False
) -> Block:
    """The form of a new offer, or of one as it stands."""
    meanwhile = t("This offer was changed meanwhile. Check each field, then save again.")
    return modal(
        "hosting.offer",
        t("Host a meeting"),
        [
            context(meanwhile) if overtaken else None,
            *_where(t, terms),
            *_when(t, today, terms),
            *_site(t, terms),
        ],
        submit=t("Save") if terms else t("Offer"),
        close=t("Back"),
        metadata=way.packed(),
    )


def _where(t: Translator, terms: Terms | None) -> list[Block]:
    number: Block = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}
    number |= {"max_value": str(MOST_SEATS)} | ({"initial_value": str(terms.seats)} if terms else {})
    hint = t("With the postal code: organisers look by region.")
    return [
        field(PLACE, t("Place and address"), _line(terms.place if terms else ""), hint=hint),
        field(SEATS, t("Seats"), number),
        field(ROOM, t("Room"), _line(terms.room if terms else ""), optional=True),
    ]


def _line(initial: str) -> Block:
    return text_input(cut(initial, LONGEST_LINE), longest=_LONGEST_INPUT)


def _when(t: Translator, today: date, terms: Terms | None) -> list[Block]:
    months = {month: option(month_name(t, month), month) for month in coming_months(today)}
    chosen = [months[one] for one in terms.months if one in months] if terms else []
    element: Block = {"type": "multi_static_select", "options": list(months.values())}
    days = _line(terms.dates if terms else "")
    return [
        field(MONTHS, t("When?"), element | ({"initial_options": chosen} if chosen else {})),
        field(DATES, t("Dates possible"), days, optional=True, hint=t("Where only some days suit.")),
    ]


def _site(t: Translator, terms: Terms | None) -> list[Block]:
    demands = {one: option(t(label), one.value) for one, label in DEMANDS.items()}
    ticked = [demands[one] for one in terms.demands] if terms else []
    chairs = {one: option(t(label), one.value) for one, label in WHEELCHAIR.items()}
    access = text_input(cut(terms.access, LONGEST_TEXT) if terms else "", longest=_LONGEST_INPUT, lines=True)
    hint, before = t("Read by the organisers alone."), t("How many days before the visit?")
    days: Block = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}
    days |= {"max_value": str(MOST_LIST_DAYS)}
    days |= {"initial_value": str(terms.list_days)} if terms and terms.list_days else {}
    contact = _line(terms.contact if terms else "")
    return [
        field(ACCESS, t("Access"), access, optional=True),
        field(DEMANDED, t("The site asks for"), checkboxes(list(demands.values()), ticked), optional=True),
        field(LIST_DAYS, t("Deadline of the list"), days, optional=True, hint=before),
        field(
            CHAIR,
            t("Open to wheelchairs"),
            radio(list(chairs.values()), chairs[terms.wheelchair] if terms else None),
        ),
        field(CONTACT, t("Contact on the day"), contact, optional=True, hint=hint),
    ]


def asking(t: Translator, callback: str, title: str, said: str, submit: str, way: ReturnTo[None]) -> Block:
    """Before an offer is taken back."""
    blocks = [rich("{said}", said=said)]
    return modal(callback, title, blocks, submit=submit, close=t("Back"), metadata=way.packed())


def over(t: Translator, said: str) -> Block:
    """In place of a form that has nothing to be about."""
    return modal("hosting.over", t("Host a meeting"), [rich("{said}", said=said)], close=t("Close"))
