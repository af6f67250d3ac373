"""One form for words, however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.folding import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Œuvres à  Évry", "oeuvres a evry"),
        ("L’ÉNERGIE", "l'energie"),
        ("Straße", "strasse"),
        ("14\u00a0h\u202f30", "14 h 30"),
        ("  ", ""),
    ],
)
def test_case_accents_ligatures_and_spaces_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_folding_european_words_twice_changes_nothing_more(words: str) -> None:
    assert fold(fold(words)) == fold(words)
