"""The forms around the list of members: another company, a company's seats, a suspension."""

from handlers.belonging.members.service import CompanySeats
from handlers.kit.blocks import Block, context, field, modal, option, rich, text_input
from handlers.words import Translator
from storage.people import Person

COMPANY, QUOTA, REASON = "members.companies", "quota", "reason"
LONGEST_REASON = 1000
MOST_SEATS = 1000
"""Of a company: whoever types more mistyped."""


def moving(t: Translator, person: Person, metadata: str) -> Block:
    """Which company, from now on?"""
    element: Block = {"type": "external_select", "min_query_length": 0}
    hint = t("A new company is added when a newcomer is admitted, or by import.")
    return modal(
        "members.move",
        t("Move to another company"),
        [
            rich("*{name}* · {company}", name=person.name, company=person.company or t("no company")),
            field(COMPANY, t("Company"), element, hint=hint),
        ],
        submit=t("Move"),
        close=t("Back"),
        metadata=metadata,
    )


def suspending(t: Translator, person: Person, metadata: str) -> Block:
    """What follows, and the reason that the person is told."""
    label = t("Reason, as {name} reads it", name=person.name)
    follows = t("The club shuts to this person, whose coming seats are freed. The company keeps the seat.")
    return modal(
        "members.suspend",
        t("Suspend the membership"),
        [
            rich("*{name}* · {company}", name=person.name, company=person.company or "–"),
            rich("{said}", said=follows),
            field(REASON, label, text_input(longest=LONGEST_REASON, lines=True)),
        ],
        submit=t("Suspend"),
        close=t("Back"),
        metadata=metadata,
    )


def seating(t: Translator, company: CompanySeats | None, metadata: str) -> Block:
    """How many may represent a company; `company` where it is known which one is meant."""
    chosen: Block = {"type": "external_select", "min_query_length": 0}
    number: Block = {"type": "number_input", "is_decimal_allowed": False}
    number |= {"min_value": "1", "max_value": str(MOST_SEATS)}
    if company:
        chosen["initial_option"] = option(company.name, company.id)
        number["initial_value"] = str(company.seats.quota)
    return modal(
        "members.quota",
        t("Seats of a company"),
        [
            field(COMPANY, t("Company"), chosen),
            field(QUOTA, t("Seats"), number),
            context(t("Fewer seats than are taken: everybody stays, the next person waits.")),
        ],
        submit=t("Save"),
        close=t("Back"),
        metadata=metadata,
    )
