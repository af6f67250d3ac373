"""Public holidays, by country."""

from datetime import date

import pytest

from bot.days_off import PublicHolidays, country_of


def test_france_s_holidays_are_known_year_by_year() -> None:
    france = PublicHolidays("FR")
    assert date(2027, 7, 14) in france
    assert date(2027, 5, 6) in france  # Ascension
    assert date(2028, 5, 25) in france  # Ascension
    assert date(2027, 7, 15) not in france
    assert date(2027, 12, 26) not in france
    assert "2027-07-14" not in france


def test_a_part_of_a_country_may_have_more() -> None:
    assert date(2027, 12, 26) in PublicHolidays("FR-57")


def test_a_club_may_have_none() -> None:
    assert date(2027, 7, 14) not in PublicHolidays(country_of("None"))


@pytest.mark.parametrize(("given", "code"), [(" fr ", "FR"), ("fr-57", "FR-57"), ("NONE", "none")])
def test_a_code_is_read_however_it_is_typed(given: str, code: str) -> None:
    assert country_of(given) == code


@pytest.mark.parametrize("code", ["FRANCE", "FR-999", "", "XX", "../FR"])
def test_a_code_that_names_no_country_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="public holidays"):
        country_of(code)
