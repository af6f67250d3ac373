"""The demo, as `make demo` shows it, behind the browser's windows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from bot.demo.house import House
from bot.demo.show import demo
from sandbox import Sandbox
from tests.sandbox.page_browser import tabs_fixture, window_fixture

__all__ = ["tabs_fixture", "window_fixture"]

PATIENCE = 15_000
"""Milliseconds: what Prime sends by itself leaves once a second, at Slack's pace."""


@pytest.fixture(scope="module", name="house")
def house_fixture() -> Iterator[House]:
    """One club for all journeys, each as people whom the others leave alone."""
    expect.set_options(timeout=PATIENCE)
    with demo(0) as house:
        yield house
    expect.set_options(timeout=5_000)


@pytest.fixture(name="box")
def box_fixture(house: House) -> Sandbox:
    """The workspace that the windows look at."""
    return house.box
