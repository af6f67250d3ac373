"""Uses of works and their citation, at the edges (article CONTRIBUER)."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from club.citing import bibtex, key_of, sentence
from club.ids import UseId, WorkId
from club.uses import Use, UseFault, faults_of, year_asked
from club.works import Work

USE = Use(UseId(0), WorkId(3), "Colloque", 2026, cited=False)
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"place": "  "}, [UseFault.NO_PLACE]),
        ({"place": "a" * 151}, [UseFault.LONG_PLACE]),
        ({"link": "javascript:alert(1)"}, [UseFault.LINK]),
        ({"link": "https://exemple.fr/a b"}, [UseFault.LINK]),
        ({"year": 2027}, [UseFault.YEAR]),
        ({"year": 0}, [UseFault.YEAR]),
    ],
)
def test_what_is_wrong_with_a_use(change: dict[str, object], faults: list[UseFault]) -> None:
    assert faults_of(replace(USE, **change), 2026) == faults  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "year"),
    [
        (datetime(2027, 1, 7, 22, 59, tzinfo=UTC), None),
        (datetime(2027, 1, 7, 23, 0, tzinfo=UTC), 2026),
        (datetime(2027, 2, 28, 22, 59, tzinfo=UTC), 2026),
        (datetime(2027, 2, 28, 23, 0, tzinfo=UTC), None),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), None),
    ],
)
def test_the_year_before_is_asked_about_from_8_january_until_march(when: datetime, year: int | None) -> None:
    assert year_asked(when, PARIS) == year


def test_the_sentence_names_allice_and_ends_once() -> None:
    assert sentence("  Guide \n de la chaleur. ", 2026) == "Guide de la chaleur. ALLICE, Club PRIME, 2026."


def test_bibtex_holds_whatever_was_typed_and_keeps_its_key() -> None:
    title = r"100 % \input{/etc/passwd} & {x} #1 $y$ _z_ ~a^b é"
    work = Work(WorkId(7), title, 2026, link="https://exemple.fr/a}b{c\\d?x=1%20&y=é")
    entry = bibtex(work)
    assert key_of(work) == key_of(replace(work, title="Autre", year=2027)) == "allice-prime-7"
    assert (
        r"title = {{100 \% \textbackslash{}input\{/etc/passwd\} \& \{x\} \#1 \$y\$ \_z\_ "
        r"\textasciitilde{}a\textasciicircum{}b é}}" in entry
    )
    assert "url = {https://exemple.fr/a%7Db%7Bc%5Cd?x=1%20&y=%C3%A9}" in entry
    assert "author = {{ALLICE, Club PRIME}}" in entry
    bare = re.sub(r"\\[{}]", "", entry)
    depth = 0
    for mark in bare:
        depth += (mark == "{") - (mark == "}")
        assert depth >= 0
    assert depth == 0
    assert bibtex(replace(work, link="")).count("url") == 0
