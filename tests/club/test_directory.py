"""The directory's rules: who sees what, what a search asks for, when the day begins."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from club.directory import (
    CONTACTS,
    LONGEST,
    LONGEST_WORD,
    MOST_TERMS,
    Audience,
    Detail,
    Field,
    Flaw,
    Visibility,
    clauses_of,
    day_began,
    document,
    flaw_of,
    shown,
    words_of,
)

PARIS = ZoneInfo("Europe/Paris")


def test_nothing_is_visible_unless_its_owner_says_so() -> None:
    details = {name: Detail("x") for name in Field}
    assert all(shown(details, audience) == {} for audience in Audience)


def test_organisers_see_what_members_see_and_what_is_kept_for_them() -> None:
    details = {
        Field.EXPERTISE: Detail("a", Visibility.MEMBERS),
        Field.CAREER: Detail("b", Visibility.ORGANISERS),
        Field.SEEKS: Detail("c", Visibility.NOBODY),
    }
    assert shown(details, Audience.MEMBERS) == {Field.EXPERTISE: "a"}
    assert shown(details, Audience.ORGANISERS) == {Field.EXPERTISE: "a", Field.CAREER: "b"}


def test_contact_details_are_never_searched() -> None:
    details = {name: Detail(f"secret{name}", Visibility.MEMBERS) for name in CONTACTS}
    found = document("Ana Berger", "", "", details, Audience.ORGANISERS)
    assert [*found.names, *found.expertise, *found.work, *found.career] == ["ana", "berger"]


def test_words_are_folded_and_compounds_found_whole_and_in_parts() -> None:
    assert words_of("Jean-Pierre Lebœuf") == ["jean", "pierre", "jeanpierre", "leboeuf"]
    assert words_of("L’Oréane, R&D") == ["l", "oreane", "loreane", "r", "d", "rd"]
    assert words_of("🔥 *** '") == []


def test_a_search_is_bounded_however_long_it_is() -> None:
    assert clauses_of("x" * 3000) == [(("x" * LONGEST_WORD,),)]
    assert len(clauses_of(" ".join(f"mot{number}" for number in range(500)))) == MOST_TERMS
    assert clauses_of("ana ana ANA") == [(("ana",),)]
    assert clauses_of('" * ( -- ') == []


@pytest.mark.parametrize(
    ("name", "value", "flaw"),
    [
        (Field.CAREER, "x" * LONGEST[Field.CAREER], None),
        (Field.CAREER, "x" * (LONGEST[Field.CAREER] + 1), Flaw.LONG),
        (Field.PHONE, "+33 (0)6 12-34.56 78", None),
        (Field.PHONE, "", None),
        (Field.PHONE, "appelez", Flaw.PHONE),
        (Field.EMAIL, "ana@example.org", None),
        (Field.EMAIL, "ana@example", Flaw.EMAIL),
        (Field.EMAIL, "ana @example.org", Flaw.EMAIL),
        (Field.LINK, "https://example.org/ana", None),
        (Field.LINK, "http://example.org", Flaw.LINK),
        (Field.LINK, "javascript:alert(1)", Flaw.LINK),
        (Field.LINK, "https://[broken", Flaw.LINK),
    ],
)
def test_a_field_is_taken_or_refused(name: Field, value: str, flaw: Flaw | None) -> None:
    assert flaw_of(name, value) is flaw


def test_the_day_begins_at_midnight_on_the_clubs_clock_also_when_the_hour_changes() -> None:
    summer = datetime(2027, 3, 28, 20, 0, tzinfo=UTC)
    assert day_began(summer, PARIS) == datetime(2027, 3, 27, 23, 0, tzinfo=UTC)
    after = datetime(2027, 3, 28, 22, 30, tzinfo=UTC)
    assert day_began(after, PARIS) == datetime(2027, 3, 28, 22, 0, tzinfo=UTC)
