"""Signed addresses: what is none of ours opens nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.signed import Signed, key_of, read, sign

KEY, OTHER = key_of("secret"), key_of("another")
NOW = datetime(2027, 1, 14, 9, tzinfo=UTC)
WHAT = Signed("answer", (12, 7), NOW + timedelta(days=1))
TOKEN = sign(KEY, WHAT)


def test_a_token_says_what_it_is_for_and_holds_no_more_than_ids() -> None:
    found = read(KEY, TOKEN, "answer", 2, NOW)
    assert found == Signed("answer", [12, 7], NOW + timedelta(days=1))
    assert len(TOKEN) < 80


def test_without_an_expiry_it_lasts() -> None:
    token = sign(KEY, Signed("stop", (7,)))
    assert read(KEY, token, "stop", 1, NOW + timedelta(days=10_000)) == Signed("stop", [7])


@pytest.mark.parametrize(
    ("key", "token", "purpose", "count", "now"),
    [
        (OTHER, TOKEN, "answer", 2, NOW),
        (KEY, TOKEN, "stop", 2, NOW),
        (KEY, TOKEN, "answer", 1, NOW),
        (KEY, TOKEN, "answer", 2, NOW + timedelta(days=1)),
        (KEY, "", "answer", 2, NOW),
        (KEY, TOKEN[:-1], "answer", 2, NOW),
        (KEY, f"{TOKEN}=", "answer", 2, NOW),
        (KEY, "é" * 20, "answer", 2, NOW),
        (KEY, "A" * 10_000, "answer", 2, NOW),
    ],
    ids=["key", "purpose", "count", "expired", "empty", "cut", "padded", "not ascii", "too long"],
)
def test_anything_else_opens_nothing(key: bytes, token: str, purpose: str, count: int, now: datetime) -> None:
    assert read(key, token, purpose, count, now) is None


@given(at=st.integers(0, len(TOKEN) - 1), letter=st.sampled_from("ABCabc019-_"))
def test_one_letter_changed_is_no_address(at: int, letter: str) -> None:
    changed = TOKEN[:at] + letter + TOKEN[at + 1 :]
    assert (read(KEY, changed, "answer", 2, NOW) is not None) == (changed == TOKEN)


@given(st.text(max_size=120))
def test_no_text_is_an_address(text: str) -> None:
    assert read(KEY, text, "answer", 2, NOW) is None
