"""As a plugin of pytest: stories, and beside them all that is named done again (`again.py`).

A process of its own, for a story is a test and its fixtures are pytest's.
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.rendered.again import Again

STORIES = Path("tests/stories")
GIVEN, SAID = "PRIME_TEST_AGAIN", "PRIME_TEST_AGAIN_SAID"
"""Variables of the environment: what is to be done again, and the file that says what came of it."""
OTHERS = ("PRIME_TEST_DATABASE_URL", "PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_ADDOPTS")
"""Not passed on: the process has one worker, and SQLite alone."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of it."""

    shown: Collection[str]
    faults: dict[str, str]
    output: str


def replayed(stories: Collection[str], wanted: Collection[str], folder: Path) -> Replayed:
    """Runs these stories (`file::test`), each with the first of its parameters, in a process of its own."""
    said = folder / "again.json"
    env = {name: value for name, value in os.environ.items() if name not in OTHERS}
    env |= {GIVEN: json.dumps(sorted(wanted)), SAID: str(said)}
    ids = [str(STORIES / story) for story in stories]
    command = [sys.executable, "-m", "pytest", "-q", "-p", __name__, "-p", "no:cacheprovider", *ids]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stdout[-4000:] + done.stderr[-4000:])
    return Replayed(**json.loads(said.read_text(encoding="utf-8")), output=done.stdout)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On SQLite alone, and once where a story is told in several ways."""
    first: dict[str, pytest.Item] = {}
    for item in items:
        params = getattr(item, "callspec", None)
        if params is None or params.params.get("database_url", "sqlite") == "sqlite":
            first.setdefault(item.nodeid.partition("[")[0], item)
    items[:] = list(first.values())


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Iterator[None]:
    """Everything that the stories do."""
    again = Again(frozenset(json.loads(os.environ[GIVEN])))
    with again.beside():
        result = yield
    said = {"shown": sorted(again.shown), "faults": again.faults}
    Path(os.environ[SAID]).write_text(json.dumps(said), encoding="utf-8")
    return result
