"""Markdown as Slack shows it, page by page, and what is refused with its line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.belonging.charter.inline import Run, runs_of
from handlers.belonging.charter.markdown import BlockForm, MarkdownRefusal, MarkdownRefused, Piece, read
from handlers.belonging.charter.pages import LONGEST, MOST, pages_of
from handlers.belonging.charter.publishing import parts_of
from handlers.kit.blocks import SECTION
from sandbox.validation.views import check_view


def shown(block: dict) -> str:
    """All the words of a block."""
    found = [str(block.get("text", ""))] if isinstance(block.get("text"), str) else []
    found += [shown(block["text"])] if isinstance(block.get("text"), dict) else []
    return "".join([*found, *(shown(one) for one in block.get("elements", []))])


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("un **gras** ici", [Run("un "), Run("gras", bold=True), Run(" ici")]),
        ("_ital_ et *ital*", [Run("ital", italic=True), Run(" et "), Run("ital", italic=True)]),
        ("**gras et *ital***", [Run("gras et ", bold=True), Run("ital", bold=True, italic=True)]),
        ("***les deux***", [Run("les deux", bold=True, italic=True)]),
        ("snake_case_word", [Run("snake_case_word")]),
        ("2 * 3 * 4", [Run("2 * 3 * 4")]),
        ("~~non~~ oui", [Run("non", strike=True), Run(" oui")]),
        ("`**code**`", [Run("**code**", code=True)]),
        (r"\*pas gras\* \[ni lien\](x)", [Run("*pas gras* [ni lien](x)")]),
        ("a &amp; b &eacute; &inconnu;", [Run("a & b é &inconnu;")]),
        ('[le **site**](https://example.org/a_b "titre")', [Run("le site", url="https://example.org/a_b")]),
        ("<https://example.org>", [Run("https://example.org", url="https://example.org")]),
        ("<@U123> <!channel> :smile:", [Run("<@U123> <!channel> :smile:")]),
    ],
)
def test_marks_become_styles_and_the_rest_stays_as_typed(text: str, runs: list[Run]) -> None:
    assert list(runs_of(text)) == runs


def test_blocks_are_told_apart() -> None:
    text = "# Un\nphrase\nsuite\n\nSous\n---\n- a\n  b\n  - c\n3. d\n> e\n***\n```\n| f |\n```"
    pieces = read(text)
    assert [(piece.form, piece.level) for piece in pieces if isinstance(piece, Piece)] == [
        (BlockForm.HEADING, 1),
        (BlockForm.PARAGRAPH, 0),
        (BlockForm.HEADING, 2),
        (BlockForm.BULLET, 0),
        (BlockForm.BULLET, 1),
        (BlockForm.NUMBER, 0),
        (BlockForm.QUOTE, 0),
        (BlockForm.RULE, 0),
        (BlockForm.CODE, 0),
    ]
    ((first, *_), *_) = [pages_of(text)]
    assert shown(first[1]) == "phrase suite"
    assert first[3]["elements"][2]["offset"] == 2


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\n\n| x | y |\n|---|---|\n| 1 | 2 |", 4, MarkdownRefusal.TABLE),
        ("a\n![logo](https://example.org/x.png)", 2, MarkdownRefusal.IMAGE),
        ("a <b>gras</b>", 1, MarkdownRefusal.HTML),
        ("<!-- caché -->", 1, MarkdownRefusal.HTML),
        ("note[^1]", 1, MarkdownRefusal.FOOTNOTE),
        ("[a]: https://example.org", 1, MarkdownRefusal.REFERENCE),
        ("[a][b]", 1, MarkdownRefusal.REFERENCE),
        ("[a](javascript:alert)", 1, MarkdownRefusal.LINK),
        ("[a](page.md)", 1, MarkdownRefusal.LINK),
        ("a\n```\ncode", 2, MarkdownRefusal.FENCE),
        ("a\n\nb\x07", 3, MarkdownRefusal.CONTROL),
        ("a \u202eb", 1, MarkdownRefusal.CONTROL),
    ],
)
def test_what_slack_cannot_show_is_refused_with_its_line(text: str, line: int, what: MarkdownRefusal) -> None:
    assert read(text) == [MarkdownRefused(line, what)]


@pytest.mark.parametrize("text", ["1 < 2 > 0", "`<b>`", "a|b", "```\n<b>\n```", r"\<b>", "prix <3 €"])
def test_what_only_looks_like_it_is_shown(text: str) -> None:
    assert all(isinstance(piece, Piece) for piece in read(text))


def test_a_heading_stays_with_what_follows_it() -> None:
    text = "x " * (LONGEST // 2 - 40) + "\n\n## Article 2\n\n" + "y " * 500
    first, second = pages_of(text)
    assert len(first) == 1
    assert shown(second[0]) == "Article 2"


def test_a_paragraph_longer_than_a_page_is_cut_where_a_sentence_ends() -> None:
    pages = pages_of("Une phrase de plus. " * 400)
    assert len(pages) == 3
    assert all(shown(page[-1]).strip().endswith(".") for page in pages)


WORDS = st.sampled_from(
    ["mot", "**gras**", "d’autres", "`code`", "[lien](https://example.org)", "œuvre", "_i_"]
)
LINES = st.lists(WORDS, min_size=1, max_size=400).map(" ".join)
STARTS = st.sampled_from(["", "# ", "## ", "- ", "  - ", "1. ", "> "])
TEXTS = st.lists(st.tuples(STARTS, LINES).map("".join), min_size=1, max_size=40).map("\n\n".join)


@given(TEXTS)
def test_pages_keep_every_word_and_slacks_limits(text: str) -> None:
    pages = pages_of(text)
    for page in pages:
        assert sum(len(shown(block)) for block in page) <= LONGEST
        assert len(page) <= MOST
        title = {"type": "plain_text", "text": "Charte"}
        assert check_view({"type": "modal", "title": title, "blocks": page}, ("modal",)) == []
    plain = re.sub(r"\(https://[^)]*\)|[*`_\[\]]", "", re.sub(r"(?m)^\s*(?:#+|-|1\.|>) ", "", text))
    said = " ".join(shown({"elements": [block]}) for page in pages for block in page)
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", plain)


@given(TEXTS)
def test_a_text_in_parts_is_the_same_text_when_joined(text: str) -> None:
    parts = parts_of(text)
    assert "\n\n".join(parts) == text
    assert all(len(part) <= SECTION or "\n\n" not in part for part in parts)
