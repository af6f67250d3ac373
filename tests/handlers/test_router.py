"""Every name a view puts on a button or a modal is one that the router answers."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.features import router
from handlers import names
from handlers.kit.router import Access, InteractionKind, Router

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"[a-z]+\.[a-z_]+(#\w+)?")
SHOWN_ONLY = {
    "rsvp.programme",
    "rsvp.who",
    "events.answers_shown",
    "events.notice",
    "directory.card",
    "members.head",
    "mydata.word",
    "ballots.shown",
    "results.figures",
    "results.told",
    "topics.full",
    "topics.gone",
    "voting.done",
    "voting.kept",
    "voting.list",
    "voting.mark",
    "voting.recap",
    "voting.remark",
    "voting.untouched",
    "works.work",
}
"""Modals without anything to submit, and blocks that a list or a fault is found again by."""


def named() -> Iterator[tuple[str, str]]:
    """Every string in the features that looks like one of their names, and the file it stands in."""
    features = {path.parent.name for path in (ROOT / "handlers").glob("*/__init__.py")}
    for path in (ROOT / "handlers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and NAME.fullmatch(value) and value.split(".")[0] in features:
                yield value.partition("#")[0], path.name


def test_every_name_is_answered() -> None:
    made = router()
    known = {entry.name for entry in made.entries.values()} | set(made.renderers) | SHOWN_ONLY
    known |= {value for key, value in vars(names).items() if key.isupper() and isinstance(value, str)}
    assert sorted({(name, file) for name, file in named() if name not in known}) == []


def test_every_kind_of_posting_has_its_renderer() -> None:
    kinds = {v for k, v in vars(names).items() if k.isupper() and isinstance(v, str) and NAME.fullmatch(v)}
    assert kinds - set(router().renderers) == set()


def test_a_name_is_registered_once() -> None:
    made = Router()
    made.action("a.b", lambda interaction, services: None)  # type: ignore[arg-type,return-value]
    with pytest.raises(ValueError, match="twice"):
        made.action("a.b", lambda interaction, services: None, Access.ANYONE)  # type: ignore[arg-type,return-value]


def test_what_follows_a_hash_tells_buttons_apart_and_nothing_else() -> None:
    made = router()
    assert made.find(InteractionKind.ACTION, "rsvp.page#next") is made.find(
        InteractionKind.ACTION, "rsvp.page"
    )
