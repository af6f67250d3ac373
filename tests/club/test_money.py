"""Amounts: read where they mean one thing, refused where they could mean two; exact to the cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.money import MOST, UnreadableAmount, cents_of, plain_amount


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        *(("1 234,50", 123_450), ("1.234,50", 123_450), ("1,234.50", 123_450), ("1234.5", 123_450)),
        *(("1\u00a0234,50\u00a0€", 123_450), ("1\u202f234", 123_400), ("EUR 12.50", 1_250), ("0", 0)),
        *(("-12,5 €", -1_250), ("\u221212,50", -1_250), ("+3", 300), ("1.234.567", 123_456_700)),
        *(("0,29", 29), ("1'234.50", 123_450), ("10 000 000,00", MOST)),
    ],
)
def test_an_amount_is_read(text: str, cents: int) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        *("1.234.50", "1.234", "1,234", "12,345", "1,2,3", "1 23", "12,3,4", "", "abc", "1e3", "12.345.6"),
        *("٣", "١٢", "--3", "3-", "1,23,456", "10 000 000,01", "1/2", "nan", "1 234 50", ".5", "5,"),
    ],
)
def test_what_could_be_two_amounts_or_none_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAmount):
        cents_of(text)


@given(st.integers(-MOST, MOST))
def test_what_is_written_is_read_again(cents: int) -> None:
    assert cents_of(plain_amount(cents)) == cents
