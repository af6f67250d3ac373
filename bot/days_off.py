"""Public holidays, on which nobody is reminded of anything."""

from datetime import date
from functools import lru_cache

NONE = "none"


def country_of(code: str) -> str:
    """A country's code (ISO 3166-1 alpha-2), or a part's (`FR-57`), checked; `none` for a club without any.

    ValueError where no public holidays are known of it.
    """
    if code.strip().lower() == NONE:
        return NONE
    code = code.strip().upper()
    try:
        _days(code, 2027)  # any year tells whether there are some
    except (NotImplementedError, ValueError):
        raise ValueError("no country, nor part of one, whose public holidays are known") from None
    return code


class PublicHolidays:
    """The public holidays of a country, year by year; thread-safe."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.code != NONE and day in _days(self.code, day.year)


@lru_cache(maxsize=64)
def _days(code: str, year: int) -> frozenset[date]:
    from holidays import country_holidays  # loaded with the first reminder, not with the program

    country, _, part = code.partition("-")
    return frozenset(country_holidays(country, subdiv=part or None, years=year))
