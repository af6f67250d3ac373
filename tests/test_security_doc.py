"""SECURITY.md names tests that there are, for everybody it speaks of."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
ADVERSARIES = (
    "internet",
    "stranger or guest",
    "member",
    "organiser",
    "operator",
    "database",
    "token",
    "text",
)


@cache
def functions_in(path: str) -> frozenset[str]:
    """The test functions of a file."""
    parsed = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("path", "test"), NAMED, ids=[test for _, test in NAMED])
def test_a_test_that_is_named_is_there(path: str, test: str) -> None:
    assert test in functions_in(path)


def test_every_row_is_shown_by_a_test() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ")]
    shown = [line for line in rows if line.rpartition("|")[0].rpartition("|")[2].strip() != "Shown by"]
    assert len(shown) > 30
    assert [line for line in shown if "::test_" not in line] == []


def test_of_everybody_it_is_said_what_does_not_stop_them() -> None:
    sections = [part for part in TEXT.split("\n## ")[1:] if "\n| " in part]
    titles = [part.splitlines()[0].lower() for part in sections]
    assert [one for one in ADVERSARIES if not any(one in title for title in titles)] == []
    assert all("\nDoes not stop: " in part for part in sections)
