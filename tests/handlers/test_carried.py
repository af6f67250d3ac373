"""What travels in buttons, forms and rows comes back as it was, or is refused by name."""

import json
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.kit.carried import BLOCK_ID, LARGEST, METADATA, VALUE, Id, OutOfDate, pair
from handlers.kit.positions import ListPosition
from handlers.kit.return_to import ReturnTo, revision


class Beside(NamedTuple):
    """As a feature would carry."""

    page: Id
    keys: tuple[str, ...] = ()
    sure: bool = False


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
NUMBERS = st.integers(0, LARGEST)
POSITIONS = st.builds(
    ListPosition,
    st.text("abc.", min_size=1, max_size=12),
    st.one_of(NUMBERS, st.text("abc", max_size=8)),
    st.one_of(NUMBERS, st.text("abc0", min_size=1, max_size=20)),
    NUMBERS,
    TEXTS,
    st.lists(st.text("abc", max_size=10), max_size=3).map(tuple),
)
WAYS = st.builds(
    ReturnTo,
    NUMBERS,
    st.builds(Beside, NUMBERS, st.lists(TEXTS, max_size=3).map(tuple), st.booleans()),
    st.text("0123456789abcdef", max_size=12),
    TEXTS,
    st.one_of(st.sampled_from(["", "channel", "mine:12"]), POSITIONS.map(lambda at: at.block("x"))),
    st.text("V0123", max_size=11),
)


@given(POSITIONS)
@settings(max_examples=200, derandomize=True)
def test_a_position_comes_back_from_a_value_and_from_a_block_id(at: ListPosition) -> None:
    assert ListPosition.unpacked(at.value(7), at.name) == at._replace(row=7)
    assert len(at.block("pages")) <= BLOCK_ID
    behind = ListPosition.behind(at.block("pages"))
    assert behind
    assert behind._replace(words="") == at._replace(row="pages", words="")
    assert at.words.startswith(behind.words)


@given(WAYS)
@settings(max_examples=200, derandomize=True)
def test_a_way_back_comes_back(way: ReturnTo[Beside]) -> None:
    assert ReturnTo.unpacked(way.packed(), Beside) == way
    assert len(way.packed()) <= METADATA


@pytest.mark.parametrize("words", ["x", '"', "\\", "é", "\n", "標"])
def test_words_are_cut_where_they_would_not_fit(words: str) -> None:
    at = ListPosition("directory", of=LARGEST, words=words * 4000, only=("organisers", "programme", "mine"))
    for text, most in ((at.value(), VALUE), (at.block(LARGEST), BLOCK_ID)):
        assert most - 10 <= len(text) <= most, "no more is cut than must be"
    found = ListPosition.behind(at.block(LARGEST))
    assert found
    assert at.words.startswith(found.words)


OLDER = (
    "",
    "9",
    "9:1",
    "9:9:9",
    "9\n9\n9",
    "9\nhttps://hooks.example/x\nmembers:0:9:vapeur",
    '[9,"","",""]',
    '[9,"https://hooks.example/x","agenda:0:9","12,,7"]',
    '[9,"https://hooks.example/x","agenda:0:9","0:m1 g2"]',
    '[9,"https://hooks.example/x","topics:9:[\\"\\",\\"open\\",\\"\\",false,0]","",""]',
    '["https://hooks.example/x",[1,2]]',
    '[9,0,"https://hooks.example/x"]',
    '[9,"abc",0,"https://hooks.example/x","balloting:9:0"]',
    '[9,"","balloting:9:0","abc",["selection","Choix","approval","company","sealed"],0]',
    '[9,4,"","voting.list:0:9","",false]',
    '["",1,null]',
    '["vapeur",0,9]',
    '["chaleur","open","",false,1]',
)
"""What forms and buttons carried before all was packed in one way."""
WRONG = (
    "1",
    "1[",
    "1[]",
    "1{}",
    "1null",
    '1["list"',
    '1["list",-1]',
    '1["list",true]',
    '1["list",1.0]',
    f'1["list",{LARGEST + 1}]',
    '1["list",0,0,0,"",["a"],1]',
    '1["list",0,0,0,"",["a","b","c","d","e","f"]]',
    '1["list",0,0,0,1]',
    '1["other"]',
    '0["list"]',
    '2["list"]',
    '11["list"]',
    "1" + "[" * 9000,
    "1[\ud800]",
)
"""What no version wrote, or a later one."""


@pytest.mark.parametrize("text", [*OLDER, *WRONG])
def test_a_form_of_another_version_is_out_of_date(text: str) -> None:
    for shape in (Beside, int, str):
        with pytest.raises(OutOfDate):
            ReturnTo.unpacked(text, shape)
    with pytest.raises(OutOfDate):
        ReturnTo.unpacked(text)


@pytest.mark.parametrize("text", [*OLDER[1:], *WRONG])
def test_a_page_of_another_version_is_out_of_date(text: str) -> None:
    with pytest.raises(OutOfDate):
        ListPosition.unpacked(text, "list")


def test_a_button_elsewhere_asks_for_the_beginning_of_a_list() -> None:
    assert ListPosition.unpacked("", "list") == ListPosition.unpacked("0", "list") == ListPosition("list")
    assert ListPosition.unpacked("9", "list", owned=True) == ListPosition("list", of=9)
    for text in ("", "9:1", "x", "-9"):
        with pytest.raises(OutOfDate):
            ListPosition.unpacked(text, "list", owned=True)


@pytest.mark.parametrize(
    "block_id",
    [
        "agenda:0:9",
        "requests:0:9",
        "admission:0:9",
        "members:0:9:vapeur",
        "events:9:0:forum",
        'topics:9:["chaleur","open","",false,0]',
        "works:9:0:2026:vapeur",
        "balloting:9:0",
        "voting.list:0:9",
        "2:a:b",
        "1[",
    ],
)
def test_a_row_of_a_list_of_another_version_is_out_of_date(block_id: str) -> None:
    with pytest.raises(OutOfDate):
        ListPosition.behind(block_id)
    with pytest.raises(OutOfDate):
        ReturnTo.unpacked(ReturnTo(9, None, behind=block_id).packed())


@pytest.mark.parametrize("block_id", ["", "b", "mine:9", "request:9", "members.head", "channel", "Xk3=/"])
def test_a_block_that_stands_in_no_list_is_known_as_such(block_id: str) -> None:
    assert ListPosition.behind(block_id) is None
    assert ReturnTo.unpacked(ReturnTo(9, None, behind=block_id).packed()).position("list") is None


PACKED = st.one_of(
    WAYS.map(lambda way: way.packed()),
    POSITIONS.map(lambda at: at.value()),
    POSITIONS.map(lambda at: at.block(1)),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Something of ours with a piece cut out, doubled or put in."""
    text = draw(PACKED)
    at, to = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return (
        text[:at] + draw(st.sampled_from(["", '"', "[", "]", ",", "-1", "null", text[at:to] * 2])) + text[to:]
    )


@given(
    st.one_of(
        mutated(), st.text(max_size=60), st.recursive(st.none() | NUMBERS | TEXTS, st.lists).map(json.dumps)
    )
)
@settings(max_examples=500, derandomize=True)
def test_whatever_comes_back_is_read_or_out_of_date(text: str) -> None:
    for read in (
        lambda: ReturnTo.unpacked(text, Beside),
        lambda: ReturnTo.unpacked(text),
        lambda: ListPosition.unpacked(text, "a"),
        lambda: ListPosition.behind(text),
        lambda: pair(text),
    ):
        try:
            read()
        except OutOfDate:
            continue


@pytest.mark.parametrize(
    ("text", "second", "found"), [("9:4", None, (9, 4)), ("9", 1, (9, 1)), ("9:4", 1, (9, 4))]
)
def test_two_ids_travel_as_they_are(text: str, second: int | None, found: tuple[int, int]) -> None:
    assert pair(text, second) == found


@pytest.mark.parametrize("text", ["", "9", "9:", ":9", "9:x", "9:9:9", "-9:1", "9:٣", f"{LARGEST + 1}:1"])
def test_anything_else_is_no_pair(text: str) -> None:
    with pytest.raises(OutOfDate):
        pair(text)


def test_a_revision_names_all_fields() -> None:
    assert revision(Beside(1)) == revision(Beside(1)) != revision(Beside(1, sure=True))
    assert ReturnTo(9, None).seen(Beside(1)).revision == revision(Beside(1))
