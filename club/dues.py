"""What companies owe the club in a year, and when they are reminded (article COTISER).

Whatever is owed, nobody is excluded and no vote is lost: nothing here is asked by any other rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from club.ids import CompanyId, DuesId
from club.money import MOST

REMINDED = (-30, -7, 0, 15, 30)
"""Days from a due date, at which a company's members are reminded of it, unless the club says otherwise."""
LAST = 21
"""From so many days after it on a company is offered somebody to talk to: its last reminder."""
MISSED = 7
"""Days for which a reminder that was held up is still sent."""
LONGEST_REFERENCE, LONGEST_REASON, LONGEST_ADDRESS = 60, 500, 254
MOST_TERMS = 4
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Stand(StrEnum):
    """What the organisers made of a call."""

    CALLED = "called"
    DISCUSSED = "discussed"
    """The company and the club talk of it: no reminders."""
    WAIVED = "waived"


class State(StrEnum):
    """Where a call stands, for whoever reads it."""

    CALLED = "called"
    PART = "part"
    PAID = "paid"
    DISCUSSED = "discussed"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Term:
    """A part of what is owed, and the day until which it is paid."""

    day: date
    cents: int


@dataclass(frozen=True, slots=True)
class Dues:
    """What one company owes for one year. Amounts are in cents of euro."""

    id: DuesId
    company_id: CompanyId
    year: int
    net: int
    """Without tax (HT)."""
    gross: int
    """With tax (TTC): what is paid."""
    day: date
    """Until when; with instalments, the last day."""
    reference: str
    stand: Stand = Stand.CALLED
    reason: str = ""
    """Of a waiver or of talks, as the company reads it."""
    called_on: date = date.min
    paid: int = 0
    terms: tuple[Term, ...] = ()
    """Instalments, the first one first; empty: all of it at `day`."""
    told_on: date | None = None
    """The day on which the company says it has paid."""
    told_reference: str = ""
    address: str = ""
    """With whom the company wants it settled."""
    company: str = ""
    """Its name; read with it, not saved."""
    paid_on: date | None = None
    """The day of the last payment; read with it."""

    @property
    def left(self) -> int:
        """What is still to be paid."""
        return max(0, self.gross - self.paid)

    @property
    def credit(self) -> int:
        """What was paid beyond."""
        return max(0, self.paid - self.gross)

    @property
    def state(self) -> State:
        """Paid is paid, whatever was agreed meanwhile."""
        if self.paid >= self.gross:
            return State.PAID
        if self.stand is not Stand.CALLED:
            return State(self.stand.value)
        return State.PART if self.paid else State.CALLED

    @property
    def quiet(self) -> bool:
        """Whether nobody is reminded: settled, talked of, or the company said so."""
        return self.state not in (State.CALLED, State.PART) or self.told_on is not None or bool(self.address)


class Fault(StrEnum):
    """Why a call cannot be made as it stands."""

    YEAR = "year"
    AMOUNT = "amount"
    """None, negative, or beyond all measure: a company that owes nothing is exempted."""
    NET = "net"
    """More than the amount with tax."""
    PAST = "past"
    """The due date is over."""
    FAR = "far"
    """The due date is more than two years away."""
    SUM = "sum"
    """Instalments that do not make the whole."""
    ORDER = "order"
    """Instalments that do not follow one another."""


def faults_of(dues: Dues, today: date) -> list[Fault]:
    """What is wrong with a call that is about to be made."""
    checks = {
        Fault.YEAR: not FIRST_YEAR <= dues.year <= LAST_YEAR,
        Fault.AMOUNT: not 0 < dues.gross <= MOST or dues.net < 0,
        Fault.NET: dues.net > dues.gross,
        Fault.PAST: dues.day < today,
        Fault.FAR: dues.day > today + timedelta(days=731),
    }
    return [fault for fault, wrong in checks.items() if wrong]


def term_faults(dues: Dues, terms: Sequence[Term]) -> list[Fault]:
    """What is wrong with instalments: each is something, they follow one another and make the whole."""
    days = [term.day for term in terms]
    checks = {
        Fault.AMOUNT: any(term.cents <= 0 for term in terms),
        Fault.ORDER: days != sorted(set(days)),
        Fault.SUM: bool(terms) and sum(term.cents for term in terms) != dues.gross,
    }
    return [fault for fault, wrong in checks.items() if wrong]


def expected(dues: Dues) -> list[tuple[date, int]]:
    """By which days how much is to be paid in all."""
    if not dues.terms:
        return [(dues.day, dues.gross)]
    summed = 0
    found: list[tuple[date, int]] = []
    for term in dues.terms:
        summed += term.cents
        found.append((term.day, summed))
    return found


def is_owed(dues: Dues, day: date) -> bool:
    """Whether something that was to be paid by this day is not."""
    return any(one <= day and dues.paid < summed for one, summed in expected(dues))


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due: of which day, and how many days from it."""

    day: date
    offset: int

    @property
    def moment(self) -> str:
        """Which of several alike."""
        return f"{self.day.isoformat()}:{self.offset}"


def due_reminder(dues: Dues, today: date, offsets: Sequence[int] = REMINDED) -> Reminder | None:
    """The reminder that a company's members get today, if any: one, of the latest moment that came.

    None of a moment before the call, which told them itself, nor of one long past.
    """
    if dues.quiet:
        return None
    found = [
        (day + timedelta(days=offset), Reminder(day, offset))
        for day, summed in expected(dues)
        if dues.paid < summed
        for offset in offsets
    ]
    due = [one for one in found if dues.called_on < one[0] <= today and (today - one[0]).days <= MISSED]
    return max(due, key=lambda one: (one[0], one[1].day), default=(None, None))[1]


def next_reference(year: int, taken: Iterable[str]) -> str:
    """The next reference of a year: `2027-014`."""
    numbers = (one.partition("-")[2] for one in taken if one.startswith(f"{year}-"))
    highest = max((int(one) for one in numbers if one.isdecimal()), default=0)
    return f"{year}-{highest + 1:03}"
