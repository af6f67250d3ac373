"""Which line of a bank's list pays what: told where it is certain, left open where not (article COTISER)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from club.dues import Dues, State
from club.folding import fold


@dataclass(frozen=True, slots=True)
class BankLine:
    """A line of a bank's list."""

    number: int
    """In the file."""
    day: date
    cents: int
    label: str


class Doubt(StrEnum):
    """Why a line is left to somebody who knows."""

    NOBODY = "nobody"
    """Neither a reference nor a company that owes this amount."""
    SEVERAL = "several"
    """It may be of more than one company, or of more than one year."""
    OTHER_AMOUNT = "other_amount"
    """The company is named, but owes another amount."""
    TOO_MUCH = "too_much"
    """More than what is still to be paid."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A line, and what it pays."""

    line: BankLine
    dues: Dues


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What became of the lines of a file."""

    matched: list[Matched]
    doubtful: list[tuple[BankLine, Doubt]]
    left_out: list[BankLine]
    """Money that went out."""


def reconcile(lines: Sequence[BankLine], dues: Sequence[Dues]) -> Reconciled:
    """Each line by its reference, else by a company's name and the exact amount it owes.

    A line that would pay more than what the lines before it left is doubtful.
    """
    found = Reconciled([], [], [])
    standing = {one.id: one for one in dues}
    for line in lines:
        if line.cents <= 0:
            found.left_out.append(line)
            continue
        paid = _paid_by(line, list(standing.values()))
        if isinstance(paid, Doubt):
            found.doubtful.append((line, paid))
            continue
        found.matched.append(Matched(line, paid))
        standing[paid.id] = replace(paid, paid=paid.paid + line.cents)
    return found


def _paid_by(line: BankLine, dues: Sequence[Dues]) -> Dues | Doubt:
    """What a line pays."""
    named = [one for one in dues if _has(line.label, one.reference)]
    if named:
        return _certain(line, named) if len(named) == 1 else Doubt.SEVERAL
    by_name = [one for one in dues if one.state is not State.PAID and _has(line.label, one.company)]
    fitting = [one for one in by_name if line.cents in amounts(one)]
    if len(fitting) == 1 and len({one.company_id for one in by_name}) == 1:
        return fitting[0]
    if fitting or len({one.company_id for one in by_name}) > 1:
        return Doubt.SEVERAL
    return Doubt.OTHER_AMOUNT if by_name else Doubt.NOBODY


def _certain(line: BankLine, named: Sequence[Dues]) -> Dues | Doubt:
    (one,) = named
    return one if line.cents <= one.left else Doubt.TOO_MUCH


def amounts(dues: Dues) -> set[int]:
    """Amounts that a company may well pay: all that is left, or the next instalment."""
    summed, found = 0, {dues.left}
    for term in dues.terms:
        summed += term.cents
        if dues.paid < summed:
            found.add(summed - dues.paid)
            break
    return found - {0}


def _has(label: str, words: str) -> bool:
    """Whether a label holds these words as they stand, whole: "2027-01" is not in "2027-014"."""
    wanted = " ".join(re.findall(r"\w+", fold(words)))
    there = " ".join(re.findall(r"\w+", fold(label)))
    return bool(wanted) and f" {wanted} " in f" {there} "
