"""A bank's lines: matched where it is certain, listed where not, never guessed (article COTISER)."""

from datetime import date

import pytest

from club.dues import Dues, Term
from club.ids import CompanyId, DuesId
from club.reconciling import BankLine, Doubt, Reconciled, reconcile

DAY = date(2027, 3, 31)


def owes(
    number: int, company: str, gross: int = 120_000, year: int = 2027, paid: int = 0, *terms: Term
) -> Dues:
    reference = f"{year}-{number:03}"
    return Dues(
        *(DuesId(number), CompanyId(abs(hash(company)) % 1000), year, gross, gross, DAY, reference),
        terms=terms,
        company=company,
    )


ARDOIN, DELMOTTE = owes(1, "Verrerie Ardoin"), owes(14, "Sucrerie Delmotte")


def of(*lines: tuple[int, str], dues: tuple[Dues, ...] = (ARDOIN, DELMOTTE)) -> Reconciled:
    found = [BankLine(number, DAY, cents, label) for number, (cents, label) in enumerate(lines, 2)]
    return reconcile(found, dues)


def test_a_reference_decides_whatever_the_amount_up_to_what_is_left() -> None:
    found = of((50_000, "VIR SEPA DE MACHIN /2027-014/"), (70_000, "vir 2027-014 solde"))
    assert [one.dues.id for one in found.matched] == [14, 14]
    assert found.doubtful == []


@pytest.mark.parametrize(
    ("cents", "label", "doubt"),
    [
        (120_001, "REF 2027-001", Doubt.TOO_MUCH),
        (120_000, "2027-001 2027-014", Doubt.SEVERAL),
        (119_999, "VERRERIE ARDOIN", Doubt.OTHER_AMOUNT),
        (120_000, "VERRERIE ARDOIN SUCRERIE DELMOTTE", Doubt.SEVERAL),
        (120_000, "Machin", Doubt.NOBODY),
        (120_000, "2027-01", Doubt.NOBODY),
        (120_000, "12027-0014", Doubt.NOBODY),
        (120_000, "ARDOIN", Doubt.NOBODY),
        (120_000, "", Doubt.NOBODY),
    ],
)
def test_what_is_not_certain_is_left_to_somebody_who_knows(cents: int, label: str, doubt: Doubt) -> None:
    found = of((cents, label))
    assert found.matched == []
    assert [why for _, why in found.doubtful] == [doubt]


def test_a_name_with_the_exact_amount_is_certain_whatever_case_and_accents() -> None:
    aubry = owes(3, "Faïencerie Aubry & Fils", 99_999)
    found = of((99_999, "VIR FAIENCERIE AUBRY FILS"), dues=(ARDOIN, aubry))
    assert [one.dues.id for one in found.matched] == [3]


def test_of_two_years_alike_neither_is_guessed() -> None:
    before = owes(9, "Verrerie Ardoin", year=2026)
    found = of((120_000, "Verrerie Ardoin"), dues=(before, ARDOIN))
    assert [why for _, why in found.doubtful] == [Doubt.SEVERAL]


def test_a_company_whose_name_stands_in_another_s_is_not_guessed() -> None:
    short = owes(5, "Verrerie")
    found = of((120_000, "VERRERIE ARDOIN"), dues=(short, ARDOIN))
    assert [why for _, why in found.doubtful] == [Doubt.SEVERAL]


def test_the_next_instalment_is_an_amount_too_and_a_second_line_meets_what_the_first_left() -> None:
    terms = (Term(DAY, 60_000), Term(date(2027, 9, 30), 60_000))
    found = of(*[(60_000, "Verrerie Ardoin")] * 3, dues=(owes(1, "Verrerie Ardoin", 120_000, 2027, *terms),))
    assert [one.line.number for one in found.matched] == [2, 3]
    assert [(line.number, why) for line, why in found.doubtful] == [(4, Doubt.NOBODY)]


def test_money_that_went_out_is_left_out() -> None:
    found = of((-120_000, "2027-001"), (0, "2027-001"))
    assert (found.matched, found.doubtful, len(found.left_out)) == ([], [], 2)
