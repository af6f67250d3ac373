"""What is typed into the forms of companions and representatives, and what is wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated

from club.events import Event
from club.folding import fold
from club.ids import GuestId
from handlers.kit.carried import BOUNDS
from handlers.kit.interaction import Interaction
from storage.guests import Guest

NAME, EMAIL, FUNCTION, COMPANY, WHY = "name", "email", "function", "company", "why"
ATTEST, NOTE, CHOICE = "attest", "note", "choice"
TOGETHER, ALONE = "together", "alone"
WAY, ON_SITE, REMOTE = "way", "on_site", "remote"
"""How a party comes, and the two ways."""
LONGEST_LINE, LONGEST_NOTE = 150, 1000
LONGEST_EMAIL = 254
"""Of an address that mail can reach (RFC 5321, 4.5.3.1.3, less the brackets)."""

Slots = tuple[Annotated[GuestId, BOUNDS] | None, ...]
"""The groups of inputs in a form: which guest each shows, None for a new one."""


def block(name: str, slot: int) -> str:
    """The id of an input; the same for the same slot, so that Slack keeps what was typed into it."""
    return f"{name}#{slot}"


@dataclass(frozen=True, slots=True)
class GuestEntry:
    """One group of inputs as it stands."""

    slot: int
    guest_id: GuestId | None = None
    name: str = ""
    email: str = ""
    function: str = ""
    company: str = ""
    why: str = ""

    @property
    def blank(self) -> bool:
        """Whether nobody is named; the company comes filled in, so it says nothing."""
        return not (self.name or self.email or self.function)

    def guest(self, *, representative: bool = False) -> Guest:
        """The person typed."""
        return Guest(
            self.name, self.email, self.function, self.company, representative, self.why, self.guest_id
        )


def entry_of(slot: int, guest: Guest) -> GuestEntry:
    """The inputs that show a guest."""
    return GuestEntry(slot, guest.id, guest.name, guest.email, guest.function, guest.company, guest.why)


@dataclass(frozen=True, slots=True)
class FilledGuests:
    """A form as it stands."""

    entries: Sequence[GuestEntry]
    attested: bool = False
    note: str = ""
    choice: str = ""
    """What a party does that is short of seats; empty while nobody asked."""
    remote: bool = False
    """Whether it comes by the link, where there are two ways."""

    @property
    def slots(self) -> Slots:
        """Which guest each group shows."""
        return tuple(entry.guest_id for entry in self.entries)

    @property
    def people(self) -> list[GuestEntry]:
        """The entries that name somebody."""
        return [entry for entry in self.entries if not entry.blank]


def read(interaction: Interaction, slots: Slots) -> FilledGuests:
    """What the form holds."""
    entries = [_entry(interaction, slot, guest_id) for slot, guest_id in enumerate(slots)]
    return FilledGuests(
        entries,
        bool(interaction.ticked(ATTEST)),
        interaction.entered(NOTE),
        interaction.entered(CHOICE),
        interaction.entered(WAY) == REMOTE,
    )


def _entry(interaction: Interaction, slot: int, guest_id: GuestId | None) -> GuestEntry:
    typed = {
        name: " ".join(interaction.entered(block(name, slot)).split())
        for name in (NAME, EMAIL, FUNCTION, COMPANY, WHY)
    }
    return GuestEntry(slot, guest_id, **typed)


def same_person(guest: Guest, entry: GuestEntry) -> bool:
    """Whether the entry corrects what is known of a guest; with another name and address it is another."""
    return guest.email.casefold() == entry.email.casefold() or fold(guest.name) == fold(entry.name)


class GuestFault(StrEnum):
    """What keeps a form from being taken."""

    NAME = "name"
    EMAIL = "email"
    LISTED = "listed"
    MEMBER = "member"
    FUNCTION = "function"
    COMPANY = "company"
    WHY = "why"
    ATTEST = "attest"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    """The party is larger than the event."""


Faults = Mapping[str, GuestFault]
"""By block id, one a field."""


@dataclass(frozen=True, slots=True)
class GuestsFaulty:
    """Nothing was saved; each fault belongs to a field."""

    faults: Faults
    event: Event | None = field(default=None, compare=False)
    """Which event's seats are too few, where that is what is wrong."""


def faults_of(
    filled: FilledGuests, listed: Collection[str], members: Collection[str]
) -> dict[str, GuestFault]:
    """What is wrong, field by field: `listed` addresses are on the event's list, `members` answer themselves.

    Both are folded. FACILITER wants each guest's name, address, function and company, and a member who
    answers for their discretion.
    """
    taken = set(listed)
    faults: dict[str, GuestFault] = {}
    for entry in filled.people:
        for name, fault in _entry_faults(entry, taken, members):
            faults.setdefault(block(name, entry.slot), fault)
        taken.add(entry.email.casefold())
    if filled.people and not filled.attested:
        faults[ATTEST] = GuestFault.ATTEST
    if not filled.people and filled.entries and not any(entry.guest_id for entry in filled.entries):
        faults[block(NAME, filled.entries[0].slot)] = GuestFault.NAME
    return faults


def _entry_faults(
    entry: GuestEntry, taken: Collection[str], members: Collection[str]
) -> Sequence[tuple[str, GuestFault]]:
    email = entry.email.casefold()
    checks = (
        (NAME, GuestFault.NAME, len(entry.name.split()) < 2),
        (EMAIL, GuestFault.EMAIL, "@" not in email or len(email) > LONGEST_EMAIL),
        (EMAIL, GuestFault.MEMBER, email in members),
        (EMAIL, GuestFault.LISTED, email in taken),
        (FUNCTION, GuestFault.FUNCTION, not entry.function),
        (COMPANY, GuestFault.COMPANY, not entry.company),
    )
    return [(name, fault) for name, fault, wrong in checks if wrong]


def needs_reason(entry: GuestEntry, company: str) -> bool:
    """FACILITER: a representative comes from the member's company, or the member says why not."""
    return not entry.why and fold(entry.company) != fold(company)


def with_another(filled: FilledGuests, company: str, most: int) -> FilledGuests:
    """The form with one more group, up to the most there may be."""
    if len(filled.entries) >= most:
        return filled
    added = GuestEntry(len(filled.entries), company=company)
    return replace(filled, entries=[*filled.entries, added])
