"""Dues: where they stand, when companies are reminded, which instalments make the whole (article COTISER)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from club.dues import (
    REMINDED,
    Dues,
    Fault,
    Reminder,
    Stand,
    State,
    Term,
    due_reminder,
    faults_of,
    is_owed,
    next_reference,
    term_faults,
)
from club.ids import CompanyId, DuesId

DAY = date(2027, 3, 31)
CALL = Dues(DuesId(1), CompanyId(1), 2027, 100_000, 120_000, DAY, "2027-001", called_on=date(2027, 1, 4))
TERMS = (Term(date(2027, 3, 31), 60_000), Term(date(2027, 9, 30), 60_000))


@pytest.mark.parametrize(
    ("change", "state", "left", "credit", "quiet"),
    [
        ({}, State.CALLED, 120_000, 0, False),
        ({"paid": 60_000}, State.PART, 60_000, 0, False),
        ({"paid": 120_000}, State.PAID, 0, 0, True),
        ({"paid": 125_000}, State.PAID, 0, 5_000, True),
        ({"paid": 120_000, "stand": Stand.DISCUSSED}, State.PAID, 0, 0, True),
        ({"stand": Stand.DISCUSSED}, State.DISCUSSED, 120_000, 0, True),
        ({"stand": Stand.WAIVED, "paid": 1}, State.WAIVED, 119_999, 0, True),
        ({"told_on": DAY}, State.CALLED, 120_000, 0, True),
        ({"address": "compta@exemple.fr"}, State.CALLED, 120_000, 0, True),
    ],
)
def test_where_a_call_stands(
    change: dict[str, object], state: State, left: int, credit: int, *, quiet: bool
) -> None:
    dues = replace(CALL, **change)  # type: ignore[arg-type]
    assert (dues.state, dues.left, dues.credit, dues.quiet) == (state, left, credit, quiet)


def reminders(dues: Dues, first: date, days: int) -> list[tuple[date, Reminder]]:
    """Every reminder of these days, each once."""
    found: dict[Reminder, date] = {}
    for number in range(days):
        today = first + timedelta(days=number)
        if one := due_reminder(dues, today):
            found.setdefault(one, today)
    return [(today, one) for one, today in found.items()]


def test_a_company_is_reminded_at_five_moments_and_never_after_thirty_days() -> None:
    found = reminders(CALL, date(2027, 1, 4), 500)
    assert [(today - DAY).days for today, _ in found] == list(REMINDED)
    assert [one.offset for _, one in found] == list(REMINDED)


def test_a_reminder_that_was_held_up_comes_within_a_week_or_not_at_all() -> None:
    assert due_reminder(CALL, DAY + timedelta(days=7)) == Reminder(DAY, 0)
    assert due_reminder(CALL, DAY + timedelta(days=8)) is None
    assert due_reminder(CALL, DAY - timedelta(days=31)) is None


def test_what_came_before_the_call_is_no_reminder() -> None:
    late = replace(CALL, called_on=DAY - timedelta(days=7))
    assert [one.offset for _, one in reminders(late, late.called_on, 60)] == [0, 15, 30]


def test_each_instalment_is_reminded_of_until_it_is_paid() -> None:
    parts = replace(CALL, terms=TERMS, paid=60_000, day=TERMS[1].day)
    found = reminders(parts, date(2027, 1, 4), 400)
    assert {one.day for _, one in found} == {TERMS[1].day}
    assert not is_owed(parts, TERMS[0].day)
    assert is_owed(parts, TERMS[1].day)
    assert is_owed(replace(parts, paid=59_999), TERMS[0].day)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"gross": 0, "net": 0}, [Fault.AMOUNT]),
        ({"gross": -1, "net": -1}, [Fault.AMOUNT]),
        ({"net": 120_001}, [Fault.NET]),
        ({"year": 27}, [Fault.YEAR]),
        ({"day": date(2027, 1, 3)}, [Fault.PAST]),
        ({"day": date(2029, 6, 1)}, [Fault.FAR]),
    ],
)
def test_what_is_wrong_with_a_call(change: dict[str, object], faults: list[Fault]) -> None:
    assert faults_of(replace(CALL, **change), date(2027, 1, 4)) == faults  # type: ignore[arg-type]


def test_instalments_make_the_whole_in_their_order() -> None:
    assert term_faults(CALL, TERMS) == []
    assert term_faults(CALL, ()) == []
    assert term_faults(CALL, TERMS[:1]) == [Fault.SUM]
    assert term_faults(CALL, TERMS[::-1]) == [Fault.ORDER]
    assert term_faults(CALL, (TERMS[0], TERMS[0])) == [Fault.ORDER]
    assert term_faults(CALL, (Term(DAY, 130_000), Term(DAY + timedelta(days=1), -10_000))) == [Fault.AMOUNT]


def test_references_follow_one_another_within_a_year() -> None:
    assert next_reference(2027, []) == "2027-001"
    assert next_reference(2027, ["2027-001", "2027-014", "2026-900", "2027-A"]) == "2027-015"
