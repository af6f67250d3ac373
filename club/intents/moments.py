"""Days as people type them: demain, vendredi, le 12, 12/03, March 12, la semaine prochaine.

A day is read as a row of tries, each a few spans of dates; the first with an event in it is the one meant.
"Vendredi" is the coming Friday; where the club has nothing then, it is the one after. A month without a year
is the next one to come.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from club.intents.tokens import place

Span = tuple[date, date]
Try = tuple[Span, ...]

DAYS = {
    name: at
    for at, names in enumerate(
        (
            "lundi monday lun",
            "mardi tuesday mar tue tues",
            "mercredi wednesday mer wed",
            "jeudi thursday jeu thu thurs",
            "vendredi friday ven fri",
            "samedi saturday sam sat",
            "dimanche sunday dim sun",
        )
    )
    for name in names.split()
}
LONG_DAYS = {name for name in DAYS if len(name) > 4}
MONTHS = {
    name: at
    for at, names in enumerate(
        (
            "janvier january janv jan",
            "fevrier february fevr fev feb",
            "mars march",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juil jul",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEK = timedelta(days=7)
_DAY = "|".join(sorted(DAYS, key=len, reverse=True))
_LONG = "|".join(sorted(LONG_DAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class When:
    """Days that were named, the likeliest try first, and which words named them."""

    words: range
    tries: tuple[Try, ...]

    def among(self, days: Sequence[date]) -> list[bool]:
        """Which of the days are meant; none where no try has any."""
        for spans in self.tries:
            found = [any(first <= day <= last for first, last in spans) for day in days]
            if any(found):
                return found
        return [False] * len(days)


Rule = Callable[[re.Match[str], date], tuple[Try, ...]]


def days_in(text: str, today: date) -> list[When]:
    """The days that a line of folded words names, in its order; what names no day of the calendar is left."""
    found, taken = list[When](), set[int]()
    for pattern, rule in RULES:
        for match in pattern.finditer(text):
            words = place(text, match)
            if taken.isdisjoint(words) and (tries := tuple(rule(match, today))):
                taken.update(words)
                found.append(When(words, tries))
    return sorted(found, key=lambda one: one.words.start)


def _one(day: date) -> Try:
    return ((day, day),)


def _in(days: int) -> Rule:
    return lambda match, today: (_one(today + timedelta(days=days)),)


def _weekday(match: re.Match[str], today: date) -> tuple[Try, ...]:
    day = today + timedelta(days=(DAYS[match["day"]] - today.weekday()) % 7)
    if match.groupdict().get("next"):
        day += WEEK if day == today else timedelta()
        return ((*_one(day), *_one(day + WEEK)),)
    return _one(day), _one(day + WEEK)


def _numbered(match: re.Match[str], today: date) -> tuple[Try, ...]:
    """A day of the month, the next one to come; a month later where the club has nothing then."""
    number, weekday = int(match["number"]), match.groupdict().get("day")
    days = [day for day in _days_numbered(number, today) if not weekday or day.weekday() == DAYS[weekday]]
    return tuple(_one(day) for day in days[:2])


def _days_numbered(number: int, today: date) -> Iterator[date]:
    for ahead in range(14):
        years, month = divmod(today.month - 1 + ahead, 12)
        day = _date(today.year + years, month + 1, number)
        if day and day >= today:
            yield day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_month(match: re.Match[str], today: date) -> tuple[Try, ...]:
    return _dated(int(match["number"]), MONTHS[match["month"]], match["year"], today)


def _dated(number: int, month: int, year: str | None, today: date) -> tuple[Try, ...]:
    years = [int(year) % 2000 + 2000] if year else [today.year, today.year + 1]
    days = [day for each in years if (day := _date(each, month, number)) and (year or day >= today)]
    return tuple(_one(day) for day in days[:1])


def _slashed(match: re.Match[str], today: date) -> tuple[Try, ...]:
    """Day first; where the club has nothing then, month first."""
    one, other = int(match["one"]), int(match["other"])
    return _dated(one, other, match["year"], today) + _dated(other, one, match["year"], today)


def _iso(match: re.Match[str], today: date) -> tuple[Try, ...]:
    day = _date(*(int(part) for part in match.group().split("-")))
    return (_one(day),) if day else ()


def _week(ahead: int) -> Rule:
    def rule(match: re.Match[str], today: date) -> tuple[Try, ...]:
        monday = today - timedelta(days=today.weekday()) + WEEK * ahead
        return (((max(monday, today), monday + timedelta(days=6)),),)

    return rule


def _month(match: re.Match[str], today: date) -> tuple[Try, ...]:
    month = MONTHS[match["month"]]
    return (_whole(today.year + (month < today.month), month),)


def _month_ahead(ahead: int) -> Rule:
    def rule(match: re.Match[str], today: date) -> tuple[Try, ...]:
        years, month = divmod(today.month - 1 + ahead, 12)
        return (_whole(today.year + years, month + 1),)

    return rule


def _whole(year: int, month: int) -> Try:
    following = date(year + month // 12, month % 12 + 1, 1)
    return ((date(year, month, 1), following - timedelta(days=1)),)


_YEAR = r"(?: (?P<year>20\d\d))?"
_ORDINAL = "(?:er|st|nd|rd|th)"
_NEXT = "(?P<next>prochaine?|suivante?|en huit)"
RULES: Sequence[tuple[re.Pattern[str], Rule]] = [
    (re.compile(rf"\b{pattern}(?= |$)"), rule)
    for pattern, rule in (
        (r"\d{4}-\d\d-\d\d", _iso),
        (
            r"(?:(?:le|du|on|the|of) )?(?P<one>\d{1,2})/(?P<other>\d{1,2})(?:/(?P<year>(?:20)?\d\d))?",
            _slashed,
        ),
        (
            rf"(?:(?:le|du|on|the|of) )*(?:(?:{_DAY}) )?(?:(?:le|the) )?(?P<number>\d{{1,2}}){_ORDINAL}?"
            rf"(?: of)? (?P<month>{_MONTH}){_YEAR}",
            _of_month,
        ),
        (
            rf"(?:(?:on|the|"
            rf"of) )*(?:(?:{_DAY}) )?(?P<month>{_MONTH}) (?:the )?(?P<number>\d{{1,2}}){_ORDINAL}?{_YEAR}",
            _of_month,
        ),
        (
            rf"(?:(?:le|du|on|the|of) )*(?P<day>{_DAY}) (?:(?:le|the) )?(?P<number>\d{{1,2}}){_ORDINAL}?"
            r"(?! (?:h|heures?|min|minutes?|mn))",
            _numbered,
        ),
        (
            rf"(?:on |of )?(?:le|du|au|pour le|the) (?P<number>\d{{1,2}}){_ORDINAL}?"
            r"(?! (?:h|heures?|min|minutes?|mn|personnes|people))",
            _numbered,
        ),
        (rf"(?P<number>\d{{1,2}}){_ORDINAL}", _numbered),
        (r"(?:apres demain|the day after tomorrow)", _in(2)),
        (r"(?:demain|tomorrow)", _in(1)),
        (
            r"(?:aujourdhui|aujourd hui|ce soir|cet apres midi|ce matin|today|tonight|this (?:morning|"
            r"afternoon))",
            _in(0),
        ),
        (r"(?:la semaine prochaine|semaine prochaine|next week)", _week(1)),
        (r"(?:cette semaine|this week)", _week(0)),
        (r"(?:le mois prochain|next month)", _month_ahead(1)),
        (r"(?:ce mois(?: ci)?|this month)", _month_ahead(0)),
        (rf"(?:(?:le|ce|du) )?(?P<day>{_LONG}) {_NEXT}", _weekday),
        (rf"(?:on )?(?P<next>next) (?P<day>{_LONG})", _weekday),
        (rf"(?:(?:le|ce|du|on|this|of) )?(?P<day>{_LONG})", _weekday),
        (rf"(?:en|in|au mois de|de|d) (?P<month>{_MONTH})", _month),
    )
]
"""The more of a date a pattern holds, the sooner it is tried."""
