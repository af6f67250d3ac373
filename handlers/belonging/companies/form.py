"""What is typed into the form of a company's page."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from club.ids import MemberId
from club.publication import Contact, Content
from handlers.kit.interaction import Interaction

ACTIVITY, SECTOR, SITES, WEBSITE, LOGO, CONTACT, EMAIL = (
    "activity",
    "sector",
    "sites",
    "website",
    "logo",
    "contact",
    "email",
)
REASON = "reason"
NO_CONTACT = "0"
_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
"""Controls, halves of characters, and odd line ends: no page, file or database wants them."""


@dataclass(frozen=True, slots=True)
class CompanyPageForm:
    """The form as it was sent."""

    activity: str
    sector: str
    sites: tuple[str, ...]
    website: str
    logo: str
    contact: str
    email: str

    def content(self, name: str, colleagues: Sequence[tuple[MemberId, str, str]]) -> Content:
        """The page that it makes; a contact who is no colleague (any more) is nobody."""
        who = next(((one, named) for one, named, _ in colleagues if str(one) == self.contact), None)
        contact = Contact(who[0], who[1], self.email) if who else Contact(email=self.email)
        return Content(name, self.activity, self.sector, self.sites, self.website, self.logo, contact)


def read(interaction: Interaction) -> CompanyPageForm:
    """What the form holds; one site a line, lines without words left out."""
    lines = (" ".join(line.split()) for line in legible(interaction.entered(SITES)).splitlines())
    return CompanyPageForm(
        legible(interaction.entered(ACTIVITY)),
        interaction.entered(SECTOR),
        tuple(line for line in lines if line),
        interaction.entered(WEBSITE),
        interaction.entered(LOGO),
        interaction.entered(CONTACT),
        interaction.entered(EMAIL),
    )


def legible(text: str) -> str:
    """What was typed, without characters that nobody sees; lines stay lines."""
    lines = (
        "".join(" " if unicodedata.category(mark) in _UNSEEN else mark for mark in line)
        for line in text.split("\n")
    )
    return "\n".join(line.rstrip() for line in lines).strip()
