"""Amounts of money in words."""

from decimal import Decimal

from babel.numbers import format_currency

from handlers.words import Translator, typeset


def euros(t: Translator, cents: int) -> str:
    """1 200,00 €, or €1,200.00: exact."""
    locale = "fr" if t.language == "fr" else "en_GB"
    return typeset(str(format_currency(Decimal(cents) / 100, "EUR", locale=locale)))
