"""What an admission waits for, and how many seats a company has left."""

import pytest

from club.admission import AdmissionStep, Seats, missing

ROOM, FULL = Seats(3, 2), Seats(3, 3)


@pytest.mark.parametrize(
    ("known", "colleagues", "confirmed", "seats", "charter", "steps"),
    [
        (False, 0, False, ROOM, True, [AdmissionStep.COMPANY, AdmissionStep.CHARTER]),
        (True, 2, False, ROOM, True, [AdmissionStep.COLLEAGUE, AdmissionStep.CHARTER]),
        (True, 3, False, FULL, False, [AdmissionStep.COLLEAGUE, AdmissionStep.SEAT]),
        (True, 0, False, ROOM, False, []),
        (True, 0, False, FULL, False, [AdmissionStep.SEAT]),
        (True, 3, True, FULL, False, []),
    ],
)
def test_steps_are_asked_in_order(
    known: bool, colleagues: int, confirmed: bool, seats: Seats, charter: bool, steps: list[AdmissionStep]
) -> None:
    waits = missing(
        company_known=known, colleagues=colleagues, confirmed=confirmed, seats=seats, must_accept=charter
    )
    assert waits == steps


def test_a_quota_lowered_below_what_is_taken_leaves_none() -> None:
    assert (Seats(1, 3).free, Seats(1, 3).full) == (0, True)
    assert (ROOM.free, ROOM.full) == (1, False)
