"""The home tab, put together of the features' parts."""

from typing import Any

import pytest

from bot.features import router
from handlers.kit.blocks import actions, button, context, divider, header, rich
from handlers.kit.home import HomeAct
from handlers.welcome.views import acts, foot, home
from handlers.words import load
from tests.stories.club import NOW, PARIS

FOOT = foot(
    load(PARIS)["en"], [HomeAct("Find a member…", "find"), HomeAct("My data", "data", menu=True)], NOW
)


def test_of_all_first_buttons_the_topmost_alone_stands_out() -> None:
    parts = [
        [actions(button("Read", "a"))],
        [actions(button("Vote", "b", primary=True), button("Rules", "c"))],
        [actions(button("Come", "d", primary=True), button("Stay", "e"))],
    ]
    view = home(load(PARIS)["en"], "Ana Berger", [[one for one in part if one] for part in parts], "", [])
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
    view = home(t, "Ana Berger", [long, long, short], "", FOOT)
    assert len(view["blocks"]) <= 100
    assert view["blocks"] == [
        header("Hello Ana"),
        *long,
        divider(),
        *short,
        divider(),
        context("1 part has no room here: /prime help leads to all there is."),
        *FOOT,
    ]


def test_parts_that_fill_the_home_tab_to_its_last_block_all_stand() -> None:
    parts = [[rich("a")] * 47, [rich("b")] * (100 - 1 - 48 - 1 - 1 - len(FOOT))]
    view = home(load(PARIS)["en"], "Ana Berger", parts, "", FOOT)
    assert len(view["blocks"]) == 99
    assert view["blocks"][-2:] == FOOT
    parts[1].append(rich("c"))
    view = home(load(PARIS)["en"], "Ana Berger", parts, "", FOOT)
    assert view["blocks"][-3] == context("1 part has no room here: /prime help leads to all there is.")


@pytest.mark.parametrize("organiser", [True, False])
def test_every_act_has_room_beside_the_others_in_both_languages(*, organiser: bool) -> None:
    words, offered = load(PARIS), router().home_acts
    for language in ("fr", "en"):
        [row] = acts(words[language], offered, organiser=organiser)
        labels = [one["text"]["text"] for one in _labelled(row)]
        assert len(labels) == sum(
            one.organiser is organiser and one.to_readers_of in ("", language) for one in offered
        )
        assert [one for one in labels if len(one) > 24] == []


def _labelled(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for element in row["elements"] for one in element.get("options", [element])]
