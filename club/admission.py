"""Who becomes a member, and how many represent a company (article PARTICIPER)."""

from dataclasses import dataclass
from enum import StrEnum


class AdmissionStep(StrEnum):
    """What an admission waits for, in the order in which it is asked."""

    COMPANY = "company"
    """Which company it is: an organiser says, where what was typed names none that is known."""
    COLLEAGUE = "colleague"
    """A member of the company confirms it; where it has none, the organiser's admission does."""
    SEAT = "seat"
    """A seat of the company's quota."""
    CHARTER = "charter"


class AdmissionState(StrEnum):
    """Where a way into the club stands; those after `withdrawn` note what came afterwards."""

    OPEN = "open"
    ADMITTED = "admitted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    """An organiser suspended the member: no event of Slack's brings them back."""
    LIFTED = "lifted"
    """That suspension is over."""
    FREED = "freed"
    """The Slack account is closed and the seat was given back; says of which company."""
    RESUMED = "resumed"
    """The account came back, and with it a seat."""
    SEAT_ASKED = "seat_asked"
    """A member wishes a seat more for their company."""
    SEAT_GRANTED = "seat_granted"
    SEAT_REFUSED = "seat_refused"


@dataclass(frozen=True, slots=True)
class Seats:
    """A company's quota, and how many seats are taken: members, suspended ones, pending invitations.

    A newcomer's own request takes none before somebody of the company confirms it: strangers could fill
    a quota otherwise. Organisers represent the alliance and take none.
    """

    quota: int
    taken: int

    @property
    def free(self) -> int:
        """Seats left; none where the quota was lowered below what is taken, for nobody loses a seat by it."""
        return max(0, self.quota - self.taken)

    @property
    def full(self) -> bool:
        """Whether the next one has to ask for a seat more."""
        return self.free == 0


def missing(
    *, company_known: bool, colleagues: int, confirmed: bool, seats: Seats, must_accept: bool
) -> list[AdmissionStep]:
    """What an admission still waits for (PARTICIPER: within a limit, after validating the charter)."""
    waits = {
        AdmissionStep.COMPANY: not company_known,
        AdmissionStep.COLLEAGUE: company_known and not confirmed and colleagues > 0,
        AdmissionStep.SEAT: company_known and not confirmed and seats.full,
        AdmissionStep.CHARTER: must_accept,
    }
    return [step for step, holds in waits.items() if holds]
