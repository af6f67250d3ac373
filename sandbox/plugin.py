"""For pytest: `slack_box`, a workspace for each test.

    [tool.pytest.ini_options]
    slack_box_manifest = "manifest.yml"
    slack_box_town = "town.yml"          # optional: people, channels and messages

    def test_it_answers(slack_box):
        with connected(slack_box, make_app(slack_box.bot_token, slack_box.api_url)):
            slack_box.person("ana").types("hello", in_="general")
            slack_box.person("ana").sees("Hey there")

A test with needs of its own has `@pytest.mark.slack_box(manifest=…, town=…)`; either is a path or a mapping.
The clock stands still until `slack_box.clock.advance(…)`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sandbox.box import Sandbox
from sandbox.clock import SettableClock
from sandbox.limits import BURST
from sandbox.town import DEFAULT, settle


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two files, from the project's folder."""
    parser.addini("slack_box_manifest", "the app's manifest, for the fixture slack_box", default="")
    parser.addini("slack_box_town", "people, channels and messages, for the fixture slack_box", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line(
        "markers", "slack_box(manifest, town): another workspace for this test's slack_box"
    )


@pytest.fixture
def slack_box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A workspace with people in it, served until the test ends."""
    manifest, town = _wanted(request, "manifest"), _wanted(request, "town")
    if not manifest:
        raise pytest.UsageError("slack_box needs slack_box_manifest in the ini file, or its marker")
    now = datetime.now(UTC).replace(microsecond=0)
    with Sandbox(manifest, SettableClock(now)) as box:
        box.limits.burst = BURST
        settle(box, town or DEFAULT)
        yield box


def _wanted(request: pytest.FixtureRequest, name: str) -> Any:
    marker = request.node.get_closest_marker("slack_box")
    if marker is not None and name in marker.kwargs:
        return marker.kwargs[name]
    path = request.config.getini(f"slack_box_{name}")
    return Path(request.config.rootpath, path) if path else None
