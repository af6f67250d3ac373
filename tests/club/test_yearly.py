"""Each year again: dates a year later, titles with their year, and when it is due."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from club.yearly import anniversary, due_from, title_on, years_on

PARIS = ZoneInfo("Europe/Paris")


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(UTC)


@pytest.mark.parametrize(
    ("before", "years", "after"),
    [
        ("2026-12-18 11:30", 1, "2027-12-18 11:30"),
        ("2028-02-29 09:00", 1, "2029-02-28 09:00"),
        ("2026-03-28 18:00", 1, "2027-03-28 18:00"),  # summer time began in between: the same on the clock
        ("2026-12-18 11:30", 3, "2029-12-18 11:30"),
    ],
)
def test_a_year_later_the_clock_shows_the_same(before: str, years: int, after: str) -> None:
    assert anniversary(paris(before), years, PARIS) == paris(after)


def test_the_next_anniversary_is_one_to_come() -> None:
    opened = paris("2026-12-18 11:30")
    assert years_on(opened, paris("2027-01-04 09:00"), PARIS) == 1
    assert years_on(opened, paris("2027-12-18 11:30"), PARIS) == 2
    assert years_on(opened, paris("2030-01-01 09:00"), PARIS) == 4


def test_it_is_due_sixty_days_before() -> None:
    assert due_from(paris("2027-12-18 11:30"), PARIS) == paris("2027-10-19 11:30")


@pytest.mark.parametrize(
    ("title", "later"),
    [
        ("Choix des études 2027", "Choix des études 2028"),
        ("Programme 2027-2028", "Programme 2028-2029"),
        ("Choix", "Choix"),
        ("Dossier 120271", "Dossier 120271"),
    ],
)
def test_the_years_a_title_names_come_later_too(title: str, later: str) -> None:
    assert title_on(title, 1) == later
