"""Turning pages: the same everywhere, and never into the void."""

from zoneinfo import ZoneInfo

import pytest

from handlers.kit.blocks import Block, button
from handlers.kit.paging import turning, within
from handlers.words import load

FR = load(ZoneInfo("Europe/Paris"))["fr"]


def drawn(page: int, total: int, beside: Block | None = None) -> list[str]:
    before, after = button("Précédents", "a.page"), button("Suivants", "a.page#next")
    where, row = turning(FR, page, total, before, after, row="list:1", beside=beside)
    said = [where["elements"][0]["text"]] if where else []
    return said + [one["text"]["text"] for one in row["elements"]] if row else said


@pytest.mark.parametrize(
    ("page", "total", "seen"),
    [
        (0, 0, []),
        (0, 5, []),
        (0, 6, ["1–5 sur 6", "Suivants"]),
        (1, 11, ["6–10 sur 11", "Précédents", "Suivants"]),
        (2, 11, ["11–11 sur 11", "Précédents"]),
        (9, 11, ["11–11 sur 11", "Précédents"]),
    ],
)
def test_it_says_where_one_is_and_leads_nowhere_else(page: int, total: int, seen: list[str]) -> None:
    assert drawn(page, total) == seen
    new = button("Nouveau…", "a.new")
    assert drawn(page, total, new) == [*seen, "Nouveau…"], "what stands beside stays, pages or not"


def test_a_list_that_shrank_shows_its_last_page() -> None:
    assert [within(page, 11) for page in (-1, 0, 2, 3)] == [0, 0, 2, 2]
    assert within(4, 0) == 0
