"""What statutes say of a quorum, as it is typed."""

from fractions import Fraction

import pytest

from club.portions import read_portion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5", 5),
        (" 0 ", 0),
        ("50 %", Fraction(1, 2)),
        ("50\u00a0%", Fraction(1, 2)),
        ("33,3%", Fraction(333, 1000)),
        ("0.5 %", Fraction(1, 200)),
        ("0 %", Fraction(0)),
        ("101 %", Fraction(101, 100)),
        ("1/3", Fraction(1, 3)),
        ("2 / 4", Fraction(1, 2)),
        ("un tiers", Fraction(1, 3)),
        ("Un  TIERS", Fraction(1, 3)),
        ("la moitié", Fraction(1, 2)),
        ("two thirds", Fraction(2, 3)),
        ("trois quarts", Fraction(3, 4)),
    ],
)
def test_a_number_or_a_share_is_read_as_it_is_meant(typed: str, meant: int | Fraction) -> None:
    found = read_portion(typed)
    assert (found, type(found)) == (meant, type(meant))


@pytest.mark.parametrize(
    "typed", ["", "-1", "1/0", "½ %", "five", "1,5", "1e3", "9" * 7, "5 % 5", "٣", "1/3/4"]
)
def test_what_is_neither_is_nothing(typed: str) -> None:
    assert read_portion(typed) is None
