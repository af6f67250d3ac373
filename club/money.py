"""Amounts of money: whole cents, read only where they can mean one thing."""

import re

MOST = 1_000_000_000
"""Cents: ten million euros."""
_SPACES = re.compile(r"[ \u00a0\u202f\u2009']")


class UnreadableAmount(ValueError):  # noqa: N818 - a refusal, in the words of whoever reads it
    """No amount, or one that could be two; its only argument is what was written."""


def cents_of(text: str) -> int:
    """The cents of an amount as people, banks and spreadsheets write it: "1 234,50", "1.234,50", "-12.5 €".

    "1.234" and "1,234" could be a thousand or one: they are refused, as is whatever has a third decimal.
    Raises UnreadableAmount.
    """
    said = text.strip().replace("\u2212", "-")
    said = re.sub(r"^(?:€|EUR)\s*|\s*(?:€|EUR|euros?)$", "", said, flags=re.IGNORECASE)
    sign = -1 if said.startswith("-") else 1
    said = said.removeprefix("-").removeprefix("+").strip()
    found = _parts(said)
    if found is None:
        raise UnreadableAmount(text)
    whole, decimals = found
    cents = int(whole) * 100 + int(decimals.ljust(2, "0"))
    if cents > MOST:
        raise UnreadableAmount(text)
    return sign * cents


def _parts(said: str) -> tuple[str, str] | None:
    """The digits before and after the decimal mark; None where it is no amount, or could be two."""
    for thousands, decimal in (("", ","), ("", "."), (" ", ","), (" ", "."), (".", ","), (",", ".")):
        plain = _SPACES.sub(" ", said)
        mark = re.escape(thousands)
        grouped = rf"[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+" if thousands else r"[0-9]{1,12}"
        found = re.fullmatch(rf"({grouped})(?:{re.escape(decimal)}([0-9]{{1,2}}))?", plain)
        if found and not (thousands in (".", ",") and found[2] is None and plain.count(thousands) == 1):
            return re.sub(r"\D", "", found[1]), found[2] or "0"
    return None


def plain_amount(cents: int) -> str:
    """An amount for a spreadsheet in France: "1234,50", exact."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02}"
