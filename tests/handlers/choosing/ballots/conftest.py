"""A club in a database of its own."""

from collections.abc import Iterator

import pytest

from tests.handlers.choosing.ballots.booth import Booth
from tests.handlers.events.guests.house import house_of


@pytest.fixture
def booth(sqlite_url: str) -> Iterator[Booth]:
    """What is decided the same on both engines."""
    made = Booth(house_of(sqlite_url))
    yield made
    made.services.db.dispose()


@pytest.fixture
def both(database_url: str) -> Iterator[Booth]:
    """What is written in SQL."""
    made = Booth(house_of(database_url))
    yield made
    made.services.db.dispose()
