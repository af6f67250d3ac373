"""A submitted form beside the guests there are: who stays, who leaves, who is new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from club.ids import ClaimId, GuestId
from handlers.events.guests.form import FilledGuests, same_person
from handlers.events.shared.outcomes import Participation
from storage.guests import Guest


@dataclass(frozen=True, slots=True)
class Plan:
    """What a form changes. Guests it does not show, named meanwhile elsewhere, stay as they are."""

    kept: Sequence[Guest] = ()
    """Guests the form shows, with what it says of them now."""
    corrected: Sequence[Guest] = ()
    """Those of them of whom something is new."""
    removed: Sequence[Guest] = ()
    added: Sequence[Guest] = ()

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.corrected or self.removed or self.added)

    def leaving(self, claim_id: ClaimId | None) -> list[Guest]:
        """Those who leave a claim, or with None the seats held."""
        return [guest for guest in self.removed if guest.claim_id == claim_id]


def companions_of(participation: Participation) -> list[Guest]:
    """The guests beside the member or the representative, seated or not."""
    return [guest for guest in participation.guests if not guest.representative]


def compare(companions: Sequence[Guest], filled: FilledGuests) -> Plan:
    """Takes each group of inputs for the guest it showed, or for the one with its address.

    The address lets the same form sent twice find on the list what it wrote there the first time.
    """
    known = {guest.id: guest for guest in companions if guest.id}
    shown = {entry.guest_id for entry in filled.entries}
    by_email = {guest.email.casefold(): guest for guest in companions if guest.id not in shown}
    kept: list[Guest] = []
    removed: list[Guest] = []
    added: list[Guest] = []
    for entry in filled.entries:
        guest = known.get(entry.guest_id) if entry.guest_id else by_email.get(entry.email.casefold())
        if guest and same_person(guest, entry) and not entry.blank:
            kept.append(_corrected(guest, entry.guest()))
            continue
        if guest:
            removed.append(guest)
        if not entry.blank:
            added.append(replace(entry.guest(), id=None))
    changed = [guest for guest in kept if guest.id and guest != known[guest.id]]
    return Plan(kept, changed, removed, added)


def _corrected(known: Guest, typed: Guest) -> Guest:
    return replace(known, name=typed.name, email=typed.email, function=typed.function, company=typed.company)


def ids_of(guests: Sequence[Guest]) -> list[GuestId]:
    """The ids of guests that are on the list."""
    return [guest.id for guest in guests if guest.id]
