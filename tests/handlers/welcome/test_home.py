"""The home tab, put together of the features' parts."""

from handlers.kit.blocks import actions, button, context, divider, header, rich
from handlers.welcome.views import home
from handlers.words import load
from tests.stories.club import PARIS


def test_of_all_first_buttons_the_topmost_alone_stands_out() -> None:
    parts = [
        [actions(button("Read", "a"))],
        [actions(button("Vote", "b", primary=True), button("Rules", "c"))],
        [actions(button("Come", "d", primary=True), button("Stay", "e"))],
    ]
    view = home(load(PARIS)["en"], "Ana Berger", [[one for one in part if one] for part in parts], "")
    buttons = [one for block in view["blocks"] if block["type"] == "actions" for one in block["elements"]]
    assert [(one["action_id"], one.get("style")) for one in buttons] == [
        ("a", None),
        ("b", "primary"),
        ("c", None),
        ("d", None),
        ("e", None),
    ]


def test_a_part_stands_whole_or_not_at_all_and_the_foot_always() -> None:
    t = load(PARIS)["en"]
    long, short = [rich("{n}", n=n) for n in range(60)], [rich("short")]
    view = home(t, "Ana Berger", [long, long, short], "")
    assert len(view["blocks"]) <= 100
    assert view["blocks"] == [
        header("Hello Ana"),
        *long,
        divider(),
        *short,
        divider(),
        context("Times are Paris time."),
    ]


def test_parts_that_fill_the_home_tab_to_its_last_block_all_stand() -> None:
    view = home(load(PARIS)["en"], "Ana Berger", [[rich("a")] * 48, [rich("b")] * 48], "")
    assert len(view["blocks"]) == 100
    assert view["blocks"][-1]["type"] == "context"
