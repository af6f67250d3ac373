"""The home tab, put together of the features' parts."""

from handlers.kit.blocks import actions, button
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
