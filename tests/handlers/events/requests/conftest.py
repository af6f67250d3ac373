"""A club in a database of its own."""

from collections.abc import Iterator

import pytest

from tests.handlers.events.guests.house import House, house_of


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    """On both engines: what is checked here is mostly written in SQL."""
    made = house_of(database_url)
    yield made
    made.services.db.dispose()
