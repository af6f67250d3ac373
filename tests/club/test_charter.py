"""Which versions may be published, and whom they bind."""

from datetime import UTC, datetime, timedelta

from club.charter import (
    NONE,
    WITHDRAWN,
    CharterFault,
    Version,
    digest,
    must_accept,
    next_number,
    publication_faults,
    tidy,
)

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
FIRST = Version(1, True, "Texte", digest("Texte"), "", NOW, LATER)


def test_the_first_version_is_material() -> None:
    faults = publication_faults("Texte", material=False, accept_by=None, newest=None, now=NOW)
    assert faults == [CharterFault.FIRST_IS_MATERIAL]


def test_a_material_version_leaves_a_day_to_accept_and_an_editorial_one_asks_for_no_date() -> None:
    for accept_by in (None, NOW, NOW + timedelta(hours=23)):
        faults = publication_faults("Autre", material=True, accept_by=accept_by, newest=FIRST, now=NOW)
        assert faults == [CharterFault.DATE_TOO_SOON]
    assert not publication_faults("Autre", material=False, accept_by=None, newest=FIRST, now=NOW)


def test_the_same_text_or_none_is_no_version() -> None:
    assert publication_faults("Texte", material=True, accept_by=LATER, newest=FIRST, now=NOW) == [
        CharterFault.SAME
    ]
    assert publication_faults(" \n", material=True, accept_by=LATER, newest=None, now=NOW) == [
        CharterFault.EMPTY
    ]


def test_an_older_acceptance_does_not_do_and_a_withdrawal_never_sleeps() -> None:
    assert must_accept(1, required=2)
    assert not must_accept(3, required=2)
    assert not must_accept(NONE, required=0)
    assert must_accept(WITHDRAWN, required=0)


def test_versions_count_from_one_and_line_ends_do_not_change_a_text() -> None:
    assert [next_number(None), next_number(FIRST)] == [1, 2]
    assert digest(tidy("a\r\nb\r\n")) == digest(tidy("a\nb"))
