"""What stands on buttons and over windows is short in both languages, and one button alone stands out."""

import ast
from collections.abc import Iterator
from pathlib import Path

from handlers.kit.blocks import TITLE, actions, button, message
from handlers.words import load
from tests.stories.club import PARIS

ROOT = Path(__file__).parents[2] / "handlers"


def _sentences(node: ast.expr) -> Iterator[str]:
    """The sentences of ours in an argument: `t("…")`, `mark("…")`, also of two that may be."""
    for one in ast.walk(node):
        called = isinstance(one, ast.Call) and getattr(one.func, "id", getattr(one.func, "attr", ""))
        if called in ("t", "mark") and isinstance(one, ast.Call) and isinstance(one.args[0], ast.Constant):
            yield str(one.args[0].value)


def labels() -> set[str]:
    """Of buttons and windows, as far as they stand where they are drawn; with names in them they are cut."""
    found = set[str]()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", "")
                given = {"button": node.args[:1], "HomeAct": node.args[:1], "modal": node.args[1:2]}
                shown = [*given.get(called, ())]
                if called == "modal":
                    shown += [one.value for one in node.keywords if one.arg in ("submit", "close")]
                found |= {said for one in shown for said in _sentences(one) if "{" not in said}
    return found


def test_labels_have_24_characters_at_most_in_both_languages() -> None:
    words, found = load(PARIS), labels()
    assert len(found) > 200
    said = {t(one) for t in words.by_language.values() for one in found}
    assert sorted(one for one in said if len(one) > TITLE) == []


def test_of_a_message_s_first_buttons_one_alone_stands_out() -> None:
    rows = [actions(button("Decide", f"a{n}", primary=True), button("See", f"b{n}")) for n in range(3)]
    shown = message("Said", *rows)
    styles = [one.get("style") for block in shown.blocks for one in block["elements"]]
    assert styles == ["primary", None, None, None, None, None]
