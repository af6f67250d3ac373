"""One language's voice: sentences, plurals, dates, numbers."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from handlers.words.typography import typeset

Language = Literal["fr", "en"]

_BABEL_LOCALES: Mapping[Language, str] = {"fr": "fr", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Translator:
    """Speaks `language` and shows every time in `zone`. Immutable; one object serves all threads.

    Datetimes are aware; a naive one raises ValueError, for it would be shown an hour or two wrong.
    """

    language: Language
    zone: ZoneInfo
    singles: Mapping[str, str]
    plurals: Mapping[tuple[str, str], tuple[str, str]]

    def __call__(self, msgid: str, /, **values: object) -> str:
        """Say `msgid` with its {named} placeholders filled; without values, the template itself.

        A sentence unknown to the catalogue is said in English; `make check` sees that none is.
        """
        said = self.singles.get(msgid, msgid)
        return said.format(**values) if values else said

    def plural(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Say the form that fits `n`, which is also {n}. French: 0 and 1 are singular; English: 1 alone."""
        forms = self.plurals.get((singular, plural), (singular, plural))
        is_singular = abs(n) < 2 if self.language == "fr" else n == 1
        return forms[0 if is_singular else 1].format(n=self.number(n), **values)

    def number(self, n: float) -> str:
        """14 or 1 234,5 in French, 1,234.5 in English."""
        return _decimal(n, self._locale)

    def list(self, items: Sequence[str]) -> str:
        """A, B et C; nothing for no item."""
        return format_list(items, locale=self._locale)

    def date(self, moment: datetime.datetime) -> str:
        """Say jeudi 14 janvier 2027, 9 h 30, or Thursday 14 January 2027, 9:30."""
        return f"{self.day(moment)}, {self.time(moment)}"

    def day(self, moment: datetime.datetime | datetime.date) -> str:
        """Say jeudi 14 janvier 2027; a plain date is shown as it is, without any zone."""
        return self._dated(moment, "EEEE d MMMM y")

    def weekday(self, day: datetime.date) -> str:
        """Say jeudi, or Thursday."""
        return self._dated(day, "EEEE")

    def month(self, first: datetime.date, *, year: bool = True) -> str:
        """Say mars 2027, or March 2027; the month alone where the year is said elsewhere."""
        return self._dated(first, "LLLL y" if year else "LLLL")

    def month_day(self, day: datetime.date) -> str:
        """Say 4 janvier, or 4 January: the year is left to the context."""
        return self._dated(day, "d MMMM")

    def short(self, moment: datetime.datetime) -> str:
        """Say jeu. 14 janv., 9 h 30, as lists do; the year is left to the context."""
        return f"{self._dated(moment, 'EEE d MMM')}, {self.time(moment)}"

    def short_day(self, day: datetime.date) -> str:
        """Say jeu. 14 janv., as lists do; the year is left to the context."""
        return self._dated(day, "EEE d MMM")

    def days(self, first: datetime.date, last: datetime.date, *, short: bool = False) -> tuple[str, str]:
        """Two days, the first as far as it differs: jeudi 14, vendredi 15 mars 2027; short: 14, 15 mars."""
        same_year = first.year == last.year
        month = " MMMM" if first.month != last.month or not same_year else ""
        named = "" if short else "EEEE "
        begins = f"{named}d{month}{'' if same_year else ' y'}"
        return self._dated(first, begins), self._dated(
            last, f"{named}d MMMM{' y' if not short or not same_year else ''}"
        )

    def time(self, moment: datetime.datetime) -> str:
        """9 h 30, or 17 h on the hour; 9:30 and 17:00 in English."""
        local = self._local(moment)
        return _time(local.hour, local.minute, self.language)

    def span(self, start: datetime.datetime, end: datetime.datetime) -> str:
        """From `start` to `end`: the day once when it is the same day in `zone`, else both dates."""
        same_day = self._local(start).date() == self._local(end).date()
        return f"{self.date(start)} – {self.time(end) if same_day else self.date(end)}"

    @property
    def _locale(self) -> str:
        return _BABEL_LOCALES[self.language]

    def _local(self, moment: datetime.datetime) -> datetime.datetime:
        if moment.tzinfo is None:
            raise ValueError("a time without zone cannot be shown")
        return moment.astimezone(self.zone)

    def _dated(self, moment: datetime.datetime | datetime.date, pattern: str) -> str:
        day = self._local(moment).date() if isinstance(moment, datetime.datetime) else moment
        return _day(day, pattern, self.language)


# Babel reads its locale anew for each figure: what is said again and again is kept, a bounded number of it.
@lru_cache(4096)
def _decimal(n: float, locale: str) -> str:
    return format_decimal(n, locale=locale)


@lru_cache(4096)
def _time(hour: int, minute: int, language: Language) -> str:
    if language == "en":
        return f"{hour}:{minute:02}"
    return typeset(f"{hour} h {minute:02}" if minute else f"{hour} h")


@lru_cache(4096)
def _day(day: datetime.date, pattern: str, language: Language) -> str:
    if language == "en":
        return format_date(day, pattern, locale=_BABEL_LOCALES["en"])
    # French counts the first of the month: 1er janvier.
    return typeset(format_date(day, pattern.replace("d", "d'er'") if day.day == 1 else pattern, locale="fr"))
