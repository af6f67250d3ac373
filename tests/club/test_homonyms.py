"""Two of one name, told apart by no more than it takes."""

import pytest

from club.homonyms import Named, marks

ANA = Named("Ana Berger", "Verrerie Ardoin", "Acheteuse", "ana@example.org")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Named("Luc Roy", "Verrerie Ardoin"), ()),
        (Named("Ana Berger", "Papeterie du Val"), ()),
        (Named("ana bergér", "verrerie ardoin", "Directrice"), ("Acheteuse",)),
        (Named("Ana Berger", "Verrerie Ardoin", ""), ("Acheteuse",)),
        (Named("Ana Berger", "Verrerie Ardoin", "acheteuse"), ("Acheteuse", "ana@example.org")),
    ],
)
def test_what_stands_beside_a_name_is_what_the_other_has_not(other: Named, expected) -> None:
    assert marks([ANA, other])[0] == expected


def test_without_a_function_the_address_says_it() -> None:
    bare = Named("Ana Berger", "Verrerie Ardoin", "", "ana2@example.org")
    assert marks([bare, ANA]) == [("ana2@example.org",), ("Acheteuse",)]


def test_what_may_not_be_shown_is_left_out() -> None:
    alike = Named("Ana Berger", "Verrerie Ardoin", "Acheteuse")
    assert marks([alike, alike]) == [("Acheteuse",), ("Acheteuse",)]
