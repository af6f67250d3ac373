"""Turning pages: the same everywhere, and never into the void."""

from zoneinfo import ZoneInfo

import pytest

from handlers.kit.blocks import Block, button
from handlers.kit.paging import turning
from handlers.kit.positions import ListPosition, Page
from handlers.words import load

FR = load(ZoneInfo("Europe/Paris"))["fr"]
LIST = ListPosition("list")


def drawn(page: int, total: int, beside: Block | None = None) -> list[str]:
    shown = Page.cut(range(total), LIST.at(page))
    where, row = turning(FR, shown, "a.page", "Précédents", "Suivants", beside=beside)
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


def test_the_buttons_lead_to_the_pages_around() -> None:
    _, row = turning(FR, Page.cut(range(30), LIST.at(2)), "a.page", "Précédents", "Suivants")
    assert row
    to = [ListPosition.unpacked(one["value"], "list").page for one in row["elements"]]
    assert to == [1, 3]
    assert ListPosition.behind(row["block_id"]) == LIST.at(2)._replace(row="pages")


def test_a_page_begins_at_a_cursor_where_a_list_has_no_numbers() -> None:
    page = Page([6, 7], 9, LIST.at("after-5"), start=5, size=2, before=LIST, after=LIST.at("after-7"))
    where, row = turning(FR, page, "a.page", "Précédents", "Suivants")
    assert where
    assert row
    assert where["elements"][0]["text"] == "6–7 sur 9"
    to = [ListPosition.unpacked(one["value"], "list").page for one in row["elements"]]
    assert to == [0, "after-7"]


def test_a_list_that_shrank_shows_its_last_page() -> None:
    assert [LIST.at(page).within(11).page for page in (0, 2, 3)] == [0, 2, 2]
    assert LIST.at(4).within(0).page == 0
    assert Page.cut("abcdef", LIST.at(7)).items == "f"
